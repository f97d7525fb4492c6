"""A finding as screens show it: what was seen with which proof, why, how to mend, who owes, until when."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiyue.inspection.states import STATE_LABELS, State
from jiyue.platform.findings.models import Confidence, Finding, FindingState, Remark
from jiyue.platform.findings.sections import section_of
from jiyue.platform.organisations.models import Appointment
from jiyue.platform.organisations.roles import Role
from jiyue.rulebook import clauses, clocks

SOON_WORKDAYS = 3  # what is due within so many workdays is shown as near
STATE_TONES = {
    FindingState.OPEN: "info",
    FindingState.CONFIRMED: "warn",
    FindingState.DISPUTED: "info",
    FindingState.MUTED: "void",
    FindingState.CLOSED: "ok",
}
VERBS = {
    "opened": gettext_lazy("发现"),
    "confirmed": gettext_lazy("确认"),
    "disputed": gettext_lazy("申诉"),
    "muted": gettext_lazy("暂不处理"),
    "woken": gettext_lazy("恢复"),
    "closed": gettext_lazy("关闭"),
}


def heads_of(unit_ids: Sequence[int], *, on: date) -> dict[int, Appointment]:
    """Who answers for each host on a day: the person in overall charge, else the contact (32.1)."""
    found = Appointment.objects.in_force(on).filter(unit__in=unit_ids, role__in=[Role.HEAD, Role.CONTACT])
    chosen: dict[int, Appointment] = {}
    for appointment in found.select_related("person", "unit").order_by("pk"):
        if appointment.unit_id not in chosen or appointment.role == Role.HEAD:
            chosen[appointment.unit_id] = appointment
    return chosen


def remaining(due_on: date, today: date) -> tuple[str, str]:
    """How long is left until a day, in workdays and as a tone: ("还有 2 个工作日", "warn")."""
    days = clocks.workdays_between(today, due_on)
    if due_on < today:
        late = -days
        return (_("超 %(days)d 个工作日") % {"days": late} if late else _("已超期"), "bad")
    if due_on == today:
        return _("今天到期"), "warn"
    left = _("还有 %(days)d 个工作日") if days else _("还有 %(days)d 天，均非工作日")
    return left % {"days": days or (due_on - today).days}, "warn" if days <= SOON_WORKDAYS else "plain"


def clock_of(finding: Finding, today: date) -> tuple[str, str]:
    """The state of a finding as a badge: its deadline when it has one, else where it stands."""
    if finding.state == FindingState.CONFIRMED and finding.due_on:
        return remaining(finding.due_on, today)
    if finding.state == FindingState.MUTED:
        return _("暂不处理至 %(day)s") % {"day": finding.muted_until}, "void"
    label = str(FindingState(finding.state).label)
    if finding.state == FindingState.OPEN and finding.confidence == Confidence.TO_VERIFY:
        label = _("待核实")
    return label, STATE_TONES[FindingState(finding.state)]


def owner_of(finding: Finding, heads: Mapping[int, Appointment]) -> str:
    """Whose matter a finding is: person A of its column, else who answers for the host."""
    if finding.column and finding.column.person_a:
        return str(finding.column.person_a)
    head = heads.get(finding.site.host_id)
    return str(head.person) if head else _("未指定")


def view_of(
    finding: Finding,
    *,
    today: date,
    heads: Mapping[int, Appointment],
    remarks: Sequence[Remark] = (),
    actions: Sequence[dict[str, Any]] = (),
    is_open: bool = False,
) -> dict[str, Any]:
    """A finding as the part `finding.html` takes it."""
    text, tone = clock_of(finding, today)
    held = clauses.by_id().get(finding.clause)
    return {
        "anchor": f"finding-{finding.pk}",
        "kind": section_of(finding.check_id).label,
        "title": finding.message,
        "owner": owner_of(finding, heads),
        "clause": finding.clause,
        "clock_text": text,
        "clock_tone": tone if tone != "plain" else "info",
        "is_open": is_open,
        "saw": {"address": finding.url, **_quoted(finding.excerpt)},
        "tries": [_try(seen, finding) for seen in finding.evidence],
        "evidence": [
            {
                "label": _("返回原文 %(number)d") % {"number": number + 1},
                "url": reverse("monitoring:evidence", args=[finding.pk, number]),
            }
            for number, seen in enumerate(finding.evidence)
            if seen.get("warc")
        ],
        "evidence_note": _note(finding),
        "place": finding.place,
        "place_url": finding.url if finding.url.startswith(("http://", "https://")) else "",
        "basis": _("本市办法") if finding.clause != "36.1" else _("国家有关规定"),
        "quote": held.statement if held else "",
        "why": finding.why,
        "fix": finding.remedy,
        "responsible": _responsible(finding, heads),
        "talk": [_line(remark) for remark in remarks],
        "actions": list(actions),
        "today": today,
    }


def _quoted(excerpt: str) -> dict[str, str]:
    return {"before": "", "marked": excerpt, "after": ""} if excerpt else {"page_text": _("见测量记录")}


def _try(seen: Mapping[str, Any], finding: Finding) -> dict[str, Any]:
    state = State(seen["state"]) if seen.get("state") in set(State) else None
    is_done = state is State.DONE
    certain = finding.confidence == Confidence.CERTAIN
    status = seen.get("status")
    returned = f"{status} · {seen.get('elapsed_s', 0):.2f} {_('秒')}" if status else seen.get("error") or "—"
    return {
        "at": stamp(seen.get("at", "")),
        "probe": seen.get("address") or _("本平台"),
        "measured": STATE_LABELS[state] if state else _("已测量"),
        "measured_state": "plain" if is_done else "void",
        "returned": returned,
        "verdict": _("不符合") if certain else _("待核实"),
        "verdict_state": "bad" if certain else "info",
    }


def stamp(iso: str) -> str:
    """An instant of evidence as screens write it; as it stands when it can not be read."""
    try:
        return f"{timezone.localtime(datetime.fromisoformat(iso)):%Y-%m-%d %H:%M}"
    except ValueError:
        return iso


def _note(finding: Finding) -> str:
    hashes = [seen["sha256"] for seen in finding.evidence if seen.get("sha256")]
    parts = [
        f"SHA-256 {hashes[-1][:12]}…" if hashes else "",
        _("规则 %(version)s") % {"version": finding.rule_version} if finding.rule_version else "",
    ]
    return " · ".join(part for part in parts if part)


def _responsible(finding: Finding, heads: Mapping[int, Appointment]) -> str:
    column = finding.column
    if column is not None and column.person_a:
        deputy = _("，B 岗 %(name)s") % {"name": column.person_b} if column.person_b else _("，B 岗未登记")
        return _("栏目“%(column)s” A 岗 %(name)s（%(unit)s）") % {
            "column": column.title, "name": column.person_a, "unit": column.responsible_unit.short_name
        } + deputy  # fmt: skip
    head = heads.get(finding.site.host_id)
    if head is None:
        return _("%(unit)s（未登记总负责人）") % {"unit": finding.site.host.name}
    return f"{finding.site.host.name} {head.get_role_display()} {head.person}"


def _line(remark: Remark) -> dict[str, str]:
    verb = str(VERBS.get(remark.verb, remark.verb))
    return {
        "at": f"{timezone.localtime(remark.at):%m-%d %H:%M}",
        "who": str(remark.person) if remark.person else _("系统"),
        "text": f"{verb}。{remark.text}" if remark.text else f"{verb}。",
    }
