"""The site's entry in the register, as far as an inspection compares against it."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from jiyue.command_line import reason

NOTICE_KINDS = ("opening", "offline", "closing", "domain")
# Fields of a few words only, with what each word means.
CHOICES = {
    "kind": {"portal": "政府门户网站", "department": "部门网站", "zone": "开发区网站"},
    "level": {"state": "国家", "province": "省级", "city": "市级", "county": "县区级", "township": "镇街级"},
    "unit_nature": {"administrative": "行政单位", "institution": "事业单位"},
    "status": {"exited": "已退出监管"},
}
# www, the city's name, gov, cn
_PORTAL_DOTS = 3
_LISTS = {"sources": "稿源白名单", "other_domains": "其他域名", "granted_domains": "例外保留的域名"}
# Fields that hold no text.
_OTHERS = frozenset(
    {"columns", "notices", "cycle_days", "is_first_level", "has_services", "starts_on", "ends_on", *_LISTS}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRecord:
    """One column of the column ledger (32.2): `category` is the rulebook's, `cycle_days` the declared cycle."""

    key: str
    name: str
    url: str
    category: str = "other"
    cycle_days: int | None = None
    is_first_level: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecord:
    """A notice that has to hang on the site's home page, first and last day included (8.8, 9.2, 9.11, 11.7).

    `kind` is "opening", "offline", "closing" or "domain"; `subject` are words that the notice has to hold, such as a site's name.
    """

    kind: str
    starts_on: date
    ends_on: date
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecord:
    """What the register holds of a site; an empty text means that the register has no value.

    `addresses` are the IP addresses or networks that the site is hosted at, `domain_expires_on` the last day of the domain's registration (2026-11-24).
    `status` is "exited" for a site that left supervision (9.7); `has_services` is False for a unit without
    outward services. `sources` are the names that may be reprinted (32.4); without any, sources are not compared.

    What the form of the domains is judged by (10.1-10.4): `kind`, `level` and `unit_nature` are words of CHOICES, `unit_name` is the full name of the
    government or department, `city_name` and `city_portal` name the city whose measures hold, by default that of the parameter set. `other_domains` are
    further names, English or Chinese, that are registered for the site; `granted_domains` those that it may keep by an exception or while it changes over.
    """

    name: str = ""
    domain: str = ""
    site_code: str = ""
    icp_number: str = ""
    police_number: str = ""
    chinese_domain: str = ""
    host_name: str = ""
    addresses: str = ""
    domain_expires_on: str = ""
    kind: str = ""
    level: str = ""
    unit_name: str = ""
    unit_nature: str = ""
    city_name: str = ""
    city_portal: str = ""
    status: str = ""
    has_services: bool = True
    sources: tuple[str, ...] = ()
    other_domains: tuple[str, ...] = ()
    granted_domains: tuple[str, ...] = ()
    notices: tuple[NoticeRecord, ...] = ()
    columns: tuple[ColumnRecord, ...] = ()


class RecordInvalid(ValueError):
    """A register file does not say what a site record needs; the message names the field."""


def read(path: Path) -> SiteRecord:
    """Read a register record from a TOML or JSON file. Raises RecordInvalid with the field that is wrong."""
    try:
        text = path.read_text("utf-8")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise RecordInvalid(f"{path}：无法读取登记信息（{reason(error)}）") from error
    except ValueError as error:
        raise RecordInvalid(f"{path}：无法读取登记信息，不是正确的 TOML 或 JSON（{error}）") from error
    return from_mapping(data)


