"""A home page held against how it was: parts that editors do not touch, changed as break-ins change them; and dates made fresh or put back (30.2, 36.1; veto V1)."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import looks_shady, why_compromised
from jiyue.inspection.checks.view import differ
from jiyue.inspection.fetch.urls import name_of
from jiyue.inspection.snapshot import Snapshot
from jiyue.inspection.states import Verdict

CHANGED, FORGED = "page-tampering", "forged-date"
_WORDS = re.compile(r"[,，、|｜\s]+")
_STUFFED = 10
_MANY_LINKS = 10
_MOST = 20
_DAY = timedelta(days=1)
# What is published some days late is entered with its own day; more is put back.
_LATE = timedelta(days=7)
_REMEDY = "核实由谁改动；不是本单位改动的，恢复页面，检查网站后台、模板和服务器是否被入侵，修补漏洞后更换口令。"


def observe_changes(before: Snapshot, after: Snapshot, *, url: str) -> Iterator[Draft]:
    """Yield one draft for each part of the home page at `url` that changed as break-ins change pages, with how it was and is."""
    changes = [*_words(before, after), *_hosts(before, after), *_marks(before, after)]
    for kind, message, was, now, is_sure in changes:
        yield Draft(
            check=CHANGED, url=url, subject=f"{kind}\x1f{now[:200]}", kind=kind, place="首页", excerpt=f"{before.seen_on}：{was or '（无）'}；{after.seen_on}：{now or '（无）'}"[:600],
            message=message, remedy=_REMEDY, verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY, evidence=(after.evidence,) if after.evidence else (),
        )  # fmt: skip


type _Change = tuple[str, str, str, str, bool]


def _words(before: Snapshot, after: Snapshot) -> Iterator[_Change]:
    if new := sorted(set(after.illegal) - set(before.illegal)):
        yield "words", "首页新出现赌博、色情或诈骗推广用语", "、".join(before.illegal), "、".join(new), len(new) > 1
    if differ(before.title, after.title):
        yield "title", "首页标题完全改变", before.title, after.title, False
    for name, was, now in (
        ("关键词", before.keywords, after.keywords),
        ("描述", before.description, after.description),
    ):
        known = set(_WORDS.split(was))
        more = [one for one in _WORDS.split(now) if one and one not in known]
        if len(more) >= _STUFFED:
            yield "stuffed", f"首页{name}新堆砌了 {len(more)} 个词语", was[:200], now[:200], False


def _hosts(before: Snapshot, after: Snapshot) -> Iterator[_Change]:
    for kind, name, was, now in (
        ("script", "脚本", before.scripts, after.scripts),
        ("frame", "框架", before.frames, after.frames),
    ):
        for host in _new(was, now):
            is_sure = bool(why_compromised(host)) or looks_shady(host)
            yield kind, f"首页新载入站外主机 {name_of(host)} 的{name}", "、".join(was), host, is_sure
    new = _new(before.links, after.links)
    shady = [host for host in new if looks_shady(host)]
    if shady or len(new) >= _MANY_LINKS:
        shown = "、".join(shady or new[:10])
        yield (
            "links",
            f"首页新出现通往 {len(new)} 个站外主机的链接",
            f"{len(before.links)} 个站外主机",
            shown,
            bool(shady),
        )


def _new(was: Iterable[str], now: Iterable[str]) -> list[str]:
    return sorted(set(now) - set(was))


def _marks(before: Snapshot, after: Snapshot) -> Iterator[_Change]:
    """Marks that were and are there with another value; one that is gone is the check of marks' own finding."""
    known = dict(before.marks)
    for name, now in after.marks:
        if now and known.get(name) and known[name] != now:
            yield f"mark-{name}", f"页脚的{name}改变", known[name], now, False


def observe_dates(before: Snapshot, after: Snapshot, *, url: str) -> Iterator[Draft]:
    """Yield a draft for each article that now claims a later day than that on which it was seen already, and one for all that appeared with a day long before the last look.

    The second needs a last look that saw the whole site; what is published a week late at most is left alone.
    """
    known = {one.url: one for one in before.articles}
    fresh = [(one, known[one.url]) for one in after.articles if one.url in known]
    made_fresh = [(now, was) for now, was in fresh if now.on > max(was.on, was.first_seen_on) + _DAY]
    for now, was in made_fresh[:_MOST]:
        yield _forged(
            now.url, "refreshed", f"文章的发布日期由 {was.on} 改为 {now.on}，晚于首次看到它的 {was.first_seen_on}", f"{was.on} → {now.on}", ""
        )  # fmt: skip
    if not before.is_whole:
        return
    back = sorted(
        (one for one in after.articles if one.url not in known and one.on < before.seen_on - _LATE),
        key=lambda one: (one.on, one.url),
    )
    if back:
        shown = "\n".join(f"{one.on} {one.url}" for one in back[:5])
        words = f"{len(back)} 篇文章在 {before.seen_on} 检查时还没有，发布日期却早于那时 7 天以上"
        yield _forged(url, "backdated", words, shown, after.evidence)


def _forged(url: str, kind: str, message: str, excerpt: str, evidence: str) -> Draft:
    return Draft(
        check=FORGED, url=url, subject=kind, kind=kind, place="发布时间", excerpt=excerpt, message=message, verdict=Verdict.TO_VERIFY,
        remedy="核实实际发布时间，改为一致；旧文补发的在文中注明，不得改动日期冒充更新。", evidence=(evidence,) if evidence else (),
    )  # fmt: skip
