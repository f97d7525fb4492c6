"""Checks between the files of a city: every key that is named exists, is unique, and belongs where it is used."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from jiyue.cities.profile.fields import Row
from jiyue.cities.profile.records import City, Column, Fault, Item, Message, Person, Site, Unit


@dataclass(slots=True)
class Rows:
    """The rows from which the records of a city were read, in the same order, so that errors find their line."""

    units: list[Row]
    sites: list[Row]
    columns: list[Row]
    people: list[Row]
    items: list[Row]
    messages: list[Row]
    faults: list[Row]


@dataclass(slots=True)
class _Known:
    units: dict[str, Unit]
    sites: dict[str, Site]
    columns: dict[tuple[str, str], Column]
    people: dict[str, Person]
    items: dict[str, Item]


def check(city: City, rows: Rows) -> None:
    """Note every broken reference as an error of its row."""
    known = _Known(
        units={unit.key: unit for unit in city.units},
        sites={site.key: site for site in city.sites},
        columns={(column.site, column.key): column for column in city.columns},
        people={person.key: person for person in city.people},
        items={item.key: item for item in city.items},
    )
    _unique(rows.columns, (f"{c.site}/{c.path}" for c in city.columns), "path", "路径")
    for name, found, what in (("units", city.units, "单位"), ("sites", city.sites, "网站"), ("people", city.people, "人员"),
                              ("items", city.items, "稿件"), ("messages", city.messages, "留言"), ("faults", city.faults, "问题")):  # fmt: skip
        _unique(getattr(rows, name), (record.key for record in found), "key", f"{what}的键")
    _unique(rows.columns, (f"{c.site}/{c.key}" for c in city.columns), "key", "栏目的键")
    _unique(rows.people, (p.login for p in city.people), "login", "登录名")
    _unique(rows.sites, (s.domain for s in city.sites), "domain", "域名")
    _unique(rows.sites, (s.unit for s in city.sites), "unit", "开设网站的单位（一个单位一个网站，7.1）")
    _unique(rows.sites, (s.site_code for s in city.sites), "site_code", "网站标识码")
    _each(rows.units, city.units, _unit, known)
    _each(rows.sites, city.sites, _site, known)
    _each(rows.columns, city.columns, _column, known)
    _each(rows.people, city.people, _person, known)
    _each(rows.items, city.items, _item, known)
    _each(rows.messages, city.messages, _message, known)
    _each(rows.faults, city.faults, _fault, known)


def _each[Record](
    rows: list[Row], records: Iterable[Record], test: Callable[[Row, Record, _Known], None], known: _Known
) -> None:
    for row, record in zip(rows, records, strict=True):
        test(row, record, known)


def _unique(rows: list[Row], values: Iterable[str], name: str, what: str) -> None:
    first: dict[str, Row] = {}
    for row, value in zip(rows, values, strict=True):
        if value and value in first:
            other = first[value]
            row.refuse(name, f"{what}“{value}”与 {other.file} 第 {other.line} 行重复", "请改用另一个值")
        first.setdefault(value, row)


def _named(row: Row, name: str, key: str, known: Iterable[str], what: str) -> bool:
    """Whether a key exists; an empty key is left to the reading of the field."""
    if key and key not in known:
        row.refuse(name, f"没有键为“{key}”的{what}", f"请改为已有的{what}，或先登记它")
    return bool(key) and key in known


def _unit(row: Row, unit: Unit, known: _Known) -> None:
    if _named(row, "parent", unit.parent, known.units, "单位"):
        ancestry = list(_ancestry(unit, known))
        if unit.key in ancestry:
            row.refuse("parent", "上级单位绕回了自身", "请改正隶属关系")


def _ancestry(unit: Unit, known: _Known) -> Iterator[str]:
    seen: set[str] = set()
    key = unit.parent
    while key in known.units and key not in seen:
        seen.add(key)
        yield key
        key = known.units[key].parent


def _site(row: Row, site: Site, known: _Known) -> None:
    for name in ("unit", "host", "undertaker", "operator", "competent_unit"):
        _named(row, name, getattr(site, name), known.units, "单位")
    host = known.units.get(site.host)
    if host and "host" not in host.roles:
        row.refuse(
            "host", f"{host.name}没有主办单位的职责（4.6）", "请在 units.toml 的 roles 中加上 host，或改选主办单位"
        )
    unit = known.units.get(site.unit)
    if unit and site.kind == "department" and not unit.has_administrative_functions:
        row.refuse("unit", f"{unit.name}不承担行政职能，不能开设部门网站（2.1）", "请核对单位性质")
    if unit and site.site_code and site.site_code[:6] != unit.division_code:
        row.refuse("site_code", f"标识码前六位不是{unit.name}的行政区划代码 {unit.division_code}", "请核对标识码")


def _column(row: Row, column: Column, known: _Known) -> None:
    _named(row, "site", column.site, known.sites, "网站")
    _named(row, "unit", column.unit, known.units, "单位")
    for name, key in (("owner", column.owner), ("deputy", column.deputy)):
        if _named(row, name, key, known.people, "人员"):
            _posted(row, name, known.people[key], column.site)
    if column.parent and (column.site, column.parent) not in known.columns:
        row.refuse("parent", f"网站 {column.site} 没有键为“{column.parent}”的栏目", "请改为已有的栏目，或留空")
    elif column.parent and not column.path.startswith(known.columns[column.site, column.parent].path + "/"):
        row.refuse("path", "路径不在上级栏目的路径之下", "请以上级栏目的路径开头")


def _posted(row: Row, name: str, person: Person, site: str) -> None:
    if person.site != site:
        row.refuse(name, f"{person.name}不是网站 {site} 的人员", "请改为本网站的人员")


def _person(row: Row, person: Person, known: _Known) -> None:
    _named(row, "unit", person.unit, known.units, "单位")
    _named(row, "site", person.site, known.sites, "网站")
    if "official" in person.roles and person.site:
        row.refuse("site", "监管人员不得同时承办网站（3.2）", "请把网站留空，或去掉 official 岗位")
    if "official" not in person.roles and not person.site:
        row.refuse("site", "网站岗位没有写明网站", "请填写网站的键")


def _item(row: Row, item: Item, known: _Known) -> None:
    _named(row, "site", item.site, known.sites, "网站")
    _named(row, "unit", item.unit, known.units, "单位")
    _placed(row, item.site, item.column, "items", known)
    for name, key, role in (("editor", item.editor, "editor"), ("reviewer", item.reviewer, "reviewer")):
        if _named(row, name, key, known.people, "人员"):
            person = known.people[key]
            _posted(row, name, person, item.site)
            if role not in person.roles:
                row.refuse(name, f"{person.name}没有 {role} 岗位", "请改由有此岗位的人员担任")
    if _named(row, "interprets", item.interprets, known.items, "稿件"):
        _interpretation(row, item, known.items[item.interprets])
    if item.interpretation_need == "must" and not any(other.interprets == item.key for other in known.items.values()):
        row.refuse(
            "interpretation_need",
            "必须同步解读的文件没有解读（15.5）",
            "请补一篇解读，并在其 interprets 填写本文件的键",
        )


def _interpretation(row: Row, item: Item, policy: Item) -> None:
    if policy.kind != "policy":
        row.refuse("interprets", f"“{policy.key}”不是政策文件", "请填写政策文件的键")
    elif item.days_ago > policy.days_ago:
        row.refuse("days_ago", f"解读早于所解读的文件“{policy.key}”", "请改为不早于文件发布之日")


def _placed(row: Row, site: str, column: str, fed_by: str, known: _Known) -> None:
    found = known.columns.get((site, column))
    if found is None:
        row.refuse("column", f"网站 {site} 没有键为“{column}”的栏目", "请改为已有的栏目，或在 columns.csv 登记")
    elif found.fed_by != fed_by:
        row.refuse("column", f"栏目“{found.title}”不直接收稿件（fed_by = {found.fed_by}）", "请改放到收稿件的栏目")


def _message(row: Row, message: Message, known: _Known) -> None:
    _named(row, "site", message.site, known.sites, "网站")
    _named(row, "unit", message.unit, known.units, "单位")
    for key in message.transferred_from:
        _named(row, "transferred_from", key, known.units, "单位")
    if message.unit in message.transferred_from:
        row.refuse("transferred_from", "转出单位与答复单位相同", "请删去答复单位")


def _fault(row: Row, fault: Fault, known: _Known) -> None:
    _named(row, "site", fault.site, known.sites, "网站")
    _named(row, "item", fault.item, known.items, "稿件")
    if fault.column and (fault.site, fault.column) not in known.columns:
        row.refuse("column", f"网站 {fault.site} 没有键为“{fault.column}”的栏目", "请改为已有的栏目，或留空")
    item = known.items.get(fault.item)
    if item and (item.site, item.column) != (fault.site, fault.column):
        row.refuse("item", "稿件不在所写的网站和栏目里", "请核对网站、栏目和稿件")
