"""Rules as plain rows and details, for the command line and for whoever wants JSON."""

from collections.abc import Callable
from datetime import date
from typing import Any

from jiyue.rulebook import (
    bases,
    clauses,
    in_principle,
    indicators,
    ladders,
    parameters,
    procedure_text,
    procedures,
    readings,
    records,
    roles,
)
from jiyue.rulebook.parameter_files import CERTAINTIES
from jiyue.rulebook.parameters import Parameter
from jiyue.rulebook.versions import plain, shown

Row = dict[str, Any]


def parameter_rows(set_id: str, on: date) -> list[Row]:
    """Every number that applies under a set on a day. Raises NotHeld for an unknown set."""
    return [
        {
            "key": each.key,
            "clause": clauses.citation(each.clause),
            "title": each.title,
            "value": shown(each),
            "set": each.set,
            "certainty": CERTAINTIES[each.certainty],
        }
        for each in parameters.of_set(set_id, on=on)
    ]


def indicator_rows(_set_id: str, on: date) -> list[Row]:
    """Every indicator in force on a day."""
    return [
        {
            "id": each.id,
            "code": each.code,
            "effect": each.effect_label,
            "title": each.title,
            "severity": each.severity_label,
            "judged_by": each.judge_label,
            "certainty": each.certainty_label,
        }
        for each in indicators.all(on=on)
    ]


def reading_rows(_set_id: str, on: date) -> list[Row]:
    """Every reading in the version of a day."""
    return [
        {"id": each.id, "state": each.state_label, "at": each.at, "words": each.words, "reading": each.reading}
        for each in readings.all(on=on)
    ]


def basis_rows(_set_id: str, _on: date) -> list[Row]:
    """Every document on which the measures rest."""
    return [
        {"number": each.number, "title": each.title, "held": "已取得" if each.held else "未取得", "note": each.note}
        for each in bases.all()
    ]


def record_rows(_set_id: str, _on: date) -> list[Row]:
    """Everything that people keep on record."""
    return [
        {
            "id": each.id,
            "clause": "、".join(map(clauses.citation, each.clauses)),
            "title": each.title,
            "kept_by": roles.LABELS[each.kept_by],
            "items": "、".join(each.items),
        }
        for each in records.all().values()
    ]


def procedure_rows(set_id: str, on: date) -> list[Row]:
    """Every procedure in force on a day with the way that its steps go."""
    found = [procedures.get(name, city=set_id, on=on) for name in procedures.ids()]
    return [
        {"id": each.id, "title": each.title, "form": each.form, "steps": " → ".join(step.title for step in each.steps)}
        for each in found
    ]


def ladder_rows(_set_id: str, _on: date) -> list[Row]:
    """Every ladder with the days of its rungs, counted from the last day in time."""
    found = [ladders.get(name) for name in ladders.ids()]
    return [
        {"id": each.id, "title": each.title, "unit": each.unit, "rungs": "、".join(str(rung.at) for rung in each.rungs)}
        for each in found
    ]


def principle_rows(_set_id: str, _on: date) -> list[Row]:
    """Every clause that says “in principle”, and who may grant an exception (R1)."""
    return [
        {"clause": each.clause, "entitled": roles.LABELS[each.entitled], "sentence": each.sentence}
        for each in in_principle.all().values()
    ]


LISTS: dict[str, Callable[[str, date], list[Row]]] = {
    "bases": basis_rows,
    "indicators": indicator_rows,
    "ladders": ladder_rows,
    "parameters": parameter_rows,
    "principles": principle_rows,
    "procedures": procedure_rows,
    "readings": reading_rows,
    "records": record_rows,
}


def details(name: str) -> Row | None:
    """All that is known of one rule of any kind; None when nothing has that name."""
    for find in (_key, _indicator, _reading, _clause, _record, _procedure, _ladder, _basis):
        try:
            return find(name)
        except KeyError:
            continue
    return None


