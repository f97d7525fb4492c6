"""The hash that binds an audit entry to the one before it."""

import hashlib
import json
from typing import Any

GENESIS = "0" * 64


def link(previous: str, content: dict[str, Any]) -> str:
    """Hash one entry's content together with the hash before it (SHA-256, canonical JSON, 64 hex digits)."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()
