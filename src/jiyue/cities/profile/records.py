"""What a city profile holds, as frozen records; every record that is not a fact about the real city says `demonstration`."""

from dataclasses import dataclass
from datetime import time

from jiyue.rulebook import identifiers


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the city or of a county. `verified` is about the name; `source` says where it was seen."""

    key: str
    name: str
    short_name: str
    kind: str
    level: str
    parent: str
    division_code: str
    has_administrative_functions: bool
    has_service_function: bool
    roles: tuple[str, ...]
    subdomain: str
    portal_domain: str
    verified: bool
    source: str
    note: str
    address: str
    phone: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Site:
    """One government website. `unit` is whose site it is, `host` the Host (4.6), `competent_unit` the one of 4.8."""

    key: str
    unit: str
    host: str
    undertaker: str
    operator: str
    competent_unit: str
    name: str
    english_name: str
    kind: str
    level: str
    domain: str
    chinese_domain: str
    site_code: str
    icp_number: str
    police_number: str
    mark: str
    on_platform: bool
    template: str
    state: str
    code_document: str
    demonstration: bool

    @property
    def police_record_code(self) -> str:
        """The 14 digits of the police filing number, or an empty string."""
        return identifiers.police_record_code(self.police_number)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a site with its update cycle in days, responsible unit, A person (`owner`) and B person (32.2)."""

    site: str
    key: str
    path: str
    title: str
    parent: str
    column_type: str
    category: str
    cycle_days: int | None
    fed_by: str
    unit: str
    owner: str
    deputy: str
    description: str
    keywords: tuple[str, ...]
    in_navigation: bool
    order: int


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person. `site` is empty for officials of supervising and co-regulating units."""

    key: str
    name: str
    login: str
    unit: str
    site: str
    roles: tuple[str, ...]
    post: str
    phone: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One demonstration item, dated relative to the day of seeding; texts hold date marks that `dating.fill` resolves."""

    key: str
    site: str
    column: str
    unit: str
    kind: str
    title: str
    summary: str
    body_html: str
    source: str
    author: str
    editor: str
    reviewer: str
    days_ago: int
    at: time
    keywords: tuple[str, ...]
    document_number: str
    genre: str
    topic: str
    signed_days_before: int | None
    interpretation_need: str
    interprets: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Message:
    """One invented citizen message; `answered_after` counts workdays, None while it is open."""

    key: str
    site: str
    unit: str
    kind: str
    theme: str
    title: str
    text: str
    received_days_ago: int
    at: time
    transferred_from: tuple[str, ...]
    answer: str
    answered_after: int | None
    is_public: bool
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the portal to a site outside the city."""

    group: str
    title: str
    url: str
    order: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault: which check finds it, where it is, what is seen there and how it is corrected."""

    key: str
    check: str
    clause: str
    site: str
    column: str
    item: str
    place: str
    excerpt: str
    correction: str


@dataclass(frozen=True, slots=True)
class City:
    """A whole profile. Keys of units, sites, people, items and messages are unique in the city, of columns in their site."""

    key: str
    name: str
    english_name: str
    province: str
    division_code: str
    area_code: str
    postcode: str
    domain: str
    parameter_set: str
    units: tuple[Unit, ...]
    sites: tuple[Site, ...]
    columns: tuple[Column, ...]
    people: tuple[Person, ...]
    items: tuple[Item, ...]
    messages: tuple[Message, ...]
    links: tuple[Link, ...]
    faults: tuple[Fault, ...]

    def unit(self, key: str) -> Unit:
        """Return the unit with this key; raises KeyError when there is none."""
        return _one(self.units, key)

    def site(self, key: str) -> Site:
        """Return the site with this key; raises KeyError when there is none."""
        return _one(self.sites, key)

    def person(self, key: str) -> Person:
        """Return the person with this key; raises KeyError when there is none."""
        return _one(self.people, key)

    def item(self, key: str) -> Item:
        """Return the item with this key; raises KeyError when there is none."""
        return _one(self.items, key)

    def columns_of(self, site: str) -> tuple[Column, ...]:
        """The columns of a site in the order of its navigation, parents before their children."""
        return tuple(sorted((c for c in self.columns if c.site == site), key=lambda c: (c.path.count("/"), c.order)))

    def items_of(self, site: str, column: str) -> tuple[Item, ...]:
        """The items of a column, newest first."""
        found = [item for item in self.items if item.site == site and item.column == column]
        return tuple(sorted(found, key=lambda item: (item.days_ago, item.key)))

    def people_of(self, site: str) -> tuple[Person, ...]:
        """Everybody who holds a post on a site."""
        return tuple(person for person in self.people if person.site == site)

    def units_with(self, role: str) -> tuple[Unit, ...]:
        """The units that hold a role of chapter 2, at both levels."""
        return tuple(unit for unit in self.units if role in unit.roles)


def _one[Keyed: (Unit, Site, Person, Item)](records: tuple[Keyed, ...], key: str) -> Keyed:
    for record in records:
        if record.key == key:
            return record
    raise KeyError(key)
