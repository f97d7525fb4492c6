"""Words without which a costly expression need not be tried: all of them looked for in a page's bytes at once."""

import threading
from functools import cache
from importlib import import_module, util

from jiyue.inspection.facts.hiding import BY_SCRIPT, WRITE
from jiyue.textcheck.compiled import database

# What is common to a miner's name however it is capitalised; "webminepool" without the end that many words have too.
MINERS = (b"oinhive", b"oinHive", b"oin-hive", b"ryptonight", b"ryptoNight", b"oinimp", b"oinImp", b"webminep")
# An announced feed, as makers write it; "+xml" alone stands in every page of XHTML.
FEEDS = (b"rss+xml", b"atom+xml", b"RSS+xml", b"Atom+xml")
WORDS = (
    *MINERS, *BY_SCRIPT, WRITE, b"document.referrer", b"navigator.userAgent", b"eval(", b"fromCharCode", b"\\x", b"location", *FEEDS,
)  # fmt: skip


_HAS_HYPERSCAN = util.find_spec("hyperscan") is not None


def standing(raw: bytes) -> frozenset[bytes]:
    """Which of the words stand in a page. One pass of Hyperscan where it is installed; without it each word is sought."""
    return _Pass.shared().standing(raw) if _HAS_HYPERSCAN else frozenset(word for word in WORDS if word in raw)


class _Pass:
    """The words as patterns, each reported once a page."""

    def __init__(self) -> None:
        patterns = ["".join(f"\\x{byte:02x}" for byte in word).encode() for word in WORDS]
        self._database = database(patterns, [import_module("hyperscan").HS_FLAG_SINGLEMATCH] * len(WORDS))
        self._lock = threading.Lock()

    @staticmethod
    @cache
    def shared() -> "_Pass":
        return _Pass()

    def standing(self, raw: bytes) -> frozenset[bytes]:
        found: list[bytes] = []
        with self._lock:  # a database's scratch space serves one scan at a time
            self._database.scan(raw, match_event_handler=lambda index, *_: found.append(WORDS[index]))
        return frozenset(found)
