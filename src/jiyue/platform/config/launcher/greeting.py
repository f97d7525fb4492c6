"""Waits until the city answers, then tells the operator where it is and who can sign in."""

import asyncio
from pathlib import Path

from jiyue.platform.config.environment import Environment
from jiyue.platform.config.launcher import parts

_MOST_NAMED = 6


async def is_answering(environment: Environment) -> bool:
    """Tell whether the public port answers for the console and for a baked site."""
    hosts = [parts.staff_host(environment), *baked_hosts(environment)[:1]]
    statuses = [await _status(environment, host) for host in hosts]
    return all(200 <= status < 500 for status in statuses)


async def _status(environment: Environment, host: str) -> int:
    """Ask for a host's home page; 0 when nobody answers."""
    try:
        async with asyncio.timeout(10):
            reader, writer = await asyncio.open_connection(_reachable(environment.listen), environment.port)
            try:
                writer.write(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                line = await reader.readline()
            finally:
                writer.close()
    except OSError:
        return 0
    words = line.split(b" ")
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def _reachable(listen: tuple[str, ...]) -> str:
    """Return an address on which this machine reaches itself."""
    first = listen[0]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(first, first)  # noqa: S104 (compared, not opened)


def baked_hosts(environment: Environment) -> list[str]:
    """List the served hosts, the city's portal first."""
    portal = f"www.{environment.city}{environment.served_suffix}"
    try:
        hosts = sorted(folder.name for folder in environment.baked.iterdir() if _is_site(folder))
    except OSError:
        return []
    return sorted(hosts, key=lambda host: host != portal)


def _is_site(folder: Path) -> bool:
    return not folder.name.startswith(".") and (folder / "index.html").is_file()


def text(environment: Environment, *, seconds: float) -> str:
    """Compose what the operator reads when the city stands."""
    hosts = baked_hosts(environment)
    addresses = [parts.address(environment, host) for host in hosts]
    lines = [
        "",
        f"Jiyue is ready after {seconds:.0f} s.",
        "",
        f"  workbench, console  {parts.address(environment, parts.staff_host(environment))}",
        *(
            f"  {'public sites' if number == 0 else '':<18}  {one}"
            for number, one in enumerate(addresses[:_MOST_NAMED])
        ),
    ]
    if len(addresses) > _MOST_NAMED:
        lines.append(f"{'':<22}and {len(addresses) - _MOST_NAMED} more, all linked from the portal")
    try:
        accounts = environment.demo_accounts.read_text(encoding="utf-8").rstrip()
    except OSError:
        accounts = ""
    if accounts:
        lines += ["", *(f"  {line}".rstrip() for line in accounts.splitlines())]
    return "\n".join([*lines, "", f"  Data is kept in {environment.data}. Ctrl-C ends everything.", ""])
