"""Messages that wait for an answer, where the interaction room is installed; where it is not, nothing is said (18.1)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.console.workbench.duties import Duty, button, days
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.rulebook import clocks


def messages(person: Person, today: date) -> Iterator[Duty]:
    """The messages that this person may answer, the one whose last day comes first on top."""
    if not apps.is_installed("jiyue.platform.interaction"):
        return
    try:
        listed = reverse("interaction:messages")
    except NoReverseMatch:
        return
    model: Any = apps.get_model("interaction", "Message")
    waiting = model.objects.open_to(person, policy.Act.ANSWER_MESSAGE).waiting()
    worst = waiting.order_by("due_on", "pk").first()
    if worst is None:
        return
    state, _words, tone = days((worst.due_on - today).days)
    left = clocks.workdays_between(today, worst.due_on)
    page = reverse("interaction:message", args=[worst.pk])
    yield Duty(
        "chat", _("留言"), waiting.count(), listed, f"{worst.number} {worst.title}", page,
        _("%(at)s 收到，%(kind)s，%(state)s。")
        % {"at": f"{timezone.localtime(worst.received_at):%m-%d}", "kind": worst.get_kind_display(), "state": worst.get_state_display()},
        state, _("余 %(days)d 个工作日") % {"days": left} if left >= 0 else _("超 %(days)d 个工作日") % {"days": -left},
        button(_("办理"), page, is_main=tone == "bad"), due=_("最迟 %(due)s") % {"due": f"{worst.due_on:%m-%d}"}, tone=tone,
        clause="18.1",
    )  # fmt: skip
