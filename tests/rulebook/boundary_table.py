"""Where every number of the rulebook turns: one row a number, with each version's value written out once more.

A value that changed by mistake fails, and a comparison that changed fails too. A later version of a number
needs its value here; `test_boundaries.py` names what is missing.
"""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from jiyue.rulebook import clocks, offline, records
from jiyue.rulebook.assessment import judge_failed_sites
from jiyue.rulebook.availability import OutageFacts, ProbeFacts, judge_availability, judge_outage
from jiyue.rulebook.column_terms import Category, ColumnFacts
from jiyue.rulebook.columns import judge_column
from jiyue.rulebook.deductions import Deduction
from jiyue.rulebook.evaluation import SiteFacts, evaluate
from jiyue.rulebook.home import HomeFacts, judge_home
from jiyue.rulebook.interaction import MessageFacts, judge_messages
from jiyue.rulebook.limits import judge_share
from jiyue.rulebook.newmedia import AccountFacts, judge_updates
from jiyue.rulebook.parameters import NotHeld
from jiyue.rulebook.periods import judge_annual
from jiyue.rulebook.records import Entry, RecordFacts, judge_record
from jiyue.rulebook.scoring import Result, score
from jiyue.rulebook.scoring import terms as lines
from jiyue.rulebook.services import ELEMENTS, GuideFacts, judge_guides
from jiyue.rulebook.timeliness import HourFacts, judge_hours, judge_lead
from tests.rulebook.boundaries import (
    DAY,
    LATER,
    LEAST,
    MET,
    MOST,
    OVER,
    REACHED,
    START,
    TODAY,
    UNDECIDED,
    VIOLATED,
    Row,
    at_most,
    below,
    kept,
    named,
    of_columns,
    of_site,
    times,
    within,
)

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
TENTH = Fraction(1, 10)
ENOUGH = (UNDECIDED, VIOLATED, VIOLATED)  # with fewer than the number nothing is judged, though all fail
STALE_NEWS = ColumnFacts(Category.NEWS, date(2026, 1, 1), 9)
STALE_OTHER = ColumnFacts(Category.OTHER, date(2026, 1, 1), 9, 30)
EMPTY = ColumnFacts(Category.STATIC, None, 0)


def _offline_days(limit, step, city):
    end = START + (limit + step) * DAY
    return VIOLATED if offline.refusals(START, end, earlier_starts=(), on=TODAY, city=city) else MET


def _offline_times(limit, step, city):
    earlier = [START] * (limit + step - 1)  # the one that is asked for makes the last
    return VIOLATED if offline.refusals(START, START + DAY, earlier_starts=earlier, on=TODAY, city=city) else MET


def _no_limit_yet(city):
    try:
        offline.refusals(START, START, earlier_starts=(), on=date(2016, 1, 1), city=city)
    except NotHeld:
        return UNDECIDED
    return MET


def _outage(hours, step, city):
    facts = OutageFacts(NOON, NOON + timedelta(hours=hours, seconds=step), is_reported=False)
    return judge_outage(facts, now=NOON, city=city).outcome


def _repost(hours, step, city):
    facts = HourFacts(NOON, NOON + timedelta(hours=hours, seconds=step))
    return judge_hours(facts, "repost-within", now=NOON, city=city).outcome


def _lead(days, step, city):
    return judge_lead(TODAY - (days + step) * DAY, TODAY, "domain-change-notice", on=TODAY, city=city).outcome


def _cycle(factor, step, city):
    on = START + int(100 * Fraction(factor)) * DAY + step * DAY
    return judge_column(ColumnFacts(Category.OTHER, START, 9, 100), on=on, city=city).outcome


def _home(days, step, city):
    return judge_home(HomeFacts(TODAY - (days + step) * DAY), on=TODAY, city=city).outcome


def _account(days, step, city):
    return judge_updates(AccountFacts(TODAY - (days + step) * DAY), on=TODAY, city=city).outcome


def _waiting(unit):
    def ask(amount, step, city):
        on = clocks.last_day(START, amount, unit) + step * DAY
        return judge_messages([MessageFacts(START)], on=on, city=city).outcome

    return ask


def _report(day, step, city):
    return judge_annual(2025, date.fromisoformat(f"2026-{day}") + step * DAY, on=TODAY, city=city).outcome


def _report_inclusive(_, step, city):
    return _report({"baoji": "01-20", "state": "01-31"}[city], step, city)


def _guides(lacking, classes, city):
    facts = [GuideFacts(ELEMENTS[:classes])] * lacking + [GuideFacts(())] * 9
    return judge_guides(facts, has_services=True, on=TODAY, city=city).outcome


def _probes(days, failures, city):
    return judge_availability(ProbeFacts(days, failures), on=TODAY, city=city).outcome


