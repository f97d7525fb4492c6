"""Writes the table of checks into the documentation: `python -m jiyue.inspection.checks.documentation FILE`."""

import sys
from pathlib import Path

from jiyue.inspection.checks.catalogue import CHECKS
from jiyue.rulebook import clauses

MARK = "<!-- table -->\n"
_HEAD = "| 检查 | 条款 | 指标 | 依据的事实 | 判为不符合 | 判为待核实 | 不作判断 |\n|---|---|---|---|---|---|---|\n"
_CLAUSES = "## By clause\n\n| 条款 | 引用 | 检查 |\n|---|---|---|\n"


def table() -> str:
    """All checks as a Markdown table."""
    lines = []
    for one in CHECKS.values():
        title = f"`{one.id}` {one.title}" + ("（全站合并）" if one.per == "site" else "")
        cells = (
            title,
            "、".join(one.clauses),
            "、".join(one.indicators),
            one.facts,
            one.fails,
            one.doubts,
            one.unjudged,
        )
        lines.append(f"| {' | '.join(cell or '—' for cell in cells)} |\n")
    return _HEAD + "".join(lines)


def by_clause() -> str:
    """The clauses, in the regulation's order, each with the checks whose findings may name it."""
    found: dict[str, list[str]] = {}
    for one in CHECKS.values():
        for clause in one.clauses:
            found.setdefault(clause, []).append(f"`{one.id}` {one.title}")
    rows = sorted(found, key=lambda clause: tuple(map(int, clause.split("."))))
    return _CLAUSES + "".join(
        f"| {clause} | {clauses.citation(clause)} | {'、'.join(found[clause])} |\n" for clause in rows
    )


def with_table(text: str) -> str:
    """A document with the tables of today behind its mark."""
    return text.partition(MARK)[0] + MARK + "\n" + table() + "\n" + by_clause()


def main(path: Path) -> None:
    """Write the table into a file that holds the mark."""
    path.write_text(with_table(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
