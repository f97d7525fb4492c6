"""Takes the snapshot of a site from what was read of it."""

from collections.abc import Mapping
from datetime import date

from jiyue.inspection.checks.view import view_of
from jiyue.inspection.facts.page import Page
from jiyue.inspection.snapshot import MOST_ARTICLES, ArticleSeen, Snapshot

_MARKS = {
    "标识码": "site_codes", "ICP备案号": "icp_numbers", "公安备案号": "police_numbers", "中文域名": "chinese_domains", "主办单位": "host_name",
}  # fmt: skip


def take(home: Page, days: Mapping[str, date], *, on: date, is_whole: bool, evidence: str) -> Snapshot:
    """The snapshot of a site with this home page and these days of articles, by address; at most 20,000 are kept, the first in order."""
    view = view_of(home)
    marks = ((name, getattr(home.marks, field)) for name, field in _MARKS.items())
    return Snapshot(
        seen_on=on, is_whole=is_whole, title=view.title[:500], keywords=view.keywords, description=view.description,
        scripts=tuple(sorted(host for kind, host in view.loaded if kind == "script")),
        frames=tuple(sorted(host for kind, host in view.loaded if kind == "frame")),
        links=tuple(sorted(view.links)), illegal=tuple(sorted(view.illegal)),
        marks=tuple((name, value if isinstance(value, str) else "、".join(value)) for name, value in marks),
        articles=tuple(ArticleSeen(url, days[url], on) for url in sorted(days)[:MOST_ARTICLES]), evidence=evidence,
    )  # fmt: skip
