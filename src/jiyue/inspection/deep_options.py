"""The part of the command line that goes beyond the crawl: browser, names and addresses, time stamp."""

import argparse
from pathlib import Path
from typing import Any

from jiyue.inspection.argument_types import positive
from jiyue.inspection.browser.installed import BrowserMissing
from jiyue.inspection.options import Options
from jiyue.inspection.probes.names_asking import servers
from jiyue.inspection.probes.ranges import RangesInvalid
from jiyue.inspection.stamping import StampingMissing

# What can be wrong with them: each says so before any site is asked.
MISUSES = (BrowserMissing, RangesInvalid, StampingMissing)


def add(command: argparse.ArgumentParser, defaults: Options) -> None:
    """Add these options to the command `inspect`."""
    command.add_argument(
        "--browser", action="store_true",
        help="另用浏览器打开首页和栏目页：截图、脚本生成的列表、无障碍、第三方请求（需要 pip install 'jiyue[browser]' 和 Chromium）",
    )  # fmt: skip
    command.add_argument(
        "--browser-pages", type=positive, default=defaults.browser_pages, metavar="N", help="最多用浏览器打开的页面数（默认 %(default)s）"
    )  # fmt: skip
    command.add_argument("--browser-path", type=Path, metavar="文件", help="Chromium 的位置（默认自行寻找）")
    command.add_argument(
        "--axe", type=Path, metavar="文件", help="axe-core 的 axe.min.js（默认用 jiyue[browser] 带来的）"
    )
    command.add_argument(
        "--resolver", action="append", type=_resolver, default=[], metavar="地址[:端口]",
        help="检测域名时询问的解析服务器，可多次给出（默认本机的和两个公共的）",
    )  # fmt: skip
    command.add_argument(
        "--address-ranges", type=Path, metavar="文件",
        help="地址登记机构的统计文件（如 delegated-apnic-extended-latest），用于判断服务器地址分配给境内还是境外（默认用随附的数据）",
    )  # fmt: skip
    command.add_argument(
        "--timestamp", default="", metavar="网址", help="由该机构（RFC 3161）为证据的记录链加盖时间戳；需要 --warc 或 --state"
    )  # fmt: skip
    command.add_argument(
        "--timestamp-ca", type=Path, metavar="文件", help="时间戳机构的根证书（PEM），用于核对签名；重新判断时也用"
    )  # fmt: skip


def values(arguments: argparse.Namespace) -> dict[str, Any]:
    """What was chosen, as fields of `Options`."""
    return {
        "browser": arguments.browser, "browser_pages": arguments.browser_pages, "browser_path": arguments.browser_path, "axe_path": arguments.axe,
        "resolvers": tuple(arguments.resolver), "address_ranges": arguments.address_ranges,
        "timestamp": arguments.timestamp, "timestamp_ca": arguments.timestamp_ca,
    }  # fmt: skip


def refuse_misuse(arguments: argparse.Namespace) -> None:
    """Raise StampingMissing where there would be nothing to stamp."""
    if arguments.timestamp and arguments.urls and arguments.warc is None and arguments.state is None:
        raise StampingMissing("--timestamp 需要保存证据（--warc 或 --state）")


def _resolver(text: str) -> str:
    try:
        servers((text,))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”应为 IP地址 或 IP地址:端口") from error
    return text
