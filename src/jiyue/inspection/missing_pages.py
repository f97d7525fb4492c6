"""Links on hosts that answer everything: they neither pass nor count as dead, a person has to look (32.7)."""

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.dead_link import CHECK, Judgement
from jiyue.inspection.crawl.missing import FAULT, MissingPage
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.results import Observation
from jiyue.inspection.states import State, Verdict


def judge(target: Target) -> Judgement | None:
    """The judgement of an address whose every answer was the page for what does not exist; None for all others."""
    if not target.looks or any(look.fault != FAULT for look in target.looks):
        return None
    return Judgement(
        FAULT,
        State.DONE,
        Verdict.TO_VERIFY,
        "链接显示的页面与不存在的地址相同，内容可能已不存在",
        "用浏览器核实；内容已不存在的，更正或删除链接，并让服务器对不存在的地址返回 404。",
    )


def observe(missing: MissingPage, *, home: str) -> Observation:
    """That a host calls addresses good which can not exist."""
    visit = missing.exchange
    shown = f"，显示“{missing.title}”" if missing.title else ""
    return Draft(
        check=CHECK,
        url=home,
        subject=FAULT,
        kind=FAULT,
        target=visit.url,
        place="整个网站",
        excerpt=f"{visit.url} → {visit.status}{shown}",
        message="网站对不存在的地址也返回正常页面，失效链接难以被发现",
        remedy="让服务器对不存在的地址返回 404 状态和专门的提示页面。",
        verdict=Verdict.TO_VERIFY,
        evidence=(visit.evidence_id,),
        repeats=1,
    ).observation()
