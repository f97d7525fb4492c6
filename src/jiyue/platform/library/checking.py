"""The check of a draft before it may be submitted: what forbids, what must be explained, what is only a hint (13.5, 30.1)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiyue.platform.library import paragraphs
from jiyue.platform.library.attached import all_read
from jiyue.platform.library.models import Kind, Resource
from jiyue.platform.library.uploads import IMAGES, suffix
from jiyue.textcheck import Hit, scan


@dataclass(frozen=True)
class Remark:
    """One line of the check panel: where, what, why by which clause, what to do; `key` names it for its explanation."""

    level: str
    place: str
    message: str
    excerpt: str
    clause: str
    advice: str
    key: str
    kind: str = ""
    paragraph: int = 0


FORBIDDEN, EXPLAIN, HINT = "forbidden", "explain", "hint"


def check(resource: Resource) -> list[Remark]:
    """Check a draft's metadata and text; the strictest first, in the order of the text."""
    remarks = [*_metadata(resource)]
    for name in ("title", "subtitle", "summary", "author", "source"):
        label = str(Resource._meta.get_field(name).verbose_name)
        remarks += [_remark(hit, label) for hit in scan(getattr(resource, name))]
    remarks += _body(resource.body)
    remarks += _attachments(resource)
    order = {FORBIDDEN: 0, EXPLAIN: 1, HINT: 2}
    return sorted(remarks, key=lambda remark: order[remark.level])


def _remark(hit: Hit, place: str, paragraph: int = 0) -> Remark:
    return Remark(
        level=hit.severity,
        place=place,
        message=hit.message,
        excerpt=hit.excerpt,
        clause=hit.clause,
        advice=hit.advice,
        key=f"{hit.kind}:{place}:{hit.start}",
        kind=hit.kind,
        paragraph=paragraph,
    )


def _body(html: str) -> Iterator[Remark]:
    """Check the body paragraph by paragraph, so that each hit names the one it stands in."""
    for number, text in paragraphs.texts(html):
        for hit in scan(text):
            yield _remark(hit, _("正文第 %(number)d 段") % {"number": number}, number)


def _attachments(resource: Resource) -> Iterator[Remark]:
    """Check the text of each attachment; one that can not be read must be explained, a picture is only pointed out."""
    for attachment, result in all_read(resource.attachments.all()):
        place = _("附件《%(title)s》") % {"title": attachment.title}
        for hit in result.hits:
            yield _remark(hit, place)
        if result.why_not:
            level = HINT if suffix(attachment.name) in IMAGES else EXPLAIN
            advice = _("请人工查看，确认不含个人信息和内部标记。")
            yield Remark(
                level,
                place,
                _("附件未能自动检查：%(why)s。") % {"why": result.why_not},
                "",
                "13.5",
                advice,
                f"unread:{attachment.name}",
            )


def _metadata(resource: Resource) -> list[Remark]:
    """What the text must carry besides itself: source, summary of a policy, its number and date (13.5, 13.1, standards §5.3)."""
    found: list[Remark] = []
    if not resource.source.strip():
        found.append(
            _missing(
                FORBIDDEN, "source", "13.5", _("没有来源，来源不明的信息不能发布。"), _("填写发布单位全称或转载来源。")
            )
        )
    if resource.kind == Kind.POLICY:
        if not resource.document_number:
            found.append(
                _missing(EXPLAIN, "document_number", "13.1", _("政策文件没有文号。"), _("填写文号，或说明本件无文号。"))
            )
        if resource.written_on is None:
            found.append(_missing(FORBIDDEN, "written_on", "13.1", _("政策文件没有成文日期。"), _("填写成文日期。")))
    if resource.kind == Kind.INTERPRETATION and resource.interprets_id is None:
        found.append(
            _missing(EXPLAIN, "interprets", "15.5", _("解读没有关联所解读的文件。"), _("在属性中选择所解读的文件。"))
        )
    return found


def _missing(level: str, name: str, clause: str, message: str, advice: str) -> Remark:
    label = str(Resource._meta.get_field(name).verbose_name)
    return Remark(level, label, message, "", clause, advice, f"missing:{name}")
