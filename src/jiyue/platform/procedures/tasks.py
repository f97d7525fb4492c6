"""Carrying out what a case brings, in the background: ids in, safe to run twice."""

import logging

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from jiyue.platform.audit import trail
from jiyue.platform.procedures.effects import EFFECTS
from jiyue.platform.procedures.models import APPROVED_STATES, Case, CaseState
from jiyue.platform.procedures.standing import procedure_of

log = logging.getLogger(__name__)

# Which moments of the rulebook's effects have come in each state.
MOMENTS = {
    CaseState.APPROVED: ("approval",),
    CaseState.RUNNING: ("approval", "start"),
    CaseState.DONE: ("approval", "start", "restore"),
}


def due(case: Case) -> list[str]:
    """The names of the effects whose moment has come and that are not done, in their order."""
    procedure = procedure_of(case)
    moments = MOMENTS.get(CaseState(case.state), ())
    return [name for moment in moments for name in procedure.effects_at(moment) if name not in case.effects_done]


@task
def carry_out(case_id: int) -> list[str]:
    """Do what is due in a case, one effect after the other; return those that were new.

    Each is marked in the transaction that does it, so a crash costs at most the one under way, and a retry ends the work.
    """
    done: list[str] = []
    while True:
        with transaction.atomic():
            case = (
                Case.objects.select_for_update(of=("self",))
                .select_related("site__host", "applicant_unit")
                .get(pk=case_id)
            )
            left = due(case)
            if not left:
                return done
            name = left[0]
            EFFECTS[name](case, timezone.localdate())
            case.effects_done = [*case.effects_done, name]
            case.save(update_fields=["effects_done"])
            trail.record("case-effect", case, by=None, unit=case.applicant_unit, data={"effect": name})
        done.append(name)
        log.info("%s: %s", case.number, name)


def unfinished() -> list[int]:
    """The approved cases that still have something due, for the sweep after a crash."""
    return [
        case.pk
        for case in Case.objects.filter(state__in=APPROVED_STATES).select_related("site__competent_unit", "site__host")
        if due(case)
    ]
