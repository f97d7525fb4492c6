"""The city's current facts as a file, for `jiyue rules effect`: what is known now, and nothing that was decided (38.1)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from jiyue.platform.interaction.models import Message, MessageKind, MessageState
from jiyue.platform.monitoring.columns import Picture, pictures
from jiyue.platform.monitoring.latest import latest_runs
from jiyue.platform.register.models import Site, SiteState
from jiyue.rulebook.effects import VERSION

WEEK = timedelta(days=7)
PAUSED = "经批准临时下线，期间不判定"


def city_facts(*, now: datetime) -> dict[str, Any]:
    """The facts of all sites in operation: columns from ledger and last measurement, messages with their days alone.

    Holds no word of any message and no person. A column that neither side could read is `measured: false`.
    """
    today = timezone.localdate(now)
    sites = list(Site.objects.in_operation().order_by("name", "pk"))
    keys = [site.pk for site in sites]
    runs = [one.run.pk for one in latest_runs(keys, week_from=now - WEEK).values() if one.run]
    seen, messages = pictures(keys, runs, today=today), _messages(keys)
    return {
        "version": VERSION,
        "on": today.isoformat(),
        "sites": [_site(site, seen.get(site.pk, []), messages.get(site.pk, [])) for site in sites],
    }


def _site(site: Site, seen: Sequence[Picture], messages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    note = PAUSED if site.state == SiteState.OFFLINE else ""
    titles = Counter(picture.column.title for picture in seen)
    return {
        "key": site.key,
        "name": site.name,
        "note": note,
        "columns": [_column(picture, is_only=titles[picture.column.title] == 1) for picture in seen],
        # A site that is not on the platform keeps its messages elsewhere: nobody can see them here.
        "messages": list(messages) if site.is_on_platform else None,
    }


def _column(picture: Picture, *, is_only: bool) -> dict[str, Any]:
    facts, column = picture.facts, picture.column
    return {
        "name": column.title if is_only else f"{column.title}（{column.path}）",
        "category": facts.category.value,
        "last_update": _text(facts.last_update),
        "entries": facts.entries,
        "cycle_days": facts.cycle_days,
        "measured": facts.measured,
        "is_first_level": facts.is_first_level,
        "source": facts.source or "ledger",
    }


def _messages(site_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Message.objects.filter(site__in=site_ids).exclude(state=MessageState.DECLINED).order_by("received_at", "pk")
    for message in rows.only("site_id", "number", "kind", "received_at", "answered_at"):
        answered = timezone.localdate(message.answered_at) if message.answered_at else None
        found[message.site_id].append(
            {
                "id": message.number,
                "submitted_on": timezone.localdate(message.received_at).isoformat(),
                "answered_on": _text(answered),
                "is_consultation": message.kind == MessageKind.CONSULTATION,
            }
        )
    return found


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
