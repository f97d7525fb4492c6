"""The site's entry in the register, as far as an inspection compares against it."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRecord:
    """One column of the column ledger (32.2): `category` is the rulebook's, `cycle_days` the declared cycle."""

    key: str
    name: str
    url: str
    category: str = "other"
    cycle_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecord:
    """What the register holds of a site; an empty text means that the register has no value."""

    name: str = ""
    domain: str = ""
    site_code: str = ""
    icp_number: str = ""
    police_number: str = ""
    chinese_domain: str = ""
    host_name: str = ""
    columns: tuple[ColumnRecord, ...] = ()


class RecordInvalid(ValueError):
    """A register file does not say what a site record needs; the message names the field."""


def read(path: Path) -> SiteRecord:
    """Read a register record from a TOML or JSON file. Raises RecordInvalid with the field that is wrong."""
    try:
        text = path.read_text("utf-8")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise RecordInvalid(f"{path}：无法读取登记信息（{error}）") from error
    return from_mapping(data)


def from_mapping(data: object) -> SiteRecord:
    """Build a record from parsed TOML or JSON, with or without a `site` table around it."""
    if not isinstance(data, Mapping):
        raise RecordInvalid("登记信息应为一个表（键和值）")
    site = dict(data.get("site", data))
    columns = site.pop("columns", data.get("columns", ()))
    if not isinstance(columns, list | tuple):
        raise RecordInvalid("columns：应为栏目列表")
    return SiteRecord(**_texts(site, SiteRecord, "site"), columns=tuple(_column(row) for row in columns))


def _column(row: object) -> ColumnRecord:
    if not isinstance(row, Mapping):
        raise RecordInvalid("columns：每个栏目应为一个表")
    cycle = row.get("cycle_days")
    if cycle is not None and (not isinstance(cycle, int) or cycle <= 0):
        raise RecordInvalid("columns.cycle_days：更新周期应为正整数（天）")
    texts = _texts({k: v for k, v in row.items() if k != "cycle_days"}, ColumnRecord, "columns")
    for name in ("key", "name", "url"):
        if not texts.get(name):
            raise RecordInvalid(f"columns.{name}：缺少")
    return ColumnRecord(**texts, cycle_days=cycle)


def _texts(row: Mapping[str, Any], kind: type, place: str) -> dict[str, Any]:
    """The text fields of `kind` in `row`; other keys are an error, so that a typing slip does not pass unseen."""
    known = {field.name for field in fields(kind)} - {"columns", "cycle_days"}
    if unknown := sorted(set(row) - known):
        raise RecordInvalid(f"{place}：不认识的字段 {'、'.join(unknown)}")
    for name, value in row.items():
        if not isinstance(value, str):
            raise RecordInvalid(f"{place}.{name}：应为文字")
    return dict(row)
