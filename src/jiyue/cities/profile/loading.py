"""Loading of a whole city: read every file, check every row, check between rows, then raise all errors at once."""

from collections.abc import Callable
from pathlib import Path

from jiyue.cities.profile import identity, references, register, stories
from jiyue.cities.profile.errors import CityDataError, CityDataErrors
from jiyue.cities.profile.fields import Row
from jiyue.cities.profile.records import City
from jiyue.cities.profile.sources import csv_rows, toml_rows


def shipped(city: str = "baoji") -> Path:
    """The folder of a city profile that ships with the platform."""
    return Path(__file__).parents[1] / city


def city_name(path: Path) -> str:
    """The name of the city of a profile, read without the rest of it; empty when it can not be read (`load` says why)."""
    about = toml_rows(path / "city.toml", "city", [])
    return about[0].text("name") if about else ""


def load(path: Path) -> City:
    """Read and check the city profile in a folder.

    Raises CityDataErrors with every error of all files, each naming file, line, field, what is wrong and what to do.
    """
    errors: list[CityDataError] = []
    rows = references.Rows(
        units=toml_rows(path / "units.toml", "units", errors),
        sites=toml_rows(path / "sites.toml", "sites", errors),
        columns=csv_rows(path / "columns.csv", register.COLUMN_FIELDS, errors),
        people=csv_rows(path / "people.csv", register.PERSON_FIELDS, errors),
        items=[row for file in sorted((path / "items").glob("*.toml")) for row in toml_rows(file, "items", errors)],
        messages=toml_rows(path / "messages.toml", "messages", errors),
        faults=toml_rows(path / "faults.toml", "faults", errors),
    )
    about = _about(path, errors)
    city = City(
        key=about.key("key"),
        name=about.text("name"),
        english_name=about.text("english_name"),
        province=about.text("province"),
        division_code=about.matching("division_code", r"[1-9]\d{5}", "六位行政区划代码"),
        area_code=about.matching("area_code", r"0\d{2,3}", "电话区号"),
        postcode=about.matching("postcode", r"\d{6}", "邮政编码"),
        domain=about.matching("domain", register.HOST_NAME, "域名"),
        parameter_set=about.key("parameter_set"),
        units=_all(rows.units, register.unit),
        sites=_all(rows.sites, register.site),
        columns=_all(rows.columns, register.column),
        people=_all(rows.people, register.person),
        items=_all(rows.items, stories.item),
        messages=_all(rows.messages, stories.message),
        links=_all(toml_rows(path / "links.toml", "links", errors), stories.link),
        faults=_all(rows.faults, stories.fault),
    )
    about.finish()
    identity.check(city, rows.sites)
    references.check(city, rows)
    if errors:
        raise CityDataErrors(errors)
    return city


def _about(path: Path, errors: list[CityDataError]) -> Row:
    found = toml_rows(path / "city.toml", "city", errors)
    if len(found) == 1:
        return found[0]
    errors.append(
        CityDataError("city.toml", 0, "city", f"应有一条城市记录，现有 {len(found)} 条", "请只写一条 [[city]]")
    )
    return Row("city.toml", 0, {}, {}, [])


def _all[Record](rows: list[Row], read: Callable[[Row], Record]) -> tuple[Record, ...]:
    records = tuple(read(row) for row in rows)
    for row in rows:
        row.finish()
    return records
