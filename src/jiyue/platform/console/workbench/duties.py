"""The kinds of work that a host's people find in the morning: how many, the most urgent piece, one button (32.2, 17.1)."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jiyue.platform.findings.models import Finding
from jiyue.platform.library.models import Edition, EditionState, Hand, HandKind
from jiyue.platform.library.standing import Standing
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.supervision.models import OrderState, RectificationOrder

SOON_DAYS = 3


@dataclass(frozen=True)
class Duty:
    """One line of the list as the part `duty.html` takes it; `tone` is "bad" for what must be done today."""

    icon: str
    kind: str | Promise
    count: int
    url: str
    title: str
    title_url: str
    text: str
    state: str
    state_text: str
    action: dict[str, Any]
    due: str = ""
    tone: str = ""
    unit: str = "件"
    state_icon: str = ""
    clause: str = ""

    def as_row(self) -> dict[str, Any]:
        """The line as plain data for its template."""
        return asdict(self)


def button(label: str, url: str, *, is_main: bool = False) -> dict[str, Any]:
    """The one button of a line."""
    return {"label": label, "url": url, "is_main": is_main}


def days(left: int | None) -> tuple[str, str, str]:
    """State, words and tone for the days that are left until a deadline; None where there is no deadline."""
    if left is None:
        return "plain", _("无期限"), ""
    if left < 0:
        return "bad", _("已超期 %(days)d 天") % {"days": -left}, "bad"
    if left == 0:
        return "bad", _("今天到期"), "bad"
    return (
        ("warn", _("还有 %(days)d 天") % {"days": left}, "warn")
        if left <= SOON_DAYS
        else ("info", _("还有 %(days)d 天") % {"days": left}, "")
    )


def texts(person: Person, today: date) -> Iterator[Duty]:
    """What waits among the texts: returned, to review, to proofread and publish, drafts."""
    resources = reverse("workbench:resources")
    returned = Edition.objects.open_to(person, policy.Act.WRITE_RESOURCE).filter(state=EditionState.RETURNED)
    hands = Hand.objects.filter(edition__in=returned, kind=HandKind.RETURNED).select_related(
        "edition__resource", "person"
    )
    if hand := hands.order_by("at", "pk").first():
        worst = hand.edition
        waited = (today - timezone.localtime(hand.at).date()).days
        yield Duty(
            "undo", _("被退回"), returned.count(), f"{resources}?state=returned", _title(worst), _page(worst),
            _("%(by)s退回：“%(opinion)s”") % {"by": str(hand.person), "opinion": worst.opinion},
            "warn" if waited else "plain", _("已退回 %(days)d 天") % {"days": waited} if waited else _("今天退回"),
            button(_("修改"), _page(worst)), due=_("%(at)s 退回") % {"at": f"{timezone.localtime(hand.at):%m-%d %H:%M}"},
            tone="warn" if waited > 1 else "", state_icon="undo", clause="17.2",
        )  # fmt: skip
    waiting = Edition.objects.waiting_for(person)
    if first := waiting.select_related("resource", "submitted_by").order_by("submitted_at", "pk").first():
        yield _queued(first, waiting.count(), today)
    yield from _approved(person, resources)
    drafts = Edition.objects.open_to(person, policy.Act.WRITE_RESOURCE).filter(state=EditionState.DRAFT)
    if draft := drafts.select_related("resource").order_by("-pk").first():
        yield Duty(
            "pencil", _("草稿"), drafts.count(), f"{resources}?state=draft", _title(draft), _page(draft),
            _("第 %(number)d 版，写完后送审。") % {"number": draft.number}, "plain", _("未送审"), button(_("接着写"), _page(draft)),
        )  # fmt: skip


def _queued(edition: Edition, count: int, today: date) -> Duty:
    at = timezone.localtime(edition.submitted_at) if edition.submitted_at else None
    waited = (today - at.date()).days if at else 0
    desk = reverse("workbench:review", args=[edition.pk])
    return Duty(
        "eye", _("待我审核"), count, reverse("workbench:reviews"), _title(edition), desk,
        _("%(by)s送审，%(kind)s，第 %(number)d 版。一事一审，最早送审的在前。")
        % {"by": edition.submitted_by, "kind": edition.resource.get_kind_display(), "number": edition.number},
        "warn" if waited else "info", _("已等 %(days)d 天") % {"days": waited} if waited else _("今天送审"),
        button(_("审核"), desk, is_main=True), due=f"{at:%m-%d %H:%M}" if at else "", tone="warn" if waited else "", state_icon="clock",
        clause="17.1",
    )  # fmt: skip


def _approved(person: Person, resources: str) -> Iterator[Duty]:
    approved = (
        Edition.objects.open_to(person, policy.Act.PUBLISH_RESOURCE)
        .filter(state=EditionState.APPROVED)
        .exclude(reviewed_by=person)
    )
    edition = approved.select_related("resource", "reviewed_by").order_by("reviewed_at", "pk").first()
    if edition is None or edition.reviewed_at is None:
        return
    yield Duty(
        "ok", _("待校对"), approved.count(), f"{resources}?state=approved", _title(edition), f"{_page(edition)}#proof-title",
        _("%(by)s %(at)s 审核通过，校对后发布；改动任何一处都须重新送审。")
        % {"by": edition.reviewed_by, "at": f"{timezone.localtime(edition.reviewed_at):%m-%d %H:%M}"},
        "warn", _("审核后未发布"), button(_("校对发布"), f"{_page(edition)}#proof-title", is_main=True), tone="warn", state_icon="eye", clause="17.2",
    )  # fmt: skip


def stale_columns(mine: list[Standing]) -> Iterator[Duty]:
    """The columns that run out soon, or did."""
    urgent = [standing for standing in mine if standing.tone in ("bad", "warn")]
    if not urgent:
        return
    worst = urgent[0]
    column = worst.column
    page = reverse("workbench:column", args=[column.pk])
    state = "bad" if worst.is_breached else "warn"
    yield Duty(
        "clock", _("须更新栏目"), len(urgent), reverse("workbench:columns"), f"{column.title}：{worst.state_label}", page,
        worst.verdict.reason if worst.is_breached or worst.own_due_on != worst.due_on
        else _("最近更新 %(last)s，自报周期 %(cycle)d 天，应于 %(due)s 前更新。") % {"last": worst.last_update, "cycle": column.cycle_days or 0, "due": worst.due_on},
        state, worst.label if worst.left is None or worst.left < 0 else _("还有 %(days)d 天") % {"days": worst.left},
        button(_("写稿"), f"{reverse('workbench:new-resource')}?column={column.pk}"),
        due=_("限期 %(due)s") % {"due": f"{worst.due_on:%m-%d}"} if worst.due_on else "", tone=state, unit=_("个"), clause=worst.verdict.clause,
    )  # fmt: skip


def findings(person: Person, today: date) -> Iterator[Duty]:
    """What inspection found on the person's sites and is not closed."""
    found = Finding.objects.open_to(person).counted()
    worst = (
        found.select_related("site", "column").order_by(F("due_on").asc(nulls_last=True), "first_seen_at", "pk").first()
    )
    if worst is None:
        return
    state, words, tone = days((worst.due_on - today).days if worst.due_on else None)
    where = worst.column.title if worst.column else worst.site.name
    page = reverse("findings:finding", args=[worst.pk])
    yield Duty(
        "pulse", _("监测问题"), found.count(), reverse("findings:index"), worst.message, page,
        f"{where} · {worst.place or worst.url}", state, words, button(_("处理"), page, is_main=tone == "bad"),
        due=_("整改期限 %(due)s") % {"due": f"{worst.due_on:%m-%d}"} if worst.due_on else _("%(at)s 发现") % {"at": f"{timezone.localtime(worst.first_seen_at):%m-%d}"},
        tone=tone, unit=_("条"), clause=worst.clause,
    )  # fmt: skip


def orders(person: Person, today: date) -> Iterator[Duty]:
    """The Bureau's orders that this person may answer and nobody has."""
    sent = RectificationOrder.objects.open_to(person, policy.Act.ANSWER_ORDER).filter(state=OrderState.SENT)
    worst = sent.select_related("site").order_by("due_on", "pk").first()
    if worst is None:
        return
    state, words, tone = days((worst.due_on - today).days)
    page = reverse("supervision:order", args=[worst.pk])
    yield Duty(
        "wrench", _("整改通知"), sent.count(), reverse("supervision:orders"), f"{worst.number} {worst.site.name}", page, worst.text, state, words,
        button(_("答复"), page, is_main=True), due=_("整改期限 %(due)s") % {"due": f"{worst.due_on:%m-%d}"}, tone=tone or "warn", clause="33.2",
    )  # fmt: skip


def _title(edition: Edition) -> str:
    return str(edition.content.get("title") or edition.resource)


def _page(edition: Edition) -> str:
    return reverse("workbench:resource", args=[edition.resource_id])
