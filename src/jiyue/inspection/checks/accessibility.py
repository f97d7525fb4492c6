"""Basics without which a screen reader fails (16.1): what is found is told; a page without findings is not thereby accessible."""

import itertools
from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict

CHECK = "accessibility-basics"
_MOST = 5


def observe_basics(page: Page) -> Iterator[Draft]:
    """Yield drafts for pictures without `alt`, fields without label, no language, no or leaping headings, no title.

    Subjects are what a template repeats (a picture's address, a field's name), so that a fault of the template is one finding.
    """
    document = page.document
    for source in dict.fromkeys(document.images_without_alt()[:_MOST]):
        yield _draft(
            page, "alt", source, f"图片没有替代文字：{source[:120]}", "为图片写上 alt；只作装饰的写空的 alt。", source
        )
    for name in dict.fromkeys(document.fields_without_label()[:_MOST]):
        yield _draft(
            page, "label", name, f"输入框“{name[:60]}”没有标签", "用 label 或 aria-label 说明这个输入框填什么。", name
        )
    if not document.language():
        yield _draft(page, "language", "", "页面没有声明语言", '在 html 元素上写 lang="zh-CN"。', "<html>")
    if not page.title:
        yield _draft(page, "title", "", "页面没有标题", "在 head 中写明页面标题。", "<title>")
    yield from _headings(page)


def _headings(page: Page) -> Iterator[Draft]:
    levels = page.document.heading_levels()
    leaps = [(one, other) for one, other in itertools.pairwise(levels) if other > one + 1]
    if not levels:
        yield _draft(
            page, "headings", "", "页面没有任何标题层级（h1 至 h6）", "用 h1 至 h6 标出页面和各部分的标题。", ""
        )
    elif leaps:
        one, other = leaps[0]
        yield _draft(
            page,
            "heading-leap",
            f"{one}-{other}",
            f"标题层级从 h{one} 跳到 h{other}",
            "标题逐级使用，不跳级。",
            f"h{one} → h{other}",
        )


def _draft(page: Page, kind: str, subject: str, message: str, remedy: str, excerpt: str) -> Draft:
    return Draft(
        check=CHECK, url=page.url, subject=f"{kind}\x1f{subject}", kind=kind, place="页面", excerpt=excerpt[:200], message=message, remedy=remedy,
        verdict=Verdict.TO_VERIFY,
    )  # fmt: skip
