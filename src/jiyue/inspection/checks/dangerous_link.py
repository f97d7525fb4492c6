"""Links to hosts that a government site must not lead to: caught services, parked and resold domains, gambling names (30.2)."""

import re
from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import family, is_official, is_parking, looks_shady, why_compromised
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.fetch.urls import host_of, name_of
from jiyue.inspection.states import State, Verdict
from jiyue.textcheck import scan

CHECK = "dangerous-link"
_PARKED = re.compile(
    r"域名(?:正在)?(?:出售|转让|可转让|待售)|(?:该|此|本|您访问的)域名(?:已|正在)?(?:过期|到期|出售|转让|停放|被注册)|购买(?:该|此|这个)域名|域名停放|"
    r"domain (?:name )?(?:is |may be )?for sale|buy this domain|this domain has expired|parked (?:free|domain)|domain parking|the domain owner",
    re.IGNORECASE,
)
_GRAVE = "立即删除该链接；对方域名已被他人使用的，查找新地址或改为文字说明。"


def landing(title: str, text: str) -> str:
    """What a page that a link leads to is, by its own words: "illegal", "parked", or an empty text."""
    words = f"{title}\n{text[:5000]}"
    if sum(hit.kind == "illegal-content" and hit.severity != "hint" for hit in scan(words)) >= _LEAST_ILLEGAL:
        return "illegal"
    return "parked" if _PARKED.search(words) else ""


_LEAST_ILLEGAL = 2
_LANDINGS = {
    "illegal": ("链接到达的页面含有赌博、色情或诈骗推广内容", Verdict.FAIL),
    "parked": ("链接到达的域名正在出售或停放，原网站已不存在", Verdict.FAIL),
    "moved": ("链接被转到另一个与原地址无关的域名，可能已被他人注册", Verdict.TO_VERIFY),
    "shady": ("链接的主机名与赌博、色情网站常用名称相似", Verdict.TO_VERIFY),
}


def observe_targets(target: Target, page_title: str = "", page_text: str = "") -> Iterator[Draft]:
    """Yield one draft for each place of a link that leads somewhere dangerous; title and text are those of the page it leads to, where read."""
    if target.is_inside:
        return
    kind, message = judge(target, page_title, page_text)
    if not kind:
        return
    verdict = _LANDINGS[kind][1] if kind in _LANDINGS else Verdict.FAIL
    for place in sorted(target.places):
        yield Draft(
            check=CHECK, url=place.page, subject=target.url, kind=kind, target=target.url, place=f"链接文字“{place.text or '（无文字）'}”",
            excerpt=f"“{place.text or '（无文字）'}” → {target.url}", message=message, remedy=_GRAVE, verdict=verdict,
            evidence=tuple(look.evidence_id for look in target.looks),
        )  # fmt: skip


def judge(target: Target, title: str, text: str) -> tuple[str, str]:
    """The kind of danger of an outside address and the sentence that says it; empty texts when none is seen."""
    host = host_of(target.url)
    final = next(
        (look.final_url for look in reversed(target.looks) if look.state is State.DONE and look.final_url), target.url
    )
    for one in dict.fromkeys((host, host_of(final))):
        if why := why_compromised(one):
            return "listed", f"链接指向已列入名单的主机 {name_of(one)}：{why}"
        if is_parking(one):
            return "parked", _LANDINGS["parked"][0]
    if kind := landing(title, text):
        return kind, _LANDINGS[kind][0]
    if looks_shady(host_of(final)) or looks_shady(host):
        return "shady", _LANDINGS["shady"][0]
    is_away = is_official(host) and not is_official(host_of(final)) and family(host) != family(host_of(final))
    return ("moved", _LANDINGS["moved"][0]) if is_away else ("", "")
