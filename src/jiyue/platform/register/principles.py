"""What the measures rule out in principle, asked of the ledger of exceptions: refused, or let through under a grant (R1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiyue.platform.kernel.refusals import Refusal
from jiyue.platform.organisations.models import Level, Unit, UnitKind
from jiyue.platform.organisations.policy import Act
from jiyue.platform.organisations.roles import Role
from jiyue.platform.register.models import EXISTING_STATES, GrantedException, Site, SiteKind
from jiyue.rulebook import in_principle
from jiyue.rulebook.in_principle import Grant, Principle

# Who the rulebook calls entitled → the act of the permission policy, and the role that holds it.
ACTS = {"office": Act.GRANT_EXCEPTION, "head": Act.GRANT_OWN_EXCEPTION}
ROLES = {"office": Role.OFFICE, "head": Role.HEAD}
# The clauses that speak of one site; the others speak of a unit.
SITE_CLAUSES = frozenset({"9.8", "10.2"})
# The clauses under which a unit may want more than one exception, and what tells these apart.
MATTERS: dict[str, str | Promise] = {
    "7.1": _("拟开设网站的名称"),
    "7.4": _("重大活动或专项工作的名称"),
    "11.8": _("业务系统或办事平台的名称"),
    "32.4": _("稿源单位的名称"),
}
# Units that in principle have no site of their own (7.3).
WITHOUT_SITE = frozenset({UnitKind.TOWNSHIP, UnitKind.COUNTY_DEPARTMENT})


@dataclass(frozen=True)
class Subject:
    """What an exception is about: a clause, and a unit or one site of it; for some clauses a matter by its name."""

    clause: str
    unit: Unit
    site: Site | None = None
    matter: str = ""

    @property
    def answerable_unit(self) -> Unit:
        """The unit that answers for it: the site's host, else the unit itself (4.6)."""
        return self.site.host if self.site else self.unit


def principle(clause: str) -> Principle:
    """What the rulebook says of a clause; raises KeyError for one that does not say “in principle”."""
    return in_principle.all()[clause]


def act(clause: str) -> Act:
    """The act of the policy that grants and revokes exceptions from a clause."""
    return ACTS[principle(clause).entitled]


def subject_of(clause: str, *, unit: Unit, site: Site | None = None, matter: str = "") -> Subject:
    """The subject by which a clause counts its exceptions; what the clause does not ask for is left out."""
    about_site = site if clause in SITE_CLAUSES else None
    return Subject(clause, about_site.unit if about_site else unit, about_site, matter if clause in MATTERS else "")


def in_force(subject: Subject, on: date) -> GrantedException | None:
    """The exception that holds for a subject on a day."""
    held = GrantedException.objects.about(
        subject.clause, unit=subject.unit, site=subject.site, matter=subject.matter
    ).in_force(on)
    return held.prefetch_related("consents").order_by("pk").first()


def as_grant(exception: GrantedException) -> Grant:
    """An exception in the terms of the rulebook."""
    entitled = next((name for name, role in ROLES.items() if role == exception.granted_role), exception.granted_role)
    return Grant(entitled, exception.reason, tuple(consent.role for consent in exception.consents.all()))


def refusals(subjects: Iterable[Subject], *, on: date) -> list[Refusal]:
    """Why what each subject stands for may not be; empty when every one has an exception that holds on a day (R1)."""
    found = []
    for subject in subjects:
        held = in_force(subject, on)
        said = in_principle.refusals(subject.clause, as_grant(held) if held else None)
        found += [Refusal(one.sentence, one.clause, one.remedy, way(subject)) for one in said]
    return found


def way(subject: Subject) -> str:
    """Where an exception for a subject is granted, or where one reads who may grant it."""
    asked = {"clause": subject.clause, "unit": subject.unit.key, "matter": subject.matter}
    if subject.site:
        asked["site"] = subject.site.key
    known = {name: value for name, value in asked.items() if value}
    return f"{reverse('register:new-exception')}?{urlencode(known)}"


def facts(site: Site) -> dict[str, bool]:
    """What the ledger knows of a site that clauses rule out in principle, by the names of the rulebook's procedures."""
    others = Site.objects.filter(unit=site.unit, state__in=EXISTING_STATES).exclude(pk=site.pk)
    return {
        "unit-has-no-site": not others.exists(),
        "unit-is-no-township-or-county-department": site.unit.kind not in WITHOUT_SITE,
        "site-is-no-portal": not (site.kind == SiteKind.PORTAL and site.level in (Level.CITY, Level.COUNTY)),
    }


def ruled_out(site: Site) -> list[Subject]:
    """What is ruled out in principle of a site to be entered: its host, that it is a second one, its unit's kind (4.6, 7.1, 7.3)."""
    known = facts(site)
    found = {
        "4.6": site.host_id != site.unit_id and site.host.kind != UnitKind.OFFICE,
        "7.1": not known["unit-has-no-site"],
        "7.3": not known["unit-is-no-township-or-county-department"],
    }
    return [subject_of(clause, unit=site.unit, site=site, matter=site.name) for clause, is_so in found.items() if is_so]


def ruled_out_of_closing(site: Site) -> list[Subject]:
    """What is ruled out in principle of closing a site: that it is a city's or a county's portal (9.8)."""
    return [] if facts(site)["site-is-no-portal"] else [Subject("9.8", site.unit, site)]
