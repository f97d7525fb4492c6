"""Makes hostile markup harmless before it is parsed: absurd nesting and absurd numbers of attributes."""

import re
from collections import Counter

_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
# What stands between a tag's name and its end; a quote only opens a value right after an equals sign.
_REST = re.compile(r"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+>")
# A tag that never ends takes all that follows, so that it is not sought from every “<” anew.
_TAG = re.compile(rf"{_NAME.pattern}({_REST.pattern}|[\s\S]*+)")
# Elements that close themselves, have no content, or are wanted at any depth.
_DEPTHLESS = frozenset((
    "a", "img", "br", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot",
))  # fmt: skip
_MANY_OPENED = 8000
_LONG_PAGE = 20_000
_DEEPEST = 500
_MOST_ATTRIBUTES = 400


def tame(markup: str) -> str:
    """Return markup that the parser reads in linear time; usual pages come back as they are.

    Tags that nest deeper than 500 levels, where browsers stop nesting too, are left out, and so are the attributes of a tag
    that has more than 400. The parser's time grows with the square of both: 100,000 nested elements take it 40 seconds.
    """
    may_be_deep = markup.count("<") - markup.count("</") >= _MANY_OPENED
    if not may_be_deep and (len(markup) < _LONG_PAGE or not _has_many_words(markup)):
        return markup
    return markup if _is_usual(markup) else "".join(_pieces(markup))


def _is_usual(markup: str) -> bool:
    """Whether nothing would be left out; what `_pieces` does, without putting anything together."""
    opened: Counter[str] = Counter()
    depth = 0
    for slash, name, rest in _TAG.findall(markup):
        if len(rest) > _MOST_ATTRIBUTES and len(rest.split()) > _MOST_ATTRIBUTES:
            return False
        tag = name.lower()
        if tag in _DEPTHLESS:
            continue
        if not slash:
            opened[tag] += 1
            depth += 1
            if depth > _DEEPEST:
                return False
        elif opened[tag]:
            opened[tag] -= 1
            depth -= 1
    return True


def _has_many_words(markup: str) -> bool:
    """Whether any tag may have more than 400 attributes; only where no “<” stands for as many characters is looked at."""
    at = 0
    while at < len(markup):
        if markup.find("<", at, at + _MOST_ATTRIBUTES) >= 0:
            at += _MOST_ATTRIBUTES
            continue
        start, end = max(markup.rfind("<", 0, at), 0), markup.find("<", at + _MOST_ATTRIBUTES)
        end = end if end >= 0 else len(markup)
        if len(markup[start:end].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES:
            return True
        at = end
    return False


def _pieces(markup: str) -> list[str]:
    kept: list[str] = []
    opened: Counter[str] = Counter()
    depth = at = 0
    while name := _NAME.search(markup, at):
        rest = _REST.match(markup, name.end())
        if rest is None:
            # The tag never ends: a parser drops it and all behind it.
            kept.append(markup[at : name.start()])
            return kept
        is_kept, tag = True, name[2].lower()
        if tag not in _DEPTHLESS:
            if not name[1]:
                is_kept = depth < _DEEPEST
                opened[tag] += 1
                depth += 1
            elif opened[tag]:
                # What was never opened closes nothing.
                is_kept = depth <= _DEEPEST
                opened[tag] -= 1
                depth -= 1
            else:
                is_kept = depth < _DEEPEST
        kept.append(markup[at : name.start()])
        if is_kept:
            many = rest.end() - rest.start() > _MOST_ATTRIBUTES and len(rest[0].split()) > _MOST_ATTRIBUTES
            kept.append(name[0] + ">" if many else name[0] + rest[0])
        at = rest.end()
    kept.append(markup[at:])
    return kept
