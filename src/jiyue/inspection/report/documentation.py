"""Writes the table of indicators into the documentation: `python -m jiyue.inspection.report.documentation FILE`."""

import sys
from pathlib import Path

from jiyue.inspection.checks.documentation import MARK
from jiyue.inspection.report.score_sources import table


def with_table(text: str) -> str:
    """A document with the table of today behind its mark."""
    return text.partition(MARK)[0] + MARK + "\n" + table()


def main(path: Path) -> None:
    """Write the table into a file that holds the mark."""
    path.write_text(with_table(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
