"""From an inspection's report to rows: results per check, columns, findings opened, repeated and closed (33.1, 33.2)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jiyue.inspection import CHECKS, Evidence, Measurement, Observation, Report, State, Verdict
from jiyue.platform.findings import actions as findings
from jiyue.platform.findings.actions import Sighting
from jiyue.platform.findings.models import Confidence, Finding
from jiyue.platform.monitoring.models import CheckResult, ColumnSighting, SiteRun
from jiyue.platform.register.models import Column


@dataclass(frozen=True)
class Look:
    """A second look at the address of a finding whose page the run did not meet: status 0 when no answer came."""

    status: int
    evidence: dict[str, Any]


@transaction.atomic
def store(run: SiteRun, report: Report, looks: Mapping[str, Look], *, at: datetime) -> SiteRun:
    """Write everything a finished inspection says; a void one leaves no trace but its state.

    Safe to run once per run: the caller holds the run's row.
    """
    run.state, run.finished_at = report.state, at
    run.pages, run.requests = report.pages, report.requests
    run.rule_version, run.warc, run.chain, run.notes = (
        edition(report),
        report.warc,
        report.chain,
        list(report.notes),
    )
    if report.state in ("done", "aborted", "unreachable"):
        columns = {column.key: column for column in run.site.columns.in_use()}
        _results(run, report.measurements)
        _columns(run, report, columns)
        seen = _sightings(run, report, columns, at=at)
        run.found = len(seen.new)
        if report.state == "done":
            run.closed = _close(run, report, seen.fingerprints, looks, at=at)
    run.save()
    return run


def _results(run: SiteRun, measurements: tuple[Measurement, ...]) -> None:
    by_check: dict[str, list[Measurement]] = defaultdict(list)
    for measurement in measurements:
        by_check[measurement.check].append(measurement)
    CheckResult.objects.bulk_create([_result(run, check, found) for check, found in by_check.items()])


def _result(run: SiteRun, check: str, found: list[Measurement]) -> CheckResult:
    verdicts = Counter(str(one.verdict) for one in found)
    failed, doubtful, passed = (verdicts[str(kind)] for kind in (Verdict.FAIL, Verdict.TO_VERIFY, Verdict.PASS))
    judged = sum(one.pages for one in found if one.verdict is not Verdict.NONE)
    verdict = Verdict.FAIL if failed else Verdict.TO_VERIFY if doubtful else Verdict.PASS if passed else Verdict.NONE
    states = Counter(str(one.state) for one in found)
    return CheckResult(
        run=run, check_id=check, measured=judged, unmeasured=sum(one.pages for one in found) - judged, failed=failed, to_verify=doubtful,
        verdict=str(verdict), states=dict(states),
    )  # fmt: skip


def _columns(run: SiteRun, report: Report, columns: Mapping[str, Column]) -> None:
    rows = [
        ColumnSighting(
            run=run,
            column=columns[seen.key],
            state=str(seen.state),
            entry_state=seen.entry_state,
            entries=seen.entries,
            newest_on=seen.newest_on,
            verdict=str(seen.verdict),
            reason=seen.reason[:300],
            due_on=seen.due_on,
        )
        for seen in report.columns
        if seen.key in columns
    ]
    ColumnSighting.objects.bulk_create(rows)


@dataclass(frozen=True)
class _Seen:
    fingerprints: frozenset[str]
    new: tuple[Finding, ...]


def _sightings(run: SiteRun, report: Report, columns: Mapping[str, Column], *, at: datetime) -> _Seen:
    evidence = {one.id: one for one in report.evidence}
    new: list[Finding] = []
    fingerprints: set[str] = set()
    for observation in report.observations:
        if observation.fingerprint in fingerprints:
            continue
        fingerprints.add(observation.fingerprint)
        sighting = _sighting(observation, evidence, report, run)
        finding, is_new = findings.sight(
            site=run.site, column=columns.get(observation.column_key or ""), sighting=sighting, at=at
        )
        if is_new:
            new.append(finding)
    return _Seen(frozenset(fingerprints), tuple(new))


def _sighting(observation: Observation, evidence: Mapping[str, Evidence], report: Report, run: SiteRun) -> Sighting:
    return Sighting(
        check_id=observation.check,
        clause=observation.clause,
        fingerprint=observation.fingerprint,
        url=observation.url,
        message=observation.message,
        place=observation.place,
        excerpt=observation.excerpt,
        why=observation.why,
        remedy=observation.remedy,
        confidence=Confidence.CERTAIN if observation.confidence == "certain" else Confidence.TO_VERIFY,
        rule_version=edition(report),
        evidence=tuple(proof(evidence[key], run) for key in observation.evidence if key in evidence),
    )


def edition(report: Report) -> str:
    """The numbers by which a report judged: its set on its day, as `jiyue rules diff` reads it (38.1)."""
    return f"{report.parameter_set}@{timezone.localdate(report.started_at)}"


def proof(seen: Evidence, run: SiteRun) -> dict[str, Any]:
    """One response as a finding keeps it: what came back, when, from where, with which hash, and in which file it lies."""
    return {
        "id": seen.id,
        "run": run.pk,
        "url": seen.url,
        "method": seen.method,
        "at": seen.requested_at.isoformat(),
        "state": str(seen.state),
        "status": seen.status,
        "elapsed_s": round(seen.elapsed_s, 3),
        "sha256": seen.sha256,
        "length": seen.length,
        "address": seen.address,
        "error": seen.error,
        "warc": run.warc,
    }


def _close(run: SiteRun, report: Report, seen: frozenset[str], looks: Mapping[str, Look], *, at: datetime) -> int:
    """Close what a complete run no longer sees: its page was read again without it, or is proven gone."""
    read = {one.target for one in report.measurements if one.state is State.DONE} | {
        column.url for column in report.columns if column.state is State.DONE
    }
    closed = 0
    for finding in run.site.findings.live().filter(check_id__in=list(CHECKS)).exclude(fingerprint__in=seen):
        if finding.url in read:
            evidence: dict[str, Any] = {
                "run": run.pk,
                "url": finding.url,
                "at": at.isoformat(),
                "warc": run.warc,
                "chain": run.chain,
            }
            note = "复测读到该页面，问题已不存在。"
        elif (look := looks.get(finding.url)) and look.status in (404, 410):
            evidence, note = look.evidence, f"复测时该页面已撤下（返回 {look.status}）。"
        else:
            continue
        findings.close(finding=finding, by=None, evidence=[evidence], note=note, at=at)
        closed += 1
    return closed
