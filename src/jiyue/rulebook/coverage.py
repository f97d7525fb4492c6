"""What executes each clause: rules from the data, screens and tests from their marks in the source.

Each clause is carried out by the platform, recorded by a person, or text alone with a reason; what is none of
these is named `nothing`, and a test keeps that empty. A screen says `@executes("9.3")`, a test `@pytest.mark.clause("9.3")`; both are read, not run.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from jiyue.rulebook import clauses, in_principle, indicators, parameters, procedures, records, roles
from jiyue.rulebook.loading import DataError

Found = dict[str, list[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Manner(StrEnum):
    """How a clause is carried out."""

    EXECUTED = "executed"
    RECORDED = "recorded"
    TEXT = "text"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """The Chinese words for lists."""
        return MANNERS[self]


MANNERS = {
    Manner.EXECUTED: "程序执行",
    Manner.RECORDED: "由人登记",
    Manner.TEXT: "仅有文字",
    Manner.NOTHING: "尚无着落",
}


class Coverage(NamedTuple):
    """What executes one clause; an empty tuple is an honest "nothing yet"."""

    clause: str
    rules: tuple[str, ...]
    screens: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def manner(self) -> Manner:
        """Whether the platform carries the clause out, a person records it, or it is text alone."""
        if self.screens or any(map(_is_deed, self.rules)):
            return Manner.EXECUTED
        if self._recorded():
            return Manner.RECORDED
        return Manner.TEXT if clauses.get(self.clause).text_only else Manner.NOTHING

    @property
    def where(self) -> str:
        """What a person records and who keeps it; or why the clause is text alone. Empty where neither is so."""
        return "；".join(self._recorded()) or clauses.get(self.clause).text_only

    def _recorded(self) -> list[str]:
        """The records of the clause, and the proofs by which a person judges its indicators."""
        kept = [each for each in records.all().values() if self.clause in each.clauses]
        seen = [each for each in indicators.all() if self.clause in each.clauses and each.judged_by != "machine"]
        return [f"{each.title}（{roles.LABELS[each.kept_by]}：{'、'.join(each.items)}）" for each in kept] + [
            f"指标{each.code}{each.title}（{each.judge_label}：{'、'.join(each.evidence)}）" for each in seen
        ]


def _is_deed(rule: str) -> bool:
    """Whether a rule does something by itself: no number alone, no record, no indicator that waits for a person."""
    kind, _, name = rule.partition(":")
    if kind == "indicator":
        return indicators.get(name).judged_by == "machine"
    return kind not in {"parameter", "record"}


def coverage(*, tests: Path | None = None, screens: Path | None = None) -> tuple[Coverage, ...]:
    """For each clause its rules, and the screens and tests found below the given folders."""
    rules = rules_by_clause()
    shown = marked(screens, "executes") if screens else {}
    tested = marked(tests, "clause") if tests else {}
    return tuple(
        Coverage(
            clause.id,
            tuple(rules.get(clause.id, ())),
            tuple(shown.get(clause.id, ())),
            tuple(tested.get(clause.id, ())),
        )
        for clause in clauses.all()
    )


def rules_by_clause() -> Found:
    """The rules of the data by clause: evaluators, code, parameters, indicators, principles, records, procedures."""
    found: Found = defaultdict(list)
    for clause_id, name in _rules():
        if name not in found[clause_id]:
            found[clause_id].append(name)
    return dict(found)


def _rules() -> Iterator[tuple[str, str]]:
    for clause in clauses.all():
        yield from ((clause.id, name if ":" in name else f"evaluator:{name}") for name in clause.executed_by)
    for key in parameters.keys().values():
        yield key.clause, f"parameter:{key.id}"
    for indicator in indicators.all():
        yield from ((clause_id, f"indicator:{indicator.id}") for clause_id in indicator.clauses)
    for record in records.all().values():
        yield from ((clause_id, f"record:{record.id}") for clause_id in record.clauses)
    for clause_id in in_principle.all():
        yield clause_id, "principle:R1"
    for procedure in map(procedures.whole, procedures.ids()):
        named = [step.clause for step in procedure.steps] + [each.clause for each in procedure.conditions]
        named += [each.clause for each in procedure.follow_ups] + [each.clause for each in procedure.effects]
        yield from ((clause_id, f"procedure:{procedure.id}") for clause_id in named)


def marked(folder: Path, mark: str, *, only: str = "") -> Found:
    """Functions and classes below a folder that carry `mark("9.3", …)`, by clause; sorted by file.

    With a clause id only the files that name it are parsed, which makes one clause much faster than all.

    Raises DataError for a file that is no Python.
    """
    found: Found = defaultdict(list)
    for path in sorted(folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if f"{mark}(" not in source or (only and f'"{only}"' not in source):
            continue
        place = path.relative_to(folder).as_posix()
        for name, clause_id in _marks(_parsed(path, source), mark):
            label = f"{place}::{name}" if name else place
            if label not in found[clause_id]:
                found[clause_id].append(label)
    return dict(found)


def _parsed(path: Path, source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise DataError(path, error.lineno or 1, "不是合法的 Python。") from None


def _marks(module: ast.Module, mark: str) -> Iterator[tuple[str, str]]:
    """Pairs of the name that is marked and the clause; the name is empty for a mark on the whole module."""
    for node in ast.walk(module):
        if isinstance(node, Function):
            for decorator in node.decorator_list:
                yield from ((node.name, clause_id) for clause_id in _ids(decorator, mark))
        elif isinstance(node, ast.Assign) and any(_is_pytestmark(target) for target in node.targets):
            yield from (("", clause_id) for clause_id in _ids(node.value, mark))


def _is_pytestmark(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id == "pytestmark"


def _ids(tree: ast.expr, mark: str) -> Iterator[str]:
    """The string arguments of every call of `mark`, or of something's `mark`, within an expression."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == mark:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def _name(func: ast.expr) -> str:
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""
