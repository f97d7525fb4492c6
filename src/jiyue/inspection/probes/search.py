"""The site's own search: does it find what the home page shows (36.1)."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from jiyue.inspection.facts.elements import squeeze
from jiyue.inspection.facts.lists import Entry
from jiyue.inspection.facts.page import Page, read_page
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange, Purpose
from jiyue.inspection.fetch.urls import Resolver
from jiyue.inspection.results import Probed
from jiyue.inspection.states import State, Verdict

_PURPOSE = Purpose("probe")
_FORM = re.compile(r"<form\b([^>]{0,1000})>(.{0,20000}?)</form>", re.IGNORECASE | re.DOTALL)
_INPUT = re.compile(r"<input\b([^>]{0,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w-]{1,40})\s{0,3}=\s{0,3}(?:\"([^\"]{0,500})\"|'([^']{0,500})'|([^\s>\"']{1,500}))")
_FIELDS = re.compile(
    r"^(?:q|s|k|kw|wd|word|key|keys|keywords?|query|queryword|search\w{0,20}|tx?tkey|title)$", re.IGNORECASE
)
_SEARCHES = re.compile(r"search|sousuo|jsearch|/so\b|query", re.IGNORECASE)
# As many as the national table asks for (D25).
_MOST_TITLES = 5
_SHORTEST = 8


class SearchForm(NamedTuple):
    """A search form: where it leads, by which method, the name of the field, and what it sends besides."""

    action: str
    method: str
    field: str
    hidden: tuple[tuple[str, str], ...]

    def address(self, words: str) -> str:
        """The address of a search for `words`."""
        head, _, query = self.action.partition("?")
        sent = urlencode([*self.hidden, (self.field, words)])
        return f"{head}?{'&'.join(filter(None, (query, sent)))}"


def find_form(page: Page) -> SearchForm | None:
    """The first form of a page that looks like a search."""
    for head, inner in _FORM.findall(page.markup):
        attributes = _attributes(head)
        fields = [_attributes(one) for one in _INPUT.findall(inner)]
        texts = [one["name"] for one in fields if one.get("name") and one.get("type", "text") in {"text", "search"}]
        action = page.resolved.resolve(attributes.get("action") or page.url)
        name = next(filter(_FIELDS.match, texts), texts[0] if texts and _SEARCHES.search(action or "") else "")
        if action and name and "password" not in {one.get("type") for one in fields}:
            hidden = tuple(
                (one["name"], one.get("value", "")) for one in fields if one.get("type") == "hidden" and one.get("name")
            )
            return SearchForm(action, attributes.get("method", "get").lower(), name, hidden)
    return None


async def ask_search(client: Client, home: Exchange) -> Probed:
    """Search for titles of the home page's list. A result counts by a link to it: pages repeat what was asked for."""
    page = _read(home, client.options.max_links_per_page)
    form = find_form(page)
    titles = [one for one in page.lists.main if len(one.title) >= _SHORTEST][:_MOST_TITLES]
    if form is None or form.method != "get" or not titles:
        why = (
            "没有找到站内搜索的表单"
            if form is None
            else "搜索表单不用 GET，没有检测"
            if titles
            else "首页没有可供检索的标题"
        )
        return Probed("site-search", home.final_url, State.DONE, Verdict.NONE, (), why)
    facts, states, verdicts = [("form", form.action)], [], []
    for entry in titles:
        visit = await client.visit(form.address(entry.title), pages_only=True, purpose=_PURPOSE)
        states.append(visit.state)
        verdict, words = judge(entry, visit, client.options.max_links_per_page)
        verdicts.append(verdict)
        facts.append((entry.title, words))
    state = next((one for one in states if one is not State.DONE), State.DONE)
    return Probed("site-search", form.action, state, _worst(verdicts), tuple(facts), "；".join(_notes(verdicts)))


def judge(entry: Entry, visit: Exchange, max_links: int = 5000) -> tuple[Verdict, str]:
    """Whether the answer to a search leads to what was searched for."""
    if visit.state is not State.DONE:
        return Verdict.NONE, visit.error
    if visit.status >= 400:
        return Verdict.TO_VERIFY, f"搜索返回状态 {visit.status}"
    page = _read(visit, max_links)
    wanted = squeeze(entry.title)
    if any(link.url == entry.url or (link.kind == "page" and wanted in squeeze(link.text)) for link in page.links):
        return Verdict.PASS, "找到"
    if page.lists.is_scripted:
        return Verdict.NONE, "结果由脚本生成，没有检测"
    return Verdict.TO_VERIFY, "没有找到"


def _notes(verdicts: list[Verdict]) -> Iterator[str]:
    if Verdict.TO_VERIFY in verdicts:
        yield "站内搜索没有找到首页上的信息"
    elif Verdict.NONE in verdicts:
        yield "部分搜索没有得到可以判断的结果"


def _worst(verdicts: list[Verdict]) -> Verdict:
    order = (Verdict.TO_VERIFY, Verdict.NONE, Verdict.PASS)
    return next(one for one in order if one in verdicts)


def _read(visit: Exchange, max_links: int) -> Page:
    return read_page(
        visit.final_url, visit.body, content_type=visit.header("content-type"), resolver=Resolver(), max_links=max_links
    )


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): one or other or bare for name, one, other, bare in _ATTRIBUTE.findall(text)}
