"""Links that visitors can not see and code that somebody put in, as on pages that were broken into (30.2; veto V1)."""

import re
from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import is_foreign, looks_shady
from jiyue.inspection.facts.document import Hidden
from jiyue.inspection.facts.gates import MINERS
from jiyue.inspection.facts.page import Page
from jiyue.inspection.fetch.urls import host_of
from jiyue.inspection.states import Verdict
from jiyue.textcheck import scan

HIDDEN, INJECTED = "hidden-link", "injected-code"
_WAYS = re.compile(
    r"(?P<display>display\s*:\s*none)|(?P<invisible>visibility\s*:\s*hidden)"
    r"|(?P<offscreen>(?:left|top|right|margin-left|margin-top|text-indent)\s*:\s*-\s*\d{3,})"
    r"|(?P<tiny>font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|%)?\s*(?:;|!|$))|(?P<transparent>opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$))"
    r"|(?P<zero>(?:(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)))",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([#\w]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)", re.IGNORECASE)
_BY_SCRIPT = re.compile(
    r"getElementById\(\s*[\"']([\w-]{1,60})[\"']\s*\)\.style\.display\s*=\s*[\"']none|[$]\([\"']#([\w-]{1,60})[\"']\)\.hide\(\)"
)
_WORDS = {
    "display": "不显示", "invisible": "不可见", "offscreen": "移出屏幕", "tiny": "字号为零", "transparent": "完全透明", "zero": "尺寸为零", "zero-size": "尺寸为零",
    "same-colour": "文字与背景同色", "hidden": "隐藏属性", "scripted": "由脚本隐藏",
}  # fmt: skip
# Menus, tabs and lists of friendly sites are hidden in these ways as well until somebody opens them.
_USUAL = frozenset({"display", "invisible", "hidden", "scripted", "transparent", "tiny"})
_ENGINES = re.compile(r"baidu|sogou|so\.com|haosou|bing|google|soso|yisou|sm\.cn", re.IGNORECASE)
_REFERRER, _MOST_REFERRERS, _UP_TO_ENGINE, _UP_TO_JUMP = "document.referrer", 50, 400, 600
# Kind, texts of which one must stand there, the expression (none: the text itself is enough), words, verdict.
_CODE = (
    ("packed", (b"eval(",), re.compile(r"eval\s*\(\s*function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k"), "页面内嵌经过压缩混淆的脚本", Verdict.TO_VERIFY),
    ("codes", (b"fromCharCode",), re.compile(r"fromCharCode\s*\((?:\s*\d{2,3}\s*,){20,}"), "页面内嵌以字符编码隐藏的脚本", Verdict.TO_VERIFY),
    ("escaped", (b"\\x",), re.compile(r"\\x[0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2}){19,}"), "页面内嵌以十六进制隐藏的脚本", Verdict.TO_VERIFY),
    ("miner", MINERS, None, "页面内嵌挖矿脚本", Verdict.FAIL),
)  # fmt: skip
_AFTER_END = re.compile(
    r"</html>\s*(?:<!--.{0,500}?-->\s*)*<(script|iframe|a)\b[^>]{0,300}?(?:src|href)\s*=\s*[\"']?([^\"'\s>]+)",
    re.IGNORECASE | re.DOTALL,
)


def way_of(style: str) -> str:
    """The way in which an inline style hides an element; empty when it does not."""
    if not style:
        return ""
    found = _WAYS.search(style)
    if found and found.lastgroup and (found.lastgroup != "zero" or "overflow" in style.lower()):
        return found.lastgroup
    ground, colour = _GROUND.search(style), _COLOUR.search(style)
    return "same-colour" if ground and colour and _same(ground[1], colour[1]) else ""


def _same(one: str, other: str) -> bool:
    names = {"#fff": "white", "#ffffff": "white", "#000": "black", "#000000": "black"}
    return names.get(one.lower(), one.lower()) == names.get(other.lower(), other.lower())


def observe_hidden(page: Page) -> Iterator[Draft]:
    """Yield one draft for each host that hidden links lead to, and one for each hidden frame.

    Only links to hosts that are neither the site's nor official count. In ways that menus use too, they are to be verified unless
    their words or names are those of gambling and the like.
    """
    host = host_of(page.url)
    scripted = (
        [one[0] or one[1] for one in _BY_SCRIPT.findall(page.markup)]
        if b".style.display" in page.standing or b".hide()" in page.standing
        else []
    )
    for block in page.document.hidden(way_of, scripted):
        if block.frame:
            yield from _frame(page, block, host)
            continue
        seen: set[str] = set()
        for href, text in block.links:
            url = page.resolved.resolve(href)
            if url is None or not is_foreign(url, host) or host_of(url) in seen:
                continue
            seen.add(host_of(url))
            yield _link(page, block, url, text)


def _link(page: Page, block: Hidden, url: str, text: str) -> Draft:
    is_bad = looks_shady(host_of(url)) or any(hit.kind == "illegal-content" for hit in scan(text))
    is_sure = is_bad or block.way not in _USUAL
    return Draft(
        check=HIDDEN, url=page.url, subject=f"{host_of(url)}\x1f{block.way}", kind=block.way, target=url, place=f"隐藏区域（{_WORDS[block.way]}）",
        excerpt=f"“{text[:80]}” → {url[:200]}", message=f"页面藏有指向 {host_of(url)} 的链接（{_WORDS[block.way]}），访问者看不见",
        remedy="删除该链接；检查网站后台、模板和服务器是否被入侵，修补漏洞后更换口令。" if is_sure else "核实该链接由谁加入、是否需要；不需要的删除。",
        verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY,
    )  # fmt: skip


def _frame(page: Page, block: Hidden, host: str) -> Iterator[Draft]:
    url = page.resolved.resolve(block.frame)
    if url is not None and is_foreign(url, host):
        yield Draft(
            check=INJECTED, url=page.url, subject=f"frame\x1f{host_of(url)}", kind="frame", target=url, place=f"框架（{_WORDS[block.way]}）", excerpt=url[:300],
            message=f"页面嵌有看不见的站外框架 {host_of(url)}", remedy="删除该框架；检查网站是否被入侵，修补漏洞后更换口令。",
        )  # fmt: skip


def observe_injected(page: Page) -> Iterator[Draft]:
    """Yield what looks like code that was put into a page: jumps for visitors from search engines, disguised scripts, parts behind the end."""
    markup, standing = page.markup, page.standing
    if _REFERRER.encode() in standing and (jump := _jump_by_referrer(markup)):
        yield _code(page, "referrer", jump, "脚本对从搜索引擎来的访问者跳转到别处", Verdict.FAIL)
    for kind, gates, pattern, words, verdict in _CODE:
        if gate := next((gate for gate in gates if gate in standing), b""):
            found = pattern.search(markup) if pattern is not None else None
            if found or pattern is None:
                yield _code(page, kind, found[0] if found else gate.decode(), words, verdict)
    end = markup.rfind("</html>") if b"</html>" in standing else -1
    if 0 <= end < len(markup) - len("</html>  ") and (found := _AFTER_END.search(markup, end)):
        url = page.resolved.resolve(found[2])
        if url is not None and is_foreign(url, host_of(page.url)):
            yield Draft(
                check=INJECTED, url=page.url, subject=f"behind\x1f{host_of(url)}", kind="behind", target=url, place="页面结束标记之后", excerpt=url[:300],
                message=f"页面结束之后附有站外内容 {host_of(url)}", remedy="删除该内容；检查网站是否被入侵，修补漏洞后更换口令。",
            )  # fmt: skip


def _jump_by_referrer(markup: str) -> str:
    """The script that asks whether a visitor comes from a search engine and then sends him on; empty when there is none."""
    at = markup.find(_REFERRER)
    for _ in range(_MOST_REFERRERS):
        if at < 0:
            break
        if engine := _ENGINES.search(markup, at, at + _UP_TO_ENGINE):
            jump = markup.find("location", engine.end(), engine.end() + _UP_TO_JUMP)
            if jump >= 0:
                return markup[at : jump + len("location")]
        at = markup.find(_REFERRER, at + 1)
    return ""


def _code(page: Page, kind: str, found: str, words: str, verdict: Verdict) -> Draft:
    return Draft(
        check=INJECTED, url=page.url, subject=kind, kind=kind, place="脚本", excerpt=" ".join(found.split())[:200], message=words,
        remedy="核实脚本来源；不是本单位加入的立即删除，并检查网站是否被入侵。", verdict=verdict,
    )  # fmt: skip
