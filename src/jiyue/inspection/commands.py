"""`jiyue inspect URL…`: inspect websites from the command line, or judge them again from evidence.

Exit states: 0 nothing is wrong, 1 something is not in order (by `--fail-on`), 2 the command could not be run as asked,
3 a site could not be measured (not reachable, or the round is void), or a fault of our own left open what --fail-on asks, and nothing else is wrong, 130 stopped by Ctrl-C.
"""

import argparse
import asyncio
import logging
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from jiyue.command_line import why_not
from jiyue.inspection import argument_types, deep_options, outputs, processes
from jiyue.inspection.checks.catalogue import CHECKS
from jiyue.inspection.fetch.warc_reading import WarcBroken
from jiyue.inspection.options import Options
from jiyue.inspection.outputs import OutputRefused
from jiyue.inspection.progress import Display, display
from jiyue.inspection.record import RecordInvalid, SiteRecord, read
from jiyue.inspection.report import changes, compare
from jiyue.inspection.report.score_card import ScoreCard, VetoLine, cards
from jiyue.inspection.report.score_faults import leaves_a_veto_open
from jiyue.inspection.report.words import REPORT_STATES
from jiyue.inspection.results import Report
from jiyue.inspection.run import AddressInvalid, Progress, canonical, inspect, replay
from jiyue.inspection.states import Verdict
from jiyue.rulebook.verdicts import Outcome

Arguments = argparse.Namespace
type Actions = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names it nowhere else

_log = logging.getLogger(__name__)
IN_ORDER, FOUND, MISUSED, NOT_MEASURED = range(4)
STOPPED = 130
# What --allow-private opens. Link-local addresses stay closed: clouds hand out credentials there.
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7")
_LANDINGS = 30
_PICTURES = 30
_EXIT_STATES = "退出状态：0 未发现问题；1 有不符合项（见 --fail-on）；2 参数有误；3 网站无法测量（打不开或本轮作废），或检查程序出错、有关部分没有判断；130 按 Ctrl-C 中断。"


