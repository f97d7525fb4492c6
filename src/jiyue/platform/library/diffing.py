"""Two texts side by side, paragraph by paragraph, as the reviewer reads them (screen 3)."""

import difflib
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from turbohtml import parse

from jiyue.platform.library.models import Resource

BLOCKS = "p, li, h2, h3, h4, td, th, blockquote"
WORDS = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)


def lines(content: dict[str, Any]) -> list[str]:
    """A content as lines: the attributes that are filled, then the paragraphs of the body, then the attachments."""
    shown: list[str] = []
    for name in Resource.CONTENT_FIELDS:
        value = content.get(name)
        if name in ("body", "publisher", "interprets", "disclosure") or not value:
            continue
        field: Any = Resource._meta.get_field(name)
        shown.append(f"{field.verbose_name}：{dict(field.flatchoices).get(value, value)}")
    shown += [
        text
        for block in parse(str(content.get("body", ""))).select(BLOCKS)
        if (text := "".join(block.stripped_strings))
    ]
    shown += [f"附件：{attachment['title']}" for attachment in content.get("attachments", [])]
    return shown


def rows(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of the side-by-side table; equal stretches are folded away."""
    old, new = lines(before) if before else [], lines(after)
    found: list[dict[str, Any]] = []
    number = 0
    for tag, i, j, k, m in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(
                {"kind": "same", "summary": _("相同 %(count)d 段") % {"count": j - i}, "text": "\n".join(old[i:j])}
            )
            continue
        for left, right in _paired(old[i:j], new[k:m]):
            number += 1
            found.append(_row(number, left, right))
    return found


def _paired(left: list[str], right: list[str]) -> Iterator[tuple[str, str]]:
    for position in range(max(len(left), len(right))):
        yield (left[position] if position < len(left) else "", right[position] if position < len(right) else "")


def _row(number: int, left: str, right: str) -> dict[str, Any]:
    kind = "added" if not left else "removed" if not right else "changed"
    before, after = [], []
    a, b = WORDS.findall(left), WORDS.findall(right)
    for tag, i, j, k, m in difflib.SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if i < j:
            before.append(("" if tag == "equal" else "-", "".join(a[i:j])))
        if k < m:
            after.append(("" if tag == "equal" else "+", "".join(b[k:m])))
    return {"kind": kind, "number": number, "before": before, "after": after}
