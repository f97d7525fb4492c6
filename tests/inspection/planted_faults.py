"""Faults planted into the program, and what has to be true of a report whatever fails."""

from collections import Counter

from jiyue.inspection import State, Verdict
from jiyue.inspection.report.score_card import cards


def break_down(monkeypatch, owner, name):
    """From here on what `name` names raises whenever it is called."""

    def fails(*_, **__):
        raise ZeroDivisionError(name)

    monkeypatch.setattr(owner, name, fails)


def by_check(report, verdict=Verdict.PASS):
    return Counter(one.check for one in report.measurements if one.verdict is verdict)


def told(report, part):
    return [note for note in report.notes if note.startswith("检查程序出错") and part.title in note]


def need_only_this_to_fail(report, whole):
    """Whatever the failed checks do not say, the report says as if nothing had failed."""
    failed = {check for fault in report.faults for check in fault.checks}
    lost = {one.fingerprint for one in whole.observations if one.check not in failed}
    assert lost <= {one.fingerprint for one in report.observations}
    passed, before = by_check(report), by_check(whole)
    assert {check: passed[check] for check in before if check not in failed} == {
        check: count for check, count in before.items() if check not in failed
    }


def need_nothing_to_be_made_better(report, whole):
    """No finding is new, no check passes that did not, and what the score card decides it decided before.

    A check may pass on fewer pages than it judged before, where it says beside it that it could not judge them all.
    """
    assert {one.fingerprint for one in report.observations} <= {one.fingerprint for one in whole.observations}
    passed = {(one.check, one.target) for one in whole.measurements if one.verdict is Verdict.PASS}
    more = [one for one in report.measurements if one.verdict is Verdict.PASS and (one.check, one.target) not in passed]
    pages = {(one.check, one.target): one.pages for one in whole.measurements}
    unjudged = {one.check for one in report.measurements if one.state is State.OWN_OUTAGE}
    assert [
        one for one in more if one.check not in unjudged or one.pages >= pages.get((one.check, one.target), 1)
    ] == []
    for one, before in zip(cards(report), cards(whole), strict=True):
        items = {item.id: item.taken for item in before.items}
        assert {item.id: item.taken for item in one.items if item.taken not in {None, items[item.id]}} == {}
        vetoes = {veto.title: veto.outcome for veto in before.vetoes}
        assert [veto for veto in one.vetoes if veto.outcome not in {"undecided", vetoes[veto.title]}] == []
