"""What the reviewer's desk shows beside the text: gates, the way of the edition, its place in the queue, who may judge it (17.1, 32.5)."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiyue.platform.kernel.refusals import Refusal
from jiyue.platform.library import checking
from jiyue.platform.library.forms import ReviewForm
from jiyue.platform.library.gates import GATES
from jiyue.platform.library.models import Edition, EditionState
from jiyue.platform.organisations.models import Person

# Which kinds of hits speak to which gate.
SPEAKS_TO = {
    "secrecy": ("citizen-id", "mobile", "bank-card", "passport", "home-address", "licence-plate", "secrecy-mark"),
    "wording": ("wording",),
    "suitable": ("advert",),
}


def gates(form: ReviewForm, remarks: list[checking.Remark]) -> list[dict[str, Any]]:
    """Each gate with its field and with what the check found that speaks to it."""
    shown = []
    for key, label in GATES.items():
        name, _colon, said = str(label).partition("：")
        hits = sum(remark.kind in SPEAKS_TO.get(key, ()) for remark in remarks)
        note = ngettext("检查发现 %(count)d 处", "检查发现 %(count)d 处", hits) % {"count": hits} if hits else ""
        shown.append({"name": name, "said": said, "field": form[f"gate_{key}"], "note": note})
    return shown


def steps(edition: Edition) -> list[dict[str, Any]]:
    """The way of an edition: written and submitted, reviewed, proofread and published."""
    order = [EditionState.DRAFT, EditionState.SUBMITTED, EditionState.APPROVED, EditionState.PUBLISHED]
    state = EditionState.DRAFT if edition.state == EditionState.RETURNED else edition.state
    reached = order.index(EditionState(state)) if state in order else len(order)
    named = (
        (_("编辑送审"), edition.submitted_by, edition.submitted_at),
        (_("审核"), edition.reviewed_by, edition.reviewed_at),
        (_("校对发布"), edition.published_by, edition.published_at),
    )
    return [
        {
            "title": title,
            "state": "done" if place < reached else "now" if place == reached else "todo",
            "lines": [f"{who} {timezone.localtime(at):%m-%d %H:%M}"] if who and at else [],
        }
        for place, (title, who, at) in enumerate(named)
    ]


def place(edition: Edition, person: Person) -> dict[str, Any]:
    """Where the edition stands in the person's queue, and its neighbours; empty when it is not in it."""
    waiting = list(
        Edition.objects.waiting_for(person).order_by("submitted_at", "pk").values_list("pk", flat=True)[:200]
    )
    main = edition.resource.placements.filter(is_main=True).select_related("column__site").first()
    found: dict[str, Any] = {"column": str(main.column) if main else _("未选栏目")}
    if edition.pk not in waiting:
        return found
    at = waiting.index(edition.pk)
    found |= {"number": at + 1, "total": len(waiting)}
    for name, other in (("previous_url", at - 1), ("next_url", at + 1)):
        if 0 <= other < len(waiting):
            found[name] = reverse("workbench:review", args=[waiting[other]])
    return found


def checks(edition: Edition, refusal: Refusal | None, remarks: list[checking.Remark]) -> list[dict[str, str]]:
    """Who may judge, what the check left, where the text came from, and that each text is judged by itself."""
    forbidden = sum(remark.level == checking.FORBIDDEN for remark in remarks)
    told = sum(remark.level == checking.EXPLAIN for remark in remarks)
    return [
        {"icon": "ban", "text": refusal.sentence}
        if refusal
        else {"icon": "ok", "text": _("您没有撰写、修改或送审过本稿，可以审核")},
        {
            "icon": "alert" if forbidden or told else "ok",
            "text": _("禁止发布 %(forbidden)d 处；须说明 %(told)d 处") % {"forbidden": forbidden, "told": told},
        },
        {"icon": "document", "text": _("来源：%(source)s") % {"source": edition.content.get("source") or _("未填")}},
        {"icon": "lock", "text": _("一事一审：不能批量同意")},
    ]
