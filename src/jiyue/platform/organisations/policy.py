"""The one permission policy: which role may do which act, for which units; every list, count, chooser and action asks it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.organisations.models import Appointment, Person, Unit
from jiyue.platform.organisations.roles import HOSTING, Role


class Act(StrEnum):
    """Everything that somebody may be allowed or refused to do."""

    SEE_SITE = "see-site"
    CONFIGURE_SITE = "configure-site"
    SEE_RESOURCE = "see-resource"
    WRITE_RESOURCE = "write-resource"
    REVIEW_RESOURCE = "review-resource"
    PUBLISH_RESOURCE = "publish-resource"
    WITHDRAW_RESOURCE = "withdraw-resource"
    SEE_FINDING = "see-finding"
    DISPUTE_FINDING = "dispute-finding"
    JUDGE_FINDING = "judge-finding"
    START_INSPECTION = "start-inspection"
    SEE_ORDER = "see-order"
    SEND_ORDER = "send-order"
    ANSWER_ORDER = "answer-order"
    SEE_CASE = "see-case"
    APPLY = "apply"
    EXAMINE_CASE = "examine-case"
    RECORD_PROVINCE = "record-province"
    SEE_MESSAGE = "see-message"
    ANSWER_MESSAGE = "answer-message"
    RELEASE_ANSWER = "release-answer"
    SEE_AUDIT = "see-audit"
    SEE_DASHBOARD = "see-dashboard"
    ENTER_SITE = "enter-site"
    SEE_EXCEPTION = "see-exception"
    GRANT_EXCEPTION = "grant-exception"
    GRANT_OWN_EXCEPTION = "grant-own-exception"


CITY = frozenset({Role.OFFICE, Role.BUREAU, Role.CENTRE})
LOOKING_ON = frozenset(
    {Role.SERVICE_BUREAU, Role.OPENNESS_OFFICE, Role.PUBLICITY, Role.CYBERSPACE, Role.STAFFING, Role.POLICE}
)
LEADING = frozenset({Role.LEADER, Role.HEAD})


@dataclass(frozen=True)
class Rule:
    """Who may do one act: roles that reach every unit of the city, and roles that reach their own unit only."""

    everywhere: frozenset[Role]
    own_unit: frozenset[Role]
    clause: str


RULES: dict[Act, Rule] = {
    Act.SEE_SITE: Rule(CITY | LOOKING_ON, HOSTING, "4.6"),
    Act.CONFIGURE_SITE: Rule(frozenset(), frozenset({Role.HEAD, Role.EDITOR}), "4.6"),
    Act.SEE_RESOURCE: Rule(frozenset(), HOSTING, "26.1"),
    Act.WRITE_RESOURCE: Rule(frozenset(), frozenset({Role.EDITOR, Role.COLUMN_OWNER}), "26.1"),
    Act.REVIEW_RESOURCE: Rule(frozenset(), frozenset({Role.REVIEWER}), "17.1"),
    Act.PUBLISH_RESOURCE: Rule(frozenset(), frozenset({Role.EDITOR}), "17.2"),
    Act.WITHDRAW_RESOURCE: Rule(frozenset(), frozenset({Role.EDITOR, Role.REVIEWER, Role.HEAD}), "4.9"),
    Act.SEE_FINDING: Rule(CITY | LOOKING_ON, HOSTING, "4.2"),
    Act.DISPUTE_FINDING: Rule(frozenset(), LEADING | {Role.EDITOR}, "33.2"),
    Act.JUDGE_FINDING: Rule(frozenset({Role.BUREAU}), frozenset(), "4.2"),
    Act.START_INSPECTION: Rule(frozenset({Role.BUREAU, Role.CENTRE}), frozenset(), "4.3"),
    Act.SEE_ORDER: Rule(CITY, HOSTING, "33.2"),
    Act.SEND_ORDER: Rule(frozenset({Role.BUREAU}), frozenset(), "4.2"),
    Act.ANSWER_ORDER: Rule(frozenset(), LEADING | {Role.EDITOR, Role.CONTACT}, "33.2"),
    Act.SEE_CASE: Rule(CITY | LOOKING_ON, HOSTING, "4.1"),
    Act.APPLY: Rule(frozenset(), LEADING | {Role.CONTACT, Role.EDITOR}, "9.1"),
    Act.EXAMINE_CASE: Rule(frozenset({Role.OFFICE}), frozenset(), "4.1"),
    Act.RECORD_PROVINCE: Rule(frozenset({Role.OFFICE}), frozenset(), "9.1"),
    Act.SEE_MESSAGE: Rule(frozenset({Role.OFFICE, Role.BUREAU}), HOSTING, "18.2"),
    Act.ANSWER_MESSAGE: Rule(frozenset(), frozenset({Role.EDITOR, Role.CONTACT}), "18.1"),
    Act.RELEASE_ANSWER: Rule(frozenset(), frozenset({Role.REVIEWER, Role.HEAD}), "18.3"),
    Act.SEE_AUDIT: Rule(CITY, frozenset({Role.HEAD}), "4.9"),
    Act.SEE_DASHBOARD: Rule(CITY | LOOKING_ON | {Role.FINANCE}, frozenset(), "4.2"),
    Act.ENTER_SITE: Rule(frozenset({Role.OFFICE}), frozenset(), "4.1"),
    Act.SEE_EXCEPTION: Rule(CITY | LOOKING_ON, HOSTING, "4.1"),
    Act.GRANT_EXCEPTION: Rule(frozenset({Role.OFFICE}), frozenset(), "4.1"),
    Act.GRANT_OWN_EXCEPTION: Rule(frozenset(), frozenset({Role.HEAD}), "4.6"),
}


@dataclass(frozen=True)
class Answer:
    """The policy's answer; a refusal says what, why by which clause, and what to do."""

    allowed: bool
    refusal: Refusal | None = None

    def __bool__(self) -> bool:
        return self.allowed


