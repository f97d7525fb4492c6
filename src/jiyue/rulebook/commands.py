"""`jiyue clauses` and `jiyue rules …`: read, check, compare and try out the rulebook on the command line."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jiyue.command_line import reason, why_not
from jiyue.rulebook import check, clauses, coverage, effects, parameters, versions
from jiyue.rulebook.coverage import Coverage, Manner
from jiyue.rulebook.descriptions import LISTS, Row, details, version_row
from jiyue.rulebook.effects import Change
from jiyue.rulebook.parameters import NotHeld

NOTHING = "—"
WITHOUT_PROGRAM = (Manner.RECORDED, Manner.TEXT)
Arguments = argparse.Namespace
type Actions = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names it nowhere else


def register(subparsers: Actions) -> None:
    """Add `clauses` and `rules` to the command line."""
    _register_clauses(subparsers)
    rules = subparsers.add_parser("rules", help="查看、校验、比较和试改规则").add_subparsers(
        required=True, metavar="动作"
    )
    listing = _action(rules, "list", run_list, "列出参数、指标、读法、依据、登记、程序、提醒和例外")
    listing.add_argument("--kind", choices=sorted(LISTS), default="parameters", help="列出哪一类（默认参数）")
    listing.add_argument("--set", default="baoji", help="参数集（默认 baoji）")
    show = _action(rules, "show", run_show, "查看一条规则的全部内容，不论哪一类")
    show.add_argument("id", help="如 column-news-days、unreachable、R7、9.3、temporary-offline")
    _action(rules, "check", run_check, "校验全部规则数据，逐项指出文件、行和问题")
    diff = _action(rules, "diff", run_diff, "比较两套参数，如 baoji state 或 baoji@2026-01-01 baoji")
    diff.add_argument("before", help="参数集、参数集@日期，或文件夹")
    diff.add_argument("after", help="同上")
    effect = _action(rules, "effect", run_effect, "试改参数：对现有事实的判定会有哪些变化")
    effect.add_argument("file", type=Path, help="含 [[value]] 的 TOML 文件")
    effect.add_argument("--facts", type=Path, required=True, help="平台导出的事实（JSON）")
    effect.add_argument("--set", default="baoji", help="在哪套参数上试改（默认 baoji）")


def _register_clauses(subparsers: Actions) -> None:
    listing = subparsers.add_parser("clauses", help="160条条款各由哪些规则、页面和测试执行")
    listing.add_argument("id", nargs="?", help="只看一条，如 9.3")
    listing.add_argument("--tests", type=Path, help="测试所在的文件夹（默认当前目录下的 tests，如有）")
    listing.add_argument("--screens", type=Path, help="页面源码所在的文件夹（默认随安装的平台）")
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    listing.set_defaults(run=run_clauses)


def _action(actions: Actions, name: str, run: Callable[[Arguments], int], words: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=words, description=words)
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--on", type=_day, default=_today(), help="以哪一天的规则为准（默认今天）")
    parser.add_argument(
        "--city-folder", type=Path, action="append", default=[], help="城市自有参数的文件夹，可多次给出"
    )
    parser.set_defaults(run=run)
    return parser


def run_clauses(arguments: Arguments) -> int:
    """Print what executes each clause, and how many have anything at all."""
    folder = Path("tests")
    tests = arguments.tests or (folder if folder.is_dir() else None)
    found = coverage.coverage(tests=tests, screens=arguments.screens or _platform())
    if arguments.id:
        found = tuple(each for each in found if each.clause == arguments.id)
        if not found:
            return _refuse(f"没有条款“{arguments.id}”，全部条款见 jiyue clauses。")
    totals = {
        "clauses": len(found),
        "with_rules": sum(bool(each.rules) for each in found),
        "with_screens": sum(bool(each.screens) for each in found),
        "with_tests": sum(bool(each.tests) for each in found),
        "with_nothing": sum(not (each.rules or each.screens or each.tests) for each in found),
    }
    totals |= {manner.value: sum(each.manner is manner for each in found) for manner in Manner}
    if arguments.json:
        return _print_json({"clauses": [_covered(each) for each in found], "totals": totals})
    for each in found:
        clause = clauses.get(each.clause)
        _print(f"{clause.id}  {clause.citation}  {clause.statement}")
        _print(f"    {each.manner.label}{f'：{each.where}' if each.manner in WITHOUT_PROGRAM else ''}")
        for label, names in (("规则", each.rules), ("页面", each.screens), ("测试", each.tests)):
            _print(f"    {label}  {'、'.join(names) or NOTHING}")
    _print(
        f"\n共 {totals['clauses']} 条：有规则 {totals['with_rules']}，有页面 {totals['with_screens']}，"
        f"有测试 {totals['with_tests']}，三者皆无 {totals['with_nothing']}。"
    )
    _print("；".join(f"{manner.label} {totals[manner.value]} 条" for manner in Manner) + "。")
    return 0


def run_list(arguments: Arguments) -> int:
    """List one kind of rule."""
    _add_folders(arguments)
    try:
        rows = LISTS[arguments.kind](arguments.set, arguments.on)
    except NotHeld as missing:
        return _refuse(str(missing))
    if arguments.json:
        return _print_json(rows)
    for row in rows:
        _print("  ".join(str(value) for value in row.values()))
    _print(f"\n共 {len(rows)} 项。")
    return 0


def run_show(arguments: Arguments) -> int:
    """Show all that is known of one rule, in all sets and versions."""
    _add_folders(arguments)
    found = details(arguments.id)
    if found is None:
        return _refuse(f"没有名为“{arguments.id}”的规则，名称见 jiyue rules list。")
    return _print_json(found) if arguments.json else _print_details(found)


def run_check(arguments: Arguments) -> int:
    """Check all data; exit 1 when anything is wrong."""
    found = check.faults(arguments.city_folder)
    if arguments.json:
        _print_json([{"file": str(each.file), "line": each.line, "sentence": each.sentence} for each in found])
    else:
        for fault in found:
            _print(str(fault))
        _print(f"发现 {len(found)} 处问题。" if found else "规则数据没有发现问题。")
    return 1 if found else 0


def run_diff(arguments: Arguments) -> int:
    """Print the numbers in which two editions differ."""
    _add_folders(arguments)
    try:
        before = versions.edition(arguments.before, today=arguments.on)
        after = versions.edition(arguments.after, today=arguments.on)
    except NotHeld as missing:
        return _refuse(str(missing))
    except ValueError as error:
        return _refuse(str(error))
    found = versions.differences(before, after)
    if arguments.json:
        return _print_json(
            [
                {
                    "key": each.key.id,
                    "clause": each.key.clause,
                    "before": version_row(each.before),
                    "after": version_row(each.after),
                }
                for each in found
            ]
        )
    for each in found:
        _print(f"{each.key.id}  {clauses.citation(each.key.clause)}  {each.sentence}")
    _print(f"\n{arguments.before} 与 {arguments.after} 有 {len(found)} 项不同。")
    return 0


def run_effect(arguments: Arguments) -> int:
    """Print what a changed parameter would turn round for the facts given."""
    _add_folders(arguments)
    try:
        facts = effects.read_facts(_json(arguments.facts))
        with parameters.trial(arguments.file, city=arguments.set) as changed:
            found = effects.changes(facts, arguments.set, changed, on=arguments.on)
            open_ones = effects.undecided(facts, changed, on=arguments.on)
    except OSError as problem:
        return _refuse(why_not(problem))
    except (NotHeld, ValueError) as problem:
        return _refuse(str(problem))
    if arguments.json:
        return _print_json([_changed(each) for each in found])
    for each in found:
        _print(f"{clauses.citation(each.after.clause)}  {each.sentence}")
    _print(f"\n{len(facts)} 个网站中，{len({each.site for each in found})} 个网站的 {len(found)} 项判定会改变。")
    if open_ones:
        _print(f"另有 {open_ones} 项没有测量结果，试改后仍无法判定。")
    return 0


def _add_folders(arguments: Arguments) -> None:
    for folder in arguments.city_folder:
        parameters.add_folder(folder)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2026-01-01。") from None


def _json(path: Path) -> dict[str, Any]:
    """What a JSON file holds; raises ValueError with a sentence that names the file, and the line of a fault."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{path}: 读不到文件（{reason(error)}）。") from None
    except UnicodeDecodeError:
        raise ValueError(f"{path}: 不是 UTF-8 文本。") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}:{error.lineno}: 不是合法的 JSON（第 {error.colno} 列）。") from None
    if type(found) is not dict:
        raise ValueError(f"{path}:1: 应为平台导出的事实，即一个 JSON 对象。")
    return found


