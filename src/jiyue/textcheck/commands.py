"""The command `jiyue scan`: checks files or standard input and prints what it found, masked."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiyue.textcheck.documents import DocumentError, document_text
from jiyue.textcheck.hits import CONFIDENCE_LABELS, RANK, Hit, Severity
from jiyue.textcheck.lexicon import LexiconError, load, starter
from jiyue.textcheck.office_holders import Roster, load_roster
from jiyue.textcheck.policy import Policy
from jiyue.textcheck.scanner import Scanner, default_scanner
from jiyue.textcheck.visible import visible_text

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

FOUND: Final = 1
UNREADABLE: Final = 2


def register(subparsers: "Subparsers") -> None:
    """Add the command `scan`. Exit codes: 0 nothing from --fail-on upwards, 1 found, 2 a file could not be read."""
    parser = subparsers.add_parser("scan", help="检查文本、网页或附件中的个人信息、涉密标识和错敏表述")
    parser.add_argument("files", nargs="+", metavar="FILE", help="文件路径；- 表示标准输入")
    parser.add_argument("--json", action="store_true", help="以JSON输出，每行一处")
    parser.add_argument("--lexicon", type=Path, action="append", default=[], help="本单位词库（CSV或XLSX），可多次给出")
    parser.add_argument("--roster", type=Path, help="任职信息库（CSV）")
    parser.add_argument("--on", type=date.fromisoformat, help="文本所述日期（YYYY-MM-DD），按当时有效的名称判断")
    parser.add_argument("--office-phone", action="append", default=[], help="本单位公开电话，不作为个人信息")
    parser.add_argument("--fail-on", choices=list(RANK), default="explain", help="达到该级别即以1退出，默认explain")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check all files; return the exit code."""
    try:
        scanner = _scanner(arguments)
    except (LexiconError, OSError, KeyError, ValueError) as error:
        sys.stderr.write(f"词库或任职信息库无法读取：{error}\n")
        return UNREADABLE
    policy = Policy(on=arguments.on, office_phones=frozenset(map(_digits, arguments.office_phone)))
    worst, code = len(RANK), 0
    for name in arguments.files:
        try:
            text = _read(name)
        except (OSError, DocumentError) as error:
            sys.stderr.write(f"{name}：{error}\n")
            code = UNREADABLE
            continue
        hits = scanner.scan(text, policy)
        worst = min([worst, *(RANK[hit.severity] for hit in hits)])
        sys.stdout.writelines(_as_json(name, hits) if arguments.json else _as_lines(name, text, hits))
    limit: Severity = arguments.fail_on
    return code or (FOUND if worst <= RANK[limit] else 0)


def _scanner(arguments: argparse.Namespace) -> Scanner:
    if not arguments.lexicon and not arguments.roster:
        return default_scanner()
    lexicon = starter()
    for path in arguments.lexicon:
        lexicon = lexicon.merged(load(path))
    return Scanner(lexicon, roster=load_roster(arguments.roster) if arguments.roster else Roster())


def _read(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    text = document_text(data, "" if name == "-" else name)
    is_page = name.lower().endswith((".html", ".htm")) or data.lstrip()[:15].lower().startswith(
        (b"<!doctype html", b"<html")
    )
    return visible_text(text) if is_page else text


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone))


def _as_json(name: str, hits: Iterable[Hit]) -> Iterator[str]:
    for hit in hits:
        yield json.dumps({"file": name, **asdict(hit)}, ensure_ascii=False) + "\n"


def _as_lines(name: str, text: str, hits: Iterable[Hit]) -> Iterator[str]:
    line, read = 1, 0
    for hit in hits:
        line += text.count("\n", read, hit.start)
        read = hit.start
        column = hit.start - (text.rfind("\n", 0, hit.start) + 1) + 1
        yield (
            f"{name}:{line}:{column} {hit.severity_label}·{CONFIDENCE_LABELS[hit.confidence]} {hit.kind_label} “{hit.excerpt}” "
            f"{hit.message}（{hit.clause}）。{hit.advice}\n"
        )
