"""Starting rounds of inspection."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.monitoring import tasks
from jiyue.platform.monitoring.models import OPEN_STATES, Round, SiteRun, Trigger
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Site, SiteState


@transaction.atomic
def start_round(*, sites: Iterable[Site], by: Person | None, trigger: Trigger) -> Round:
    """Start inspecting some sites; a site in an approved pause or already under inspection is left out (C12).

    `by` is None for the timetable. Hosts may ask for the re-inspection of their own site. Raises Refused when nothing is left.
    """
    chosen = list(sites)
    if by is not None:
        for site in chosen:
            if trigger != Trigger.REINSPECTION or not policy.may(by, policy.Act.ANSWER_ORDER, site.host):
                policy.require(by, policy.Act.START_INSPECTION, site.host)
    busy = set(SiteRun.objects.filter(state__in=OPEN_STATES).values_list("site_id", flat=True))
    ready = [site for site in chosen if site.pk not in busy and site.state in (SiteState.ONLINE, SiteState.CLOSING)]
    if not ready:
        raise Refused(Refusal(_("没有可以监测的网站：都在监测中或处于批准的下线期。"), "33.1", _("请稍后再试。")))
    made = Round.objects.create(trigger=trigger, started_by=by, started_at=timezone.now())
    for site in ready:
        run = SiteRun.objects.create(round=made, site=site)
        tasks.inspect_site.enqueue(run.pk)
    trail.record("round-started", made, by=by, data={"sites": [site.key for site in ready], "trigger": str(trigger)})
    return made
