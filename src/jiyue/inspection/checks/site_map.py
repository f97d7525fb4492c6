"""The site map page held against the columns (13.8): those of the register, or, without it, those of the home page's navigation."""

import re
from collections.abc import Iterator, Mapping

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.page import Page
from jiyue.inspection.fetch.urls import host_of
from jiyue.inspection.record import ColumnRecord
from jiyue.inspection.states import Verdict

CHECK = "site-map"
_TITLE = re.compile(r"网站地图|站点地图|sitemap", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)
_LEAST_LINKS = 2
_SHORTEST = 2
_HOME = frozenset({"首页", "网站首页", "返回首页", "主页"})


def is_map(page: Page, known: str) -> bool:
    """Whether a page is the site map: the address that the home page's foot leads to, or its title says so."""
    return page.url == known or _TITLE.search(page.title) is not None


def can_be_read(page: Page) -> bool:
    """Whether the page shows links of its own; a map that a script draws shows none."""
    return sum(link.place == "main" for link in page.links) >= _LEAST_LINKS


def observe_columns(page: Page, ledger: Mapping[str, ColumnRecord]) -> Iterator[Draft]:
    """Yield one draft for each column of the register, by address, that the map does not name.

    A column is there when a link of the map's own part leads to its address or bears its name.
    """
    urls, names = _own(page)
    for url, record in ledger.items():
        if _plain(url) not in urls and record.name not in names:
            yield _draft(
                page, record.key, f"网站地图没有栏目“{record.name}”", url, column_key=record.key, is_sure=record.is_first_level
            )  # fmt: skip


def observe_navigation(page: Page, home: Page) -> Iterator[Draft]:
    """Yield one draft for all entries of the home page's navigation that the map lacks; links to other sites are no entries."""
    urls, names = _own(page)
    missing: dict[str, str] = {}
    for link in home.links:
        text = "".join(link.text.split())
        is_own = link.place == "header" and link.kind == "page" and host_of(link.url) == host_of(home.url)
        is_entry = is_own and len(text) >= _SHORTEST and text not in _HOME
        if is_entry and text not in names and _plain(link.url) not in urls | {_plain(home.url)}:
            missing[text] = link.url
    if missing:
        shown = "、".join(list(missing)[:8])
        yield _draft(page, "navigation", f"网站地图没有首页导航中的 {len(missing)} 个栏目", shown, is_sure=False)


def _own(page: Page) -> tuple[set[str], set[str]]:
    """The addresses and the texts of the links in the map's own part."""
    own = [link for link in page.links if link.place == "main"]
    return {_plain(link.url) for link in own}, {"".join(link.text.split()) for link in own}


def _plain(url: str) -> str:
    return _INDEX.sub("/", url).partition("://")[2]


def _draft(
    page: Page, subject: str, message: str, excerpt: str, *, is_sure: bool, column_key: str | None = None
) -> Draft:
    return Draft(
        check=CHECK, url=page.url, subject=subject, kind="missing", place="网站地图", excerpt=excerpt, message=message, column_key=column_key,
        remedy="按现有栏目更新网站地图；栏目调整时同步更新。", verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY,
    )  # fmt: skip
