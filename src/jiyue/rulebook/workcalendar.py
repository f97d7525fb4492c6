"""Which days are workdays (工作日): weekends, the State Council's holidays and the make-up days (调休上班).

One file of `data/calendar/` is one year's arrangement. A year whose notice has not been entered is
provisional: only its statutory days are known, and every due date that leans on it says so.
"""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from jiyue.rulebook import shapes
from jiyue.rulebook.loading import DATA, DataError, line_of, top_line

FOLDER = DATA / "calendar"
OWN = "calendar"  # the folder of a city's own notices, beside its parameters
DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_HOLIDAY_DAYS = 16  # 2020's prolonged Spring Festival had ten days; more than 16 is a slip of the pen
TURN_OF_YEAR = (12, 29)  # the notice of a year has so far reached back to 29 December at the earliest (2007, 2018)
_ENTERED: list[Path] = []
STATES = {"announced": "已公布", "provisional": "暂定"}
# 全国年节及纪念日放假办法: the days with a fixed date, for years of which nothing is entered
FIXED_DAYS = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}


class DayKind(NamedTuple):
    """What a day is: "workday", "weekend", "holiday" or "makeup" (a Saturday or Sunday worked), and its holiday's name."""

    kind: str
    name: str = ""

    @property
    def is_workday(self) -> bool:
        return self.kind in {"workday", "makeup"}


class Holiday(NamedTuple):
    """One holiday of an arrangement: first and last day off, weekends included, and the days worked for it."""

    name: str
    first_on: date
    last_on: date
    makeup: tuple[date, ...] = ()

    def days(self) -> tuple[date, ...]:
        """All days off."""
        return tuple(self.first_on + DAY * n for n in range((self.last_on - self.first_on).days + 1))


