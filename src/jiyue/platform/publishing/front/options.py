"""What the operator tells the front: where the tree lies, whom it hands the rest to, and how much it bears."""

from dataclasses import dataclass
from pathlib import Path

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds against clients that ask too much or too slowly; seconds and bytes."""

    head_bytes: int = 32 * KILOBYTE
    body_bytes: int = 128 * MEGABYTE
    connections: int = 4096
    head_s: float = 15
    idle_s: float = 60
    stalled_s: float = 30
    application_s: float = 60
    remembered_bytes: int = 128 * MEGABYTE
    remembered_file_bytes: int = MEGABYTE


@dataclass(frozen=True, slots=True)
class Options:
    """`application` is a path of a unix socket or "host:port"; a host in `application_hosts` is answered by it alone."""

    baked: Path
    static: Path
    application: str
    application_hosts: frozenset[str] = frozenset()
    dynamic: frozenset[str] = frozenset({"search", "messages"})
    home: str = ""
    scheme: str = "http"
    is_logging: bool = False
    limits: Limits = Limits()
