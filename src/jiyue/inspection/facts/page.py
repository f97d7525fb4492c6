"""A page as a snapshot: everything that the checks may ask of it, read once, frozen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from msgspec import Struct

from jiyue.inspection.facts.article import Article, read_article, read_source
from jiyue.inspection.facts.dates import parse_instant, published_text
from jiyue.inspection.facts.document import Document
from jiyue.inspection.facts.footer import Marks, is_site_map, read_header, read_marks
from jiyue.inspection.facts.gates import standing
from jiyue.inspection.facts.labels import Label, as_mapping, read_labels
from jiyue.inspection.facts.lists import ListFacts, read_lists
from jiyue.inspection.facts.parts import Anchor
from jiyue.inspection.fetch.charset import decode
from jiyue.inspection.fetch.urls import Links, Resolver, host_of
from jiyue.patterns import late_pattern

_ATTACHMENTS = frozenset((
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "ofd", "zip", "rar", "7z", "csv", "txt", "mp4", "mp3",
))  # fmt: skip
_IMAGES = frozenset(("jpg", "jpeg", "png", "gif", "bmp", "webp", "svg", "ico"))
_TIME_METAS = (
    "publishdate",
    "pubtime",
    "publishtime",
    "publish-date",
    "article:published_time",
    "og:article:published_time",
    "dc.date",
    "createdate",
    "firstpublishedtime",
    "date",
)
_REFRESH = late_pattern(r"\d+\s*[;,]\s*url\s*=\s*[\"']?\s*([^\"'>]+)", re.IGNORECASE)
_SCRIPT_JUMP = late_pattern(
    r"(?:window|document|top|self)?\.?location(?:\.href)?\s*=\s*[\"']([^\"']{1,300})[\"']|location\.(?:replace|assign)\([\"']([^\"']{1,300})[\"']\)"
)
_KINDS = {"img": "image", "script": "script", "iframe": "frame", "frame": "frame"}
_PAGE_ENDS = ("/", ".html", ".htm", ".shtml", ".jsp", ".aspx", ".php")
_SHORT = 2000


class Link(Struct, frozen=True, gc=False):
    """A reference of a page: resolved address, kind, and its number in the document, which is asked for its text and place when somebody wants them.

    What no element of the page makes, as a refresh, has a text of its own in the place of a document.
    """

    url: str
    kind: str
    number: int
    source: Document | str

    @property
    def text(self) -> str:
        """Its text as it stands in the markup; of a picture what is written for it, of a `link` element its `rel`."""
        return self.source if isinstance(self.source, str) else self.source.text_of(self.number)

    @property
    def place(self) -> str:
        """The part of the page in which it stands: "main", "header", "footer", or "head" for what the page does by itself."""
        return "head" if isinstance(self.source, str) else self.source.place_of(self.number)


@dataclass(frozen=True, kw_only=True)
class Page:
    """The facts of one page, from one parse. Those that few checks ask for (`marks`, `lists`, `article`…) are read when asked, once.

    `others` are the links without plain links to pages: what the page loads, shows and offers, and what its address does not tell. `raw` is the markup in bytes in which ASCII stands as such.
    """

    url: str
    markup: str
    raw: bytes
    charset: str
    title: str
    labels: tuple[Label, ...]
    links: tuple[Link, ...]
    others: tuple[Link, ...]
    link_total: int
    text: str
    published_text: str
    published_at: datetime | None
    jump: str
    resolved: Links
    metas: Mapping[str, str]
    document: Document

    @cached_property
    def label(self) -> Mapping[str, str]:
        """The content of each label by its exact name."""
        return as_mapping(self.labels)

    @cached_property
    def standing(self) -> frozenset[bytes]:
        """Which of the words that open the way to costly expressions (`facts.gates`) stand in the markup."""
        return standing(self.raw)

    @cached_property
    def source(self) -> str:
        """Where the page says its text comes from."""
        return read_source(self.metas, self.text)

    @cached_property
    def marks(self) -> Marks:
        """The marks of the page's foot."""
        site_map = next((link.url for link in self.links if is_site_map(link.text, link.url)), "")
        return read_marks(self.document, self.markup, self.text, site_map)

    @cached_property
    def lists(self) -> ListFacts:
        """The lists of the page."""
        return read_lists(self.document, self.resolved, markup=self.markup, text=self.text)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """What the page's head shows that may be the site's name."""
        return (self.title, *read_header(self.document))

    @cached_property
    def article(self) -> Article:
        """What the page says of itself as an article."""
        return read_article(self.document, self.metas, self.title, self.text)


