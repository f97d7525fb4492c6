"""The ways in which markup, style sheets and scripts of a page hide what stands in it."""

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from typing import Final

from jiyue.patterns import late_pattern

# Far enough off, wherever on the page it begins; less than that is how lists open upwards and pictures are shifted.
_FAR: Final = r"-\s*(?:(?:9\d\d|\d{4,})(?:\.\d+)?(?:px|pt)?|\d{2,}(?:\.\d+)?(?:em|rem|vw|vh)|\d{3,}%)"
_NEAR: Final = r"-\s*[1-8]\d\d(?:\.\d+)?(?:px|pt)?"
_SIDES: Final = r"(?:margin-)?(?:left|top|right|bottom)"
_END: Final = r"\s*(?:;|!|$)"
_OFFSCREEN: Final = rf"(?<![-\w]){_SIDES}\s*:\s*{_FAR}{_END}"
_FAR_OFF: Final = late_pattern(_OFFSCREEN, re.IGNORECASE)
_WAYS: Final = late_pattern(
    rf"(?P<display>display\s*:\s*none)|(?P<invisible>visibility\s*:\s*hidden)|(?P<offscreen>{_OFFSCREEN}|translate[XY3d]{{0,2}}\(\s*{_FAR})"
    rf"|(?P<indented>text-indent\s*:\s*{_FAR}{_END})"
    rf"|(?P<moved>(?<![-\w])(?:margin-)?(?:left|right)\s*:\s*{_NEAR}{_END}|position\s*:\s*(?:absolute|fixed)[^<>]{{0,60}}?;\s*(?:top|bottom)\s*:\s*{_NEAR}{_END})"
    rf"|(?P<tiny>font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|%)?{_END})|(?P<transparent>opacity\s*[:=]\s*(?:0(?:\.0+)?|\.0+)\s*(?:;|!|[)]|$))"
    rf"|(?P<clipped>clip\s*:\s*rect\(\s*(?:0(?:px)?[\s,]+){{3}}0|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|polygon\(\s*0[^)1-9]*\))|scale\(\s*0\s*[,)])"
    r"|(?P<behind>z-index\s*:\s*-\s*\d)"
    rf"|(?P<zero>(?:(?:height|width)\s*:\s*[01](?:px)?{_END}))",
    re.IGNORECASE,
)
_COLOUR: Final = late_pattern(r"(?<![-\w])color\s*:\s*([#\w]+)", re.IGNORECASE)
_GROUND: Final = late_pattern(r"background(?:-color)?\s*:\s*([#\w]+)", re.IGNORECASE)
_COVERING: Final = late_pattern(r"position\s*:\s*(?:fixed|absolute)", re.IGNORECASE)
_WHOLE_WIDTH: Final = late_pattern(r"(?<![-\w])width\s*:\s*100(?:%|vw)", re.IGNORECASE)
_WHOLE_HEIGHT: Final = late_pattern(r"(?<![-\w])height\s*:\s*100(?:%|vh)", re.IGNORECASE)
_TINY: Final = {"marquee": 10, "iframe": 1}

WRITE: Final = b"document.write"
_STYLE_SET, _HIDE = (b".style.display", b".style.visibility", b'.style["', b".style['"), b".hide()"
BY_SCRIPT: Final = (*_STYLE_SET, _HIDE)
# Each begins with its own text, which is sought ten times as fast as an alternative.
_BY_STYLE: Final = late_pattern(
    r"getElementById\(\s*[\"']([\w-]{1,60})[\"']\s*\)\.style(?:\.(?:display|visibility)|\[\s*[\"'](?:display|visibility)[\"']\s*\])\s*=\s*[\"'](?:none|hidden)"
)
_BY_HIDE: Final = late_pattern(r"\$\([\"']#([\w-]{1,60})[\"']\)\.hide\(\)")
_OFF_BY_SHEET: Final = late_pattern(
    rf"([#.])([\w-]{{1,60}})\s*\{{[^{{}}]{{0,200}}?(?:(?<![-\w]){_SIDES}\s*:\s*{_FAR}\s*[;!}}])", re.IGNORECASE
)
_WRITTEN: Final = late_pattern(
    r"document\.write(?:ln)?\(\s*([\"'])\s*(<(?i:div|span|p|ul|table|font|marquee)\b.{0,300}?>)\s*\1\s*\)"
)
_WRITTEN_LINK: Final = late_pattern(
    r"<a\s[^>]{0,300}?href\s*=\s*[\"']?([^\"'\s>]{1,500})[^>]{0,300}>(.{0,200}?)</a", re.IGNORECASE | re.DOTALL
)
_TAGS: Final = late_pattern(r"<[^>]*>")
_QUOTES: Final = str.maketrans("\"'\\>", ";;;;")
# Each name or selector is sought on the whole page.
_MOST_BLOCKS, _MOST_NAMES, _MOST_SELECTORS, _LONGEST_BLOCK = 20, 50, 10, 20_000


