"""What is ruled out in principle is refused by default; the one entitled grants an exception with reason; all are listed (R1)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jiyue.platform.audit import trail
from jiyue.platform.audit.models import Entry
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.roles import Role
from jiyue.platform.register import principles
from jiyue.platform.register.actions import Consent, Terms, enter_site, grant_exception, revoke_exception, set_state
from jiyue.platform.register.models import GrantedException, SiteState
from jiyue.platform.register.principles import Subject
from jiyue.rulebook import in_principle
from tests.factories import AppointmentFactory, ExceptionFactory, SiteFactory, UnitFactory
from tests.register.conftest import TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TERMS = Terms(reason="专线业务须独立运行至平台改造完成", valid_from=TODAY)
PROVINCE = Consent("province", "陕政办函〔2026〕9号", TODAY - DAY)


def grant(subject, by, terms=TERMS, today=TODAY):
    return grant_exception(subject=subject, terms=terms, by=by, today=today)


def second(site, **fields):
    return SiteFactory.build(unit=site.unit, host=site.host, name="宝鸡市水利局防汛网", state="planned", **fields)


def second_subject(site):
    return Subject("7.1", site.unit, matter="宝鸡市水利局防汛网")


def granted(clause="7.3", **fields):
    return ExceptionFactory(clause=clause, valid_from=TODAY, **fields)


@pytest.mark.clause("4.6", "7.1", "7.3", "7.4", "9.8", "10.2", "11.8", "32.4", "37.1")
@pytest.mark.parametrize("clause", in_principle.all())
def test_whom_the_rulebook_calls_entitled_is_whom_the_policy_lets_grant(clause):
    rule = policy.RULES[principles.act(clause)]

    assert rule.everywhere | rule.own_unit == {principles.ROLES[in_principle.all()[clause].entitled]}


@pytest.mark.clause("7.1")
def test_a_second_site_is_refused_and_the_refusal_names_the_way_to_an_exception(site, zhao):
    with pytest.raises(Refused) as refused:
        enter_site(site=second(site), by=zhao, today=TODAY)

    [refusal] = refused.value.refusals
    assert refusal.clause == "7.1"
    assert "市政府办公室批准例外" in refusal.remedy
    assert refusal.exception_url.startswith("/register/exceptions/new/?clause=7.1&unit=water&matter=")


@pytest.mark.clause("7.1")
def test_with_an_exception_in_force_the_second_site_is_entered_and_keeps_it(site, zhao):
    exception = grant(second_subject(site), zhao)

    entered = enter_site(site=second(site), by=zhao, today=TODAY)

    assert entered.second_site_exception == exception
    assert exception.uses.get().subject_label == entered.name
    assert Entry.objects.about(entered).get().data["exceptions"] == [exception.number]


@pytest.mark.clause("7.1")
@pytest.mark.parametrize(
    ("on", "passes"),
    [
        pytest.param(TODAY - DAY, False, id="the day before it begins"),
        pytest.param(TODAY, True, id="its first day"),
        pytest.param(TODAY + DAY, True, id="its last day"),
        pytest.param(TODAY + 2 * DAY, False, id="the day after it ends"),
    ],
)
def test_an_exception_holds_from_its_first_day_to_its_last(site, zhao, on, passes):
    grant(second_subject(site), zhao, Terms("迁移", TODAY, TODAY + DAY))

    assert (principles.refusals([second_subject(site)], on=on) == []) is passes


@pytest.mark.clause("7.1")
def test_an_exception_lets_one_more_site_stand_and_no_third(site, zhao):
    grant(second_subject(site), zhao)
    entered = enter_site(site=second(site), by=zhao, today=TODAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        SiteFactory(unit=site.unit, host=site.host, second_site_exception=entered.second_site_exception)
    with pytest.raises(Refused, match="最多开设一个网站"):
        enter_site(site=SiteFactory.build(unit=site.unit, host=site.host, name="另一网"), by=zhao, today=TODAY)


@pytest.mark.clause("7.3")
@pytest.mark.parametrize(
    ("kind", "is_refused"),
    [
        pytest.param("township", True, id="a town"),
        pytest.param("county-department", True, id="a county's department"),
        pytest.param("department", False, id="a city's department"),
    ],
)
def test_towns_and_county_departments_have_no_site_in_principle(zhao, kind, is_refused):
    unit = UnitFactory(kind=kind, level="county")
    planned = SiteFactory.build(unit=unit, host=unit, state="planned")

    assert [subject.clause for subject in principles.ruled_out(planned)] == (["7.3"] if is_refused else [])


@pytest.mark.clause("4.6")
def test_a_site_is_hosted_by_its_unit_or_an_office_in_principle(site):
    office, other = UnitFactory(kind="government-office"), UnitFactory(kind="public-institution")

    def clauses_of(host):
        unit = UnitFactory(kind="government")
        return [one.clause for one in principles.ruled_out(SiteFactory.build(unit=unit, host=host or unit))]

    assert (clauses_of(None), clauses_of(office), clauses_of(other)) == ([], [], ["4.6"])


@pytest.mark.clause("9.8")
def test_a_portal_is_not_closed_without_an_exception_with_the_consent_of_the_province(zhao):
    portal = SiteFactory(portal=True)
    subject = Subject("9.8", portal.unit, portal)
    with pytest.raises(Refused, match="一般不得关停"):
        set_state(site=portal, state=SiteState.CLOSING, by=zhao, reason="整合")
    with pytest.raises(Refused, match="省政府办公厅的同意"):
        grant(subject, zhao)

    exception = grant(
        subject,
        zhao,
        Terms("县区合并", timezone.localdate(), consents=(PROVINCE,)),
        today=timezone.localdate(),
    )
    set_state(site=portal, state=SiteState.CLOSING, by=zhao, reason="整合")

    assert exception.consents.get().document_number == PROVINCE.document_number
    assert exception.uses.get().subject_id == str(portal.pk)


@pytest.mark.clause("9.8")
def test_a_department_site_is_closed_without_an_exception(site, zhao):
    set_state(site=site, state=SiteState.CLOSING, by=zhao, reason="整合")

    assert site.state == SiteState.CLOSING


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
@pytest.mark.clause("7.1")
def test_an_exception_without_a_reason_is_refused_by_the_action_and_the_database(site, zhao, reason):
    with pytest.raises(Refused, match="没有写明理由"):
        grant(second_subject(site), zhao, Terms(reason, TODAY))
    with pytest.raises(IntegrityError), transaction.atomic():
        granted(unit=site.unit, reason=reason.strip())


@pytest.mark.clause("7.1", "32.4")
def test_the_office_grants_what_is_the_offices_and_the_head_what_is_the_heads(site, zhao, head, chen, wang):
    source = Subject("32.4", site.host, matter="陕西日报")
    for person, subject in ((head, second_subject(site)), (zhao, source), (chen, source), (wang, source)):
        with pytest.raises(Refused):
            grant(subject, person)

    assert grant(source, head).granted_role == Role.HEAD
    assert grant(second_subject(site), zhao).granted_role == Role.OFFICE


@pytest.mark.clause("3.2")
def test_nobody_of_the_office_grants_to_a_host_for_which_they_work(site, zhao):
    AppointmentFactory(person=zhao, unit=site.host, role=Role.CONTACT)

    with pytest.raises(Refused, match="应当回避"):
        grant(second_subject(site), zhao)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        pytest.param(Terms("理由", TODAY - DAY), "不能倒签", id="begins in the past"),
        pytest.param(Terms("理由", TODAY, TODAY - DAY), "早于起日", id="ends before it begins"),
        pytest.param(
            Terms("理由", TODAY, consents=(Consent("city", " ", TODAY),)), "缺少文号", id="a consent without a document"
        ),
        pytest.param(
            Terms("理由", TODAY, consents=(Consent("city", "文号", TODAY + DAY),)), "在将来", id="a consent to come"
        ),
    ],
)
def test_terms_that_can_not_be_are_refused(site, zhao, terms, said):
    with pytest.raises(Refused, match=said):
        grant(second_subject(site), zhao, terms)


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        pytest.param("10.2", "指明是哪个网站", id="a site's clause without a site"),
        pytest.param("7.4", "没有写明", id="a campaign without a name"),
    ],
)
def test_an_exception_names_what_it_is_about(site, zhao, clause, said):
    with pytest.raises(Refused, match=said):
        grant(Subject(clause, site.unit), zhao)


@pytest.mark.clause("7.3")
def test_one_live_exception_holds_per_clause_and_subject(site, zhao):
    subject = Subject("7.3", site.unit)
    grant(subject, zhao)

    with pytest.raises(Refused, match="同一事项已有例外"):
        grant(subject, zhao)
    with pytest.raises(IntegrityError), transaction.atomic():
        granted(unit=site.unit, number="例外〔2026〕99号")
    granted("9.8", unit=site.unit, site=site, number="甲")
    with pytest.raises(IntegrityError), transaction.atomic():
        granted("9.8", unit=site.unit, site=site, number="乙")


@pytest.mark.clause("7.3")
def test_after_its_last_day_another_may_be_granted(site, zhao):
    subject = Subject("7.3", site.unit)
    first = grant(subject, zhao, Terms("迁移", TODAY, TODAY))

    with pytest.raises(Refused, match="同一事项已有例外"):
        grant(subject, zhao, Terms("续", TODAY + DAY))
    grant(subject, zhao, Terms("续", TODAY + DAY), today=TODAY + DAY)

    first.refresh_from_db()
    assert (first.is_current, first.revoked_at) == (False, None)


@pytest.mark.clause("7.3", "4.9")
def test_a_revoked_exception_lets_nothing_pass_and_stays_on_record(site, zhao):
    subject = Subject("7.3", site.unit)
    exception = grant(subject, zhao)

    revoke_exception(exception=exception, by=zhao, reason="迁移已完成")

    assert principles.refusals([subject], on=TODAY) != []
    assert [entry.verb for entry in Entry.objects.about(exception)] == ["exception-revoked", "exception-granted"]
    assert trail.verify().broken_at is None
    assert grant(subject, zhao).number != exception.number


def test_an_exception_is_revoked_once_with_a_reason_by_the_one_entitled(site, zhao, chen):
    exception = grant(Subject("7.3", site.unit), zhao)
    with pytest.raises(Refused, match="须写明理由"):
        revoke_exception(exception=exception, by=zhao, reason=" ")
    with pytest.raises(Refused):
        revoke_exception(exception=exception, by=chen, reason="不要了")

    revoke_exception(exception=exception, by=zhao, reason="迁移已完成")

    with pytest.raises(Refused, match="已经撤销"):
        revoke_exception(exception=exception, by=zhao, reason="再次")
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantedException.objects.filter(pk=exception.pk).update(revoked_reason="")


@pytest.mark.clause("26.1")
def test_a_unit_sees_its_own_exceptions_and_the_supervisors_see_all(site, zhao, chen, wang):
    own = grant(Subject("7.3", site.unit), zhao)
    grant(Subject("7.3", UnitFactory()), zhao)

    assert list(GrantedException.objects.open_to(chen)) == [own]
    assert list(GrantedException.objects.open_to(wang)) == []
    assert GrantedException.objects.open_to(zhao).count() == 2
