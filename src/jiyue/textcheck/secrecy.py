"""Marks of state secrets and of trade secrets in a text (30.1, 13.10)."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from jiyue.patterns import late_pattern
from jiyue.textcheck.hits import Confidence, Found, Severity

_AMOUNT: Final = r"[0-9０-９一二三四五六七八九十]{1,3}"
_TERM: Final = rf"(?:\s?[★☆](?:\s?(?:{_AMOUNT}\s?[年月日]|长期|启用前))?|\s?[（(·]\s?{_AMOUNT}\s?年\s?[）)]?)"
_LEVEL: Final = r"(?:绝\s{0,4}密|机\s{0,4}密|秘\s{0,4}密)"
_LINE: Final = r"(?<![^\n])[ \u3000]*{}(?=[ \u3000]{{0,8}}(?:\n|\Z))|[【\[（(]{}[】\]）)]"
_GAPS: Final = ("", " ", "  ", "   ", "\u3000", "\u3000\u3000", "\u00a0")
WINDOW: Final = 24


class Mark(NamedTuple):
    """One form of mark: what it looks like, the literals of which every such mark holds one, and what a hit says."""

    pattern: re.Pattern[str]
    triggers: tuple[str, ...]
    kind: str
    severity: Severity
    confidence: Confidence
    message: str


def _own_line(words: str) -> str:
    return _LINE.format(words, words)


def _restriction(pattern: str, triggers: tuple[str, ...], severity: Severity, message: str) -> Mark:
    confidence: Confidence = "certain" if message == "出现内部资料标识" and severity == "forbidden" else "to-verify"
    return Mark(late_pattern(pattern), triggers, "secrecy-mark", severity, confidence, message)


# A mark is a level with a star or a term, a field 密级, or a line that holds nothing but the level. Letter-spaced
# headings have spaced levels.
_LEVEL_MARK: Final = Mark(
    late_pattern(
        rf"(?P<starred>(?<!工作)(?<!商业){_LEVEL}{_TERM})|(?P<field>密\s?级\s?[:：]\s?{_LEVEL})|(?<![^\n])[ \u3000]*(?P<alone>{_LEVEL})(?=[ \u3000]{{0,8}}(?:\n|\Z))"
    ),
    (*(f"{first}{gap}密" for first in "机绝秘" for gap in _GAPS), "密级", "密 级", "密\u3000级"),
    "secrecy-mark",
    "forbidden",
    "certain",
    "出现国家秘密标识",
)
_TRADE_MARK: Final = Mark(
    late_pattern(
        r"(?:核心|普通)商密\s?[★☆·]|商业秘密\s?[★☆]|商业[秘机]密[，,：:\s]{0,3}(?:注意保密|请勿外传|不得外传|严禁外传)|"
        + _own_line("(?:商业秘密|商业机密|核心商密|普通商密)")
    ),
    ("商业秘密", "商业机密", "核心商密", "普通商密"),
    "trade-secret",
    "explain",
    "to-verify",
    "出现商业秘密标识",
)
MARKS: Final = (
    _LEVEL_MARK,
    _TRADE_MARK,
    _restriction(
        r"内部(?:资料|材料|文件|刊物)[，,\s]{0,3}(?:请?注意保[存密管]|不得外[传泄]|请勿外传|严禁外传)",
        ("内部资料", "内部材料", "内部文件", "内部刊物"), "forbidden", "出现内部资料标识",
    ),
    _restriction(
        _own_line("内部(?:资料|文件|材料|使用)"), ("内部资料", "内部文件", "内部材料", "内部使用"), "explain", "出现内部资料标识"
    ),
    _restriction(
        r"(?:此件|本件|该件|此文)(?:请?勿外传|不得外传|不公开(?!发布的)|不予公开|请?注意保密)",
        ("勿外传", "不得外传", *(f"{word}不{what}" for word in ("此件", "本件", "该件", "此文") for what in ("公", "予")), "注意保密"),
        "forbidden", "文件标明不公开",
    ),
    _restriction(
        r"不得外传|严禁外传|请勿外传|切勿外传|(?<![\u4e00-\u9fff])注意保密(?![\u4e00-\u9fff])|阅后(?:销毁|收回|退回)|会后收回",
        ("得外传", "禁外传", "勿外传", "注意保密", "会后收回", "阅后销", "阅后收", "阅后退"), "explain", "出现限制传播的标识",
    ),
    _restriction(
        r"(?:仅供|只供)(?:内部|领导)(?:参考|参阅|使用|传阅|掌握)", ("供内部", "供领导"), "explain", "出现限制传播的标识"
    ),
    _restriction(r"工作秘密\s?[★☆]|" + _own_line("工作秘密"), ("工作秘密",), "explain", "出现工作秘密标识"),
)  # fmt: skip
_KINDS: Final = {
    "secrecy-mark": ("30.1", "立即停止发布并送保密审查；确认已解密或不涉密的，由定密责任人书面说明后方可发布。"),
    "trade-secret": ("13.10", "核实是否含企业商业秘密；未经权利人同意不得发布。"),
}


def marks_near(mark: Mark, text: str, around: int) -> Iterator[Found]:
    """Yield the marks of one form near the end of one of its triggers in `text`."""
    start, end = max(0, around - WINDOW), min(len(text), around + WINDOW)
    clause, advice = _KINDS[mark.kind]
    for match in _within(mark.pattern, text, start, end):
        excerpt = match[0].strip()
        begin = match.start() + match[0].index(excerpt)
        is_likely = "alone" in match.groupdict() and (match["alone"] or "启用前" in excerpt)
        yield Found(
            mark.kind, begin, begin + len(excerpt), excerpt, mark.severity,
            "to-verify" if is_likely else mark.confidence, clause, mark.message, advice, mark.kind,
        )  # fmt: skip


def _within(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Search a window; a match that touches its end is tried again with what follows in sight."""
    for match in pattern.finditer(text, start, end):
        whole = pattern.match(text, match.start()) if match.end() == end < len(text) else match
        if whole:
            yield whole
