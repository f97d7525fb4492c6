"""A case is judged by the numbers of the day on which it started, whatever changes while it runs (38.1)."""

from datetime import date

import pytest

from jiyue.platform.findings.models import Finding
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.procedures import actions, overdue
from jiyue.platform.procedures.standing import procedure_of
from tests.procedures.conftest import START, TODAY, approved, at, days, draft, submitted
from tests.rules import changed_on

CHANGE = date(2026, 12, 1)
pytestmark = pytest.mark.clause("38.1")


@pytest.fixture
def twenty_days_from_december(tmp_path, settings):
    with changed_on(CHANGE, tmp_path, settings, offline_max_days=(30, 20)):
        yield


def test_a_case_keeps_the_days_with_which_it_started(site, sun, he, twenty_days_from_december):
    case = approved(site, sun, he, end=START + days(30))
    assert procedure_of(case).limits["days"] == 30

    with at(date(2026, 12, 5)):
        running = actions.begin(case=case, today=case.start_on)
        assert procedure_of(running).limits["days"] == 30
        assert overdue.last_day(running) == START + days(30)


def test_a_case_that_starts_after_the_change_has_the_new_days(site, sun, twenty_days_from_december):
    with at(CHANGE):
        start = date(2026, 12, 10)
        late = draft(site, sun, start=start, end=start + days(21), today=CHANGE)
        with pytest.raises(Refused, match="超过 20 天的上限"):
            actions.submit(case=late, by=sun, seen_version=late.version, today=CHANGE)


def test_a_finding_names_the_version_of_the_number_that_judged_its_case(site, sun, he, twenty_days_from_december):
    case = actions.begin(case=approved(site, sun, he, end=START + days(30)), today=START)
    after = START + days(31)
    with at(after):
        finding = overdue.sight(case, at=case.submitted_at, today=after)
    assert finding is not None
    assert Finding.objects.get().rule_version == "changing@2021-01-01"
    assert overdue.sight(case, at=case.submitted_at, today=START + days(30)) is None


def test_an_application_handed_in_before_the_change_is_not_refused_by_the_later_number(
    site, sun, twenty_days_from_december
):
    assert submitted(site, sun, end=START + days(30)).started_on == TODAY
