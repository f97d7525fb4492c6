"""The rulebook's data files: TOML in, and every fault out with its file, line and sentence."""

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
SHIPPED = f"{DATA}{os.sep}"
AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class DataError(ValueError):
    """A data file says something that the rulebook can not accept; names file, line and what to mend."""

    def __init__(self, file: Path, line: int, sentence: str) -> None:
        super().__init__(f"{file}:{line}: {sentence}")
        self.file = file
        self.line = line
        self.sentence = sentence


def read(path: Path) -> dict[str, Any]:
    """Parse one TOML file. Shipped files are read once; callers share the result and must not change it.

    A city's own files are read anew each time, as people mend them while the platform runs. Raises
    DataError when the file is missing or no TOML.
    """
    return _shipped(path) if str(path).startswith(SHIPPED) else _parsed(path)


@cache
def _shipped(path: Path) -> dict[str, Any]:
    return _parsed(path)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(path, 1, "文件不存在。") from None
    except OSError as error:
        raise DataError(path, 1, f"文件读不出来（{error.strerror}）。") from None
    except UnicodeDecodeError:
        raise DataError(path, 1, "文件不是 UTF-8 编码。") from None
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        line = int(found.group(1)) if found else len(path.read_text(encoding="utf-8").splitlines())
        raise DataError(path, line, f"不是合法的 TOML：{AT_LINE.sub('', str(error)).strip()}。") from None


def line_of(path: Path, table: str, index: int = 0, key: str = "") -> int:
    """The line (from 1) where table `[table]`, or the `index`-th `[[table]]`, or a key in it, stands.

    Falls back to the table's own line when the key is not written there, and to 1 without the table.
    """
    header = re.compile(r"\s*\[{1,2}\s*" + re.escape(table) + r"\s*\]{1,2}\s*(#.*)?$")
    wanted = re.compile(r"\s*" + re.escape(key) + r"\s*=")
    start, seen = 0, -1
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if header.match(line):
            seen += 1
            start = number if seen == index else start
        elif seen == index and key and wanted.match(line):
            return number
    return start or 1


def top_line(path: Path, key: str) -> int:
    """The line (from 1) of a key that stands outside all tables; 1 when it is not written."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.partition("=")[0].strip() == key), 1)
