"""Units, people, sites and columns from a city profile into the ledgers."""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from jiyue.cities.profile import City
from jiyue.platform.organisations.models import Appointment, Person, Unit
from jiyue.platform.organisations.roles import HOSTING, SUPERVISING
from jiyue.platform.publishing import site_tree
from jiyue.platform.register.actions import enter_site
from jiyue.platform.register.models import Column, OutsideLink, Site

EDITOR_GROUP = "编辑器使用人员"


@transaction.atomic
def seed_units(city: City) -> dict[str, Unit]:
    """The units of the city and its counties, parents first."""
    held = {unit.key: unit for unit in Unit.objects.all()}
    for record in sorted(city.units, key=lambda unit: (bool(unit.parent), unit.level == "county")):
        if record.key in held:
            continue
        held[record.key] = Unit.objects.create(
            key=record.key,
            name=record.name,
            short_name=record.short_name,
            kind=record.kind,
            level=record.level,
            parent=held.get(record.parent),
            division_code=record.division_code,
            has_administrative_functions=record.has_administrative_functions,
            has_service_function=record.has_service_function,
            phone=record.phone,
            address=record.address,
            is_verified=record.verified,
            source=record.source,
        )
    return held


@transaction.atomic
def seed_people(city: City, units: dict[str, Unit], *, password: str, today: date) -> dict[str, Person]:
    """The invented people, each with a personal account and the appointments of their posts."""
    group, _created = Group.objects.get_or_create(name=EDITOR_GROUP)
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    held = {person.username: person for person in Person.objects.all()}
    hashed = make_password(password) if any(record.login not in held for record in city.people) else ""
    by_key: dict[str, Person] = {}
    unit_roles = {unit.key: unit.roles for unit in city.units}
    appointments: list[Appointment] = []
    editors: list[Person] = []
    for record in city.people:
        person = held.get(record.login)
        if person is None:
            person = Person(
                username=record.login, name=record.name, phone=record.phone, is_demonstration=True, password=hashed
            )
            person.save()
            roles = (
                [role for role in unit_roles[record.unit] if role in SUPERVISING]
                if "official" in record.roles
                else [role for role in record.roles if role in HOSTING]
            )
            appointments += [
                Appointment(
                    person=person,
                    unit=units[record.unit],
                    role=role,
                    title=record.post,
                    starts_on=today - timedelta(days=400),
                )
                for role in roles
            ]
            editors.append(person)
        by_key[record.key] = person
    Appointment.objects.bulk_create(appointments)
    group.user_set.add(*editors)
    return by_key


@transaction.atomic
def seed_sites(city: City, units: dict[str, Unit], people: dict[str, Person], *, today: date) -> dict[str, Site]:
    """The sites with their columns and page trees."""
    held = {site.key: site for site in Site.objects.all()}
    for record in city.sites:
        if record.key in held:
            continue
        host = units[record.host]
        site = Site(
            key=record.key,
            unit=units[record.unit],
            host=host,
            competent_unit=units.get(record.competent_unit),
            name=record.name,
            english_name=record.english_name,
            kind=record.kind,
            level=record.level,
            domain=record.domain,
            chinese_domain=record.chinese_domain,
            site_code=record.site_code,
            icp_number=record.icp_number,
            police_number=record.police_number,
            mark=record.mark,
            mark_certificate=f"{record.site_code}{0:022d}" if record.mark and record.demonstration else "",
            undertaker_name=units[record.undertaker].name if record.undertaker in units else record.undertaker,
            operator_name=units[record.operator].name if record.operator in units else record.operator,
            address=host.address,
            postcode=city.postcode,
            phone=host.phone,
            is_on_platform=record.on_platform,
            supports_ipv6=True,
            template=record.template,
            state=record.state,
            opened_on=today - timedelta(days=1200),
            is_demonstration=record.demonstration,
        )
        enter_site(site=site, by=None, today=today)
        held[record.key] = site
        _seed_columns(city, site, units, people)
        site_tree.mirror(site)
    portal = next((site for site in held.values() if site.kind == "portal" and site.level == "city"), None)
    if portal is not None and not portal.outside_links.exists():
        OutsideLink.objects.bulk_create(
            [
                OutsideLink(site=portal, title=link.title, url=link.url, position=link.order)
                for link in city.links
                if link.group == "upper"
            ]
        )
    return held


def _seed_columns(city: City, site: Site, units: dict[str, Unit], people: dict[str, Person]) -> None:
    made: dict[str, Column] = {}
    for record in city.columns_of(site.key):
        made[record.key] = Column.objects.create(
            site=site,
            parent=made.get(record.parent),
            key=record.key,
            path=record.path,
            title=record.title,
            column_type=record.column_type,
            category=record.category,
            cycle_days=record.cycle_days,
            responsible_unit=units[record.unit],
            person_a=people.get(record.owner),
            person_b=people.get(record.deputy),
            description=record.description,
            keywords="，".join(record.keywords),
            fed_by=record.fed_by,
            is_in_navigation=record.in_navigation,
            position=record.order,
        )
