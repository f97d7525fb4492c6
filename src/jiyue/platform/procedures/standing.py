"""A case as the rulebook's engine sees it, and who a person is in it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.kernel.refusals import Refusal
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Level, Person, UnitKind
from jiyue.platform.procedures.models import APPROVED_STATES, Case, CaseState, CaseStep, leads
from jiyue.platform.register import principles
from jiyue.platform.register.models import Site
from jiyue.platform.register.principles import Subject
from jiyue.rulebook import offline, procedure_cases, procedures, readings
from jiyue.rulebook import refusal as rulebook_refusal
from jiyue.rulebook.in_principle import Grant
from jiyue.rulebook.procedure_engine import Actor, checklist, why_not
from jiyue.rulebook.procedures import APPROVED, REFUSED, RETURNED, Procedure
from jiyue.rulebook.verdicts import Outcome

OFFICE_KINDS = (UnitKind.OFFICE, UnitKind.GOVERNMENT)


def procedure_of(case: Case) -> Procedure:
    """The version of the procedure under which the case started (38.1), with what its site's circumstances add (R17, R18)."""
    whole = procedures.whole(case.procedure_id, city=settings.JIYUE_PARAMETER_SET, on=case.started_on)
    return whole.for_case(circumstances(case.site))


def circumstances(site: Site) -> frozenset[str]:
    """What of a site's place in the administration changes the way of its cases (R17, R18)."""
    above = site.competent_unit
    if above is None or above.pk == site.host_id:
        return frozenset()
    if above.kind in OFFICE_KINDS:
        is_dual = site.host.kind == UnitKind.DISPATCHED and above.level == Level.COUNTY
        return frozenset({"dual-management"}) if is_dual else frozenset()
    return frozenset({"has-parent-department"})


def agreed(case: Case) -> "QuerySet[CaseStep]":
    """The steps agreed to since the application was last handed in, and the work done after the approval."""
    return case.steps.filter(decision="agree", round=case.round).select_related("person", "unit").order_by("at", "pk")


def as_engine_sees_it(case: Case, *, on: date) -> procedure_cases.Case:
    """The case in the terms of the rulebook, with the exceptions in force on a day."""
    done = {
        step.step: procedure_cases.Record(timezone.localdate(step.at), str(step.person_id or ""), _evidence(step))
        for step in agreed(case)
    }
    return procedure_cases.Case(
        at=_place(case),
        done=done,
        facts=facts(case),
        grants=grants(case, on=on),
        start_on=case.began_on or case.start_on,
    )


def _place(case: Case) -> str:
    if case.state in APPROVED_STATES:
        return APPROVED
    if case.state in (CaseState.REFUSED, CaseState.WITHDRAWN):
        return REFUSED
    return RETURNED if case.state == CaseState.RETURNED else case.step


def _evidence(step: CaseStep) -> dict[str, Any]:
    return {"number": step.document_number, "decided_on": step.decided_on, "scan": step.scan.name if step.scan else ""}


def facts(case: Case) -> dict[str, bool]:
    """The answers that the engine asks for; the planned days are judged by `period_refusals`, which says more."""
    return {"reason-given": bool(str(case.form.get("reason", "")).strip()), **principles.facts(case.site)}


def exceptions_asked(case: Case) -> dict[str, Subject]:
    """What the case's conditions rule out in principle, by condition: for each an exception may be on record (R1)."""
    site = case.site
    return {
        condition.id: principles.subject_of(condition.clause, unit=site.unit, site=site, matter=site.name)
        for condition in procedure_of(case).conditions
        if condition.in_principle
    }


def grants(case: Case, *, on: date) -> dict[str, Grant]:
    """The exceptions in force for a case on a day, by the condition that each may set aside (R1)."""
    held = {name: principles.in_force(one, on) for name, one in exceptions_asked(case).items()}
    return {name: principles.as_grant(exception) for name, exception in held.items() if exception is not None}


def exceptions_used(case: Case, step: str, *, on: date) -> list[Subject]:
    """What only an exception lets pass at a step: conditions in principle that do not hold and are set aside (R1)."""
    asked = exceptions_asked(case)
    checks = checklist(procedure_of(case), as_engine_sees_it(case, on=on), step)
    return [asked[check.condition.id] for check in checks if check.is_set_aside and check.outcome is Outcome.VIOLATED]


