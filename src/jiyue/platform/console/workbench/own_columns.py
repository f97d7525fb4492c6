"""The columns that are somebody's own: as person A, as person B, or, for who holds neither post, all of their unit (32.2)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jiyue.platform.library.standing import Standing, standings
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Category, Column, Feed

SHOWN = 12


def own_columns(person: Person, *, on: date) -> list[Standing]:
    """The person's columns that must be kept up, the most urgent first."""
    open_columns = (
        Column.objects.open_to(person).in_use().exclude(category=Category.STATIC).exclude(fed_by=Feed.MESSAGES)
    )
    columns = list(
        open_columns.filter(Q(person_a=person) | Q(person_b=person)).select_related("site").order_by("position", "pk")
    )
    if not columns and policy.may(person, policy.Act.SEE_RESOURCE):
        columns = list(open_columns.select_related("site").order_by("position", "pk"))
    return sorted(standings(columns, on=on).values(), key=lambda standing: standing.urgency)


def rows(mine: list[Standing], person: Person) -> list[dict[str, Any]]:
    """The columns as rows of a table."""
    return [
        {
            "tone": "",
            "cells": [
                {"text": standing.column.title, "url": reverse("workbench:column", args=[standing.column.pk])},
                {"text": _cycle(standing.column), "clause": standing.verdict.clause},
                {"text": _post(standing.column, person)},
                {"text": f"{standing.last_update:%m-%d}" if standing.last_update else "—"},
                {"text": f"{standing.due_on:%m-%d}" if standing.due_on else "—"},
                {
                    "text": standing.label,
                    "share": standing.share if standing.share is not None else "",
                    "tone": standing.tone,
                },
                {"text": standing.state_label, "state": standing.tone},
            ],
        }
        for standing in mine[:SHOWN]
    ]


def headings() -> list[dict[str, Any]]:
    """The heads of the table's columns."""
    return [
        {"label": label}
        for label in (_("栏目"), _("类别 · 更新周期"), _("岗"), _("最近更新"), _("须更新日"), _("剩余"), _("状态"))
    ]


def posts(mine: list[Standing], person: Person) -> str:
    """How many columns the person keeps in which post, in words."""
    first = sum(standing.column.person_a_id == person.pk for standing in mine)
    second = sum(standing.column.person_b_id == person.pk for standing in mine)
    if not first and not second:
        return _("您没有担任 A 岗或 B 岗，按剩余天数排")
    return _("A 岗 %(first)d 个、B 岗 %(second)d 个，按剩余天数排") % {"first": first, "second": second}


def _cycle(column: Column) -> str:
    cycle = _("%(days)d 天") % {"days": column.cycle_days} if column.cycle_days else _("未报周期")
    return f"{column.get_category_display()} · {cycle}"


def _post(column: Column, person: Person) -> str:
    return "A" if column.person_a_id == person.pk else "B" if column.person_b_id == person.pk else "—"