def version_row(parameter: Parameter | None) -> Row | None:
    """One version of a number with its source, as JSON can hold it."""
    if parameter is None:
        return None
    return {
        "set": parameter.set,
        "version": parameter.version,
        "value": plain(parameter.value),
        "unit": parameter.unit,
        "source": parameter.source,
        "certainty": parameter.certainty,
        "in_force_from": plain(parameter.in_force_from),
        "in_force_to": plain(parameter.in_force_to),
        "note": parameter.note,
    }


def _key(name: str) -> Row:
    key = parameters.keys()[name]
    held = [version for each in parameters.sets() for version in parameters.versions(name, each.id)]
    return {
        "key": key.id,
        "title": key.title,
        "clause": key.clause,
        "citation": clauses.citation(key.clause),
        "readings": list(key.readings),
        "versions": [version_row(each) for each in held],
    }


def _indicator(name: str) -> Row:
    each = indicators.get(name)
    fields = {field: plain(getattr(each, field)) for field in indicators.Indicator._fields}
    return {**fields, "readings": list(indicators.readings_of(each))}


def _reading(name: str) -> Row:
    used_by = [clause.id for clause in clauses.all() if name in clause.readings]
    used_by_keys = [key.id for key in parameters.keys().values() if name in key.readings]
    newest = readings.get(name)
    fields = {field: plain(getattr(newest, field)) for field in readings.Reading._fields}
    return {**fields, "clauses": used_by, "parameters": used_by_keys}


def _clause(name: str) -> Row:
    clause = clauses.get(name)
    return {
        "id": clause.id,
        "citation": clause.citation,
        "kind": clause.kind,
        "subject": clause.subject,
        "to_whom": clause.to_whom,
        "statement": clause.statement,
        "readings": list(clause.readings),
        "addition": clause.addition_note,
        "executed_by": list(clause.executed_by),
        "text_only": clause.text_only,
        "records": [each.id for each in records.all().values() if name in each.clauses],
        "parameters": [key.id for key in parameters.keys().values() if key.clause == name],
        "indicators": [each.id for each in indicators.all() if name in each.clauses],
        "bases": [basis.number for basis in bases.of_clause(name)],
        "in_principle": _principle(name),
        "procedures": [line for each in procedures.ids() for line in _parts(each, name)],
    }


def _record(name: str) -> Row:
    each = records.get(name)
    return {field: plain(getattr(each, field)) for field in records.Record._fields}


def _principle(clause_id: str) -> str:
    """What a clause refuses by default, and who may grant an exception (R1); empty for all others."""
    rule = in_principle.all().get(clause_id)
    if rule is None:
        return ""
    also = f"，并须{roles.LABELS[rule.also_needs]}同意" if rule.also_needs else ""
    return f"{rule.sentence}例外由{roles.LABELS[rule.entitled]}说明理由后批准{also}。"


def _parts(procedure_id: str, clause_id: str) -> list[str]:
    lines = procedure_text.lines(procedures.whole(procedure_id))
    return [f"{procedure_id}/{line.id}" for line in lines if line.clause == clause_id]


def _procedure(name: str) -> Row:
    whole = procedures.whole(name)
    kinds: dict[str, list[Row]] = {"steps": [], "conditions": [], "follow_ups": [], "effects": []}
    for line in procedure_text.lines(whole):
        kinds[line.kind].append({field: value for field, value in line._asdict().items() if value and field != "kind"})
    return {
        "id": whole.id,
        "title": whole.title,
        "version": whole.version,
        "form": whole.form,
        "source": whole.source,
        "readings": list(whole.readings),
        "limits": {limit: shown(number) for limit, number in whole.limit_parameters.items()},
        **kinds,
    }


def _ladder(name: str) -> Row:
    ladder = ladders.get(name)
    return {
        "id": ladder.id,
        "title": ladder.title,
        "unit": ladder.unit,
        "rungs": [rung._asdict() for rung in ladder.rungs],
    }


def _basis(name: str) -> Row:
    found = next((each for each in bases.all() if name in {each.id, each.number}), None)
    if found is None:
        raise KeyError(name)
    return {field: plain(getattr(found, field)) for field in bases.Basis._fields}
