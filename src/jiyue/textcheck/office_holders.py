"""Titles of office holders with dates in force: a wrong name beside a title, or a title after its end (32.7, 11.1 of the lists)."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from jiyue.textcheck.documents import plain_text
from jiyue.textcheck.hits import Found

COLUMNS: Final = ("unit", "title", "name", "from", "to")
CHINESE: Final = {"unit": "单位", "title": "职务", "name": "姓名", "from": "任职日期", "to": "卸任日期"}
CLASS: Final = "leader"


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office for one time. `to` is the last day, None while it lasts."""

    unit: str
    title: str
    name: str
    from_: date
    to: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether the office was held on a day."""
        return self.from_ <= day and (self.to is None or day <= self.to)


@dataclass(frozen=True, slots=True)
class Roster:
    """The office holders that a city maintains. Without it no name is judged."""

    holders: tuple[Holder, ...] = ()

    def triggers(self) -> tuple[str, ...]:
        """Return the titles with their unit, as they stand before a name."""
        return tuple({holder.unit + holder.title for holder in self.holders})

    def judge(self, text: str, end: int, on: date | None) -> Iterator[Found]:
        """Yield a hit if another name than the holder's follows the title that ends at `end`.

        Only what is likely is told: a former or later holder of the same title, or a name that differs from the
        holder's in one character. `on` is the day the text speaks of; without it no title is judged by date.
        """
        titles = [holder for holder in self.holders if text.endswith(holder.unit + holder.title, 0, end)]
        if not titles:
            return
        start = end - max(len(holder.unit + holder.title) for holder in titles)
        after = text[end : end + 6].lstrip(" \u3000")
        if any(after.startswith(holder.name) and (on is None or holder.holds_on(on)) for holder in titles):
            return
        for holder in titles:
            message = _wrong_with(holder, after, on)
            if message:
                stop = text.index(after[0], end) + len(holder.name)
                yield Found(
                    "wording", start, stop, text[start:stop], "explain", "to-verify", "32.7", message,
                    "核对任职信息库；历史报道可在说明后保留。", "office-holder", CLASS, _suggested(titles, on),
                )  # fmt: skip
                return


def _wrong_with(holder: Holder, after: str, on: date | None) -> str:
    written = after[: len(holder.name)]
    if written == holder.name:
        return "职务与姓名不符：该日期不在任职期间" if on else ""
    differing = sum(one != other for one, other in zip(written, holder.name, strict=False))
    return (
        "疑似领导姓名错误" if len(written) == len(holder.name) >= 2 and differing == 1 and len(holder.name) > 2 else ""
    )


def _suggested(holders: list[Holder], on: date | None) -> str:
    current = [holder.name for holder in holders if on is None or holder.holds_on(on)]
    return "|".join(dict.fromkeys(current))


class RosterError(ValueError):
    """A roster can not be used; the message names the line and what to write instead."""


def load_roster(path: Path) -> Roster:
    """Read a roster from a CSV file with the columns unit, title, name, from, to (ISO dates, empty `to` = in office).

    The columns may bear their Chinese names, and the file may be UTF-8 or GB 18030, as Excel writes it. Raises RosterError with the line.
    """
    rows = list(csv.DictReader(io.StringIO(plain_text(path.read_bytes()), newline="")))
    names = {
        name.strip(): column
        for name in (rows[0] if rows else ())
        for column in COLUMNS
        if name and name.strip() in {column, CHINESE[column]}
    }
    if rows and len(names) < len(COLUMNS):
        missing = "、".join(CHINESE[column] for column in COLUMNS if column not in names.values())
        raise RosterError(f"{path.name}：首行缺少列 {missing}，应为：{'、'.join(CHINESE.values())}")
    return Roster(
        tuple(
            _holder(
                path,
                number,
                {
                    names[name.strip()]: (value or "").strip()
                    for name, value in row.items()
                    if name and name.strip() in names
                },
            )
            for number, row in enumerate(rows, 2)
        )
    )


def _holder(path: Path, number: int, row: dict[str, str]) -> Holder:
    if not (row["title"] and row["name"]):
        raise RosterError(f"{path.name} 第{number}行：缺少职务或姓名")
    try:
        until = date.fromisoformat(row["to"]) if row["to"] else None
        return Holder(row["unit"], row["title"], row["name"], date.fromisoformat(row["from"]), until)
    except ValueError as error:
        raise RosterError(f"{path.name} 第{number}行：任职日期应如 2026-11-24，卸任日期可以留空") from error
