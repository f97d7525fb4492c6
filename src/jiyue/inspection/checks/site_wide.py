"""What only shows over many pages: the same text at several addresses, columns that no page leads to, maintenance pages (19.6, 36.1)."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.article import read_body
from jiyue.inspection.facts.lists import says_maintenance
from jiyue.inspection.facts.page import Page
from jiyue.inspection.record import ColumnRecord
from jiyue.inspection.states import Verdict

DUPLICATE, ENTRY, CLOSED = "duplicate-content", "column-entry", "maintenance-page"
_LEAST = 200
_SHORT = 300
_SHORTEST_WHOLE = 3000


def text_key(page: Page) -> bytes:
    """What names an article's own text; empty when it is too short to say anything."""
    body = "".join(read_body(page.document).split())
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).digest()[:12] if len(body) >= _LEAST else b""


def observe_duplicates(pages: Sequence[str]) -> Iterator[Draft]:
    """Yield one draft for addresses that hold the same text."""
    first, *others = sorted(pages)
    if others:
        yield Draft(
            check=DUPLICATE, url=first, subject="same", kind="same", place="正文", excerpt="\n".join(others[:5]), message=f"同一内容另有 {len(others)} 个地址",
            remedy="保留一个地址，其他栏目引用它；重复发布的删除。", verdict=Verdict.TO_VERIFY,
        )  # fmt: skip


def observe_entry(url: str, record: ColumnRecord, home: str) -> Iterator[Draft]:
    """Yield a draft for a column of the ledger that no page of the site leads to."""
    yield Draft(
        check=ENTRY, url=home, subject=record.key, kind="no-entry", target=url, place=f"栏目“{record.name}”", excerpt=url, column_key=record.key,
        message=f"全站没有通往栏目“{record.name}”的入口", remedy="在导航或上级栏目加上入口；不再使用的栏目从台账中撤销。", verdict=Verdict.TO_VERIFY,
    )  # fmt: skip


def observe_maintenance(page: Page, ledger: Mapping[str, ColumnRecord]) -> Iterator[Draft]:
    """Yield a draft for a page that says that it is under construction, and little else; columns of the ledger have their own check."""
    if len(page.text) > _SHORTEST_WHOLE or not says_maintenance(page.text):
        return  # the usual case, told without reading the page's lists
    if page.url in ledger or page.lists.own_length > _SHORT:
        return
    yield Draft(
        check=CLOSED, url=page.url, subject="maintenance", kind="maintenance", place="页面", excerpt=" ".join(page.text.split())[:200],
        message="页面显示建设中或维护中", remedy="补充内容；不再需要的页面撤下并取消入口。", verdict=Verdict.TO_VERIFY,
    )  # fmt: skip
