"""Code that somebody put into a page, as on sites that were broken into (30.2; veto V1)."""

import re
from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import is_foreign
from jiyue.inspection.facts.gates import MINERS
from jiyue.inspection.facts.page import Page
from jiyue.inspection.fetch.urls import host_of
from jiyue.inspection.states import Verdict
from jiyue.patterns import late_pattern

INJECTED = "injected-code"
_ENGINES = late_pattern(r"baidu|sogou|so\.com|haosou|bing|google|soso|yisou|sm\.cn", re.IGNORECASE)
_REFERRER, _AGENT = "document.referrer", "navigator.userAgent"
# Whom a script looks for may stand before the question: /spider/.test(navigator.userAgent).
_MOST_QUESTIONS, _NAME_BEFORE, _UP_TO_NAME, _UP_TO_JUMP = 50, 120, 400, 600
_BESIDE = 60
# Statistics read the page's own address after asking where a visitor comes from; only a new address is a jump.
_JUMP = late_pattern(
    r"location\s{0,9}(?:(?:\.\s{0,9}href\s{0,9})?=(?!=)|\.\s{0,9}(?:replace|assign)\s{0,9}\()\s{0,9}(?:[\"'](?:https?:)?//(?P<host>[\w.-]{3,253}))?"
)
_BY_AGENT = (
    ("spider", late_pattern(r"spider|googlebot|bingbot", re.IGNORECASE), "脚本识别搜索引擎并跳转到站外", Verdict.FAIL),
    ("phone", late_pattern(r"android|iphone|mobile", re.IGNORECASE), "脚本把手机访问者跳转到站外", Verdict.TO_VERIFY),
)
# Kind, texts of which one must stand there, the expression (none: the text itself is enough), words, verdict.
_CODE = (
    ("packed", (b"eval(",), late_pattern(r"eval\s*\(\s*function\s*\(\s*p\s*,\s*a\s*,\s*c\s*,\s*k"), "页面内嵌经过压缩混淆的脚本", Verdict.TO_VERIFY),
    ("codes", (b"fromCharCode",), late_pattern(r"fromCharCode\s*\((?:\s*\d{2,3}\s*,){20,}"), "页面内嵌以字符编码隐藏的脚本", Verdict.TO_VERIFY),
    ("escaped", (b"\\x",), late_pattern(r"\\x[0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2}){19,}"), "页面内嵌以十六进制隐藏的脚本", Verdict.TO_VERIFY),
    ("escaped", (b"\\x",), late_pattern(r"window\s*\[\s*[\"'](?:\\x[0-9a-fA-F]{2}){6,}"), "页面内嵌以十六进制隐藏的脚本", Verdict.TO_VERIFY),
    ("base64", (b"eval(",), late_pattern(r"eval\(\s*(?:window\.)?atob\(\s*[\"'][A-Za-z0-9+/=]{40,}"), "页面内嵌以Base64编码隐藏的脚本", Verdict.TO_VERIFY),
    ("miner", MINERS, None, "页面内嵌挖矿脚本", Verdict.FAIL),
)  # fmt: skip
_GATES = frozenset(gate for _, gates, *_ in _CODE for gate in gates)
_AFTER_END = late_pattern(
    r"</html>\s*(?:<!--.{0,500}?-->\s*)*<(script|iframe|a)\b[^>]{0,300}?(?:src|href)\s*=\s*[\"']?([^\"'\s>]+)",
    re.IGNORECASE | re.DOTALL,
)


def observe_injected(page: Page) -> Iterator[Draft]:
    """Yield what looks like code that was put into a page: jumps for visitors from search engines, disguised scripts, parts behind the end."""
    markup, standing = page.markup, page.standing
    yield from _jumps(page)
    for kind, gates, pattern, words, verdict in _CODE if not standing.isdisjoint(_GATES) else ():
        if gate := next((gate for gate in gates if gate in standing), b""):
            found = pattern.search(markup) if pattern is not None else None
            if found or pattern is None:
                yield _code(page, kind, found[0] if found else _around(markup, gate.decode()), words, verdict)
    end = markup.rfind("</html>")
    if 0 <= end < len(markup) - len("</html>  ") and (found := _AFTER_END.search(markup, end)):
        url = page.resolved.resolve(found[2])
        if url is not None and is_foreign(url, host_of(page.url)):
            yield Draft(
                check=INJECTED, url=page.url, subject=f"behind\x1f{host_of(url)}", kind="behind", target=url, place="页面结束标记之后", excerpt=url[:300],
                message=f"页面结束之后附有站外内容 {host_of(url)}", remedy="删除该内容；检查网站是否被入侵，修补漏洞后更换口令。",
            )  # fmt: skip


def _around(markup: str, word: str) -> str:
    """A word that is told by its middle, with what stands beside it."""
    at = markup.find(word)
    return markup[max(0, at - _BESIDE) : at + _BESIDE] if at >= 0 else word


def _jump_after(markup: str, asked: str, who: re.Pattern[str]) -> tuple[str, str]:
    """The script that asks for `asked`, finds `who`, and then sends the visitor on, with the host that it names ("" if none); empty without one."""
    at = markup.find(asked)
    for _ in range(_MOST_QUESTIONS):
        if at < 0:
            break
        if named := who.search(markup, max(0, at - _NAME_BEFORE), at + _UP_TO_NAME):
            start = max(at, named.end())
            jump = _JUMP.search(markup, start, start + _UP_TO_JUMP)
            if jump:
                return markup[at : jump.end()], jump["host"] or ""
        at = markup.find(asked, at + 1)
    return "", ""


def _jumps(page: Page) -> Iterator[Draft]:
    """Yield jumps for those who come from a search engine, for its spider, and for phones where they lead to another's host."""
    if _REFERRER.encode() in page.standing:
        jump, _ = _jump_after(page.markup, _REFERRER, _ENGINES)
        if jump:
            yield _code(page, "referrer", jump, "脚本对从搜索引擎来的访问者跳转到别处", Verdict.FAIL)
    if _AGENT.encode() in page.standing:
        for kind, who, words, verdict in _BY_AGENT:
            jump, host = _jump_after(page.markup, _AGENT, who)
            if host and is_foreign(f"http://{host.lower()}/", host_of(page.url)):
                yield _code(page, kind, jump, words, verdict)


def _code(page: Page, kind: str, found: str, words: str, verdict: Verdict) -> Draft:
    return Draft(
        check=INJECTED, url=page.url, subject=kind, kind=kind, place="脚本", excerpt=" ".join(found.split())[:200], message=words,
        remedy="核实脚本来源；不是本单位加入的立即删除，并检查网站是否被入侵。", verdict=verdict,
    )  # fmt: skip