def _failed_sites(count, city, wrong=0):
    return judge_failed_sites(wrong, count, on=TODAY, city=city).outcome


def _gap(days, step, city):
    """Whether the news item loses points by a gap; the vetoes stay undecided, so all is scored."""
    newest = None if step is None else TODAY - (days + step) * DAY
    facts = SiteFacts(columns=[ColumnFacts(Category.NEWS, newest, 9)])
    found = evaluate(facts, on=TODAY, set_id=city).score.deductions
    taken = next(each.taken for each in found if each.indicator == "news")
    return UNDECIDED if taken is None else VIOLATED if taken else MET


RESULTS = {Result.QUALIFIED: MET, Result.FAILED: VIOLATED, Result.UNDECIDED: UNDECIDED}


def _points(lost, *, skipped=False):
    taken = [Deduction("x", Fraction(100), Fraction(lost))]
    return RESULTS[score([MET], taken, {}, lines("state", TODAY), is_service_skipped=skipped).result]


def _unmeasured(_city, *, skipped=False):
    item = [Deduction("x", Fraction(90), None)]
    return RESULTS[score([MET], item, {}, lines("state", TODAY), is_service_skipped=skipped).result]


def _unsure_bonus(_city):
    found = score([MET], [Deduction("x", Fraction(20), None)], {"a": Fraction(5)}, lines("state", TODAY))
    return UNDECIDED if found.points is None and not found.bonus else MET


def _bonus_counts(line, step, _city):
    lost = [Deduction("x", Fraction(100), 100 - Fraction(line) - step * TENTH)]
    return MET if score([MET], lost, {"a": Fraction(5)}, lines("state", TODAY)).bonus else VIOLATED


def _bonus_whole(bonus_key):
    def ask(most, step, _city):
        granted = Fraction(most) + step * TENTH
        return (
            MET
            if score([MET], [], {"a": granted}, lines("state", TODAY, bonus_key=bonus_key)).bonus == granted
            else VIOLATED
        )

    return ask


def _record(months, step, city):
    day = clocks.last_day(START, months, "months") + step * DAY
    entries = tuple(Entry(item, START) for item in records.get("budgets").items)
    return judge_record(RecordFacts(entries), "budgets", on=day, city=city).outcome


def _own(turns, ask, unknown, **values) -> Row:
    return Row(turns, named(values), ask, unknown)