def register(subparsers: Actions) -> None:
    """Add `inspect` to the command line."""
    command = subparsers.add_parser(
        "inspect", help="从外部检查政府网站", description="从外部检查政府网站。", epilog=_EXIT_STATES
    )
    defaults = Options()
    command.add_argument("urls", nargs="*", metavar="网址", help="网站首页地址，可给多个")
    command.add_argument("--json", type=Path, metavar="文件", help="写出 JSON 结果（- 为标准输出）")
    command.add_argument("--html", type=Path, metavar="文件", help="写出可打印的报告")
    command.add_argument(
        "--xlsx", type=Path, metavar="文件", help="写出工作簿；几个网址写在同一个工作簿中，首页为各网站概况"
    )
    command.add_argument(
        "--compare", type=Path, metavar="旧JSON", help="与以前的 JSON 结果比较：新增、消失、仍在；只用于一个网址"
    )
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
        type=argument_types.positive,
        default=defaults.max_pages,
        metavar="N",
        help="最多查看的页面数（默认 %(default)s）",
    )
    command.add_argument(
        "--max-seconds",
        type=argument_types.positive,
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
    command.add_argument(
        "--set", type=argument_types.sets, default=(), metavar="口径",
        help=f"判定口径，可用逗号给出几个，栏目按第一个判断（默认 {defaults.parameter_set}；重新判断时默认为原口径）",
    )  # fmt: skip
    command.add_argument(
        "--fail-on", choices=("finding", "veto", "never"), default="finding",
        help="何时以状态 1 退出：有不符合项、按任一口径达到单项否决、从不（默认 %(default)s）",
    )  # fmt: skip
    command.add_argument(
        "--side-by-side",
        type=argument_types.positive,
        default=4,
        metavar="N",
        help="同时检查的网站数（默认 %(default)s）",
    )
    command.add_argument(
        "--processes",
        type=argument_types.positive,
        default=1,
        metavar="N",
        help="用几个进程分担多个网站（默认 %(default)s）",
    )
    command.add_argument(
        "--interval",
        type=argument_types.seconds,
        default=0.0,
        metavar="秒",
        help="对同一主机两次请求之间的间隔（默认 %(default)s）",
    )
    command.add_argument(
        "--robots", choices=("ignore", "respect"), default=defaults.robots,
        help="是否遵守 robots.txt（默认 %(default)s：检查是监管行为，公众看得到的都要看）",
    )  # fmt: skip
    command.add_argument(
        "--probes",
        action="store_true",
        help="同时检测证书、HTTPS、IPv6、域名解析、站内搜索、服务器地址、裸域名、404 页面和首页用时",
    )
    deep_options.add(command, defaults)
    command.add_argument("--ca-bundle", type=Path, metavar="文件", help="信任的证书机构（PEM），用于封闭网络")
    command.add_argument(
        "--walk-only", action="store_true",
        help="只走一遍网站：不换身份复看、不读站外链接的到达页面、不查看图片内容、不检查附件文字",
    )  # fmt: skip
    command.add_argument(
        "--documents",
        type=argument_types.count,
        default=30,
        metavar="N",
        help="最多检查文字的附件数（默认 %(default)s）",
    )
    command.add_argument(
        "--bad-hosts", type=Path, metavar="文件", help="不得链接的主机名单，每行一个；名单上的名字包括其下级域名"
    )
    command.add_argument("--inside-only", action="store_true", help="不查看指向其他网站的链接")
    command.add_argument("--allow-private", action="store_true", help="允许访问本机和内网地址")
    command.add_argument(
        "--resolve",
        action="append",
        type=argument_types.resolution,
        default=[],
        metavar="主机:端口:地址",
        help="指定域名的地址，可多次给出",
    )
    command.add_argument("--quiet", action="store_true", help="不显示进度和结果摘要")
    command.set_defaults(run=run)


_MISUSES = (
    AddressInvalid,
    RecordInvalid,
    WarcBroken,
    OutputRefused,
    compare.NotComparable,
    *deep_options.MISUSES,
)


def run(arguments: Arguments) -> int:
    """Inspect the addresses and write what was asked for; return the exit state.

    Where the run is stopped (Ctrl-C, a full disk, a fault of our own that nothing caught), the sites that were finished are told and written all the same.
    """
    finished: dict[int, Report] = {}
    ended, cut_off, old = 0, 0, None
    try:
        old = _refuse_misuse(arguments)
        record = read(arguments.register) if arguments.register is not None else None
        _inspect_all(arguments, record, finished)
    except KeyboardInterrupt:
        ended = STOPPED
        sys.stderr.write(_stopped(arguments, len(finished)))
    except OSError as error:
        ended = MISUSED
        sys.stderr.write(f"{why_not(error)}\n")
    except _MISUSES as error:
        sys.stderr.write(f"{error}\n")
        return MISUSED
    except Exception:  # noqa: BLE001 - ours; the log has it whole
        cut_off = NOT_MEASURED
        _log.exception("the inspection was cut off")
        sys.stderr.write(f"检查程序出错，中途结束：{len(finished)} 个网站已查完。\n")
    reports = [report for _, report in sorted(finished.items())]
    if not reports:
        return ended or cut_off
    return _hand_over(arguments, reports, old) or ended or _verdict(arguments, reports) or cut_off


def _hand_over(arguments: Arguments, reports: list[Report], old: compare.Row | None) -> int:
    """Write and tell the reports; MISUSED where something could not be written or compared."""
    try:
        compared = changes.with_old(reports, old) if old is not None else []
    except compare.NotComparable as error:
        sys.stderr.write(f"{arguments.compare}：{error}\n")
        return MISUSED
    problems = outputs.write(arguments, reports)
    if not arguments.quiet:
        out = sys.stderr if arguments.json == outputs.STANDARD_OUTPUT else sys.stdout
        out.writelines(f"{line}\n" for line in [*_told(reports, _scored(arguments, reports)), *compared])
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return MISUSED if problems else 0


def _scored(arguments: Arguments, reports: Sequence[Report]) -> list[Sequence[ScoreCard]]:
    return [cards(report, arguments.set or (report.parameter_set,)) for report in reports]


def _verdict(arguments: Arguments, reports: Sequence[Report]) -> int:
    """The exit state that the reports give, by --fail-on."""
    if arguments.fail_on == "finding" and any(map(_has_failed, reports)):
        return FOUND
    if arguments.fail_on == "veto" and any(map(_vetoed, _scored(arguments, reports))):
        return FOUND
    if any(
        _is_open(report, scored, arguments.fail_on)
        for report, scored in zip(reports, _scored(arguments, reports), strict=True)
    ):
        return NOT_MEASURED
    return IN_ORDER


def _is_open(report: Report, scored: Sequence[ScoreCard], fail_on: str) -> bool:
    """Whether a site was not measured, or a fault of our own left open what `fail_on` asks: nobody may take that for "nothing is wrong"."""
    if report.state in {"unreachable", "void"}:
        return True
    if fail_on == "veto":
        return leaves_a_veto_open(report) or not all(one.is_reckoned for one in scored)
    return fail_on == "finding" and bool(report.faults)


def _stopped(arguments: Arguments, finished: int) -> str:
    """What to say when Ctrl-C ended the command."""
    left = len(arguments.urls) + len(arguments.replay) - finished
    how = "用同一条命令可以继续" if arguments.state is not None else "加上 --state 文件夹，中断后可用同一条命令继续"
    return f"已中断：{finished} 个网站已查完，{left} 个没有查完；{how}。\n"


def _told(reports: Sequence[Report], scored: Sequence[Sequence[ScoreCard]]) -> list[str]:
    """Each report in a few lines, with its result under each set."""
    lines = []
    for report, found in zip(reports, scored, strict=True):
        lines += summary(report)
        lines += [f"  {one.set_title}：{one.label}" for one in found]
        lines += [f"  单项否决：{veto.title}（{veto.reason}）" for veto in _vetoed(found)]
    return lines


def _vetoed(found: Sequence[ScoreCard]) -> list[VetoLine]:
    return [veto for one in found for veto in one.vetoes if veto.outcome == Outcome.VIOLATED]


def _refuse_misuse(arguments: Arguments) -> compare.Row | None:
    """Raise for what can not be asked together or not be written, before anything is asked of any site; return the report to compare with."""
    count = len(arguments.urls) + len(arguments.replay)
    if not count:
        raise AddressInvalid("没有给出网址，也没有给出要重新判断的证据文件（--replay）")
    for url in (*arguments.urls, *arguments.canary):
        canonical(url)
    deep_options.refuse_misuse(arguments)
    outputs.refuse_unreadable(arguments)
    for name in ("register", "since", "compare"):
        if count > 1 and getattr(arguments, name) is not None:
            raise RecordInvalid(f"--{name} 只能用于一个网址：一个文件对应一个网站")
    outputs.refuse_unwritable(arguments)
    if arguments.compare is None:
        return None
    return changes.read_old(arguments.compare, canonical(arguments.urls[0]) if arguments.urls else "")


def _options(arguments: Arguments) -> Options:
    return Options(
        max_pages=arguments.max_pages,
        max_seconds=float(arguments.max_seconds),
        per_host_interval_s=arguments.interval,
        allow_addresses=PRIVATE if arguments.allow_private else (),
        resolve=tuple(arguments.resolve),
        canaries=tuple(arguments.canary),
        check_external=not arguments.inside_only,
        evidence_dir=arguments.warc,
        state_dir=arguments.state,
        since=arguments.since,
        robots=arguments.robots,
        probes=arguments.probes,
        **deep_options.values(arguments),
        ca_bundle=arguments.ca_bundle,
        agents=not arguments.walk_only,
        max_landings=0 if arguments.walk_only else _LANDINGS,
        max_documents=0 if arguments.walk_only else arguments.documents,
        max_pictures=0 if arguments.walk_only else _PICTURES,
        bad_hosts=argument_types.lines(arguments.bad_hosts),
        parameter_set=arguments.set[0] if arguments.set else Options().parameter_set,
    )


def _inspect_all(arguments: Arguments, record: SiteRecord | None, finished: dict[int, Report]) -> None:
    """All that was asked for, several side by side; `finished` gets each report, by the place in which it was asked for."""
    with display(is_quiet=arguments.quiet) as shown:
        if arguments.processes > 1 and len(arguments.urls) > 1 and not arguments.replay:
            places = {url: number for number, url in reversed([*enumerate(arguments.urls)])}

            def take(url: str, report: Report) -> None:
                finished[places[url]] = report
                shown.follow(url)(_end_of(report))

            processes.inspect_all(
                list(places), options=_options(arguments), record=record, processes=arguments.processes,
                side_by_side=arguments.side_by_side, on_report=take,
            )  # fmt: skip
        else:
            asyncio.run(_inspect_here(arguments, record, shown, finished))


def _end_of(report: Report) -> Progress:
    return Progress(report.pages, report.requests, 0, len(report.observations))


async def _inspect_here(
    arguments: Arguments, record: SiteRecord | None, shown: Display, finished: dict[int, Report]
) -> None:
    options = _options(arguments)
    gate = asyncio.Semaphore(arguments.side_by_side)
    set_id = arguments.set[0] if arguments.set else ""

    async def one(number: int, url: str) -> None:
        async with gate:
            finished[number] = await inspect(
                url, options=options, record=record, now=datetime.now(UTC), on_progress=shown.follow(url)
            )

    async def again(number: int, path: Path) -> None:
        async with gate:
            try:
                finished[number] = await replay(
                    path, record=record, parameter_set=set_id, timestamp_ca=arguments.timestamp_ca, on_progress=shown.follow(path.name)
                )  # fmt: skip
            except WarcBroken as error:
                raise WarcBroken(f"{path}：{error}", number=error.number, start=error.start) from error

    replays = [again(number, path) for number, path in enumerate(arguments.replay)]
    visits = [one(number, url) for number, url in enumerate(arguments.urls, len(replays))]
    await asyncio.gather(*replays, *visits)


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
        lines.append("  已检查的部分未发现问题" if report.faults else "  未发现问题")
    return lines


def _has_failed(report: Report) -> bool:
    return any(one.verdict is Verdict.FAIL for one in report.observations)
