"""What the score card takes of each indicator, in words: the data behind the card's reasons and the documentation's table."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jiyue.inspection.checks.catalogue import CHECKS
from jiyue.rulebook import indicators

_EFFECTS = {
    "assessment": "不由网站检查取得：由监管单位的工作记录判定",
    "finding": "由台账、办件和监测记录判定，一次检查不判定",
}


class Source(NamedTuple):
    """The facts that the card takes of an indicator (empty: none, it is never judged), and what one inspection can not see of it."""

    takes: str
    left: str


@cache
def sources() -> dict[str, Source]:
    """Vetoes, deductions and bonuses by the rulebook's ids."""
    text = files("jiyue.inspection.report").joinpath("data/score_facts.toml").read_text("utf-8")
    return {name: Source(row.get("takes", ""), row["left"]) for name, row in tomllib.loads(text).items()}


def checks_of(indicator: str) -> tuple[str, ...]:
    """The checks whose findings count for an indicator, or are signs of it."""
    return tuple(name for name, one in CHECKS.items() if indicator == name or indicator in one.indicators)


def table() -> str:
    """All indicators of the rulebook as a Markdown table."""
    lines = ["| 代码 | 指标 | 评分表取用的事实 | 不能看到的 | 相关检查 |\n", "|---|---|---|---|---|\n"]
    for one in indicators.all():
        named = "、".join(f"`{name}`" for name in checks_of(one.id)) or "—"
        source = sources().get(one.id)
        if source is None:
            left = "—" if one.effect == "finding" and named != "—" else _EFFECTS[one.effect]
            source = Source("相关检查的问题（单列，不计分）" if left == "—" else "", left)
        lines.append(f"| {one.code} | {one.title} | {source.takes or '不取用'} | {source.left} | {named} |\n")
    return "".join(lines)
