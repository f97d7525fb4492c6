"""What the check panel and the route panel of a draft show, as plain data for their templates (screen 3)."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from jiyue.platform.library import checking
from jiyue.platform.library.models import Edition, EditionState, Resource
from jiyue.platform.library.reviewers import candidates
from jiyue.platform.library.uploads import suffix
from jiyue.platform.organisations.models import Person
from jiyue.rulebook import clauses


def check_levels(remarks: list[checking.Remark], reasons: dict[str, str], edit_url: str) -> list[dict[str, Any]]:
    """The three levels of the check panel with their hits numbered through."""
    levels: dict[str, list[dict[str, Any]]] = {checking.FORBIDDEN: [], checking.EXPLAIN: [], checking.HINT: []}
    for number, remark in enumerate(remarks, start=1):
        levels[remark.level].append(
            {
                "number": number,
                "message": f"{remark.place}：{remark.message}",
                "before": "",
                "excerpt": remark.excerpt,
                "after": "",
                "clause": remark.clause,
                "citation": clauses.citation(remark.clause) if remark.clause else "",
                "own_rule": "",
                "advice": remark.advice,
                "jump_url": f"#p-{remark.paragraph}" if remark.paragraph else edit_url,
                "actions": [],
                "reason_name": f"reason:{remark.key}" if remark.level == checking.EXPLAIN else "",
                "reason": reasons.get(remark.key, ""),
            }
        )
    return [{"id": level, "hits": hits} for level, hits in levels.items()]


def missing(levels: list[dict[str, Any]], resource: Resource) -> str:
    """What stands in the way of a submission, in one line; empty when nothing does."""
    forbidden = sum(len(level["hits"]) for level in levels if level["id"] == checking.FORBIDDEN)
    if forbidden:
        return _("还差：禁止发布 %(count)d 处") % {"count": forbidden}
    if not resource.placements.exists():
        return _("还差：选择栏目")
    return ""


def files(text: Resource) -> list[dict[str, Any]]:
    """The attachments of a text with kind, size and where to look at them."""
    return [
        {
            "title": attachment.title,
            "kind": suffix(attachment.file.name).upper(),
            "size": filesizeformat(attachment.file.size) if attachment.digest() else _("文件不在存储中"),
            "url": reverse("workbench:text-file", args=[text.pk, number]) if text.pk else "",
        }
        for number, attachment in enumerate(text.attachments.all(), start=1)
    ]


def route(edition: Edition | None, person: Person) -> list[dict[str, Any]]:
    """The steps of the way with who may act at each, and why the others may not (17.1)."""
    state = edition.state if edition else EditionState.PUBLISHED
    hands = list(edition.hands.select_related("person").order_by("at", "pk")) if edition else []
    writers = list({hand.person_id: hand for hand in hands if hand.kind in ("wrote", "edited", "submitted")}.values())
    reviewers = candidates(edition) if edition else []
    return [
        {
            "title": _("编辑"),
            "note": _("当前") if state in (EditionState.DRAFT, EditionState.RETURNED) else "",
            "is_current": state in (EditionState.DRAFT, EditionState.RETURNED),
            "name": "",
            "people": [_seat(hand.person, hand.get_kind_display()) for hand in writers] or [_seat(person, "")],
        },
        {
            "title": _("审核"),
            "note": _("其中一人审核"),
            "is_current": state == EditionState.SUBMITTED,
            "name": "",
            "people": [
                {
                    "id": one.person.pk,
                    "name": str(one.person),
                    "note": one.title,
                    "is_allowed": one.refusal is None,
                    "is_chosen": False,
                    "cause": one.refusal.sentence.replace(_("您"), "") if one.refusal else "",
                }
                for one in reviewers
            ],
        },
        {
            "title": _("校对发布"),
            "note": _("审核后改动须重新送审"),
            "is_current": state == EditionState.APPROVED,
            "name": "",
            "people": [_seat(hand.person, _("编辑")) for hand in writers[:3]] or [_seat(person, _("编辑"))],
        },
    ]


def _seat(person: Person, note: str) -> dict[str, Any]:
    return {"id": person.pk, "name": str(person), "note": note, "is_allowed": True, "is_chosen": False, "cause": ""}
