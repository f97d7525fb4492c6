"""What has to be done, in order of legal due time: one line per duty with clause, due day, owner and one button (screen 1)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.console.cells import file_url
from jiyue.platform.console.survey import Survey, near_days
from jiyue.platform.findings.display import remaining
from jiyue.platform.findings.sections import SECTIONS, UPDATE, Section
from jiyue.platform.interaction.models import Message
from jiyue.platform.monitoring.columns import Picture
from jiyue.platform.organisations.models import Appointment
from jiyue.platform.supervision.models import OrderState, RectificationOrder
from jiyue.rulebook import clocks
from jiyue.rulebook.verdicts import Outcome

JUDGE_WORKDAYS = 5  # the platform's own limit for judging a finding or a dispute; the measures name none
SHOWN = 40  # rows of one group on the dashboard; the rest is a link away
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Duty:
    """One thing to do: about what, by which clause (or rule of our own), by when, whose, and the button."""

    kind: str
    icon: str
    subject: str
    url: str
    text: str
    due_on: date
    action: str
    action_url: str
    clause: str = ""
    own_rule: str = ""
    owner: str = ""
    is_main: bool = False

    def row(self, today: date) -> dict[str, Any]:
        """The duty as the part `todo_row.html` takes it."""
        left, tone = remaining(self.due_on, today)
        return {
            "icon": self.icon,
            "kind": self.kind,
            "subject": self.subject,
            "url": self.url,
            "text": self.text,
            "clause": self.clause,
            "own_rule": self.own_rule,
            "owner": self.owner,
            "due": f"{self.due_on:%m-%d} 周{WEEKDAYS[self.due_on.weekday()]}",
            "left": left,
            "tone": tone,
            "action": {"label": self.action, "url": self.action_url, "is_main": self.is_main},
        }


def duties(
    surveys: Sequence[Survey],
    orders: Iterable[RectificationOrder],
    messages: Iterable[Message],
    heads: Mapping[int, Appointment],
    *,
    may_judge: bool,
) -> list[Duty]:
    """Everything due, by its due day: columns, findings and disputes to judge, orders, messages."""
    found: list[Duty] = []
    for survey in surveys:
        if not survey.is_paused:
            found += _column_duties(survey)
            found += _judging_duties(survey, may_judge=may_judge)
    found += [_order_duty(order, heads) for order in orders]
    found += [_message_duty(message) for message in messages]
    return sorted(found, key=lambda duty: (duty.due_on, duty.subject, duty.text))


def groups(found: Sequence[Duty], *, today: date) -> list[dict[str, Any]]:
    """The duties under five headings, by how near they are; empty headings are left out."""
    sunday = today + timedelta(days=6 - today.weekday())
    month_end = clocks.last_day(today.replace(day=1), 1, "months") - timedelta(days=1)
    headings = (
        (_("已过法定或责令期限"), "bad", date.min, today - timedelta(days=1)),
        (_("今天到期"), "warn", today, today),
        (_("本周到期"), "", today + timedelta(days=1), sunday),
        (_("本月到期"), "", sunday + timedelta(days=1), month_end),
        (_("以后到期"), "", max(sunday, month_end) + timedelta(days=1), date.max),
    )
    made = []
    for label, tone, first, last in headings:
        rows = [duty.row(today) for duty in found if first <= duty.due_on <= last]
        if rows:
            cut = _("（共 %(count)d 件）先列") % {"count": len(rows)} if len(rows) > SHOWN else ""
            made.append({"label": f"{label}{cut}", "tone": tone, "rows": rows[:SHOWN], "is_folded": first > sunday})
    return made


def _column_duties(survey: Survey) -> Iterator[Duty]:
    """One duty per kind of column that is overdue or will be within a fortnight (19.1, 19.2, 19.5)."""
    by_clause: dict[str, list[tuple[date, Picture]]] = defaultdict(list)
    for picture in survey.pictures:
        verdict = picture.verdict
        if verdict.due_on is None or verdict.margin_days is None or verdict.outcome is Outcome.UNDECIDED:
            continue
        if verdict.margin_days <= near_days(verdict.clause):
            by_clause[verdict.clause].append((verdict.due_on, picture))
    for clause, found in by_clause.items():
        due_on, first = min(found, key=lambda pair: (pair[0], pair[1].column.pk))
        left = (due_on - survey.today).days
        name = _("「%(title)s」") % {"title": first.column.title}
        if len(found) > 1:
            name += _("等 %(count)d 个栏目") % {"count": len(found)}
        state = _("还有 %(days)d 天到期未更新") if left >= 0 else _("超期 %(days)d 天未更新")
        yield Duty(
            kind=_("更新"),
            icon="clock",
            subject=survey.site.name,
            url=file_url(survey),
            text=f"{name}{state % {'days': abs(left)}}",
            due_on=due_on,
            action=_("查看"),
            action_url=file_url(survey, UPDATE),
            clause=clause,
            owner=str(first.column.person_a or first.column.responsible_unit.short_name),
        )


def _judging_duties(survey: Survey, *, may_judge: bool) -> Iterator[Duty]:
    """One duty per section with findings to judge, and one per section with disputes to decide."""
    for section in SECTIONS:
        tally = survey.tally(section)
        if tally.to_judge and tally.oldest_to_judge:
            yield _judging(
                survey, section, (tally.to_judge, tally.oldest_to_judge), is_dispute=False, may_judge=may_judge
            )
        if tally.disputed and tally.oldest_disputed:
            yield _judging(
                survey, section, (tally.disputed, tally.oldest_disputed), is_dispute=True, may_judge=may_judge
            )


def _judging(
    survey: Survey, section: Section, what: tuple[int, datetime], *, is_dispute: bool, may_judge: bool
) -> Duty:
    count, since = what
    state = "disputed" if is_dispute else "open"
    text = _("%(section)s %(count)d 处申诉，待裁定") if is_dispute else _("%(section)s %(count)d 处新问题，待核验")
    verb = (_("裁定") if is_dispute else _("核验")) if may_judge else _("查看")
    url = f"{reverse('findings:index')}?site={survey.site.key}&section={section.id}&state={state}"
    return Duty(
        kind=_("申诉") if is_dispute else _("判定"),
        icon="flag" if is_dispute else "scales",
        subject=survey.site.name,
        url=file_url(survey),
        text=text % {"section": section.label, "count": count},
        due_on=_judge_by(timezone.localdate(since)),
        action=verb,
        action_url=url,
        own_rule=_("平台增补"),
        owner=_("监管单位"),
        is_main=may_judge,
    )


@lru_cache(maxsize=512)
def _judge_by(since: date) -> date:
    return clocks.due(since, JUDGE_WORKDAYS, "workdays").due_on


def _order_duty(order: RectificationOrder, heads: Mapping[int, Appointment]) -> Duty:
    page = reverse("supervision:order", args=[order.pk])
    head = heads.get(order.site.host_id)
    answered = order.state == OrderState.ANSWERED
    text = _("%(number)s 已答复，待复测") if answered else _("%(number)s 责令整改，待答复")
    return Duty(
        kind=_("整改"),
        icon="wrench",
        subject=order.site.name,
        url=page,
        text=text % {"number": order.number},
        due_on=order.due_on,
        action=_("复测") if answered else _("查看"),
        action_url=page,
        clause="33.2",
        owner=str(head.person) if head else order.site.host.short_name,
        is_main=answered,
    )


def _message_duty(message: Message) -> Duty:
    """A citizen's message that waits for its answer (18.1)."""
    page = reverse("interaction:message", args=[message.pk])
    return Duty(
        kind=_("留言"),
        icon="chat",
        subject=message.site.name,
        url=page,
        text=_("留言 %(number)s 未答复") % {"number": message.number},
        due_on=message.due_on,
        action=_("查看"),
        action_url=page,
        clause="18.1",
        owner=message.unit.short_name,
    )
