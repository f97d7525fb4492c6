"""The column tree of a site with a bar per node, and one column's contract as facts (32.2)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jiyue.platform.library.standing import Standing
from jiyue.platform.organisations.models import Person


def trees(known: Mapping[int, Standing], *, current: int | None = None) -> list[dict[str, Any]]:
    """One tree per site: its columns in their order, each with its depth, its clock and its bar."""
    by_site: dict[int, dict[str, Any]] = {}
    below: dict[int | None, list[Standing]] = defaultdict(list)
    for standing in known.values():
        parent = standing.column.parent_id
        below[parent if parent in known else None].append(standing)
        site = standing.column.site
        by_site.setdefault(site.pk, {"name": site.name, "nodes": []})

    def walk(standing: Standing, depth: int) -> None:
        by_site[standing.column.site_id]["nodes"].append(_node(standing, depth, current))
        for child in below[standing.column.pk]:
            walk(child, depth + 1)

    for top in below[None]:
        walk(top, 0)
    for branch in by_site.values():
        nodes = branch["nodes"]
        branch["is_open"] = len(by_site) == 1 or any(node["is_current"] for node in nodes) or current is None
        branch["urgent"] = sum(node["tone"] in ("bad", "warn") for node in nodes)
    return list(by_site.values())


def _node(standing: Standing, depth: int, current: int | None) -> dict[str, Any]:
    column = standing.column
    return {
        "title": column.title,
        "url": reverse("workbench:column", args=[column.pk]),
        "depth": min(depth, 3),
        "label": standing.label,
        "state": standing.state_label,
        "tone": standing.tone,
        "share": standing.share,
        "is_statutory": column.category in ("news", "policy"),
        "is_current": column.pk == current,
    }


def row(standing: Standing) -> dict[str, Any]:
    """One column as a row of the overview."""
    column = standing.column
    return {
        "tone": "bad" if standing.is_breached else "",
        "cells": [
            {"text": column.title, "url": reverse("workbench:column", args=[column.pk]), "note": column.site.name},
            {
                "text": column.get_category_display(),
                "note": _("周期 %(days)d 天") % {"days": column.cycle_days} if column.cycle_days else "",
                "clause": standing.verdict.clause,
            },
            {"text": column.responsible_unit.short_name},
            {"text": str(column.person_a or "—")},
            {"text": str(column.person_b or "—")},
            {"text": str(standing.last_update or "—")},
            {"text": str(standing.due_on or "—")},
            {
                "text": standing.label,
                "share": standing.share if standing.share is not None else "",
                "tone": standing.tone,
            },
            {"text": standing.state_label, "state": standing.tone},
        ],
    }


def facts(standing: Standing) -> list[dict[str, Any]]:
    """The contract of a column as boxes: category, cycle, persons A and B, when it must be updated next and why."""
    column = standing.column
    cycle = _("每 %(days)d 天至少 1 次") % {"days": column.cycle_days} if column.cycle_days else _("未报更新周期")
    return [
        {
            "label": _("栏目类别"),
            "value": column.get_category_display(),
            "note": _("栏目类型：%(type)s") % {"type": column.column_type},
        },
        {
            "label": _("更新周期（自报）"),
            "value": cycle,
            "note": _("责任：%(unit)s") % {"unit": column.responsible_unit.name},
        },
        {"label": _("A 岗"), **_post(column.person_a)},
        {"label": _("B 岗"), **_post(column.person_b)},
        {"label": _("下次须更新"), "value": _due(standing), "note": standing.verdict.reason, "tone": standing.tone},
    ]


def _post(person: Person | None) -> dict[str, str]:
    if person is None:
        return {"value": _("未指定"), "note": _("请在栏目台账中指定")}
    return {"value": str(person), "note": person.phone or _("未登记电话")}


def _due(standing: Standing) -> str:
    if standing.due_on is None:
        return standing.label if standing.entries != 0 else _("空白栏目，须立即发布")
    told = _("%(due)s 前") % {"due": standing.due_on}
    return f"{told}，{_('已超 %(days)d 天') % {'days': -(standing.left or 0)} if (standing.left or 0) < 0 else _('还有 %(days)d 天') % {'days': standing.left or 0}}"