def _today() -> date:
    return datetime.now(tz=ZoneInfo("Asia/Shanghai")).date()


def _platform() -> Path | None:
    folder = Path(__file__).parents[1] / "platform"
    return folder if folder.is_dir() else None


def _changed(each: Change) -> Row:
    return {
        "site": each.site,
        "what": each.after.what,
        "clause": each.after.clause,
        "before": each.before.outcome,
        "before_days_left": each.before.left,
        "after": each.after.outcome,
        "after_days_left": each.after.left,
    }


def _covered(each: Coverage) -> Row:
    clause = clauses.get(each.clause)
    return {
        "id": clause.id,
        "citation": clause.citation,
        "statement": clause.statement,
        "manner": each.manner.value,
        "where": each.where,
        "rules": list(each.rules),
        "screens": list(each.screens),
        "tests": list(each.tests),
    }


def _print_details(found: Row) -> int:
    for name, value in found.items():
        if isinstance(value, dict):
            value = [f"{k}={v}" for k, v in value.items()]
        if isinstance(value, list):
            _print(f"{name}:" if value else f"{name}: {NOTHING}")
            for each in value:
                text = "  ".join(f"{k}={v}" for k, v in each.items()) if isinstance(each, dict) else each
                _print(f"    {text}")
        else:
            _print(f"{name}: {NOTHING if value in ('', None) else value}")
    return 0


def _print_json(data: object) -> int:
    _print(json.dumps(data, ensure_ascii=False, indent=2))
    return 0


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 2
