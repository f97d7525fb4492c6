"""Links that visitors can not see and frames that somebody put in, as on pages that were broken into (30.2; veto V1)."""

from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import is_foreign, is_tool, looks_shady
from jiyue.inspection.facts.hiding import hidden_by_writing, hidden_elsewhere
from jiyue.inspection.facts.page import Page
from jiyue.inspection.facts.parts import Hidden
from jiyue.inspection.fetch.urls import host_of
from jiyue.inspection.states import Verdict
from jiyue.textcheck import scan

HIDDEN, FRAME = "hidden-link", "injected-code"
_WORDS = {
    "display": "不显示", "invisible": "不可见", "offscreen": "移出屏幕", "indented": "文字移出屏幕", "moved": "移位", "tiny": "字号为零", "transparent": "完全透明", "clipped": "裁剪为零", "behind": "置于页面之下",
    "zero": "尺寸为零", "zero-size": "尺寸为零", "same-colour": "文字与背景同色", "hidden": "隐藏属性", "scripted": "由脚本隐藏", "sheet": "由样式移出屏幕", "written": "由脚本写入的隐藏区域",
    "cover": "覆盖整页",
}  # fmt: skip
# Menus, tabs, pictures and lists of friendly sites are hidden in these ways as well until somebody opens them.
_USUAL = frozenset(
    {
        "display",
        "invisible",
        "hidden",
        "scripted",
        "transparent",
        "tiny",
        "indented",
        "moved",
        "clipped",
        "behind",
        "sheet",
    }
)


def observe_hidden(page: Page) -> Iterator[Draft]:
    """Yield one draft for each host that hidden links lead to, and one for each hidden frame.

    Only links to hosts that are neither the site's nor official count. In ways that menus use too, they are to be verified unless
    their words or names are those of gambling and the like, and left alone where a menu is the likely reason.
    """
    host = host_of(page.url)
    standing = page.standing
    written = [Hidden("written", tuple(links), "", "") for links in hidden_by_writing(page.markup, standing)]
    for block in (*page.document.hidden(hidden_elsewhere(page.markup, page.document.sheets(), standing)), *written):
        if block.frame:
            yield from _frame(page, block, host)
        elif block.links and block.way != "cover":
            yield from _links(page, block, host)


def _links(page: Page, block: Hidden, host: str) -> Iterator[Draft]:
    resolved = [(page.resolved.resolve(href), text) for href, text in block.links]
    known = [(url, text) for url, text in resolved if url is not None]
    foreign = [(url, text) for url, text in known if is_foreign(url, host)]
    # Where as many lead to official hosts or pages of the site, it is a list of sites or a menu with a guest in it.
    is_menu = 2 * len(foreign) <= len(known)
    seen: set[str] = set()
    for url, text in foreign:
        to = host_of(url)
        if to in seen:
            continue
        is_bad = looks_shady(to) or any(hit.kind == "illegal-content" for hit in scan(text))
        is_usual = block.way in _USUAL
        # At a font size of zero a picture shows all the same.
        is_harmless = is_usual and (is_menu or is_tool(to) or (block.way == "tiny" and not text))
        if is_bad or not is_harmless:
            seen.add(to)
            yield _link(page, block, url, text, is_sure=is_bad or not (is_usual or is_menu))


def _link(page: Page, block: Hidden, url: str, text: str, *, is_sure: bool) -> Draft:
    return Draft(
        check=HIDDEN, url=page.url, subject=f"{host_of(url)}\x1f{block.way}", kind=block.way, target=url, place=f"隐藏区域（{_WORDS[block.way]}）",
        excerpt=f"“{text[:80]}” → {url[:200]}", message=f"页面藏有指向 {host_of(url)} 的链接（{_WORDS[block.way]}），访问者看不见",
        remedy="删除该链接；检查网站后台、模板和服务器是否被入侵，修补漏洞后更换口令。" if is_sure else "核实该链接由谁加入、是否需要；不需要的删除。",
        verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY,
    )  # fmt: skip


def _frame(page: Page, block: Hidden, host: str) -> Iterator[Draft]:
    url = page.resolved.resolve(block.frame)
    if url is not None and is_foreign(url, host):
        to, is_cover = host_of(url), block.way == "cover"
        yield Draft(
            check=FRAME, url=page.url, subject=f"frame\x1f{to}", kind="cover" if is_cover else "frame", target=url, place=f"框架（{_WORDS[block.way]}）", excerpt=url[:300],
            message=f"页面被站外框架 {to} 整页覆盖" if is_cover else f"页面嵌有看不见的站外框架 {to}", remedy="删除该框架；检查网站是否被入侵，修补漏洞后更换口令。",
            verdict=Verdict.TO_VERIFY if (is_cover or is_tool(to)) and not looks_shady(to) else Verdict.FAIL,
        )  # fmt: skip
