"""Day 31: a site that is still offline after the longest time is a finding (9.3)."""

import hashlib
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from jiyue.platform.findings import actions as findings
from jiyue.platform.findings.models import Finding
from jiyue.platform.procedures.models import Case
from jiyue.platform.register.addresses import site_address
from jiyue.rulebook import offline, parameters

CHECK = "offline-overdue"


def fingerprint(case: Case) -> str:
    """What makes this case's overdue the same thing on every day."""
    return hashlib.sha256(f"{CHECK}:{case.pk}".encode()).hexdigest()


def last_day(case: Case) -> date | None:
    """The last day on which the site may still be offline; None before it went."""
    if case.began_on is None:
        return None
    return offline.last_day(case.began_on, on=case.started_on, city=settings.JIYUE_PARAMETER_SET)


def sight(case: Case, *, at: datetime, today: date) -> Finding | None:
    """Open or count the finding when the longest time is over; None while it is not."""
    last = last_day(case)
    if last is None or today <= last:
        return None
    days = (today - case.began_on).days if case.began_on else 0
    longest = parameters.get("offline-max-days", city=settings.JIYUE_PARAMETER_SET, on=case.started_on)
    sighting = findings.Sighting(
        check_id=CHECK,
        clause=offline.CLAUSE,
        fingerprint=fingerprint(case),
        url=f"{site_address(case.site)}/",
        message=_("临时下线已 %(days)d 天，最迟应于 %(last)s 恢复（案件 %(number)s）。")
        % {"days": days, "last": last, "number": case.number},
        why=_("临时下线时间不得超过规定天数，逾期未恢复影响群众查询和办事。"),
        remedy=_("请立即恢复运行，并在案件中登记恢复；不再运行的，走注销关停程序。"),
        rule_version=longest.version,
        evidence=(
            {
                "case": case.number,
                "began_on": str(case.began_on),
                "last_day": last.isoformat(),
                "seen_on": today.isoformat(),
            },
        ),
    )
    found, _is_new = findings.sight(site=case.site, column=None, sighting=sighting, at=at)
    return found
