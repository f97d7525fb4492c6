"""Forms of pages: what a maker's template needs, and what of the truth it shows to a visitor."""

from dataclasses import dataclass, field
from datetime import datetime
from string import Template


@dataclass(frozen=True)
class Site:
    name: str
    host_name: str
    domain: str
    code: str
    icp: str
    police: str
    chinese_domain: str
    phone: str


@dataclass(frozen=True)
class Story:
    title: str
    at: datetime
    source: str
    author: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Foot:
    """A foot, and which marks it shows."""

    markup: str
    shows: frozenset[str] = frozenset({"code", "icp", "police", "host", "conac", "find", "contact"})


@dataclass(frozen=True)
class ArticleForm:
    """`stamp` is the time as the page writes it; `precise` whether it tells the hour. `labels` are all, site or none."""

    name: str
    markup: str
    stamp: str = "%Y-%m-%d %H:%M"
    precise: bool = True
    shows: frozenset[str] = frozenset({"time", "source"})
    labels: str = "all"
    charset: str = "utf-8"
    path: str = "/zwgk/%Y%m/t%Y%m%d_{n}.html"
    paragraph: str = "<p>{}</p>"
    wide_digits: bool = False


@dataclass(frozen=True)
class ListForm:
    """`row` holds $$href, $$title, $$short and $$day; `day` is the date's form, "" where the rows show none."""

    name: str
    markup: str
    row: str
    day: str = "%Y-%m-%d"
    labels: str = "all"
    charset: str = "utf-8"
    path: str = "/zwgk/gzdt/index.html"
    href: str = "./%Y%m/t%Y%m%d_{n}.html"
    every: int = 0
    between: str = ""
    cut_at: int = 0
    wide_digits: bool = False
    shows_entries: bool = True


@dataclass(frozen=True)
class Maker:
    name: str
    foot: Foot
    navigation: str
    articles: tuple[ArticleForm, ...]
    lists: tuple[ListForm, ...]
    home: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def fill(markup: str, **values: str) -> str:
    return Template(markup).safe_substitute(values)


def stamp(form: str, at: datetime, *, wide: bool = False) -> str:
    """A time in a form; %-m and the like give numbers without a leading zero."""
    text = at.strftime(form)
    return text.translate({ord("0") + n: ord("０") + n for n in range(10)}) if wide else text
