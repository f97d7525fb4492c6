"""`jiyue inspect URL…`: inspect websites from the command line.

Exit states: 0 nothing is wrong, 1 something is not in order, 2 the command could not be run as asked,
3 a site could not be measured (not reachable, or the round is void) and nothing else is wrong.
"""

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

from jiyue.inspection.checks.catalogue import CHECKS
from jiyue.inspection.fetch.warc_reading import WarcBroken
from jiyue.inspection.options import Options
from jiyue.inspection.record import RecordInvalid, SiteRecord, read
from jiyue.inspection.report.as_html import REPORT_STATES, page
from jiyue.inspection.report.as_json import reports_as_json
from jiyue.inspection.results import Report
from jiyue.inspection.run import AddressInvalid, Progress, inspect, replay
from jiyue.inspection.states import Verdict

Arguments = argparse.Namespace
type Actions = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names it nowhere else

IN_ORDER, FOUND, MISUSED, NOT_MEASURED = range(4)
# What --allow-private opens. Link-local addresses stay closed: clouds hand out credentials there.
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7")
_EXIT_STATES = "退出状态：0 未发现问题；1 有不符合项；2 参数有误；3 网站无法测量（打不开或本轮作废）。"


def register(subparsers: Actions) -> None:
    """Add `inspect` to the command line."""
    command = subparsers.add_parser(
        "inspect", help="从外部检查政府网站", description="从外部检查政府网站。", epilog=_EXIT_STATES
    )
    defaults = Options()
    command.add_argument("urls", nargs="*", metavar="网址", help="网站首页地址，可给多个")
    command.add_argument("--json", type=Path, metavar="文件", help="写出 JSON 结果（- 为标准输出）")
    command.add_argument("--html", type=Path, metavar="文件", help="写出可打印的报告")
    command.add_argument("--warc", type=Path, metavar="文件夹", help="保存全部请求和响应（WARC）")
    command.add_argument("--state", type=Path, metavar="文件夹", help="保存未完成的检查；中断后用同一条命令继续")
    command.add_argument(
        "--since",
        type=Path,
        metavar="WARC",
        help="上一次检查的证据；服务器答复未变化（304）的页面不再下载；只用于一个网址",
    )
    command.add_argument(
        "--replay",
        type=Path,
        action="append",
        default=[],
        metavar="WARC",
        help="只凭保存的证据重新判断，不访问网络；可多次给出",
    )
    command.add_argument(
        "--register", type=Path, metavar="文件", help="网站登记信息（TOML 或 JSON），据以核对；只用于一个网址"
    )
    command.add_argument(
        "--max-pages",
        type=_positive,
        default=defaults.max_pages,
        metavar="N",
        help="最多查看的页面数（默认 %(default)s）",
    )
    command.add_argument(
        "--max-seconds",
        type=_positive,
        default=int(defaults.max_seconds),
        metavar="秒",
        help="每个网站最长用时（默认 %(default)s）",
    )
    command.add_argument(
        "--canary",
        action="append",
        default=[],
        metavar="网址",
        help="确知能打开的地址，全部打不开时本轮作废；可多次给出",
    )
    command.add_argument("--set", default="", help=f"判定口径（默认 {defaults.parameter_set}；重新判断时默认为原口径）")
    command.add_argument(
        "--robots", choices=("ignore", "respect"), default=defaults.robots,
        help="是否遵守 robots.txt（默认 %(default)s：检查是监管行为，公众看得到的都要看）",
    )  # fmt: skip
    command.add_argument("--inside-only", action="store_true", help="不查看指向其他网站的链接")
    command.add_argument("--allow-private", action="store_true", help="允许访问本机和内网地址")
    command.add_argument(
        "--resolve",
        action="append",
        type=_resolution,
        default=[],
        metavar="主机:端口:地址",
        help="指定域名的地址，可多次给出",
    )
    command.add_argument("--quiet", action="store_true", help="不显示进度和结果摘要")
    command.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Inspect the addresses and write what was asked for; return the exit state."""
    try:
        record = _record(arguments)
        reports = asyncio.run(_inspect_all(arguments, record))
        _write(arguments, reports)
    except (AddressInvalid, RecordInvalid, WarcBroken, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return MISUSED
    if not arguments.quiet:
        out = sys.stderr if arguments.json == Path("-") else sys.stdout
        out.writelines(f"{line}\n" for report in reports for line in summary(report))
    return exit_state(reports)


def _record(arguments: Arguments) -> SiteRecord | None:
    if arguments.register is None:
        return None
    if len(arguments.urls) + len(arguments.replay) > 1:
        raise RecordInvalid("--register 只能用于一个网址：一份登记信息对应一个网站")
    return read(arguments.register)


async def _inspect_all(arguments: Arguments, record: SiteRecord | None) -> list[Report]:
    options = Options(
        max_pages=arguments.max_pages,
        max_seconds=float(arguments.max_seconds),
        allow_addresses=PRIVATE if arguments.allow_private else (),
        resolve=tuple(arguments.resolve),
        canaries=tuple(arguments.canary),
        check_external=not arguments.inside_only,
        evidence_dir=arguments.warc,
        state_dir=arguments.state,
        since=arguments.since,
        robots=arguments.robots,
        parameter_set=arguments.set or Options().parameter_set,
    )
    if not arguments.urls and not arguments.replay:
        raise AddressInvalid("没有给出网址，也没有给出要重新判断的证据文件（--replay）")
    reports = [await replay(path, record=record, parameter_set=arguments.set) for path in arguments.replay]
    for url in arguments.urls:
        tell = None if arguments.quiet else _progress_line(url)
        reports.append(await inspect(url, options=options, record=record, now=datetime.now(UTC), on_progress=tell))
        if tell is not None and sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
    return reports


def _progress_line(url: str) -> Callable[[Progress], None]:
    """A line on standard error: rewritten in place on a terminal, else a new one every few seconds."""
    is_terminal = sys.stderr.isatty()
    pause = 0.2 if is_terminal else 5.0
    loop = asyncio.get_running_loop()
    last = loop.time()

    def tell(progress: Progress) -> None:
        nonlocal last
        if loop.time() - last < pause:
            return
        last = loop.time()
        line = f"{url}  页面 {progress.pages}  请求 {progress.requests}  待查 {progress.left}  问题 {progress.observations}"
        sys.stderr.write(f"\r\x1b[K{line}" if is_terminal else f"{line}\n")
        sys.stderr.flush()

    return tell


def _write(arguments: Arguments, reports: Sequence[Report]) -> None:
    if arguments.json is not None:
        text = json.dumps(reports_as_json(reports), ensure_ascii=False, indent=1) + "\n"
        if arguments.json == Path("-"):
            sys.stdout.write(text)
        else:
            arguments.json.write_text(text, "utf-8")
    if arguments.html is not None:
        arguments.html.write_text(page(reports), "utf-8")


def summary(report: Report) -> list[str]:
    """A report in a few lines of text."""
    lines = [
        f"{report.site_name or report.url}：{REPORT_STATES[report.state][1]}，{report.pages} 个页面，{report.requests} 次请求"
    ]
    lines += [f"  {note}" for note in report.notes]
    for name, check in CHECKS.items():
        counts = Counter(one.verdict for one in report.observations if one.check == name)
        if counts:
            lines.append(f"  {check.title}：不符合 {counts[Verdict.FAIL]}，待核实 {counts[Verdict.TO_VERIFY]}")
    if not report.observations and report.state in {"done", "aborted"}:
        lines.append("  未发现问题")
    return lines


def exit_state(reports: Sequence[Report]) -> int:
    """The exit state for the reports of one command."""
    if any(one.verdict is Verdict.FAIL for report in reports for one in report.observations):
        return FOUND
    return NOT_MEASURED if any(report.state in {"unreachable", "void"} for report in reports) else IN_ORDER


def _positive(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 10_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”应为正整数")


def _resolution(text: str) -> str:
    """A name, port and IP address, as libcurl takes them; one that it could not read would fail every request."""
    host, port, address = (*text.split(":", 2), "", "")[:3]
    try:
        ip_address(address.strip("[]"))
        if host and 0 < int(port) < 65536:
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}”应为 主机:端口:IP地址")
