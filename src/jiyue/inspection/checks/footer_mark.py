"""The marks in a site's foot against the register (8.4, 8.5, 8.6), and its name in the head (7.5)."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, NotRequired, TypedDict, Unpack

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.footer import Marks, squeezed
from jiyue.inspection.facts.page import Page
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.states import Verdict

CHECK = "footer-mark"


class Mark(NamedTuple):
    """One mark: the clause that demands it, how to read it off the page, and the register's field for it.

    `shown` gives the values that the page shows (("是",) where only presence can be seen).
    """

    id: str
    clause: str
    label: str
    shown: Callable[[Marks], tuple[str, ...]]
    field: str = ""


def _present(value: object) -> tuple[str, ...]:
    return ("是",) if value else ()


MARKS = (
    Mark("site-code", "8.6", "政府网站标识码", lambda marks: marks.site_codes, "site_code"),
    Mark("icp", "8.5", "ICP备案号", lambda marks: marks.icp_numbers, "icp_number"),
    Mark("police", "8.5", "公安备案号", lambda marks: marks.police_numbers, "police_number"),
    Mark("chinese-domain", "8.4", "中文域名", lambda marks: marks.chinese_domains, "chinese_domain"),
    Mark("conac", "8.4", "党政机关网站标识", lambda marks: _present(marks.has_conac)),
    Mark(
        "find-error",
        "36.1",
        "“我为政府网站找错”入口",
        lambda marks: _present(marks.find_error in {"present", "outdated"}),
    ),
    Mark("host", "36.1", "主办单位", lambda marks: _present(marks.host_name)),
    Mark("contact", "36.1", "联系方式", lambda marks: _present(marks.has_contact)),
    Mark("site-map", "36.1", "网站地图", lambda marks: _present(marks.site_map_url)),
)


class _Words(TypedDict):
    """What differs between observations on a foot."""

    subject: str
    clause: str
    kind: str
    message: str
    remedy: str
    verdict: NotRequired[Verdict]


def observe_marks(page: Page, record: SiteRecord | None) -> Iterator[Draft]:
    """Yield one observation for each mark that the page's foot lacks or shows otherwise than the register says.

    A foot that could not be seen at all (brought by a script or frame) makes all of them "to be verified". Without a record the numbers
    are only looked for; see `not_compared`. A Chinese domain is missed only when the register has one.
    """
    marks = page.marks
    for mark in MARKS:
        registered = str(getattr(record, mark.field)) if record is not None and mark.field else ""
        shown = mark.shown(marks)
        if not shown and (registered or mark.id != "chinese-domain"):
            yield _missing(page, mark, registered)
        elif registered and squeezed(registered).lower() not in {squeezed(value).lower() for value in shown}:
            yield _different(page, mark, shown, registered)
    if marks.find_error == "outdated":
        yield _in_foot(
            page,
            subject="find-error-old",
            clause="36.1",
            kind="find-error-old",
            message="找错入口指向已停用的旧地址",
            remedy="换用国务院办公厅平台（zfwzgl.www.gov.cn）的找错入口代码。",
        )
    if record is not None:
        yield from _host_and_name(page, record)


def _missing(page: Page, mark: Mark, registered: str) -> Draft:
    is_owned = mark.id == "host" and page.marks.has_owner
    is_sure = page.marks.is_seen and not is_owned
    wanted = f"“{registered}”" if registered else ""
    reason = "" if is_sure else "（页面没有可读的页脚，可能由脚本或框架载入）"
    if is_owned and page.marks.is_seen:
        reason = "（只写明了版权所有者）"
    return _in_foot(
        page,
        subject=mark.id,
        clause=mark.clause,
        kind="missing",
        message=f"页脚缺少{mark.label}{wanted}{reason}",
        remedy=f"在每个页面的页脚列明{mark.label}{wanted}。",
        verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY,
    )


def _different(page: Page, mark: Mark, shown: tuple[str, ...], registered: str) -> Draft:
    return _in_foot(
        page,
        subject=mark.id,
        clause=mark.clause,
        kind="differs",
        message=f"页脚的{mark.label}“{'、'.join(shown)[:120]}”与登记的“{registered}”不一致",
        remedy=f"改为登记的“{registered}”；登记有误的，先办理信息变更。",
    )


def _host_and_name(page: Page, record: SiteRecord) -> Iterator[Draft]:
    shown = page.marks.host_name
    if record.host_name and shown and record.host_name not in page.marks.text and shown not in record.host_name:
        yield _in_foot(
            page,
            subject="host-differs",
            clause="36.1",
            kind="differs",
            message=f"页脚的主办单位“{shown}”与登记的“{record.host_name}”不一致",
            remedy=f"主办单位改为“{record.host_name}”。",
            verdict=Verdict.TO_VERIFY,
        )
    if record.name and not any(record.name in squeezed(text) for text in page.header):
        yield Draft(
            check=CHECK,
            url=page.url,
            subject="name",
            clause="7.5",
            kind="name",
            place="页头",
            excerpt=" ".join(page.header)[:200],
            message=f"首页头部没有读到网站全称“{record.name}”（图片中的文字无法识别）",
            remedy="在首页头部突出显示网站全称；用图片显示的，写上替代文字。",
            verdict=Verdict.TO_VERIFY,
        )


def _in_foot(page: Page, **words: Unpack[_Words]) -> Draft:
    return Draft(check=CHECK, url=page.url, place="页脚", excerpt=page.marks.text[:200], **words)


def not_compared(record: SiteRecord | None) -> tuple[str, ...]:
    """What the marks could not be compared with, for want of a record or of a value in it."""
    if record is None:
        return ("没有提供登记信息：标识码、备案号、中文域名、主办单位和网站名称只检查了有无，没有核对是否一致。",)
    labels = {mark.field: mark.label for mark in MARKS if mark.field} | {
        "host_name": "主办单位",
        "name": "网站名称",
        "domain": "网站域名",
    }
    lacking = [label for field, label in labels.items() if not getattr(record, field)]
    return (f"登记信息没有{'、'.join(lacking)}，未作核对。",) if lacking else ()
