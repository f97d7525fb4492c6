"""From report to rows: opened, repeated, closed only with proof; what could not be measured decides nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from jiyue.inspection.results import ColumnMeasurement, Measurement, Observation, Report
from jiyue.inspection.states import State, Verdict
from jiyue.platform.findings.models import Finding
from jiyue.platform.monitoring.models import CheckResult, ColumnSighting, Round, SiteRun
from jiyue.platform.monitoring.storing import Look, store
from jiyue.rulebook import versions
from tests.factories import ColumnFactory

NOW = timezone.now()
PAGE = "http://slj.baoji.localhost/a.html"
FAULT = Observation(
    check="dead-link", clause="32.7", url=PAGE, place="正文", excerpt="", message="链接打不开（404）", why="", remedy="改正链接",
    verdict=Verdict.FAIL, confidence="certain", state=State.DONE, fingerprint="0123456789abcdef",
)  # fmt: skip


def report(state="done", observations=(), measurements=(), columns=()):
    return Report(
        url="http://slj.baoji.localhost/", state=state, started_at=NOW, finished_at=NOW, pages=3, requests=9, received_bytes=1,
        observations=tuple(observations), measurements=tuple(measurements), columns=tuple(columns), evidence=(),
        parameter_set="baoji",
    )  # fmt: skip


def looked(state=State.DONE, verdict=Verdict.PASS, target=PAGE):
    return Measurement("dead-link", target, state, verdict)


@pytest.fixture
def run(site):
    def stored(given, looks=None):
        made = SiteRun.objects.create(
            round=Round.objects.create(trigger="manual", started_at=NOW), site=site, started_at=NOW
        )
        return store(made, given, looks or {}, at=NOW + timedelta(minutes=SiteRun.objects.count()))

    return stored


@pytest.mark.clause("32.7", "33.1")
def test_a_fault_opens_a_finding_and_a_second_run_counts_it_again(run):
    first = run(report(observations=[FAULT], measurements=[looked(verdict=Verdict.FAIL)]))
    second = run(report(observations=[FAULT], measurements=[looked(verdict=Verdict.FAIL)]))

    assert (first.found, second.found) == (1, 0)
    assert Finding.objects.get().repeats == 2


@pytest.mark.clause("38.1")
def test_a_run_and_its_findings_keep_the_day_whose_numbers_judged_them(run):
    by = f"baoji@{timezone.localdate(NOW)}"
    first = run(report(observations=[FAULT], measurements=[looked(verdict=Verdict.FAIL)]))
    assert (first.rule_version, Finding.objects.get().rule_version) == (by, by)
    assert versions.edition(by, today=date(2030, 1, 1)) == ("baoji", timezone.localdate(NOW))

    later = report(observations=[FAULT], measurements=[looked(verdict=Verdict.FAIL)])
    second = run(replace(later, started_at=NOW + timedelta(days=400)))
    assert second.rule_version == f"baoji@{timezone.localdate(NOW + timedelta(days=400))}"
    assert Finding.objects.get().rule_version == by


@pytest.mark.clause("33.2")
def test_a_page_read_again_without_the_fault_closes_it(run):
    run(report(observations=[FAULT], measurements=[looked(verdict=Verdict.FAIL)]))
    second = run(report(measurements=[looked()]))

    finding = Finding.objects.get()
    assert (second.closed, finding.state) == (1, "closed")
    assert finding.closing_evidence[0]["run"] == second.pk


@pytest.mark.clause("33.2")
@pytest.mark.parametrize("state", [State.BLOCKED, State.TIMED_OUT, State.LOGIN, State.OWN_OUTAGE])
def test_a_page_that_could_not_be_read_closes_nothing(run, state):
    run(report(observations=[FAULT], measurements=[looked(verdict=Verdict.FAIL)]))
    run(report(measurements=[looked(state, Verdict.NONE)]))

    assert Finding.objects.get().state == "open"


@pytest.mark.parametrize(
    ("status", "state"), [(404, "closed"), (410, "closed"), (200, "open"), (500, "open"), (0, "open")]
)
def test_a_page_that_is_gone_closes_its_finding_only_when_that_was_seen(run, status, state):
    run(report(observations=[FAULT], measurements=[looked(verdict=Verdict.FAIL)]))
    run(report(measurements=[looked(target="http://slj.baoji.localhost/")]), {PAGE: Look(status, {"status": status})})

    assert Finding.objects.get().state == state


@pytest.mark.clause("33.1")
def test_a_void_round_leaves_no_trace_but_its_state(run):
    made = run(report("void", observations=[FAULT], measurements=[looked(verdict=Verdict.FAIL)]))

    assert made.state == "void"
    assert not Finding.objects.exists()
    assert not CheckResult.objects.exists()
    assert not SiteRun.objects.counting().exists()


def test_an_aborted_run_opens_but_closes_nothing(run):
    run(report(observations=[FAULT], measurements=[looked(verdict=Verdict.FAIL)]))
    run(report("aborted", measurements=[looked()]))

    assert Finding.objects.get().state == "open"


def test_blocked_is_not_a_failure(run):
    made = run(report(measurements=[looked(State.BLOCKED, Verdict.NONE)]))
    result = CheckResult.objects.get(run=made)

    assert (result.verdict, result.failed, result.measured, result.unmeasured) == ("none", 0, 0, 1)
    assert result.states == {"blocked": 1}


@pytest.mark.clause("19.1")
def test_what_was_seen_of_a_column_is_kept_beside_the_column(run, site):
    column = ColumnFactory(site=site, key="news")
    seen = ColumnMeasurement(
        key="news", name="工作动态", url=PAGE, category="news", state=State.DONE, entry_state="listed", entries=3,
        newest_on=timezone.localdate(), oldest_on=None, undated=0, verdict=Verdict.PASS, reason="",
    )  # fmt: skip
    run(report(columns=[seen]))

    assert ColumnSighting.objects.get().column == column