class Arrangement(NamedTuple):
    """One year's holidays by one notice; `is_provisional` until the notice has been entered."""

    year: int
    holidays: tuple[Holiday, ...]
    title: str = ""
    number: str = ""
    announced_on: date | None = None
    source: str = ""
    certainty: str = ""
    note: str = ""
    is_provisional: bool = False

    def named_days(self) -> Iterable[tuple[date, DayKind]]:
        """Each day that the notice names, with what it is."""
        for holiday in self.holidays:
            yield from ((day, DayKind("holiday", holiday.name)) for day in holiday.days())
            yield from ((day, DayKind("makeup", holiday.name)) for day in holiday.makeup)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it, one sentence each; empty when it may be used."""
        return tuple(sentence for _, sentence in self.located_faults())

    def located_faults(self) -> Iterable[tuple[int, str]]:
        """Each fault with the index of the holiday that has it."""
        off: dict[date, str] = {}
        for index, holiday in enumerate(self.holidays):
            yield from ((index, sentence) for sentence in self._span_faults(holiday, off))
            off |= dict.fromkeys(holiday.days(), holiday.name)
        for index, holiday in enumerate(self.holidays):
            yield from ((index, sentence) for sentence in self._makeup_faults(holiday, off))

    def _span_faults(self, holiday: Holiday, off: Mapping[date, str]) -> Iterable[str]:
        if holiday.last_on < holiday.first_on:
            yield f"“{holiday.name}”的最后一天（{holiday.last_on}）早于第一天（{holiday.first_on}）。"
        elif len(holiday.days()) > LONGEST_HOLIDAY_DAYS:
            yield f"“{holiday.name}”放假 {len(holiday.days())} 天，请核对起止日期。"
        elif taken := [day for day in holiday.days() if day in off]:
            yield f"{taken[0]} 同时属于“{off[taken[0]]}”和“{holiday.name}”。"
        for day in dict.fromkeys((holiday.first_on, holiday.last_on)):
            if not self._reaches(day):
                yield f"“{holiday.name}”的 {day} 不属于 {self.year} 年的安排。"

    def _makeup_faults(self, holiday: Holiday, off: Mapping[date, str]) -> Iterable[str]:
        for day in holiday.makeup:
            if day.weekday() < SATURDAY:
                yield f"“{holiday.name}”的调休上班日 {day} 不是周六或周日。"
            elif day in off:
                yield f"{day} 既是“{off[day]}”放假日，又是调休上班日。"
            elif not self._reaches(day):
                yield f"“{holiday.name}”的调休上班日 {day} 不属于 {self.year} 年的安排。"

    def _reaches(self, day: date) -> bool:
        return day.year == self.year or (day.year == self.year - 1 and (day.month, day.day) >= TURN_OF_YEAR)


class Calendar:
    """The workdays under a set of arrangements, one a year; immutable, so a recomputation keeps the old one."""

    __slots__ = ("_known", "arrangements")

    def __init__(self, arrangements: Mapping[int, Arrangement] = MappingProxyType({})) -> None:
        self.arrangements = arrangements
        self._known: dict[int, dict[date, DayKind]] = {}

    def _days(self, year: int) -> dict[date, DayKind]:
        """The days off and the days worked for them that are named for a year, by its own notice or the next's."""
        if year not in self._known:
            named = [found for each in (year, year + 1) if (found := self.arrangements.get(each))]
            # announced ones last: what a notice says of the turn of the year outweighs a provisional neighbour
            ordered = sorted(named, key=lambda each: not each.is_provisional)
            self._known[year] = {day: kind for each in ordered for day, kind in each.named_days()}
        return self._known[year]

    def kind(self, day: date) -> DayKind:
        """What a day is."""
        if found := self._days(day.year).get(day):
            return found
        if day.year not in self.arrangements and (name := FIXED_DAYS.get((day.month, day.day))):
            return DayKind("holiday", name)
        return DayKind("weekend" if day.weekday() >= SATURDAY else "workday")

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day, make-up days included."""
        return self.kind(day).is_workday

    def is_provisional(self, day: date) -> bool:
        """Whether a notice still to come may change what that day is."""
        years = [day.year] if (day.month, day.day) < TURN_OF_YEAR else [day.year, day.year + 1]
        return any(year not in self.arrangements or self.arrangements[year].is_provisional for year in years)

    def entered(self, arrangement: Arrangement) -> "Calendar":
        """This calendar with one year's notice entered, in place of what stood for that year.

        Raises ValueError with all faults of the arrangement.
        """
        if faults := arrangement.faults():
            raise ValueError("\n".join(faults))
        layers = ChainMap({arrangement.year: arrangement}, self.arrangements)  # type: ignore[arg-type]  # only read
        return Calendar(layers)

    def version(self, year: int) -> str:
        """What a year's days rest on, for the record of a case: the notice's number, or that it is provisional."""
        arrangement = self.arrangements.get(year)
        if arrangement is None or arrangement.is_provisional:
            return f"{year}：暂定"
        return f"{year}：{arrangement.number or arrangement.title}"


class _YearFiles(Mapping[int, Arrangement]):
    """The arrangements of files named by their year, read when first asked for."""

    def __init__(self, folders: Iterable[Path]) -> None:
        paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
        self.paths = {_year_of(path): path for path in paths}

    def __getitem__(self, year: int) -> Arrangement:
        return arrangement(self.paths[year])

    def __iter__(self) -> Iterator[int]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def _year_of(path: Path) -> int:
    if not path.stem.isdecimal():
        raise DataError(path, 1, "文件名应为年份，例如 2027.toml。")
    return int(path.stem)


def load(*folders: Path) -> Calendar:
    """The calendar of all year files in the folders; a later folder's file replaces an earlier one's year.

    A file is read when its year is first asked for, and raises DataError then if it can not be used.
    """
    return Calendar(_YearFiles(folders))


def faults(*folders: Path) -> tuple[DataError, ...]:
    """All faults of the year files in the folders, the first of each file."""
    found = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        try:
            arrangement(path)
        except DataError as fault:
            found.append(fault)
    return tuple(found)


@cache
def official() -> Calendar:
    """The calendar by which the clocks count: the shipped one with the notices that the city has entered."""
    return load(FOLDER, *_ENTERED)


def add_folder(folder: Path) -> None:
    """Make the notices that a city keeps in a folder of its own known; each replaces the shipped year.

    A folder that is not there holds none. Raises DataError at the first fault; then nothing is changed.
    """
    for fault in faults(folder):
        raise fault
    if folder not in _ENTERED:
        _ENTERED.append(folder)
    arrangement.cache_clear()
    official.cache_clear()


def forget(folder: Path) -> None:
    """Take back a folder that was added."""
    if folder in _ENTERED:
        _ENTERED.remove(folder)
    official.cache_clear()


@cache
def arrangement(path: Path) -> Arrangement:
    """Read one year's file; raises DataError with file, line and sentence."""
    table = shapes.head(path)
    list(shapes.rows(path, "holidays"))
    try:
        result = from_table(table)
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(path, 1, f"缺少字段或字段类型不对：{error}。") from None
    if table["state"] not in STATES:
        raise DataError(path, top_line(path, "state"), f"state 应为 {'、'.join(STATES)} 之一。")
    if result.year != _year_of(path):
        raise DataError(path, top_line(path, "year"), f"年份 {result.year} 与文件名“{path.name}”不符。")
    for index, sentence in result.located_faults():
        raise DataError(path, line_of(path, "holidays", index), sentence)
    return result


def from_table(table: Mapping[str, Any]) -> Arrangement:
    """An arrangement from plain data, as a file or a form gives it; raises KeyError for a field that is missing."""
    holidays = tuple(
        Holiday(each["name"], each["first_on"], each["last_on"], tuple(each.get("makeup", ())))
        for each in table["holidays"]
    )
    texts = {key: str(table.get(key, "")) for key in ("title", "number", "source", "certainty", "note")}
    return Arrangement(
        table["year"],
        holidays,
        announced_on=table.get("announced_on"),
        is_provisional=table["state"] == "provisional",
        **texts,
    )
