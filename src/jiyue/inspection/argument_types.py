"""What the words of the command line must look like; each refusal is a Chinese sentence."""

import argparse
from ipaddress import ip_address
from pathlib import Path

from jiyue.rulebook import parameters


def lines(path: Path | None) -> tuple[str, ...]:
    """The names in a file, one a line, what stands behind # left out. Raises OSError."""
    if path is None:
        return ()
    names = (line.partition("#")[0].strip().lower() for line in path.read_text("utf-8", "replace").splitlines())
    return tuple(name for name in names if name)


def count(text: str) -> int:
    """A number from 0 on."""
    return 0 if text == "0" else positive(text)


def positive(text: str) -> int:
    """A number from 1 on."""
    if text.isascii() and text.isdigit() and 0 < int(text) < 10_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”应为正整数")


def sets(text: str) -> tuple[str, ...]:
    """Known parameter sets, parted by commas."""
    known = [one.id for one in parameters.sets()]
    found = tuple(name for name in text.split(",") if name)
    if not found or not set(found) <= set(known):
        raise argparse.ArgumentTypeError(f"“{text}”应为 {'、'.join(known)} 中的口径，几个之间用逗号")
    return found


def seconds(text: str) -> float:
    """Seconds from 0 to 60."""
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if 0 <= found <= 60:
        return found
    raise argparse.ArgumentTypeError(f"“{text}”应为 0 到 60 的秒数")


def resolution(text: str) -> str:
    """A name, port and IP address, as libcurl takes them; one that it could not read would fail every request."""
    host, port, address = (*text.split(":", 2), "", "")[:3]
    try:
        ip_address(address.strip("[]"))
        if host and 0 < int(port) < 65536:
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}”应为 主机:端口:IP地址")
