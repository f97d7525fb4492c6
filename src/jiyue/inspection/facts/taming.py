"""Makes hostile markup harmless before it is parsed: absurd nesting and absurd numbers of attributes."""

import re

_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
# What stands between a tag's name and its end; a quote only opens a value right after an equals sign.
_REST = re.compile(r"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+>")
# Elements that close themselves, have no content, or are wanted at any depth.
_DEPTHLESS = frozenset((
    "a", "img", "br", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot",
))  # fmt: skip
_MANY_TAGS = 8000
_LONG_PAGE = 100_000
_LONG_PIECE = 20_000
_DEEPEST = 500
_MOST_ATTRIBUTES = 400


def tame(markup: str) -> str:
    """Return markup that the parser reads in linear time; usual pages come back as they are.

    Tags that nest deeper than 500 levels, where browsers stop nesting too, are left out, and so are the attributes of a tag
    that has more than 400. The parser's time grows with the square of both: 100,000 nested elements take it 40 seconds.
    """
    tags = markup.count("<")
    if tags < _MANY_TAGS and len(markup) < _LONG_PAGE and not _has_long_piece(markup):
        return markup
    return "".join(_pieces(markup))


def _has_long_piece(markup: str) -> bool:
    return len(markup) > _LONG_PIECE and max(map(len, markup.split("<"))) > _LONG_PIECE


def _pieces(markup: str) -> list[str]:
    kept: list[str] = []
    depth = at = 0
    while name := _NAME.search(markup, at):
        rest = _REST.match(markup, name.end())
        if rest is None:
            # The tag never ends: a parser drops it and all behind it.
            kept.append(markup[at : name.start()])
            return kept
        is_counted = name[2].lower() not in _DEPTHLESS
        if is_counted and name[1]:
            is_kept = depth <= _DEEPEST
            depth -= depth > 0
        else:
            depth += is_counted
            is_kept = not is_counted or depth <= _DEEPEST
        kept.append(markup[at : name.start()])
        if is_kept:
            many = rest.end() - rest.start() > _MOST_ATTRIBUTES and len(rest[0].split()) > _MOST_ATTRIBUTES
            kept.append(name[0] + ">" if many else name[0] + rest[0])
        at = rest.end()
    kept.append(markup[at:])
    return kept
