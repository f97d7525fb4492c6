"""What must not be written on a government page: illegal offers, adverts, secrecy marks, wrong wording (13.5, 30.1, 30.2, 32.7)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict
from jiyue.textcheck import Hit, scan

CHECKS_BY_KIND = {
    "illegal-content": "illegal-content",
    "advert": "advert",
    "secrecy-mark": "secrecy-mark",
    "trade-secret": "secrecy-mark",
    "wording": "wording",
}
STUFFED = "stuffed-title"
_SEPARATORS = re.compile(r"[,，、_|｜\-—–；;\s]+")
_TAGS = re.compile(r"<[^<>]*>?")
_MOST_PARTS = 10
_MOST_REPEATS = 4
_LONG_TITLE = 80


def observe_words(page: Page, hits: Sequence[Hit]) -> Iterator[Draft]:
    """Yield one draft for each expression on a page that the text check forbids or asks to explain; hints are left out.

    `hits` are those of the page's visible text.
    """
    seen: set[tuple[str, str]] = set()
    for hit in hits:
        check = CHECKS_BY_KIND.get(hit.kind)
        if check is None or hit.severity == "hint" or (hit.kind, hit.rule) in seen:
            continue
        seen.add((hit.kind, hit.rule))
        is_sure = hit.severity == "forbidden" and hit.confidence == "certain"
        yield Draft(
            check=check, url=page.url, subject=f"{hit.kind}\x1f{hit.rule}", clause=hit.clause, kind=hit.word_class or hit.kind,
            place=f"正文“{hit.context}”" if hit.context else "正文", excerpt=hit.excerpt, message=f"{hit.message}：“{hit.excerpt}”", remedy=hit.advice,
            verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY, confidence=hit.confidence,
        )  # fmt: skip


def observe_title(page: Page) -> Iterator[Draft]:
    """Yield a draft when title, keywords or description of a page hold illegal offers, or a title is stuffed with words.

    Visitors do not see them; search engines do, which is why broken-in pages carry them.
    """
    texts = (
        ("标题", page.title),
        ("关键词", page.metas.get("keywords", "")),
        ("描述", page.metas.get("description", "")),
    )
    for name, text in texts:
        bad = (
            next((hit for hit in scan(text) if hit.kind == "illegal-content" and hit.severity != "hint"), None)
            if text
            else None
        )
        if bad is not None:
            yield Draft(
                check=STUFFED, url=page.url, subject=name, kind="illegal", place=f"head 中的{name}", excerpt=text[:200],
                message=f"页面{name}含有“{bad.excerpt}”，疑似被篡改", remedy="恢复页面；检查网站是否被入侵，修补漏洞后更换口令，并请搜索引擎更新快照。",
            )  # fmt: skip
            return
    shown = _TAGS.sub("", page.title) if "<" in page.title else page.title  # an editor pasted a heading with its markup
    if len(shown) > _LONG_TITLE and _is_stuffed(shown):
        yield Draft(
            check=STUFFED, url=page.url, subject="stuffed", kind="stuffed", place="head 中的标题", excerpt=page.title[:200],
            message="页面标题堆砌关键词", remedy="标题只写页面、栏目和网站名称；不是本单位设置的，检查是否被篡改。", verdict=Verdict.TO_VERIFY,
        )  # fmt: skip


def _is_stuffed(title: str) -> bool:
    parts = [part for part in _SEPARATORS.split(title) if part]
    return len(parts) >= _MOST_PARTS or max(Counter(parts).values(), default=0) >= _MOST_REPEATS