ROWS: dict[str, Row] = dict(
    (
        within("opening-within", b=1),
        kept("opening-notice", b=30),
        within("emergency-report", b=1),
        within("exit-cleanup", b=1),
        kept("closing-notice", b=30, g=30),
        within("change-filing", b=2),
        at_most("english-domains", b=1, d=1),
        at_most("chinese-domains", b=1, d=1),
        at_most("sites-per-unit", b=1, g=1),
        within("registry-finish", b=3, d=3),
        within("domain-contact-update", b=20, d=20),
        kept("old-domain-notice", b=3),
        at_most("domain-term", b=10, d=10),
        within("static-review", b=6),
        within("survey-result", b=1),
        within("knowledge-review", b=6),
        within("interpretation-debt", g=3),
        within("message-answer", b=5, s=5),
        within("message-aim", b=0),
        at_most("message-transfers", b=2),
        of_columns("column-news-days", Category.NEWS, b=14, s=14),
        of_columns("column-policy-months", Category.POLICY, b=6, s=6),
        of_site("overdue-core-columns", "V4-1", STALE_NEWS, b=1, s=5),
        of_site("overdue-other-columns", "V4-2", STALE_OTHER, b=10, s=10),
        of_site("empty-columns", "V4-3", EMPTY, b=5, s=5),
        times("self-inspection", b=1),
        times("platform-inspection", b=1),
        within("idle-account", b=90),
        within("password-rotation", b=90),
        below("failed-sign-ins", b=5),
        at_most("review-levels", b=3),
        times("message-sign-in", b=1),
        times("training-bureau", b=1),
        times("training-host", b=1),
        times("checks-per-month", b=1),
        within("disclosure-lag", b=15),
        times("letters-per-portal", b=2, s=2, x=2),
        below("probe-slow-after", s=15),
        at_most("page-load", g=3),
        at_most("main-colours", g=3),
        kept("log-retention", g=6),
        within("error-report", s=3),
        within("error-report-urgent", s=1),
        within("answers-fresh", s=2),
        within("service-statistics-fresh", s=3),
        within("interpretation-fresh", s=6),
        times("solicitations-per-year", s=6),
        within("error-report-late", s=1),
    )
) | {
    "record-review": _own(
        MOST, _record, lambda city: judge_record(RecordFacts(None), "budgets", on=TODAY, city=city).outcome, b=12
    ),
    "offline-max-days": _own(MOST, _offline_days, _no_limit_yet, b=30, g=30),
    "offline-per-year": _own(MOST, _offline_times, _no_limit_yet, b=1, g=1),
    "unreported-outage": _own(
        MOST, _outage, lambda _: judge_outage(OutageFacts(NOON, None, False), now=NOON, city="shaanxi").outcome, b=24
    ),
    "repost-within": _own(
        MOST, _repost, lambda _: judge_hours(HourFacts(NOON), "repost-within", now=NOON, city="shaanxi").outcome, g=12
    ),
    "domain-change-notice": _own(
        LEAST,
        _lead,
        lambda _: judge_lead(None, TODAY, "domain-change-notice", on=TODAY, city="state").outcome,
        b=30,
    ),
    "overdue-cycle-factor": _own(
        MOST,
        _cycle,
        lambda city: judge_column(ColumnFacts(Category.OTHER, START, 9, None), on=TODAY, city=city).outcome,
        b="1",
        s="1",
    ),
    "home-page-days": _own(
        MOST, _home, lambda city: judge_home(HomeFacts(None), on=TODAY, city=city).outcome, b=14, s=14
    ),
    "media-stale-days": _own(
        MOST, _account, lambda city: judge_updates(AccountFacts(None), on=TODAY, city=city).outcome, s=14
    ),
    "message-veto": _own(
        MOST, _waiting("months"), lambda city: judge_messages(None, on=TODAY, city=city).outcome, b=3, s=3
    ),
    "message-veto-window": _own(
        OVER, _waiting("years"), lambda city: judge_messages(None, on=TODAY, city=city).outcome, s=1
    ),
    "annual-report-by": _own(
        MOST,
        _report,
        lambda city: judge_annual(2025, LATER, on=TODAY, city=city).outcome,
        b="01-20",
        r="01-31",
        y="01-22",
    ),
    "annual-report-inclusive": _own(
        MOST, _report_inclusive, lambda city: judge_annual(2025, LATER, on=TODAY, city=city).outcome, b=True, s=True
    ),
    "sampling-share": _own(
        LEAST,
        lambda least, step, city: (
            judge_share(int(1000 * Fraction(least)) + step, 1000, "sampling-share", on=TODAY, city=city).outcome
        ),
        lambda city: judge_share(3, 0, "sampling-share", on=TODAY, city=city).outcome,
        b="1",
        s="30/100",
        x="1",
    ),
    "probe-window": _own(
        ENOUGH,
        lambda days, step, city: _probes((20,) * (days + step), 140, city),
        lambda city: _probes((), 0, city),
        s=7,
    ),
    "probes-per-day": _own(
        ENOUGH,
        lambda visits, step, city: _probes((visits + step,) * 7, 140, city),
        lambda city: _probes((), 0, city),
        s=20,
    ),
    "probe-failure-share": _own(
        REACHED,
        lambda share, step, city: _probes((100,) * 7, int(700 * Fraction(share)) + step, city),
        lambda city: _probes((), 0, city),
        s="5/100",
    ),
    "guide-missing-classes": _own(
        REACHED,
        lambda classes, step, city: _guides(9, classes + step, city),
        lambda city: judge_guides(None, has_services=True, on=TODAY, city=city).outcome,
        s=4,
    ),
    "guides-lacking": _own(
        REACHED,
        lambda guides, step, city: _guides(guides + step, 4, city),
        lambda city: judge_guides(None, has_services=True, on=TODAY, city=city).outcome,
        s=5,
    ),
    "news-gap": _own(MOST, _gap, lambda city: _gap(7, None, city), s=7),
    "assessment-failed-sites": _own(
        REACHED,
        lambda sites, step, city: _failed_sites(sites + step, city),
        lambda city: _failed_sites(None, city),
        s=2,
    ),
    "assessment-wrong-expression-sites": _own(
        REACHED,
        lambda sites, step, city: _failed_sites(0, city, sites + step),
        lambda city: _failed_sites(0, city, None),
        s=2,
    ),
    "score-total": _own(
        MOST, lambda total, step, _: _points(Fraction(total) - 60 + step * TENTH), _unmeasured, s="100"
    ),
    "score-pass": _own(LEAST, lambda line, step, _: _points(100 - Fraction(line) - step * TENTH), _unmeasured, s="60"),
    "score-bonus-above": _own(OVER, _bonus_counts, _unsure_bonus, s="80"),
    "score-no-service-factor": _own(
        MOST,
        lambda factor, step, _: _points((100 - 60) / Fraction(factor) + step * TENTH, skipped=True),
        lambda city: _unmeasured(city, skipped=True),
        s="4/3",
    ),
    "bonus-total": _own(MOST, _bonus_whole("bonus-total"), _unsure_bonus, s="30"),
    "assessment-bonus-total": _own(MOST, _bonus_whole("assessment-bonus-total"), _unsure_bonus, s="20"),
}
