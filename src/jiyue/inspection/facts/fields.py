"""Names and their values as blocks of attributes show them: in one piece of text, in cells side by side, or with the colon apart."""

from collections.abc import Collection, Sequence

_COLONS = ":：︰"
_ENDS = _COLONS + " 　\t【】[]"
_LONGEST_NAME = 10
_VALUE = 200


def read_fields(pieces: Sequence[str], names: Collection[str], others: Collection[str] = ()) -> dict[str, str]:
    """What stands behind each of the names, empty where the next name follows at once; what the first block says counts.

    `others` are names whose values nobody asks for: they only end the value before them.
    """
    found: dict[str, str] = {}
    known = frozenset((*names, *others))
    waiting = ""
    for piece in pieces:
        head, rest = _split(piece)
        if head in known:
            waiting = head if head in names and not found.get(head) else ""
            if waiting:
                found[head] = rest
        elif _is_name(piece):
            waiting = ""
        elif waiting and not found[waiting]:
            found[waiting] = piece.lstrip(_COLONS + " ")[:_VALUE]
    return found


def _split(piece: str) -> tuple[str, str]:
    """A piece as a name without its spaces, and what stands behind its colon."""
    place = min((at for mark in _COLONS if (at := piece.find(mark)) >= 0), default=-1)
    if place < 0:
        return _bare(piece), ""
    return _bare(piece[:place]), piece[place + 1 :].strip(_ENDS)[:_VALUE]


def _bare(text: str) -> str:
    return "".join(text.split()).strip(_ENDS) if len(text) <= _LONGEST_NAME * 3 else ""


def _is_name(piece: str) -> bool:
    """Whether a piece is the name of something else: short, with a colon at its end."""
    return piece[-1] in _COLONS and 1 < len(_bare(piece)) <= _LONGEST_NAME
