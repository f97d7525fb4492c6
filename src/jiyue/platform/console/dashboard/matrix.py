"""The site matrix: portals, then departments; within them those with trouble first."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from jiyue.platform.console.cells import across, cells, file_url
from jiyue.platform.console.survey import Survey
from jiyue.platform.register.models import SiteKind

TROUBLE = {"bad": 0, "warn": 1, "info": 2, "void": 3, "ok": 4}


def matrix(surveys: Sequence[Survey], *, set_id: str) -> list[dict[str, Any]]:
    """The groups of the matrix; portals keep their order, departments stand by their worst cell."""
    portals = [_row(one, set_id) for one in surveys if one.site.kind == SiteKind.PORTAL]
    departments = [_row(one, set_id) for one in surveys if one.site.kind != SiteKind.PORTAL]
    groups = [
        {"label": _("门户网站 %(count)d 个") % {"count": len(portals)}, "rows": portals},
        {
            "label": _("部门网站 %(count)d 个 · 先列有问题的") % {"count": len(departments)},
            "rows": sorted(departments, key=_trouble),
        },
    ]
    return [group for group in groups if group["rows"]]


def _row(survey: Survey, set_id: str) -> dict[str, Any]:
    name = survey.site.unit.short_name or survey.site.name
    over = across(survey)
    return {
        "name": name,
        "url": file_url(survey),
        "across": over,
        "cells": [] if over else cells(survey, set_id=set_id),
    }


def _trouble(row: dict[str, Any]) -> tuple[int, str]:
    states = [cell["state"] for cell in row["cells"]] or ["void"]
    return min(TROUBLE[state] for state in states), str(row["name"])
