"""What a site shows for an address that can not exist: on a host that answers everything, that is what a dead link looks like."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from jiyue.inspection.fetch.charset import decode
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange, Purpose
from jiyue.inspection.fetch.urls import origin_of
from jiyue.inspection.states import State

FAULT = "soft-404"
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,500})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_READ = 300_000
# Pages of one template share their menus; a page of its own has at least one word in ten that the other has not.
_ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class MissingPage:
    """The answer to an address that can not exist, of a host that calls it good. `home` are the addresses of the home page."""

    exchange: Exchange
    home: frozenset[str]
    title: str
    words: frozenset[str]

    @classmethod
    def of(cls, visit: Exchange, home: Exchange) -> "MissingPage | None":
        """The page that came for an address that can not exist; None where the host does not call it good."""
        if visit.state is not State.DONE or visit.status != 200:
            return None
        return cls(visit, frozenset({home.url, home.final_url}), *_gist(visit))

    def is_like(self, exchange: Exchange) -> bool:
        """Whether a visit ended where, or with what, the address that can not exist ended."""
        if exchange.state is not State.DONE or exchange.status != 200 or exchange.url in self.home:
            return False
        if self.exchange.hops and exchange.hops and exchange.final_url == self.exchange.final_url:
            return True
        if exchange.sha256 == self.exchange.sha256 and exchange.length:
            return True
        if not exchange.is_html:
            return False
        title, words = _gist(exchange)
        return title == self.title and len(words & self.words) >= _ALIKE * len(words | self.words)


async def ask_for_nothing(client: Client, home: Exchange, *, at: datetime) -> Exchange:
    """Ask for an address that can not exist.

    The address depends on host and instant of the run, so that none can prepare for it and evidence knows it again.
    """
    origin = origin_of(home.final_url)
    name = hashlib.sha256(f"{origin}{at.isoformat()}".encode()).hexdigest()[:16]
    return await client.visit(f"{origin}/{name}.html", pages_only=True, purpose=Purpose(FAULT))


def _gist(exchange: Exchange) -> tuple[str, frozenset[str]]:
    """Title and set of words of a page, the asked address left out."""
    markup, _ = decode(exchange.body[:_READ], exchange.header("content-type"))
    path = exchange.url[len(origin_of(exchange.url)) :]
    markup = markup.replace(exchange.url, "").replace(path, "") if len(path) > 1 else markup
    title = _TITLE.search(markup)
    return (" ".join(title[1].split()) if title else ""), frozenset(_WORD.findall(markup))
