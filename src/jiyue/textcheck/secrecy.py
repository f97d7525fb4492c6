"""Marks of state secrets and of trade secrets in a text (30.1, 13.10)."""

import re
from collections.abc import Iterator
from typing import Final

from jiyue.textcheck.hits import Confidence, Found, Severity

_AMOUNT: Final = r"[0-9０-９一二三四五六七八九十]{1,3}"
_TERM: Final = rf"(?:\s?[★☆](?:\s?(?:{_AMOUNT}\s?[年月日]|长期|启用前))?|\s?[（(·]\s?{_AMOUNT}\s?年\s?[）)]?)"
_LEVEL: Final = r"(?:绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)"
# A mark is a level with a star or a term, a field 密级, or a line that holds nothing but the level.
MARK: Final = re.compile(
    rf"(?P<starred>(?<!工作)(?<!商业){_LEVEL}{_TERM})|(?P<field>密\s?级\s?[:：]\s?{_LEVEL})|(?<![^\n])[ \u3000]*(?P<alone>{_LEVEL})(?=[ \u3000]{{0,8}}(?:\n|\Z))"
)
_LINE: Final = r"(?<![^\n])[ \u3000]*{}(?=[ \u3000]{{0,8}}(?:\n|\Z))|[【\[（(]{}[】\]）)]"


def _own_line(words: str) -> str:
    return _LINE.format(words, words)


_PHRASES: Final[tuple[tuple[str, Severity, Confidence, str], ...]] = (
    (r"内部(?:资料|材料|文件|刊物)[，,\s]{0,3}(?:请?注意保[存密管]|不得外[传泄]|请勿外传|严禁外传)", "forbidden", "certain", "出现内部资料标识"),
    (_own_line("内部(?:资料|文件|材料|使用)"), "explain", "to-verify", "出现内部资料标识"),
    (r"(?:此件|本件|该件|此文)(?:请?勿外传|不得外传|不公开(?!发布的)|不予公开|请?注意保密)", "forbidden", "to-verify", "文件标明不公开"),
    (r"不得外传|严禁外传|请勿外传|切勿外传|(?<![\u4e00-\u9fff])注意保密(?![\u4e00-\u9fff])|阅后(?:销毁|收回|退回)|会后收回", "explain", "to-verify", "出现限制传播的标识"),
    (r"(?:仅供|只供)(?:内部|领导)(?:参考|参阅|使用|传阅|掌握)", "explain", "to-verify", "出现限制传播的标识"),
    (r"工作秘密\s?[★☆]|" + _own_line("工作秘密"), "explain", "to-verify", "出现工作秘密标识"),
)  # fmt: skip
_COMPILED: Final = tuple(
    (re.compile(pattern), severity, confidence, message) for pattern, severity, confidence, message in _PHRASES
)
_TRADE: Final = re.compile(
    r"(?:核心|普通)商密\s?[★☆·]|商业秘密\s?[★☆]|商业[秘机]密[，,：:\s]{0,3}(?:注意保密|请勿外传|不得外传|严禁外传)|"
    + _own_line("(?:商业秘密|商业机密|核心商密|普通商密)")
)
# Every literal that can stand in a mark; spaced levels are those that letter-spaced headings have.
TRIGGERS: Final = (
    *(f"{first}{gap}密" for first in "机绝秘" for gap in ("", " ", "  ", "   ", "\u3000", "\u3000\u3000", "\u00a0")),
    *("密级", "密 级", "密\u3000级", "商密", "注意保密", "外传", "此件", "本件", "该件", "此文", "会后收回", "阅后"),
    *(f"内部{word}" for word in ("资", "材", "文", "刊", "使", "参", "领")),
    *("供领导", "供内部"),
)
WINDOW: Final = 24
_KINDS: Final = {
    "secrecy-mark": ("30.1", "立即停止发布并送保密审查；确认已解密或不涉密的，由定密责任人书面说明后方可发布。"),
    "trade-secret": ("13.10", "核实是否含企业商业秘密；未经权利人同意不得发布。"),
}


def secrecy_marks(text: str, around: int) -> Iterator[Found]:
    """Yield the marks near the end of a literal of TRIGGERS in `text`."""
    start, end = max(0, around - WINDOW), min(len(text), around + WINDOW)
    for match in _within(MARK, text, start, end):
        excerpt = match[0].strip()
        certain: Confidence = "to-verify" if match["alone"] or "启用前" in excerpt else "certain"
        begin = match.start() + match[0].index(excerpt)
        yield _found("secrecy-mark", begin, excerpt, "forbidden", certain, "出现国家秘密标识")
    for pattern, severity, confidence, message in _COMPILED:
        for match in _within(pattern, text, start, end):
            yield _found(
                "secrecy-mark",
                match.start() + len(match[0]) - len(match[0].lstrip()),
                match[0].strip(),
                severity,
                confidence,
                message,
            )
    for match in _within(_TRADE, text, start, end):
        yield _found(
            "trade-secret",
            match.start() + len(match[0]) - len(match[0].lstrip()),
            match[0].strip(),
            "explain",
            "to-verify",
            "出现商业秘密标识",
        )


def _within(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Search a window; a match that touches its end is tried again with what follows in sight."""
    for match in pattern.finditer(text, start, end):
        whole = pattern.match(text, match.start()) if match.end() == end < len(text) else match
        if whole:
            yield whole


def _found(kind: str, start: int, excerpt: str, severity: Severity, confidence: Confidence, message: str) -> Found:
    clause, advice = _KINDS[kind]
    return Found(kind, start, start + len(excerpt), excerpt, severity, confidence, clause, message, advice, kind)