def appointments(person: Person, on: date | None = None) -> list[Appointment]:
    """The person's appointments in force on a day (today without one), read once per request."""
    day = on or timezone.localdate()
    cached: dict[date, list[Appointment]] = person.__dict__.setdefault("appointments_by_day", {})
    if day not in cached:
        if not person.is_active:
            return []
        cached[day] = list(Appointment.objects.in_force(day).filter(person=person).select_related("unit"))
    return cached[day]


def roles(person: Person, on: date | None = None) -> frozenset[str]:
    """The roles that the person holds anywhere."""
    return frozenset(appointment.role for appointment in appointments(person, on))


def units(person: Person, act: Act, on: date | None = None) -> QuerySet[Unit]:
    """The units for which the person may do an act: the tenant scope of every list, count, chooser and export (26.1)."""
    rule = RULES[act]
    held = appointments(person, on)
    if any(appointment.role in rule.everywhere for appointment in held):
        return Unit.objects.all()
    own = {appointment.unit_id for appointment in held if appointment.role in rule.own_unit}
    return Unit.objects.filter(Q(pk__in=own))


def may(person: Person, act: Act, unit: Unit | None = None, on: date | None = None) -> Answer:
    """Say whether a person may do an act for a unit (for any unit without one), and if not, why."""
    rule = RULES[act]
    held = appointments(person, on)
    if any(appointment.role in rule.everywhere for appointment in held):
        return Answer(allowed=True)
    own = {appointment.unit_id for appointment in held if appointment.role in rule.own_unit}
    if own and (unit is None or unit.pk in own):
        return Answer(allowed=True)
    return Answer(allowed=False, refusal=_refusal(rule, held, unit if own else None))


def _refusal(rule: Rule, held: list[Appointment], unit: Unit | None) -> Refusal:
    """Why not: no post, the right role in another unit than `unit`, or a role that may not (`unit` None)."""
    needed = "、".join(str(Role(role).label) for role in Role if role in rule.everywhere | rule.own_unit)
    if not held:
        sentence = _("您目前没有任职，不能办理此事。")
    elif unit is not None:
        sentence = _("此事属于%(unit)s，不在您的单位范围内。") % {"unit": unit.name}
    else:
        mine = "、".join(dict.fromkeys(str(Role(appointment.role).label) for appointment in held))
        sentence = _("您是%(mine)s，此事须由%(needed)s办理。") % {"mine": mine, "needed": needed}
    return Refusal(sentence, rule.clause, _("请转交%(needed)s，或请单位总负责人调整任职。") % {"needed": needed})


def require(person: Person, act: Act, unit: Unit | None = None, on: date | None = None) -> None:
    """Raise Refused, with the reason, when the person may not do the act for the unit."""
    answer = may(person, act, unit, on)
    if answer.refusal is not None:
        raise Refused(answer.refusal)
