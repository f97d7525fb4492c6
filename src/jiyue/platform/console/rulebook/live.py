"""What a clause comes to in the city now: judgements and findings, only for those who oversee it (4.9, 38.1)."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.findings.models import Finding
from jiyue.platform.monitoring.facts import city_facts
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.rulebook import effects
from jiyue.rulebook.verdicts import Outcome

JUDGED = frozenset({"18.1", "19.1", "19.2", "19.4", "19.5", "19.7", "13.3"})
TONES = ((Outcome.VIOLATED, "bad"), (Outcome.UNDECIDED, "info"), (Outcome.MET, "ok"))


def live_effect(clause_id: str, person: Person | AnonymousUser, *, now: datetime) -> dict[str, Any] | None:
    """How many things meet, violate or leave a clause undecided today; None for everybody who may not see the city."""
    if not isinstance(person, Person) or not policy.may(person, policy.Act.SEE_DASHBOARD):
        return None
    findings = Finding.objects.open_to(person).counted().filter(clause=clause_id)
    sites = findings.values("site").distinct().count()
    return {
        "counts": _judged(clause_id, now) if clause_id in JUDGED else [],
        "findings": findings.count(),
        "finding_sites": sites,
        "set_id": settings.JIYUE_PARAMETER_SET,
    }


def _judged(clause_id: str, now: datetime) -> list[dict[str, Any]]:
    facts = effects.read_facts(city_facts(now=now))
    found: Counter[Outcome] = Counter()
    places: dict[Outcome, set[str]] = {outcome: set() for outcome in Outcome}
    for site in facts:
        for each in effects.judgements(site, settings.JIYUE_PARAMETER_SET, on=timezone.localdate(now)):
            if each.clause == clause_id:
                found[each.outcome] += 1
                places[each.outcome].add(site.site)
    return [
        {
            "label": outcome.label,
            "tone": tone,
            "count": found[outcome],
            "text": _("涉及 %(sites)d 个网站") % {"sites": len(places[outcome])},
        }
        for outcome, tone in TONES
    ]
