"""One clause with all that hangs on it: rules, numbers by set and version, readings, and what executes it (38.1, 38.2)."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from jiyue.platform.console.rulebook import proofs
from jiyue.rulebook import bases, clauses, coverage, in_principle, indicators, parameters, procedures, readings, roles
from jiyue.rulebook import versions as editions
from jiyue.rulebook.clauses import Clause
from jiyue.rulebook.parameter_files import CERTAINTIES
from jiyue.rulebook.parameters import Key, Parameter

PLATFORM = Path(__file__).resolve().parents[2]
SHOWN = 4
TESTS = PLATFORM.parents[2] / "tests"


def detail(clause: Clause, *, on: date) -> dict[str, Any]:
    """Everything that the page of a clause shows, the same for everybody."""
    told = proofs.by_clause().get(clause.id, [])
    known = {proof.test for proof in told} | {proof.test.split("::")[0] for proof in told}
    keys = [key for key in parameters.keys().values() if key.clause == clause.id]
    used = dict.fromkeys((*clause.readings, *(name for key in keys for name in key.readings)))
    return {
        "clause": clause,
        "readings": [readings.get(name, on=on) for name in used],
        "bases": bases.of_clause(clause.id),
        "principle": _principle(clause.id),
        "indicators": [each for each in indicators.all(on=on) if clause.id in each.clauses],
        "evaluators": [name for name in clause.executed_by if ":" not in name],
        "procedures": _procedures(clause.id),
        "numbers": [_number(key, on) for key in keys],
        "screens": screens(clause.id),
        "proofs": told[:SHOWN],
        "more_proofs": told[SHOWN:],
        "untold": [name for name in tests(clause.id) if name not in known],
        "manner": manner(clause.id),
    }


def neighbours(clause: Clause) -> dict[str, Any]:
    """The clauses of the same article, and the ones before and after it in the measures."""
    known = clauses.all()
    at = known.index(clause)
    siblings = [each for each in known if (each.chapter, each.article) == (clause.chapter, clause.article)]
    titles = {article.number: article.title for chapter in clauses.articles() for article in chapter.articles}
    return {
        "siblings": siblings,
        "article_title": titles.get(clause.article, ""),
        "before": known[at - 1] if at else None,
        "after": known[at + 1] if at + 1 < len(known) else None,
    }


def manner(clause_id: str) -> coverage.Coverage:
    """Whether the platform carries a clause out, a person records it, or it is text alone; and what is recorded, or why."""
    rules = coverage.rules_by_clause().get(clause_id, [])
    return coverage.Coverage(clause_id, tuple(rules), tuple(screens(clause_id)), ())


@cache
def screens(clause_id: str) -> list[str]:
    """The views that carry out a clause, as their source marks them."""
    return coverage.marked(PLATFORM, "executes", only=clause_id).get(clause_id, [])


@cache
def tests(clause_id: str) -> list[str]:
    """The tests of a clause, where the tests lie beside the source; an installed platform does not carry them."""
    return coverage.marked(TESTS, "clause", only=clause_id).get(clause_id, []) if TESTS.is_dir() else []


def _principle(clause_id: str) -> dict[str, str] | None:
    """Who may grant an exception from a clause that says “in principle” (R1); None for all others."""
    rule = in_principle.all().get(clause_id)
    if rule is None:
        return None
    also = roles.LABELS[rule.also_needs] if rule.also_needs else ""
    return {"sentence": rule.sentence, "remedy": rule.remedy, "entitled": roles.LABELS[rule.entitled], "also": also}


def _procedures(clause_id: str) -> list[dict[str, Any]]:
    """The steps, conditions, follow-ups and effects of procedures that rest on a clause, each kind by itself."""
    found = []
    for procedure in map(procedures.whole, procedures.ids()):
        kinds = (
            (_("步骤："), [part.title for part in procedure.steps if part.clause == clause_id]),
            (_("条件："), [part.title for part in procedure.conditions if part.clause == clause_id]),
            (_("批准之后："), [part.title for part in procedure.follow_ups if part.clause == clause_id]),
            (_("自动办理："), [part.title for part in procedure.effects if part.clause == clause_id]),
        )
        groups = [(label, list(dict.fromkeys(titles))) for label, titles in kinds if titles]
        if groups:
            found.append({"id": procedure.id, "title": procedure.title, "groups": groups})
    return found


def _number(key: Key, on: date) -> dict[str, Any]:
    """One number with every version that any set holds of it, the set's own only."""
    rows = [_version(each, one.title, on) for one in parameters.sets() for each in parameters.versions(key.id, one.id)]
    silent = [one.title for one in parameters.sets() if not parameters.versions(key.id, one.id)]
    return {"key": key, "versions": rows, "silent": "、".join(silent)}


def _version(parameter: Parameter, title: str, on: date) -> dict[str, Any]:
    start, end = parameter.in_force_from, parameter.in_force_to
    since = _("自 %(day)s 起") % {"day": start}
    return {
        "set": title,
        "text": editions.shown(parameter),
        "source": parameter.source,
        "certainty": CERTAINTIES[parameter.certainty],
        "is_sure": parameter.certainty == "found",
        "is_own": parameter.addition,
        "validity": _("%(from)s 至 %(to)s") % {"from": start, "to": end} if end else since,
        "is_in_force": start <= on and (end is None or on <= end),
        "version": parameter.version,
        "note": parameter.note,
    }
