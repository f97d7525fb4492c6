"""The clauses of the measures with everything that hangs on them, as plain data."""

from collections import defaultdict
from collections.abc import Container, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiyue.rulebook import clauses, coverage, parameters, readings, records, versions
from jiyue.rulebook.clauses import Clause
from jiyue.rulebook.parameters import Key, NotHeld, Parameter

KINDS = {
    "evaluator": gettext_lazy("判定规则"),
    "parameter": gettext_lazy("参数"),
    "indicator": gettext_lazy("指标"),
    "principle": gettext_lazy("原则"),
    "procedure": gettext_lazy("办件流程"),
    "record": gettext_lazy("登记事项"),
    "code": gettext_lazy("平台程序"),
}


def contents(*, on: date, chosen: Container[str]) -> list[dict[str, Any]]:
    """The chapters with their articles and the chosen clauses, in the measures' order, annexes last."""
    by_article: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    executed, keys = coverage.rules_by_clause(), _keys_by_clause()
    for clause in clauses.all():
        if clause.id not in chosen:
            continue
        by_article[clause.chapter, clause.article].append(
            _clause(clause, executed.get(clause.id, []), keys.get(clause.id, []), on)
        )
    chapters = []
    for chapter in clauses.articles():
        articles = [
            {"number": article.number, "title": article.title, "clauses": by_article[chapter.number, article.number]}
            for article in chapter.articles
        ]
        if chapter.number == 0:
            articles = [{"number": 0, "title": chapter.title, "clauses": by_article[0, 0]}]
        articles = [article for article in articles if article["clauses"]]
        if articles:
            chapters.append({"number": chapter.number, "title": chapter.title, "articles": articles})
    return chapters


def _clause(clause: Clause, executed: Iterable[str], keys: Iterable[Key], on: date) -> dict[str, Any]:
    return {
        "id": clause.id,
        "citation": clause.citation,
        "statement": clause.statement,
        "kind": clause.kind_label,
        "subject": clause.subject,
        "to_whom": clause.to_whom,
        "addition_note": clause.addition_note,
        "readings": [readings.get(name, on=on) for name in clause.readings],
        "parameters": [_parameter(key, on) for key in keys],
        "executed": [rule for name in executed if not name.startswith("parameter:") and (rule := _rule(name))],
    }


def _keys_by_clause() -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key in parameters.keys().values():
        found[key.clause].append(key)
    return found


def _rule(name: str) -> str:
    kind, _colon, rest = name.partition(":")
    return f"{KINDS[kind]} {records.get(rest).title if kind == 'record' else rest}"


def _parameter(key: Key, on: date) -> dict[str, Any]:
    """One number by set; a set that does not hold it says so."""
    return {
        "title": key.title,
        "id": key.id,
        "values": [_value(key, one.id, one.title, on) for one in parameters.sets()],
    }


def _value(key: Key, set_id: str, title: str, on: date) -> dict[str, Any]:
    try:
        found: Parameter = parameters.get(key.id, city=set_id, on=on)
    except NotHeld:
        return {"set": title, "text": _("未收录"), "is_held": False}
    own = found.set == set_id
    return {
        "set": title,
        "text": versions.shown(found),
        "source": found.source,
        "version": found.version,
        "is_held": True,
        "is_own_number": found.addition,
        "is_inherited": not own,
    }
