"""The one policy: who may do what for which unit, and the reason when not (3.2, 4.6, 17.1, 26.1, 31.1)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations import accounts, policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.organisations.policy import RULES, Act
from jiyue.platform.organisations.roles import HOSTING, SUPERVISING, Role
from jiyue.rulebook import parameters
from tests.factories import AppointmentFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.clause("26.1")
def test_a_hosts_reach_is_its_own_unit():
    appointment = AppointmentFactory(role=Role.EDITOR)
    other = UnitFactory()

    assert policy.may(appointment.person, Act.WRITE_RESOURCE, appointment.unit)
    assert not policy.may(appointment.person, Act.WRITE_RESOURCE, other)
    assert list(policy.units(appointment.person, Act.WRITE_RESOURCE)) == [appointment.unit]


def test_a_regulator_reaches_every_unit():
    sun = AppointmentFactory(role=Role.BUREAU).person

    assert policy.may(sun, Act.JUDGE_FINDING, UnitFactory())


@pytest.mark.parametrize("act", list(Act))
def test_without_an_appointment_nothing_is_allowed_and_nothing_is_seen(act):
    nobody = PersonFactory()

    assert not policy.may(nobody, act)
    assert not policy.units(nobody, act).exists()


@pytest.mark.parametrize("act", list(Act))
def test_every_refusal_says_what_why_and_what_to_do(act):
    refusal = policy.may(PersonFactory(), act).refusal

    assert refusal is not None
    assert refusal.sentence
    assert refusal.clause == RULES[act].clause
    assert refusal.remedy


@pytest.mark.clause("3.2")
def test_no_act_on_content_is_given_to_a_supervising_role():
    content = [Act.WRITE_RESOURCE, Act.REVIEW_RESOURCE, Act.PUBLISH_RESOURCE, Act.ANSWER_ORDER, Act.CONFIGURE_SITE]

    assert not [act for act in content if RULES[act].everywhere & SUPERVISING]


@pytest.mark.clause("3.2")
def test_no_judgement_is_given_to_a_hosting_role():
    judging = [Act.JUDGE_FINDING, Act.SEND_ORDER, Act.EXAMINE_CASE, Act.RECORD_PROVINCE]

    assert not [act for act in judging if (RULES[act].everywhere | RULES[act].own_unit) & HOSTING]


@pytest.mark.clause("4.7")
@pytest.mark.parametrize(
    ("days", "allowed"),
    [
        pytest.param(1, True, id="a day before the end"),
        pytest.param(0, True, id="on the last day"),
        pytest.param(-1, False, id="a day after"),
    ],
)
def test_an_appointment_ends_with_its_last_day(days, allowed):
    today = date(2026, 11, 23)
    appointment = AppointmentFactory(role=Role.EDITOR, ends_on=today + timedelta(days=days))

    assert bool(policy.may(appointment.person, Act.WRITE_RESOURCE, appointment.unit, today)) is allowed


def test_an_appointment_of_tomorrow_gives_nothing_today():
    today = date(2026, 11, 23)
    appointment = AppointmentFactory(role=Role.EDITOR, starts_on=today + timedelta(days=1))

    assert not policy.may(appointment.person, Act.WRITE_RESOURCE, appointment.unit, today)


def test_require_raises_the_refusal_that_may_answers():
    with pytest.raises(Refused) as refused:
        policy.require(PersonFactory(), Act.SEND_ORDER)

    assert "没有任职" in str(refused.value)


LOOKING_ON = ("SERVICE_BUREAU", "OPENNESS_OFFICE", "PUBLICITY", "CYBERSPACE", "STAFFING", "POLICE")


@pytest.mark.clause("4.4", "4.5", "5.1", "5.2", "5.3", "5.4")
@pytest.mark.parametrize("name", LOOKING_ON)
def test_who_supervises_beside_the_bureau_sees_every_unit_and_decides_nothing(name):
    person, unit = AppointmentFactory(role=Role[name]).person, UnitFactory()

    for act in (Act.SEE_SITE, Act.SEE_FINDING, Act.SEE_CASE, Act.SEE_DASHBOARD):
        assert policy.may(person, act, unit)
    for act in (Act.JUDGE_FINDING, Act.SEND_ORDER, Act.EXAMINE_CASE, Act.WRITE_RESOURCE, Act.PUBLISH_RESOURCE):
        assert not policy.may(person, act, unit)


@pytest.mark.clause("4.1", "4.2", "4.3")
@pytest.mark.parametrize(
    ("act", "role"),
    [
        pytest.param(Act.EXAMINE_CASE, Role.OFFICE, id="the Office decides cases"),
        pytest.param(Act.RECORD_PROVINCE, Role.OFFICE, id="the Office records what the Province decided"),
        pytest.param(Act.JUDGE_FINDING, Role.BUREAU, id="the Bureau judges"),
        pytest.param(Act.SEND_ORDER, Role.BUREAU, id="the Bureau orders"),
        pytest.param(Act.START_INSPECTION, Role.CENTRE, id="the Centre measures"),
    ],
)
def test_office_bureau_and_centre_each_have_their_own_part(act, role):
    unit = UnitFactory()
    may = {each for each in SUPERVISING if policy.may(AppointmentFactory(role=each).person, act, unit)}

    assert may == {role} | ({Role.BUREAU} if act is Act.START_INSPECTION else set())


@pytest.mark.clause("31.1")
def test_the_number_of_failures_is_the_rulebooks():
    assert parameters.get("failed-sign-ins", on=date(2026, 11, 23)).value == accounts.FAILURES


@pytest.mark.clause("31.1")
def test_the_fifth_failure_in_a_row_locks_the_account_for_half_an_hour():
    person, now = PersonFactory(), timezone.now()
    for _attempt in range(4):
        accounts.note_failure(person, at=now)
    assert not accounts.is_locked(Person.objects.get(pk=person.pk), at=now)

    accounts.note_failure(person, at=now)

    locked = Person.objects.get(pk=person.pk)
    assert accounts.is_locked(locked, at=now + timedelta(minutes=29))
    assert not accounts.is_locked(locked, at=now + timedelta(minutes=30))


@pytest.mark.clause("31.1")
def test_a_locked_account_stays_out_even_with_the_right_password(client):
    person = PersonFactory(locked_until=timezone.now() + timedelta(minutes=5))

    assert not client.login(username=person.username, password="correct-horse-battery")


@pytest.mark.clause("31.1")
def test_a_success_forgets_earlier_failures(client):
    person = PersonFactory(failed_sign_ins=4)

    assert client.login(username=person.username, password="correct-horse-battery")
    assert Person.objects.get(pk=person.pk).failed_sign_ins == 0