def earlier_starts(case: Case) -> list[date]:
    """The first days of the site's other approved cases of this procedure; emergency shutdowns are another procedure (9.4)."""
    others = Case.objects.of(case.procedure_id).approved().filter(site=case.site).exclude(pk=case.pk)
    days = [other.began_on or other.start_on for other in others.only("began_on", "start_on")]
    return [day for day in days if day is not None]


def period_refusals(case: Case, on: date) -> tuple[Refusal, ...]:
    """Why the planned days may not be (9.3, R2, R7); one that would begin late is judged by the day on which it can begin."""
    if not case.start_on or not case.end_on:
        return ()
    start = max(case.start_on, on) if case.state == CaseState.OPEN else case.start_on
    if case.end_on < start:
        sentence = _("计划的最后一日（%(day)s）已经过去。") % {"day": case.end_on}
        return (Refusal(sentence, offline.CLAUSE, _("请退回申请单位改期。")),)
    said = offline.refusals(
        start, case.end_on, earlier_starts=earlier_starts(case), on=case.started_on, city=settings.JIYUE_PARAMETER_SET
    )
    return tuple(in_our_words(refusal) for refusal in said)


def in_our_words(refusal: rulebook_refusal.Refusal) -> Refusal:
    """A refusal of the rulebook as the platform shows it."""
    return Refusal(refusal.sentence, refusal.clause, refusal.remedy)


def with_ways(refusals: Iterable[Refusal], case: Case) -> list[Refusal]:
    """Refusals, those of a principle with the way to an exception for this case (R1)."""
    asked = {subject.clause: subject for subject in exceptions_asked(case).values()}
    return [
        replace(one, exception_url=principles.way(asked[one.clause])) if one.clause in asked else one
        for one in refusals
    ]


def roles(person: Person, case: Case) -> frozenset[str]:
    """The roles of the procedure that a person holds for this case's site."""
    held: set[str] = set()
    if policy.may(person, policy.Act.APPLY, case.site.host):
        held.add("host")
    if policy.may(person, policy.Act.EXAMINE_CASE, case.site.host):
        held.add("office")
    if case.site.competent_unit_id in leads(person):
        held |= {"parent-department", "county-office"}
    return frozenset(held)


def refusals(
    case: Case, wanted: tuple[str, str], person: Person, *, on: date, evidence: dict[str, Any] | None = None
) -> tuple[Refusal, ...]:
    """Every reason why a person may not do something in a case now; empty when they may."""
    procedure = procedure_of(case)
    actor = Actor(str(person.pk), roles(person, case))
    seen = as_engine_sees_it(case, on=on)
    said = why_not(procedure, seen, wanted, actor=actor, on=on, evidence=evidence or {})  # type: ignore[arg-type]
    found = with_ways((in_our_words(refusal) for refusal in said), case)
    if procedure.part(wanted[0]).actor != "host":
        found += _own_application(case, person)
    return tuple(found)


def _own_application(case: Case, person: Person) -> list[Refusal]:
    """Nobody decides what they, or the unit they work for, applied for (3.2)."""
    remedy = _("请由未参与申请的人员办理。")
    if (
        case.applicant_id == person.pk
        or case.steps.filter(step=procedure_of(case).application.id, person=person).exists()
    ):
        return [Refusal(_("您是申请填写人，不能审核自己的申请。"), "3.2", remedy)]
    if "host" in roles(person, case):
        return [Refusal(_("您在申请单位任职，应当回避。"), "3.2", remedy)]
    return []


def label(case: Case) -> str:
    """The state in words; a case under review names its step."""
    match case.state:
        case CaseState.OPEN:
            return _("%(step)s中") % {"step": procedure_of(case).step(case.step).title}
        case CaseState.RUNNING:
            return _("临时下线中")
        case CaseState.APPROVED:
            return _("已批准，待下线")
        case _:
            return str(case.get_state_display())


def reading_text(reading_id: str, on: date) -> str:
    """A reading with its state, as the conditions quote it."""
    reading = readings.get(reading_id, on=on)
    return _("读法 %(id)s（%(state)s）：%(text)s") % {
        "id": reading.id,
        "state": reading.state_label,
        "text": reading.reading,
    }
