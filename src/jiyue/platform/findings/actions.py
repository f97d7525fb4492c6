"""Every change of a finding: sighted, confirmed, disputed, muted, closed by a second measurement."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.findings.models import LIVE_STATES, Confidence, Finding, FindingState, Remark
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Column, Site


@dataclass(frozen=True)
class Sighting:
    """What a check saw once: everything a finding is made of but its history."""

    check_id: str
    clause: str
    fingerprint: str
    url: str
    message: str
    place: str = ""
    excerpt: str = ""
    why: str = ""
    remedy: str = ""
    confidence: str = Confidence.CERTAIN
    rule_version: str = ""
    evidence: tuple[dict[str, Any], ...] = field(default=())


@transaction.atomic
def sight(*, site: Site, column: Column | None, sighting: Sighting, at: datetime) -> tuple[Finding, bool]:
    """Open a finding, or count one more sighting of a live one; return it and whether it is new."""
    finding = (
        Finding.objects.select_for_update()
        .filter(site=site, fingerprint=sighting.fingerprint, state__in=LIVE_STATES)
        .first()
    )
    if finding is None:
        finding = Finding.objects.create(
            site=site,
            column=column,
            check_id=sighting.check_id,
            clause=sighting.clause,
            fingerprint=sighting.fingerprint,
            url=sighting.url[:1000],
            place=sighting.place[:300],
            excerpt=sighting.excerpt,
            message=sighting.message[:500],
            why=sighting.why[:500],
            remedy=sighting.remedy[:500],
            confidence=sighting.confidence,
            rule_version=sighting.rule_version,
            first_seen_at=at,
            last_seen_at=at,
            evidence=list(sighting.evidence),
        )
        trail.record(
            "finding-opened", finding, by=None, unit=site.host, data={"clause": sighting.clause, "url": sighting.url}
        )
        return finding, True
    finding.last_seen_at, finding.repeats = at, finding.repeats + 1
    finding.evidence = [*finding.evidence, *sighting.evidence][-10:]
    finding.message, finding.excerpt = sighting.message[:500], sighting.excerpt
    finding.save(update_fields=["last_seen_at", "repeats", "evidence", "message", "excerpt"])
    return finding, False


def remark(finding: Finding, verb: str, text: str, *, by: Person | None) -> Remark:
    """Write down one thing said or done about a finding, in its conversation and in the trail."""
    trail.record(f"finding-{verb}", finding, by=by, unit=finding.site.host, data={"text": text})
    return Remark.objects.create(finding=finding, at=timezone.now(), person=by, verb=verb, text=text)


@transaction.atomic
def confirm(*, finding: Finding, by: Person, note: str = "") -> Finding:
    """Confirm a finding as the regulator (4.2); findings on the Bureau's own reach need this before they count in a bulletin."""
    policy.require(by, policy.Act.JUDGE_FINDING, finding.site.host)
    _must_be(finding, FindingState.OPEN, FindingState.DISPUTED)
    finding.state = FindingState.CONFIRMED
    finding.save(update_fields=["state"])
    remark(finding, "confirmed", note, by=by)
    return finding


@transaction.atomic
def dispute(*, finding: Finding, by: Person, reason: str) -> Finding:
    """Contest a finding as the host, with a reason; the regulator decides."""
    policy.require(by, policy.Act.DISPUTE_FINDING, finding.site.host)
    _must_be(finding, FindingState.OPEN, FindingState.CONFIRMED)
    if not reason.strip():
        raise Refused(Refusal(_("申诉须写明理由。"), "33.2", _("请写明与事实不符之处，可附网址。")))
    finding.state = FindingState.DISPUTED
    finding.save(update_fields=["state"])
    remark(finding, "disputed", reason, by=by)
    return finding


@transaction.atomic
def mute(*, finding: Finding, by: Person, reason: str, until: date) -> Finding:
    """Set a finding aside as the regulator, with a reason and an end date; it comes back by itself."""
    policy.require(by, policy.Act.JUDGE_FINDING, finding.site.host)
    _must_be(finding, *LIVE_STATES)
    if not reason.strip() or until <= timezone.localdate():
        raise Refused(Refusal(_("暂不处理须有理由和今天以后的截止日期。"), "33.2", _("请写明理由并选择日期。")))
    finding.state, finding.muted_until = FindingState.MUTED, until
    finding.save(update_fields=["state", "muted_until"])
    remark(finding, "muted", f"{reason}（至 {until}）", by=by)
    return finding


@transaction.atomic
def close(*, finding: Finding, by: Person | None, evidence: list[dict[str, Any]], note: str, at: datetime) -> Finding:
    """Close a finding on the proof of a second measurement; without evidence nothing closes (33.2)."""
    if not evidence:
        raise Refused(Refusal(_("没有复测证据，不能关闭问题。"), "33.2", _("请先复测。")))
    _must_be(finding, *LIVE_STATES)
    finding.state, finding.closed_at, finding.closing_evidence = FindingState.CLOSED, at, evidence
    finding.save(update_fields=["state", "closed_at", "closing_evidence"])
    remark(finding, "closed", note, by=by)
    return finding


def wake_muted(today: date) -> int:
    """Bring back the findings whose mute has run out; return how many."""
    woken = Finding.objects.filter(state=FindingState.MUTED, muted_until__lt=today)
    count = 0
    for finding in woken:
        finding.state, finding.muted_until = FindingState.OPEN, None
        finding.save(update_fields=["state", "muted_until"])
        remark(finding, "woken", _("暂不处理期满，恢复为待核。"), by=None)
        count += 1
    return count


def _must_be(finding: Finding, *states: str) -> None:
    if finding.state not in states:
        sentence = _("问题目前是“%(state)s”，不能这样处理。") % {"state": finding.get_state_display()}
        raise Refused(Refusal(sentence, "33.2", _("请刷新页面查看最新状态。")))
