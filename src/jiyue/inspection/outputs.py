"""The files of `jiyue inspect`: tried before any site is asked, results written whole or not at all."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from jiyue.command_line import reason, why_not
from jiyue.inspection.fetch.urls import normalise
from jiyue.inspection.report.as_html import page
from jiyue.inspection.report.as_json import reports_as_json
from jiyue.inspection.results import Report

_log = logging.getLogger(__name__)
STANDARD_OUTPUT = Path("-")
_FILES, _FOLDERS = ("json", "html", "xlsx"), ("warc", "state")


class OutputRefused(ValueError):
    """A file can not be used as it was named; the message names it."""


def refuse_unwritable(arguments: argparse.Namespace) -> None:
    """Raise OutputRefused for what could not be written after all the work. Folders for evidence are made."""
    try:
        for folder in filter(None, (getattr(arguments, name) for name in _FOLDERS)):
            folder.mkdir(parents=True, exist_ok=True)
            _need_leave(folder)
        for name in _FILES:
            if (path := getattr(arguments, name)) is not None and path != STANDARD_OUTPUT:
                _refuse_no_file(f"--{name} {path}", path)
    except OSError as error:
        raise OutputRefused(f"无法写入：{why_not(error)}") from error


def _refuse_no_file(asked: str, path: Path) -> None:
    if path.is_dir():
        raise OutputRefused(f"{asked}：这是文件夹，应为文件")
    folder = path.absolute().parent
    if not folder.is_dir():
        raise OutputRefused(f"{asked}：文件夹不存在")
    _need_leave(path if path.exists() else folder)


def _need_leave(place: Path) -> None:
    if not os.access(place, os.W_OK):
        raise OutputRefused(f"{place}：没有写入的权限")


def refuse_unreadable(arguments: argparse.Namespace) -> None:
    """Raise OSError for a file that was named and can not be opened, OutputRefused for authorities that are none."""
    for path in (arguments.ca_bundle, arguments.timestamp_ca, arguments.bad_hosts, arguments.since, *arguments.replay):
        if path is not None:
            path.open("rb").close()
    if arguments.ca_bundle is not None and b"-BEGIN " not in arguments.ca_bundle.read_bytes():
        raise OutputRefused(f"{arguments.ca_bundle}：不是 PEM 格式的证书文件")


def write(arguments: argparse.Namespace, reports: Sequence[Report]) -> list[str]:
    """Write every form that was asked for; return what could not be written, so that one full disk takes no other form with it."""
    forms: tuple[tuple[Path | None, Callable[[], bytes]], ...] = (
        (arguments.json, lambda: (json.dumps(reports_as_json(reports), ensure_ascii=False, indent=1) + "\n").encode()),
        (arguments.xlsx, lambda: _workbook(arguments, reports)),
        (arguments.html, lambda: page(reports).encode()),
    )
    problems = []
    for path, made in forms:
        if path is not None:
            try:
                _put(path, made())
            except OSError as error:
                problems.append(f"没有写出 {path}：{reason(error)}")
            except Exception:  # noqa: BLE001 - ours; the log has it whole, and the other forms are written
                _log.exception("not written: %s", path)
                problems.append(f"没有写出 {path}：检查程序出错")
    return problems


def _workbook(arguments: argparse.Namespace, reports: Sequence[Report]) -> bytes:
    """The workbook of one site, or that of several, which names those that were not finished, too."""
    from jiyue.inspection.report import as_xlsx, as_xlsx_sites  # only who wants a workbook waits for what writes it

    if len(arguments.urls) + len(arguments.replay) == 1:
        return as_xlsx.workbook(reports[0])
    done = {report.url for report in reports}
    return as_xlsx_sites.workbook(reports, [url for url in arguments.urls if normalise(url) not in done])


def _put(path: Path, content: bytes) -> None:
    """Write beside the file first: what was there stays until all is written. What is no plain file, such as a pipe, is written to at once."""
    if path == STANDARD_OUTPUT:
        sys.stdout.write(content.decode())
        return
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
