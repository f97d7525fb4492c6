"""Pages of more tags than a person could write are read up to a number of them: a parsed element takes some hundred bytes of memory."""

MOST_TAGS = 200_000
_PIECE = 4096
_SHORTEST_TAG = len("<a>")


def is_cut(markup: str) -> bool:
    """Whether only the first 200,000 tags of this markup are read."""
    return len(markup) > _SHORTEST_TAG * MOST_TAGS and markup.count("<") > MOST_TAGS


def cut(markup: str) -> str:
    """The markup up to its 200,000th tag; usual pages come back as they are."""
    if not is_cut(markup):
        return markup
    start, left = 0, MOST_TAGS
    # Whole pieces are counted, which is fast; only the last one is gone through.
    while (count := markup.count("<", start, start + _PIECE)) <= left:
        start, left = start + _PIECE, left - count
    at = start - 1
    for _ in range(left + 1):
        at = markup.find("<", at + 1)
    return markup[:at]
