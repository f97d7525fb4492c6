"""Links to hosts that a government site must not lead to: caught services, parked and resold domains, gambling names (30.2)."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import family, is_below, is_official, is_parking, looks_shady, why_compromised
from jiyue.inspection.checks.landings import Landing
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.fetch.urls import host_of, name_of
from jiyue.inspection.states import State, Verdict

CHECK = "dangerous-link"
_GRAVE = "立即删除该链接；对方域名已被他人使用的，查找新地址或改为文字说明。"


_LANDINGS = {
    "illegal": ("链接到达的页面含有赌博、色情或诈骗推广内容", Verdict.FAIL),
    "parked": ("链接到达的域名正在出售或停放，原网站已不存在", Verdict.FAIL),
    "moved": ("链接被转到另一个与原地址无关的域名，可能已被他人注册", Verdict.TO_VERIFY),
    "shady": ("链接的主机名与赌博、色情网站常用名称相似", Verdict.TO_VERIFY),
}


class Read(NamedTuple):
    """What was read of the page that a link leads to: what it is, its title, and the visit's evidence."""

    landing: Landing
    title: str
    evidence: str


def observe_targets(target: Target, read: Read | None = None, bad_hosts: Sequence[str] = ()) -> Iterator[Draft]:
    """Yield one draft for each place of a link that leads somewhere dangerous; `read` is the page it leads to, where that was read.

    `bad_hosts` are names that must not be linked to, each with all names below it.
    """
    if target.is_inside:
        return
    danger = judge(target, read, bad_hosts)
    if danger is None:
        return
    seen = (read.evidence,) if read is not None and danger.is_of_page else ()
    for place in sorted(target.places):
        yield Draft(
            check=CHECK, url=place.page, subject=target.url, kind=danger.kind, target=target.url, place=f"链接文字“{place.text or '（无文字）'}”",
            excerpt=f"“{place.text or '（无文字）'}” → {target.url}{danger.shown}", message=danger.message, remedy=_GRAVE, verdict=danger.verdict,
            evidence=(*(look.evidence_id for look in target.looks), *seen),
        )  # fmt: skip


class Danger(NamedTuple):
    """What is dangerous about an outside address; `shown` is what its page says, when that is what tells (`is_of_page`)."""

    kind: str
    message: str
    verdict: Verdict
    shown: str = ""
    is_of_page: bool = False


def judge(target: Target, read: Read | None, bad_hosts: Sequence[str]) -> Danger | None:
    """The danger of an outside address; None when none is seen."""
    host = host_of(target.url)
    final = host_of(final_of(target)) if target.looks else host
    if danger := _listed(host, final, tuple(bad_hosts)):
        return danger
    if read is not None and read.landing.kind:
        message, verdict = _LANDINGS[read.landing.kind]
        words = "、".join(read.landing.words[:5])
        shown = f"，页面“{read.title[:60]}”写有：{words}"
        return Danger(
            read.landing.kind, message, verdict if read.landing.is_sure else Verdict.TO_VERIFY, shown, is_of_page=True
        )
    return _by_name(host, final)


@lru_cache(maxsize=20_000)
def _by_name(host: str, final: str) -> Danger | None:
    """The danger that the names of hosts tell, of the address and of where it ends."""
    if looks_shady(final) or looks_shady(host):
        return Danger("shady", *_LANDINGS["shady"])
    is_away = is_official(host) and not is_official(final) and family(host) != family(final)
    return Danger("moved", *_LANDINGS["moved"]) if is_away else None


@lru_cache(maxsize=20_000)
def _listed(host: str, final: str, bad_hosts: tuple[str, ...]) -> Danger | None:
    """The danger that a list tells, of the address or else of where it ends."""
    for one in dict.fromkeys((host, final)):
        if is_below(one, bad_hosts):
            return Danger("listed", f"链接指向本单位名单上的主机 {name_of(one)}", Verdict.FAIL)
        if why := why_compromised(one):
            return Danger("listed", f"链接指向已列入名单的主机 {name_of(one)}：{why}", Verdict.FAIL)
        if is_parking(one):
            return Danger("parked", *_LANDINGS["parked"])
    return None


def final_of(target: Target) -> str:
    """Where an address ends; itself when no answer came."""
    looks = (look.final_url for look in reversed(target.looks) if look.state is State.DONE and look.final_url)
    return next(looks, target.url)