def read_page(url: str, body: bytes, *, content_type: str, resolver: Resolver, max_links: int = 5000) -> Page:
    """Read the facts of a page from the bytes that `url` answered with."""
    markup, charset = decode(body, content_type)
    document = Document(markup)
    metas = document.metas()
    labels = read_labels(metas)
    resolved = resolver.of_page(_base(url, document.base(), resolver))
    anchors, total = document.anchors(max_links)
    links, others = _links(document, anchors, resolved)
    title = document.title()
    text = document.text()
    by_name = {name.lower(): content for name, content in reversed(metas) if content}
    published = _published(by_name, document, text)
    return Page(
        url=url, markup=markup, raw=markup.encode("utf-8", "replace") if charset.startswith("utf-16") else body, charset=charset, title=title, labels=labels, links=links, others=others, link_total=total, text=text,
        published_text=published, published_at=parse_instant(published) if published else None,
        jump=_jump(metas, markup, text, resolved), resolved=resolved, metas=by_name, document=document,
    )  # fmt: skip


def _published(metas: Mapping[str, str], document: Document, text: str) -> str:
    """When the page says it was published: its label, what a visitor reads, other metas, a `time` element."""
    label = metas.get("pubdate", "")
    if label and parse_instant(label):
        return label
    if seen := published_text(text):
        return seen
    others = (metas.get(name, "") for name in _TIME_METAS)
    return next((value for value in others if value and parse_instant(value)), "") or document.time() or label


def _base(url: str, base: str, resolver: Resolver) -> str:
    return (resolver.of_page(url).resolve(base) or url) if base else url


def _links(document: Document, anchors: list[Anchor], resolved: Links) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """All links, and those of them that are no plain links to pages."""
    found: list[Link] = []
    others: list[Link] = []
    for number, url in enumerate(resolved.resolve_all(anchors)):
        if url is None:
            continue
        tag, _, rel = anchors[number]
        if tag == "a" and url.endswith(_PAGE_ENDS):
            found.append(Link(url, "page", number, document))
        elif kind := _kind(tag, url, rel):
            link = Link(url, kind, number, document)
            found.append(link)
            others.append(link)
    return tuple(found), tuple(others)


def _kind(tag: str, url: str, rel: str) -> str:
    """The kind of a reference; empty when it loads nothing, as a `link` to another edition."""
    if tag in {"a", "area"}:
        return _kind_of_link(url)
    if tag == "link":
        return "style" if "stylesheet" in rel or "icon" in rel else ""
    return _KINDS.get(tag, "media")


@lru_cache(maxsize=8192)
def _kind_of_link(url: str) -> str:
    endings = {part.rpartition(".")[2].lower() for part in (url, url.partition("?")[0])}
    if not endings.isdisjoint(_ATTACHMENTS):
        return "attachment"
    return "page" if endings.isdisjoint(_IMAGES) else "image"


def _jump(metas: list[tuple[str, str]], markup: str, text: str, resolved: Links) -> str:
    """Where a page sends its visitor by itself: a refresh, or a script on a page that has nothing else."""
    for name, content in metas:
        if name.lower() == "refresh" and (found := _REFRESH.search(content)):
            return resolved.resolve(found[1].strip()) or ""
    if len(markup) < _SHORT and len(text.strip()) < 100 and (script := _SCRIPT_JUMP.search(markup)):
        return resolved.resolve(script[1] or script[2]) or ""
    return ""


def is_on(url: str, hosts: frozenset[str]) -> bool:
    """Whether an address lies on one of the hosts."""
    return host_of(url) in hosts
