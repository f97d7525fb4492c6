"""The indicators: what is looked at, how grave it is, what proves it, and what to do about it (19, 36.1).

Veto, deduction, bonus and supervision items of the national table, and the findings that the duties of
the measures bring. Their numbers are parameters, their judging is an evaluator named here.
"""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from jiyue.rulebook import clauses, parameters
from jiyue.rulebook.loading import DATA, read
from jiyue.rulebook.parameter_files import CERTAINTIES

FILES = tuple(
    DATA / "indicators" / f"{name}.toml" for name in ("vetoes", "deductions", "bonuses", "assessment", "findings")
)
EFFECTS = {
    "veto": "单项否决",
    "deduction": "扣分",
    "bonus": "加分",
    "assessment": "监管考核",
    "finding": "日常问题",
}
SEVERITIES = {"critical": "严重", "serious": "较重", "ordinary": "一般", "hint": "提示"}
JUDGES = {"machine": "机器", "person": "人工", "both": "机器与人工"}
SCOPES = {
    "all": "全部政府网站",
    "portals": "门户网站",
    "serving": "有对外服务职能的政府网站",
    "services": "提供服务的门户网站",
    "new-media": "政务新媒体",
    "supervisors": "监管单位",
}


class Indicator(NamedTuple):
    """One indicator in one version; a later one is a later row of the same id.

    `parameters` are the keys of its numbers, `evaluator` the function that judges it ("module.function",
    empty where a person or the inspection's checks observe it), `evidence` what must be kept as proof.
    `certainty` says whether the item itself was seen in a source, is remembered, or is the platform's own; its
    numbers have a certainty of their own. `note` names what of the wording is less certain than the rest.
    """

    id: str
    code: str
    effect: str
    group: str
    title: str
    clauses: tuple[str, ...]
    source: str
    applies_to: str
    severity: str
    judged_by: str
    evidence: tuple[str, ...]
    success: str
    failure: str
    remedy: str
    in_force_from: date
    evaluator: str = ""
    parameters: tuple[str, ...] = ()
    certainty: str = "found"
    note: str = ""

    @property
    def certainty_label(self) -> str:
        """Whether the item was seen in a source, in Chinese."""
        return CERTAINTIES[self.certainty]

    @property
    def effect_label(self) -> str:
        """What failing it brings, in Chinese."""
        return EFFECTS[self.effect]

    @property
    def severity_label(self) -> str:
        """How grave it is, in Chinese."""
        return SEVERITIES[self.severity]

    @property
    def judge_label(self) -> str:
        """Whether a machine, a person or both judge it, in Chinese."""
        return JUDGES[self.judged_by]


def readings_of(indicator: Indicator) -> tuple[str, ...]:
    """The readings on which an indicator rests: those of its clauses and of its numbers (38.2)."""
    behind = [clauses.get(clause_id).readings for clause_id in indicator.clauses]
    behind += [parameters.keys()[key].readings for key in indicator.parameters]
    return tuple(dict.fromkeys(name for names in behind for name in names))


@cache
def versions() -> dict[str, tuple[Indicator, ...]]:
    """All versions of all indicators by id, oldest first; callers must not change the mapping."""
    found: dict[str, tuple[Indicator, ...]] = {}
    for path in FILES:
        data = read(path)
        for row in data["indicator"]:
            indicator = of_row({**data["defaults"], **row})
            found[indicator.id] = (*found.get(indicator.id, ()), indicator)
    return found


def of_row(row: dict[str, Any]) -> Indicator:
    """Build an indicator from its row, file defaults included. Raises TypeError for unknown or missing fields."""
    lists = ("clauses", "evidence", "parameters")
    fields: dict[str, Any] = {name: tuple(value) if name in lists else value for name, value in row.items()}
    return Indicator(**fields)


def all(*, on: date | None = None) -> tuple[Indicator, ...]:  # noqa: A001 - read as indicators.all()
    """Every indicator in the version in force on a day (its newest without one), vetoes first."""
    known = ([each for each in rows if on is None or each.in_force_from <= on] for rows in versions().values())
    return tuple(rows[-1] for rows in known if rows)


def get(indicator_id: str, *, on: date | None = None) -> Indicator:
    """One indicator in the version in force on a day, or its newest. Raises KeyError when there is none."""
    rows = [each for each in versions()[indicator_id] if on is None or each.in_force_from <= on]
    if not rows:
        raise KeyError(indicator_id)
    return rows[-1]


def of_effect(effect: str, *, on: date | None = None) -> tuple[Indicator, ...]:
    """The indicators with one effect: veto, deduction, bonus, assessment or finding."""
    return tuple(each for each in all(on=on) if each.effect == effect)