@lru_cache(maxsize=8192)
def way_of(style: str) -> str:
    """The way in which an inline style hides an element; empty when it does not."""
    if not style:
        return ""
    found = _WAYS.search(style)
    if found and found.lastgroup and (found.lastgroup != "zero" or "overflow" in style.lower()):
        is_far = found.lastgroup == "moved" and _FAR_OFF.search(style)
        return "offscreen" if is_far else found.lastgroup
    ground, colour = _GROUND.search(style), _COLOUR.search(style)
    return "same-colour" if ground and colour and _same(ground[1], colour[1]) else ""


def way_of_element(tag: str, style: str, *, width: str, height: str, is_hidden: bool) -> str:
    """The way in which an element is hidden by its own attributes; of a frame also `cover`: it lies over the whole page."""
    # A marquee shows nothing beyond its edges, whatever its style says of overflow.
    way = way_of(f"{style};overflow" if style and tag == "marquee" else style) or ("hidden" if is_hidden else "")
    if way or tag not in _TINY:
        return way
    if any(_pixels(side) <= _TINY[tag] for side in (width, height)):
        return "zero-size"
    is_cover = tag == "iframe" and all(word.search(style) for word in (_COVERING, _WHOLE_WIDTH, _WHOLE_HEIGHT))
    return "cover" if is_cover else ""


def _pixels(side: str) -> int:
    number = side.strip().lower().removesuffix("px")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 10_000


def _same(one: str, other: str) -> bool:
    names = {"#fff": "white", "#ffffff": "white", "#000": "black", "#000000": "black"}
    return names.get(one.lower(), one.lower()) == names.get(other.lower(), other.lower())


def hidden_elsewhere(markup: str, sheets: Iterable[str], standing: Set[bytes]) -> list[tuple[str, str]]:
    """Selectors of what a script or one of the style sheets within the page hides, each with the way."""
    found: list[tuple[str, str]] = []
    if not standing.isdisjoint(BY_SCRIPT):
        names = dict.fromkeys(_BY_STYLE.findall(markup) if not standing.isdisjoint(_STYLE_SET) else ())
        names |= dict.fromkeys(_BY_HIDE.findall(markup) if _HIDE in standing else ())
        found += [(f'[id="{name}"]', "scripted") for name in list(names)[:_MOST_NAMES]]
    placing = (sheet for sheet in sheets if ":-" in sheet or ": -" in sheet)  # at negative distances
    marks = (found for sheet in placing for found in _OFF_BY_SHEET.findall(sheet))
    selectors = dict.fromkeys(f'[id="{name}"]' if mark == "#" else f'[class~="{name}"]' for mark, name in marks)
    found += [(selector, "sheet") for selector in list(selectors)[:_MOST_SELECTORS]]
    return found


def hidden_by_writing(markup: str, standing: Set[bytes]) -> Iterator[list[tuple[str, str]]]:
    """The links (address, text) between a script that writes the head of a hidden block and the next that writes, as the foot."""
    if WRITE not in standing:
        return
    for number, head in enumerate(_WRITTEN.finditer(markup)):
        if number >= _MOST_BLOCKS:
            return
        if way_of(head[2].translate(_QUOTES)):
            end = markup.find("document.write", head.end(), head.end() + _LONGEST_BLOCK)
            if end >= 0 and "<a" in (block := markup[head.end() : end]):
                yield [(href, " ".join(_TAGS.sub("", text).split())) for href, text in _WRITTEN_LINK.findall(block)]
