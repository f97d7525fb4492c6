"""The table of a site's columns: nearest deadline first, both measurements side by side (19.1, 19.2, 19.5, 32.2)."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiyue.platform.console.survey import near_days
from jiyue.platform.monitoring.columns import Picture
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import Site
from jiyue.rulebook.verdicts import Outcome

HEADINGS = (
    gettext_lazy("栏目"),
    gettext_lazy("类别"),
    gettext_lazy("更新周期"),
    gettext_lazy("最后实质更新"),
    gettext_lazy("站内 / 站外"),
    gettext_lazy("剩余"),
    gettext_lazy("A / B 岗"),
    gettext_lazy("状态"),
)
FAR = 10_000


def rows(pictures: Sequence[Picture], site: Site) -> list[dict[str, Any]]:
    """One row per column; those that need a person's look, then by days left, those without a clock last."""
    return [_row(picture, site) for picture in sorted(pictures, key=_order)]


def _order(picture: Picture) -> tuple[int, int]:
    verdict = picture.verdict
    if verdict.outcome is Outcome.VIOLATED and verdict.margin_days is None:
        return -FAR, picture.column.position
    return verdict.margin_days if verdict.margin_days is not None else FAR, picture.column.position


def _row(picture: Picture, site: Site) -> dict[str, Any]:
    column, verdict = picture.column, picture.verdict
    state, text = _state(picture)
    updated = picture.facts.last_update or (picture.inside.newest_on if picture.inside else None)
    deputy = str(column.person_b) if column.person_b else _("未登记")
    return {
        "tone": state if state in ("warn", "bad") else "",
        "cells": [
            {"text": column.title, "url": f"{site_address(site)}/{column.path.strip('/')}/"},
            {"text": column.get_category_display()},
            {"text": _cycle(picture)},
            {"text": str(updated) if updated else "—"},
            _both(picture),
            _left(verdict.margin_days, verdict.clause),
            {"text": f"{column.person_a or _('未登记')} / {deputy}", "note": column.responsible_unit.short_name},
            {"text": text, "state": state, "note": picture.doubt},
        ],
    }


def _cycle(picture: Picture) -> str:
    column = picture.column
    if column.category == "news":
        return _("2 周")
    if column.category == "policy":
        return _("6 个月")
    return _("%(days)d 天") % {"days": column.cycle_days} if column.cycle_days else "—"


def _both(picture: Picture) -> dict[str, str]:
    inside = picture.inside.newest_on if picture.inside else None
    if picture.disagrees:
        return {
            "text": _("站内 %(inside)s · 站外 %(outside)s")
            % {"inside": f"{inside:%m-%d}", "outside": f"{picture.outside_on:%m-%d}"},
            "tone": "info",
        }
    if picture.outside_on is not None and inside is not None:
        return {"text": _("一致") if inside == picture.outside_on else _("监测后有更新")}
    if picture.sighting is None:
        return {"text": _("站外未测")}
    if not picture.was_seen:
        return {"text": _("站外读不到")}
    return {"text": _("站外无日期") if picture.outside_on is None else _("仅站外")}


def _left(days: int | None, clause: str) -> dict[str, str]:
    if days is None:
        return {"text": "—"}
    if days < 0:
        return {"text": _("超 %(days)d 天") % {"days": -days}, "tone": "bad"}
    return {"text": _("还有 %(days)d 天") % {"days": days}, "tone": "warn" if days <= near_days(clause) else ""}


def _state(picture: Picture) -> tuple[str, str]:
    verdict = picture.verdict
    if verdict.outcome is Outcome.UNDECIDED:
        return ("info", _("内外不一致")) if picture.disagrees else ("void", _("无法判定"))
    if verdict.outcome is Outcome.VIOLATED:
        return "bad", _("空白栏目") if verdict.clause == "19.6" else _("超期未更新")
    if picture.disagrees:
        return "info", _("内外不一致")
    if verdict.margin_days is not None and verdict.margin_days <= near_days(verdict.clause):
        return "warn", _("临近到期")
    return "ok", _("正常")
