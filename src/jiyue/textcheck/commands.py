"""The command `jiyue scan`: checks files or standard input and prints what it found, masked."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jiyue.command_line import reason, why_not
from jiyue.textcheck import examples
from jiyue.textcheck.attachments import Part, checked, read_parts
from jiyue.textcheck.counting import count_hits, write_counts
from jiyue.textcheck.hits import CONFIDENCE_LABELS, RANK, Hit, Severity
from jiyue.textcheck.lexicon import LexiconError, load, starter
from jiyue.textcheck.office_holders import Roster, RosterError, load_roster
from jiyue.textcheck.policy import Policy
from jiyue.textcheck.scanner import Scanner, default_scanner

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it

FOUND: Final = 1
UNREADABLE: Final = 2


def register(subparsers: "Subparsers") -> None:
    """Add the command `scan`. Exit codes: 0 nothing from --fail-on upwards, 1 found, 2 a file could not be read."""
    parser = subparsers.add_parser("scan", help="检查文本、网页或附件中的个人信息、涉密标识和错敏表述")
    parser.add_argument("files", nargs="*", metavar="文件", help="文件路径；- 表示标准输入")
    parser.add_argument("--json", action="store_true", help="以JSON输出，每行一处")
    parser.add_argument("--lexicon", type=Path, action="append", default=[], help="本单位词库（CSV或XLSX），可多次给出")
    parser.add_argument("--roster", type=Path, help="任职信息库（CSV）")
    parser.add_argument("--on", type=_day, metavar="日期", help="文本所述日期（YYYY-MM-DD），按当时有效的名称判断")
    parser.add_argument("--office-phone", action="append", default=[], help="本单位公开电话，不作为个人信息")
    parser.add_argument(
        "--official", action="append", default=[], help="公开联系方式的工作人员姓名，其后的号码按工作电话处理"
    )
    parser.add_argument(
        "--public-list", action="store_true", help="依法公示的名单：手机、地址等须说明，身份证号等仍禁止"
    )
    parser.add_argument("--ocr", action="store_true", help="识别图片中的文字（需安装jiyue[ocr]）")
    parser.add_argument("--counts", type=Path, metavar="CSV", help="写出词库各词条的命中次数")
    parser.add_argument("--examples", action="store_true", help="不检查文件，只用例句试验词库的每个词条")
    parser.add_argument("--fail-on", choices=list(RANK), default="explain", help="达到该级别即以1退出，默认explain")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check all files; return the exit code."""
    try:
        scanner = _scanner(arguments)
    except OSError as error:
        sys.stderr.write(f"词库或任职信息库无法读取：{why_not(error)}\n")
        return UNREADABLE
    except (LexiconError, RosterError) as error:
        sys.stderr.write(f"词库或任职信息库有误：\n{error}\n")
        return UNREADABLE
    if arguments.examples:
        return _try_examples(scanner)
    policy = Policy(
        on=arguments.on,
        office_phones=frozenset(map(_digits, arguments.office_phone)),
        officials=frozenset(arguments.official),
        is_public_list=arguments.public_list,
    )
    worst, code, counted = len(RANK), 0, Counter[str]()
    for name in arguments.files:
        for part in _parts(name, with_pictures=arguments.ocr):
            if part.why_not:
                sys.stderr.write(f"{part.name}：{part.why_not}\n")
                code = UNREADABLE
            hits = checked(part, scanner, policy).hits
            counted.update(count_hits(hits))
            worst = min([worst, *(RANK[hit.severity] for hit in hits)])
            sys.stdout.writelines(
                _as_json(part.name, hits) if arguments.json else _as_lines(part.name, part.text, hits)
            )
    if arguments.counts:
        write_counts(arguments.counts, scanner.entries, counted)
    limit: Severity = arguments.fail_on
    return code or (FOUND if worst <= RANK[limit] else 0)


def _try_examples(scanner: Scanner) -> int:
    problems = list(examples.failures(scanner))
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return FOUND if problems else 0


def _scanner(arguments: argparse.Namespace) -> Scanner:
    if not arguments.lexicon and not arguments.roster:
        return default_scanner()
    lexicon = starter()
    for path in arguments.lexicon:
        lexicon = lexicon.merged(load(path))
    return Scanner(lexicon, roster=load_roster(arguments.roster) if arguments.roster else Roster())


def _parts(name: str, *, with_pictures: bool) -> Iterator[Part]:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        yield Part(name, why_not=reason(error))
        return
    if name == "-":
        yield from (replace(part, name=part.name or name) for part in read_parts(data, "", with_pictures=with_pictures))
    else:
        yield from read_parts(data, name, with_pictures=with_pictures)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”应为日期，如 2026-11-24") from error


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
