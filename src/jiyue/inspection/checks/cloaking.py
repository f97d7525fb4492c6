"""Cloaking: a page that shows a search engine's spider, or a phone, what it hides from others (30.2)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import is_foreign, looks_shady
from jiyue.inspection.checks.view import View, differ
from jiyue.inspection.fetch.urls import host_of, name_of
from jiyue.inspection.states import Verdict

CHECK = "cloaking"
# So many hosts that only one kind of visitor is led to are no rotating advertisement.
_MANY = 5
_REMEDY = "检查网站后台、模板、服务器和服务器配置是否被入侵，删除按访问者身份变换内容的代码，修补漏洞后更换口令，并请搜索引擎更新快照。"


class Visitor(NamedTuple):
    """In whose name a page is asked for: the step of the run, the name sent, and what reports call it."""

    role: str
    agent: str
    label: str


VISITORS = (
    Visitor("as-spider", "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)", "搜索引擎"),
    Visitor(
        "as-phone",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "手机",
    ),
)  # fmt: skip


def observe_view(
    own: Sequence[View], other: View, visitor: Visitor, *, evidence: Sequence[str] = ()
) -> Iterator[Draft]:
    """Yield what a page shows `visitor` and nobody else. `own` are its views as ourselves; what changes among those by itself is no cloaking.

    Another layout, other links within the site and other texts are a page's right; other illegal words are certain, another title and other foreign hosts are to be verified.
    """
    first = own[0]
    page = _Page(first.url, visitor, tuple(evidence))
    if words := other.illegal - frozenset().union(*(one.illegal for one in own)):
        is_sure = len(words) > 1 or any(word in other.title for word in words)
        text = "、".join(sorted(words)[:5])
        yield page.draft("words", f"向{visitor.label}显示“{text}”，其他访问者看不到", text, is_sure=is_sure)
    if all(differ(one.title, other.title) for one in own):
        shown = f"平时“{first.title[:80]}”，对{visitor.label}“{other.title[:80]}”"
        yield page.draft("title", f"向{visitor.label}显示不同的页面标题", shown, is_sure=False)
    yield from _hosts(page, own, other)
    yield from _goal(page, own, other)


class _Page(NamedTuple):
    url: str
    visitor: Visitor
    evidence: tuple[str, ...]

    def draft(self, kind: str, message: str, excerpt: str, *, is_sure: bool, target: str = "") -> Draft:
        return Draft(
            check=CHECK, url=self.url, subject=f"{self.visitor.role}\x1f{kind}", kind=kind, place=f"以{self.visitor.label}身份访问", excerpt=excerpt[:300], target=target,
            message=f"页面{message}", remedy=_REMEDY, verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY, evidence=self.evidence,
        )  # fmt: skip


def _hosts(page: _Page, own: Sequence[View], other: View) -> Iterator[Draft]:
    known = frozenset().union(*(one.links.keys() for one in own))
    new = {host: text for host, text in other.links.items() if host not in known}
    if new:
        shady = [host for host in new if looks_shady(host)]
        shown = "、".join(f"“{text}” → {name_of(host)}" for host, text in list(new.items())[:5])
        words = f"向{page.visitor.label}显示 {len(new)} 个其他访问者看不到的站外链接"
        yield page.draft("links", words, shown, is_sure=bool(shady) or len(new) >= _MANY)
    loaded = other.loaded - frozenset().union(*(one.loaded for one in own))
    if loaded:
        shown = "、".join(sorted(name_of(host) for _, host in loaded))
        yield page.draft("code", f"向{page.visitor.label}载入其他访问者没有的站外脚本或框架", shown, is_sure=False)


def _goal(page: _Page, own: Sequence[View], other: View) -> Iterator[Draft]:
    """Where the visitor is sent: by redirects to another host, or by the page itself."""
    hosts = {host_of(one) for view in own for one in (view.url, view.jump) if one}
    goals = [
        one
        for one in (other.url, other.jump)
        if one and host_of(one) not in hosts and is_foreign(one, host_of(own[0].url))
    ]
    if goals:
        yield page.draft(
            "redirect",
            f"把{page.visitor.label}转到 {name_of(host_of(goals[0]))}",
            goals[0],
            is_sure=True,
            target=goals[0],
        )
