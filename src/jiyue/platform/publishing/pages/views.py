"""The view models of the public theme: plain data, so that a template can not reach the database."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class NavItem:
    title: str
    url: str
    is_current: bool = False
    children: tuple["NavItem", ...] = ()


@dataclass(frozen=True)
class SiteView:
    """Header and footer of every page of a site (standards §2.5, 8.4)."""

    key: str
    name: str
    english_name: str
    kind: str
    level: str
    domain: str
    chinese_domain: str
    site_code: str
    icp_number: str
    police_number: str
    police_record_code: str
    host_name: str
    undertaker_name: str
    operator_name: str
    address: str
    postcode: str
    phone: str
    is_ipv6: bool
    mark: str
    template: str
    is_grey: bool
    is_demonstration: bool
    nav: tuple[NavItem, ...]
    portal: Link | None
    error_report_url: str
    home_url: str = "/"
    mark_url: str = ""
    languages: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ItemView:
    """One line in a list."""

    title: str
    url: str
    published_on: date
    published_at: datetime
    source: str = ""
    summary: str = ""
    image_url: str = ""
    image_alt: str = ""
    document_number: str = ""
    has_interpretation: int = 0
    kind_label: str = ""
    is_external: bool = False
    validity: str = ""


@dataclass(frozen=True)
class BlockView:
    title: str
    url: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True)
class PairView:
    policy: ItemView
    readings: tuple[ItemView, ...]


@dataclass(frozen=True)
class NoticeView:
    kind_label: str
    title: str
    url: str
    days_left: int | None


@dataclass(frozen=True)
class AnswerView:
    title: str
    kind_label: str
    unit: str
    workdays: int
    url: str
    answered_on: date


@dataclass(frozen=True)
class InteractionView:
    """The public figures of the messages of a site (32.8); averages in workdays, None without an answered message."""

    received: int
    answered: int
    average_workdays: Decimal | None
    overdue: int
    answers: tuple[AnswerView, ...]
    consultations: tuple[ItemView, ...]
    columns: tuple[Link, ...]
    period_label: str


@dataclass(frozen=True)
class ColumnView:
    title: str
    description: str
    category_label: str
    cycle_label: str
    url: str


@dataclass(frozen=True)
class FileView:
    name: str
    url: str
    type_label: str
    size_label: str


@dataclass(frozen=True)
class ArticleView:
    title: str
    subtitle: str
    body_html: str
    published_at: datetime
    source: str
    source_url: str
    author: str
    editor_name: str
    unit_name: str
    kind: str
    url: str
    meta: tuple[tuple[str, str], ...]
    attachments: tuple[FileView, ...]
    outline: tuple[Link, ...]
    interpretations: tuple[ItemView, ...]
    interprets: tuple[ItemView, ...]
    related: tuple[ItemView, ...]
    archived_on: date | None
    content_hash: str
    edition_number: int
    withdrawn: bool = False


@dataclass(frozen=True)
class ListPage:
    """One chunk of a column's list and the way to its neighbours."""

    items: tuple[ItemView, ...]
    total: int
    newer_url: str
    older_url: str
    first_url: str
    range_label: str


@dataclass
class Reading:
    """What one page read while it was made: the tags by which it is made anew when one of them changes."""

    tags: set[str] = field(default_factory=set)

    def note(self, kind: str, key: object) -> None:
        """Note one thing read, for example ("resource", 12)."""
        self.tags.add(f"{kind}:{key}")
