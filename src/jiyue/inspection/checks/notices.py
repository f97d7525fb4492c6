"""Notices that have to hang on a home page today by the register (8.8, 9.2, 9.11, 11.7), and what an exited site must have taken off (9.7)."""

from collections.abc import Iterator
from datetime import date

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.notices import read_notices
from jiyue.inspection.facts.page import Page
from jiyue.inspection.record import NoticeRecord, SiteRecord

NOTICE, LEFTOVER = "site-notice", "exit-leftover"
CLAUSES = {"opening": "8.8", "offline": "9.2", "closing": "9.11", "domain": "11.7"}
_LABELS = {"opening": "网站开通公告", "offline": "临时下线公告", "closing": "关停或迁移公告", "domain": "域名变更公告"}


def observe_notices(page: Page, record: SiteRecord, *, today: date) -> Iterator[Draft]:
    """Yield one draft for each notice that the register wants on the home page today and that no link there shows."""
    shown = read_notices(page.links)
    for wanted in record.notices:
        if not wanted.starts_on <= today <= wanted.ends_on:
            continue
        if not any(one.kind == wanted.kind and wanted.subject in one.text for one in shown):
            yield _missing(page, wanted)


def _missing(page: Page, wanted: NoticeRecord) -> Draft:
    label, subject = _LABELS[wanted.kind], f"“{wanted.subject}”" if wanted.subject else ""
    return Draft(
        check=NOTICE, url=page.url, subject=f"{wanted.kind}\x1f{wanted.subject}\x1f{wanted.starts_on}", clause=CLAUSES[wanted.kind], kind=wanted.kind, place="首页",
        excerpt=f"{label}{subject}，应悬挂 {wanted.starts_on} 至 {wanted.ends_on}", message=f"首页没有{subject}{label}",
        remedy=f"在首页醒目位置悬挂{label}，到 {wanted.ends_on} 为止。",
    )  # fmt: skip


def observe_leftovers(page: Page, record: SiteRecord) -> Iterator[Draft]:
    """Yield what a site that left supervision still shows: its code and the entry for reporting errors (9.7)."""
    if record.status != "exited":
        return
    marks = page.marks
    for kind, shown, words in (
        ("site-code", bool(marks.site_codes), "政府网站标识码"),
        ("find-error", bool(marks.find_error), "“我为政府网站找错”入口"),
    ):
        if shown:
            yield Draft(
                check=LEFTOVER, url=page.url, subject=kind, kind=kind, place="页脚", excerpt=marks.text[:200],
                message=f"已退出监管的网站仍然显示{words}", remedy=f"删除{words}，并按要求变更域名和网站标识。",
            )  # fmt: skip
