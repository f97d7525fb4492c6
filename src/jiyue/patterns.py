"""Regular expressions that are compiled when they are first used: a run needs a quarter of them, and compiling them all is a quarter of its start."""

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def late_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The expression `text`, compiled at its first use, and from then on as fast as any other. A wrong one raises re.error there; a test tries them all."""
    return cast("re.Pattern[str]", _Late(text, flags))


class _Late:
    """Stands for an expression; once compiled, its methods are this object's own."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever an expression has
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"late_pattern({self.pattern!r})"
