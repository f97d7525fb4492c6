"""What is known of hosts: official ones, compromised services, places of parked domains; and which hosts belong together."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from jiyue.inspection.fetch.urls import host_of, name_of

# Names as they are registered for gambling and pornography by the thousand; a sign, no proof.
_SHADY = re.compile(
    r"(?:bet365|188bet|1xbet|manbetx|betway|bwin|fun88|yabo|yabovip|kaiyun|leyu|xinpujing|pujing|jiuyou|caipiao|casino|baccarat|lottery|slots?|poker|porn|xvideo|hentai|escort)"
    r"|(?:^|\.)(?:hth|ky|bob|ag|jdb|mk)\d{2,}|(?:^|\.)av\d{2,}"
)
_PUBLIC = frozenset({"gov.cn", "com.cn", "net.cn", "org.cn", "edu.cn", "ac.cn", "mil.cn"})


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("jiyue.inspection.checks").joinpath("data/hosts.toml").read_text("utf-8"))


@cache
def _official() -> frozenset[str]:
    return frozenset(_data()["official"])


@cache
def _compromised() -> dict[str, str]:
    return {row["host"]: row["why"] for row in _data()["compromised"]}


@cache
def _tools() -> frozenset[str]:
    return frozenset(_data()["tools"])


@cache
def _parking() -> frozenset[str]:
    return frozenset(_data()["parking"])


def _tails(host: str) -> Iterator[str]:
    """A name and all names above it: a.b.cn, b.cn, cn."""
    parts = host.split(".")
    return (".".join(parts[start:]) for start in range(len(parts)))


@lru_cache(maxsize=20_000)
def family(host: str) -> str:
    """The name that was registered, under which a host lies: qinghe.gov.cn of www.qinghe.gov.cn."""
    name = name_of(host)
    parts = name.split(".")
    if name[:1] == "[" or parts[-1].isdigit():
        return name
    return ".".join(parts[-3:] if ".".join(parts[-2:]) in _PUBLIC else parts[-2:])


@lru_cache(maxsize=20_000)
def is_official(host: str) -> bool:
    """Whether a host is a government's, or another that government sites are expected to link to."""
    return any(tail in _official() for tail in _tails(name_of(host)))


def is_foreign(url: str, page_host: str) -> bool:
    """Whether an address lies neither on the page's own registered name nor on an official host."""
    host = host_of(url)
    return host != page_host and family(host) != family(page_host) and not is_official(host)


@lru_cache(maxsize=20_000)
def why_compromised(host: str) -> str:
    """Why a host's code must not be loaded; empty when nothing is known against it."""
    return next((_compromised()[tail] for tail in _tails(name_of(host)) if tail in _compromised()), "")


@lru_cache(maxsize=20_000)
def is_tool(host: str) -> bool:
    """Whether a host is one that share buttons, browser advice and the old find-error entry lead to, as every maker's templates hide them."""
    return any(tail in _tools() for tail in _tails(name_of(host)))


def is_below(host: str, names: Sequence[str]) -> bool:
    """Whether a host is one of the names, or lies below one."""
    return bool(names) and any(tail in names for tail in _tails(name_of(host)))


@lru_cache(maxsize=20_000)
def is_parking(host: str) -> bool:
    """Whether a host shows parked domains."""
    return any(tail in _parking() for tail in _tails(name_of(host)))


@lru_cache(maxsize=20_000)
def looks_shady(host: str) -> bool:
    """Whether a name is of the kind that gambling and pornographic sites are registered under."""
    return not is_official(host) and _SHADY.search(name_of(host)) is not None
