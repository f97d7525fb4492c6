"""Page labels (网页标签): the metas that every page of a government site carries, names read in any case."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

# The table of the State Council's guideline (spec: page labels): exact name -> Chinese name.
SITE_LABELS = {"SiteName": "网站名称", "SiteDomain": "网站域名", "SiteIDCode": "政府网站标识码"}
COLUMN_LABELS = {
    "ColumnName": "栏目名称",
    "ColumnDescription": "栏目描述",
    "ColumnKeywords": "栏目关键词",
    "ColumnType": "栏目类别",
}
ARTICLE_LABELS = {"ArticleTitle": "标题", "PubDate": "发布时间", "ContentSource": "来源"}
ALL_LABELS = SITE_LABELS | COLUMN_LABELS | ARTICLE_LABELS
_BY_LOWER = {name.lower(): name for name in ALL_LABELS}


class Label(NamedTuple):
    """One label as it stands on the page: `written` is the name in the page's own case."""

    name: str
    content: str
    written: str


def read_labels(metas: Iterable[tuple[str, str]]) -> tuple[Label, ...]:
    """The known labels among a page's metas, in order; a repeated label stays repeated."""
    return tuple(Label(_BY_LOWER[name.lower()], content, name) for name, content in metas if name.lower() in _BY_LOWER)


def as_mapping(labels: Iterable[Label]) -> Mapping[str, str]:
    """Content by exact name; the first label that is not empty counts."""
    found: dict[str, str] = {}
    for label in labels:
        if not found.get(label.name):
            found[label.name] = label.content
    return found
