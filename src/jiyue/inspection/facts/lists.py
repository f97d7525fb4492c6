"""The lists of a column page: entries with their dates, and whether a script brings them later."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jiyue.inspection.facts.dates import first_date, has_date
from jiyue.inspection.facts.document import FOOTERS, HEADERS, Document, squeeze
from jiyue.inspection.fetch.urls import Links

_NOTHING = re.compile(
    r"暂无(?:内容|信息|数据|文章|记录|相关)|没有(?:找到|相关|任何)(?:内容|信息|数据|记录)|无相关(?:内容|信息|数据)|暂时没有|该栏目(?:下)?(?:暂)?无"
)
_MAINTENANCE = re.compile(
    r"(?:栏目|页面|网站|系统|内容|本页|功能)?\s{0,3}(?:正在)?(?:建设中|维护中|升级改造|升级维护|正在建设|正在维护|正在完善)"
)
_SCRIPTED = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s*\(|XMLHttpRequest|fetch\s*\(|axios|new\s+Vue|createApp|ReactDOM|layui|laypage|jsonp|dataproxy|queryList|\.ashx|getList",
    re.IGNORECASE,
)
_ROWS = 3000
_SHORT_PAGE = 600


class Entry(NamedTuple):
    """One entry of a list: `on` is None when the row shows no full date."""

    title: str
    url: str
    on: date | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """The lists of a page: every row that holds a link, navigation included.

    `own_length` counts the characters that stand outside head and foot.
    """

    entries: tuple[Entry, ...]
    own_length: int
    says_nothing: bool
    says_maintenance: bool
    is_scripted: bool

    @property
    def dated(self) -> tuple[Entry, ...]:
        """The entries that show their date."""
        return tuple(entry for entry in self.entries if entry.on is not None)


def read_lists(document: Document, links: Links, *, markup: str, text: str) -> ListFacts:
    """Read the entries of a page in document order."""
    entries: dict[str, Entry] = {}
    for row in document.rows(has_date, _ROWS):
        url = links.resolve(row.href)
        if url is None or not row.title:
            continue
        entry = Entry(row.title, url, first_date(row.text), row.text[:300])
        known = entries.get(url)
        if known is None or (known.on is None and entry.on is not None):
            entries[url] = entry
    frame = document.regions(f"{HEADERS}, {FOOTERS}")
    return ListFacts(
        entries=tuple(entries.values()),
        own_length=max(0, len(squeeze(text)) - sum(map(len, frame))),
        says_nothing=bool(_NOTHING.search(text)),
        says_maintenance=len(text) < _SHORT_PAGE * 5 and bool(_MAINTENANCE.search(text)),
        is_scripted=bool(_SCRIPTED.search(markup)),
    )
