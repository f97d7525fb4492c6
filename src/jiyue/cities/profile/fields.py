"""Typed reading of one row of a city's file: each field that is wrong becomes an error, and reading goes on."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from jiyue.cities.profile.errors import CityDataError

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TRUTH = {"true": True, "是": True, "false": False, "否": False}


@dataclass(slots=True)
class Row:
    """One table of a TOML file or one line of a CSV file, with the line number of each field."""

    file: str
    line: int
    values: dict[str, Any]
    field_lines: dict[str, int]
    errors: list[CityDataError]
    used: set[str] = field(default_factory=set)

    def refuse(self, name: str, problem: str, remedy: str) -> None:
        """Note an error of a field of this row."""
        self.errors.append(CityDataError(self.file, self.field_lines.get(name, self.line), name, problem, remedy))

    def text(self, name: str, *, default: str | None = None) -> str:
        """A text; with no default it must be there and not empty."""
        value = self._take(name)
        if value is None or value == "":
            if default is None:
                self.refuse(name, "缺少必填内容", "请补填这一字段")
            return default or ""
        if not isinstance(value, str):
            self.refuse(name, f"应为文字，现为 {value!r}", "请给值加上引号")
            return default or ""
        return value.strip()

    def key(self, name: str, *, default: str | None = None) -> str:
        """A key: lower-case English words joined by hyphens."""
        value = self.text(name, default=default)
        if value and not KEY.fullmatch(value):
            self.refuse(name, f"“{value}”不是有效的键", "请用小写英文单词，以连字符相连，如 development-reform")
        return value

    def choice(self, name: str, allowed: Collection[str], *, default: str | None = None) -> str:
        """One word of a closed list."""
        value = self.text(name, default=default)
        if value not in allowed and (value or default is None):
            self.refuse(name, f"“{value}”不在可选范围内", f"请从下列值中选择：{'、'.join(w for w in allowed if w)}")
        return value

    def matching(self, name: str, pattern: str, what: str, *, default: str | None = None) -> str:
        """A text of a given form; `what` describes the form in Chinese."""
        value = self.text(name, default=default)
        if value and not re.fullmatch(pattern, value):
            self.refuse(name, f"“{value}”不是{what}", f"请改为{what}")
        return value

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """True or false; CSV files may also write 是 and 否."""
        value = self._take(name)
        if isinstance(value, str):
            value = TRUTH.get(value.strip(), None if value == "" else value)
        if value is None and default is not None:
            return default
        if not isinstance(value, bool):
            self.refuse(name, "应为 true 或 false" if value is not None else "缺少必填内容", "请填 true 或 false")
            return False
        return value

    def number(self, name: str, *, least: int, most: int, optional: bool = False) -> int | None:
        """A whole number between two bounds, both included; None when optional and absent."""
        value = self._take(name)
        if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
            value = int(value)
        if value in (None, "") and optional:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            shown = "缺少必填内容" if value in (None, "") else f"“{value}”不是 {least} 至 {most} 之间的整数"
            self.refuse(name, shown, f"请填 {least} 至 {most} 之间的整数")
            return None if optional else least
        return value

    def count(self, name: str, *, least: int = 0, most: int) -> int:
        """A required whole number."""
        value = self.number(name, least=least, most=most)
        return least if value is None else value

    def texts(self, name: str, *, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of texts; CSV files separate them by semicolons."""
        value = self._take(name)
        if isinstance(value, str):
            value = [part.strip() for part in value.split(";") if part.strip()]
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self.refuse(name, "应为文字列表", '请写成 ["…", "…"]')
            return ()
        wrong = [part for part in value if allowed is not None and part not in allowed]
        if wrong:
            self.refuse(name, f"“{'、'.join(wrong)}”不在可选范围内", f"请从下列值中选择：{'、'.join(allowed or ())}")
        return tuple(value)

    def clock(self, name: str) -> time:
        """A time of day, HH:MM, within working hours (08:00 to 18:30)."""
        value = self.matching(name, r"(0[89]|1[0-7]):[0-5]\d|18:[0-2]\d|18:30", "工作时段内的时刻（如 09:30）")
        hours, _, minutes = value.partition(":")
        return time(int(hours), int(minutes)) if re.fullmatch(r"\d\d:\d\d", value) and int(hours) < 24 else time(9)

    def finish(self) -> None:
        """Note every field that nobody asked for."""
        for name in self.values.keys() - self.used:
            self.refuse(name, "不认识这一字段", "请检查拼写，或删去")

    def _take(self, name: str) -> Any:  # noqa: ANN401 - what stands in a TOML file may be anything
        self.used.add(name)
        return self.values.get(name)