def from_mapping(data: object) -> SiteRecord:
    """Build a record from parsed TOML or JSON, with or without a `site` table around it."""
    if not isinstance(data, Mapping):
        raise RecordInvalid("登记信息应为一个表（键和值）")
    site = dict(data.get("site", data))
    columns = site.pop("columns", data.get("columns", ()))
    notices = site.pop("notices", data.get("notices", ()))
    for name, rows in (("columns", columns), ("notices", notices)):
        if not isinstance(rows, list | tuple):
            raise RecordInvalid(f"{name}：应为列表")
    has_services = _flag(site, "has_services", "site")
    lists = {name: _names(site, name) for name in _LISTS}
    texts = _texts(site, SiteRecord, "site")
    for name, known in CHOICES.items():
        if (word := texts.get(name, "")) and word not in known:
            wanted = "、".join(f"{one}（{said}）" for one, said in known.items())
            raise RecordInvalid(f"site.{name}：“{word}”不是 {wanted} 之一")
    if bool(texts.get("city_name")) != bool(texts.get("city_portal")):
        raise RecordInvalid("site.city_name 和 site.city_portal：应当一起填写，如“宝鸡市”和“www.baoji.gov.cn”")
    if (portal := texts.get("city_portal", "")) and portal.count(".") < _PORTAL_DOTS:
        raise RecordInvalid(f"site.city_portal：“{portal}”应为市政府门户网站的域名，如 www.baoji.gov.cn")
    return SiteRecord(
        **texts,
        sources=lists["sources"],
        other_domains=lists["other_domains"],
        granted_domains=lists["granted_domains"],
        has_services=has_services,
        notices=tuple(_notice(row) for row in notices),
        columns=tuple(_column(row) for row in columns),
    )


def _names(site: dict[str, Any], name: str) -> tuple[str, ...]:
    """Take a list of names out of the site's row; none when it is absent."""
    value = site.pop(name, ())
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise RecordInvalid(f"site.{name}：{_LISTS[name]}应为名称的列表")
    return tuple(value)


def _flag(row: dict[str, Any], name: str, place: str) -> bool:
    """Take a yes or no out of a row; yes when it is absent."""
    value = row.pop(name, True)
    if not isinstance(value, bool):
        raise RecordInvalid(f"{place}.{name}：应为 true 或 false")
    return value


def _notice(row: object) -> NoticeRecord:
    if not isinstance(row, Mapping):
        raise RecordInvalid("notices：每个公告应为一个表")
    texts = _texts({k: v for k, v in row.items() if k not in {"starts_on", "ends_on"}}, NoticeRecord, "notices")
    if texts.get("kind") not in NOTICE_KINDS:
        raise RecordInvalid(f"notices.kind：应为 {'、'.join(NOTICE_KINDS)} 之一")
    starts_on, ends_on = (_day(row.get(name), name) for name in ("starts_on", "ends_on"))
    return NoticeRecord(**texts, starts_on=starts_on, ends_on=ends_on)


def _day(value: object, name: str) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise RecordInvalid(f"notices.{name}：应为日期，如 2026-11-23") from error


def _column(row: object) -> ColumnRecord:
    if not isinstance(row, Mapping):
        raise RecordInvalid("columns：每个栏目应为一个表")
    cycle = row.get("cycle_days")
    if cycle is not None and (not isinstance(cycle, int) or cycle <= 0):
        raise RecordInvalid("columns.cycle_days：更新周期应为正整数（天）")
    row = dict(row)
    is_first_level = _flag(row, "is_first_level", "columns")
    texts = _texts({k: v for k, v in row.items() if k != "cycle_days"}, ColumnRecord, "columns")
    for name in ("key", "name", "url"):
        if not texts.get(name):
            raise RecordInvalid(f"columns.{name}：缺少")
    return ColumnRecord(**texts, cycle_days=cycle, is_first_level=is_first_level)


def _texts(row: Mapping[str, Any], kind: type, place: str) -> dict[str, Any]:
    """The text fields of `kind` in `row`; other keys are an error, so that a typing slip does not pass unseen."""
    known = {field.name for field in fields(kind)} - _OTHERS
    if unknown := sorted(set(row) - known):
        raise RecordInvalid(f"{place}：不认识的字段 {'、'.join(unknown)}")
    for name, value in row.items():
        if not isinstance(value, str):
            raise RecordInvalid(f"{place}.{name}：应为文字")
    return dict(row)
