"""Runs and rounds in the words of the screens."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from jiyue.inspection.states import STATE_LABELS, VERDICT_LABELS, State, Verdict
from jiyue.platform.findings.sections import section_of
from jiyue.platform.monitoring.models import CheckResult, ColumnSighting, RunState, SiteRun

RUN_TONES = {
    RunState.WAITING: "plain",
    RunState.RUNNING: "info",
    RunState.DONE: "ok",
    RunState.VOID: "void",
    RunState.ABORTED: "warn",
    RunState.UNREACHABLE: "warn",
}
VERDICT_TONES = {Verdict.PASS: "ok", Verdict.FAIL: "bad", Verdict.TO_VERIFY: "info", Verdict.NONE: "void"}
ENTRY_STATES = {
    "listed": gettext_lazy("有列表"),
    "empty": gettext_lazy("空白"),
    "maintenance": gettext_lazy("建设中"),
    "text": gettext_lazy("单页"),
    "scripted": gettext_lazy("由脚本生成，读不到"),
    "unreadable": gettext_lazy("读不到"),
    "not-seen": gettext_lazy("未见"),
}
RUN_COLUMNS = (
    gettext_lazy("网站"),
    gettext_lazy("状态"),
    gettext_lazy("完成时间"),
    gettext_lazy("页面"),
    gettext_lazy("请求"),
    gettext_lazy("新发现"),
    gettext_lazy("已关闭"),
    gettext_lazy("说明"),
)


def clock_time(at: Any) -> str:
    """An instant as lists write it; empty for none."""
    return f"{timezone.localtime(at):%m-%d %H:%M}" if at else ""


def run_rows(runs: Iterable[SiteRun]) -> list[dict[str, Any]]:
    """The runs of a round, one row each. A void one shows no figures: they count for nothing."""
    return [_run_row(run) for run in runs]


def _run_row(run: SiteRun) -> dict[str, Any]:
    counts = run.state in (RunState.DONE, RunState.ABORTED, RunState.UNREACHABLE)
    found = f"{reverse('findings:index')}?site={run.site.key}"
    page = reverse("monitoring:run", args=[run.pk])
    return {
        "tone": "",
        "cells": [
            {"text": run.site.name, "url": reverse("site-file", args=[run.site.key])},
            {"text": run.get_state_display(), "state": RUN_TONES[RunState(run.state)], "url": page},
            {"text": clock_time(run.finished_at) or "—"},
            {"text": run.pages if counts else "—", "url": page if counts else ""},
            {"text": run.requests if counts else "—"},
            {"text": run.found if counts else "—", "url": found if counts and run.found else ""},
            {"text": run.closed if counts else "—", "url": f"{found}&state=closed" if counts and run.closed else ""},
            {"text": "；".join(str(note) for note in run.notes[:2])[:120]},
        ],
    }


def result_rows(results: Iterable[CheckResult]) -> list[dict[str, Any]]:
    """What each check came to: measured and judged stand apart."""
    rows = []
    for result in results:
        verdict = Verdict(result.verdict)
        states = "、".join(f"{STATE_LABELS[State(name)]} {count}" for name, count in sorted(result.states.items()))
        rows.append(
            {
                "cells": [
                    {"text": f"{section_of(result.check_id).label} · {result.check_id}"},
                    {"text": result.measured},
                    {"text": result.unmeasured},
                    {"text": states},
                    {"text": result.failed},
                    {"text": result.to_verify},
                    {"text": VERDICT_LABELS[verdict], "state": VERDICT_TONES[verdict]},
                ]
            }
        )
    return rows


def sighting_rows(sightings: Iterable[ColumnSighting]) -> list[dict[str, Any]]:
    """What a run saw of each column from outside."""
    rows = []
    for seen in sightings:
        verdict = Verdict(seen.verdict)
        rows.append(
            {
                "cells": [
                    {"text": seen.column.title},
                    {"text": STATE_LABELS[State(seen.state)], "state": "plain" if seen.state == State.DONE else "void"},
                    {"text": ENTRY_STATES.get(seen.entry_state, seen.entry_state)},
                    {"text": seen.entries if seen.entries is not None else "—"},
                    {"text": str(seen.newest_on) if seen.newest_on else "—"},
                    {"text": VERDICT_LABELS[verdict], "state": VERDICT_TONES[verdict], "note": seen.reason},
                ]
            }
        )
    return rows
