"""What the rulebook holds beside its clauses, as pages that a lawyer checks line by line: procedures, numbers, readings (38.2)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jiyue.platform.kernel.executes import executes
from jiyue.rulebook import clauses, parameters, procedure_text, procedures, versions
from jiyue.rulebook import readings as rulebook_readings
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.procedure_text import Line

COLUMNS = {
    "steps": ("步骤", "由谁决定", "须登记的材料", "期限", "可作的决定", "依据"),
    "conditions": ("条件", "在哪一步之前", "不符合时的答复和改法", "依据"),
    "follow_ups": ("事项", "由谁办理", "须登记的材料", "期限与先后", "依据"),
    "effects": ("事项", "何时", "依据"),
}
FORMS = {
    "annex-1": gettext_lazy("附件1《政府网站基本信息表》"),
    "annex-2": gettext_lazy("附件2《政府网站永久/临时下线申请表》"),
    "annex-3": gettext_lazy("附件3《政府网站域名业务申请基本信息表》"),
    "annex-4": gettext_lazy("附件4《政府网站集约化平台使用申请表》"),
    "letter": gettext_lazy("没有表格，用函"),
    None: gettext_lazy("没有表格，用书面报备"),
}


@require_safe
@executes("38.2")
def procedure(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """One procedure: who does what with which proof until when, and with which sentence what is refused."""
    today = timezone.localdate()
    try:
        whole = procedures.whole(procedure_id, city=settings.JIYUE_PARAMETER_SET, on=today)
    except KeyError:
        raise Http404 from None
    lines = procedure_text.lines(whole)
    context = {
        **_frame(request, whole.title, today),
        "procedure": whole,
        "form": FORMS[whole.form],
        "readings": [rulebook_readings.get(name, on=today) for name in whole.readings],
        "steps": [_work(line) for line in lines if line.kind == "steps"],
        "conditions": [_condition(line) for line in lines if line.kind == "conditions"],
        "follow_ups": [_work(line) for line in lines if line.kind == "follow_ups"],
        "effects": [_effect(line) for line in lines if line.kind == "effects"],
        **{f"{kind}_columns": [{"label": label} for label in labels] for kind, labels in COLUMNS.items()},
        "others": [(each, procedures.whole(each).title) for each in procedures.ids() if each != whole.id],
    }
    return render(request, "console/rulebook_procedure.html", context)


@require_safe
@executes("38.2")
def readings(request: HttpRequest) -> HttpResponse:
    """Every reading of an unclear word, whether the Bureau has confirmed it, and the clauses that use it."""
    today = timezone.localdate()
    rows = [
        {"reading": each, "clauses": [clause for clause in clauses.all() if each.id in clause.readings]}
        for each in rulebook_readings.all(on=today)
    ]
    context = {**_frame(request, _("读法"), today), "rows": rows}
    return render(request, "console/rulebook_readings.html", context)


@require_safe
@executes("36.1", "38.2")
def numbers(request: HttpRequest) -> HttpResponse:
    """Every number by set, side by side; where the city and the State differ, the row says so."""
    today = timezone.localdate()
    sets = parameters.sets()
    rows = [_compared(key, sets, today) for key in parameters.keys().values()]
    columns = [_("参数"), *(each.title for each in sets), _("依据")]
    context = {
        **_frame(request, _("参数对照"), today),
        "columns": [{"label": label} for label in columns],
        "rows": rows,
        "sets": sets,
        "total": len(rows),
        "parted": sum(row["tone"] == "warn" for row in rows),
    }
    return render(request, "console/rulebook_numbers_by_set.html", context)


def _frame(request: HttpRequest, title: str, today: date) -> dict[str, Any]:
    crumbs = [
        {"title": _("首页"), "url": reverse("home")},
        {"title": _("规则库"), "url": reverse("rulebook")},
        {"title": title, "url": ""},
    ]
    return {
        "page_title": title,
        "crumbs": crumbs,
        "address": request.build_absolute_uri(request.path),
        "today": today,
    }


def _cell(text: str, *notes: str) -> dict[str, str]:
    return {"text": text or "—", "note": "；".join(dict.fromkeys(note for note in notes if note))}


def _basis(line: Line) -> dict[str, str]:
    return {"clause": line.clause, "text": ""}


def _only(line: Line) -> str:
    return _("仅用于：%(cases)s") % {"cases": line.circumstances} if line.circumstances else ""


def _work(line: Line) -> dict[str, Any]:
    recorded = _("由%(who)s录入") % {"who": line.recorded_by} if line.recorded_by else ""
    waits = _("先完成：%(parts)s") % {"parts": line.waits_for} if line.waits_for else ""
    own = _("天数为平台自定") if line.is_own else ""
    cells = [
        _cell(line.title, _only(line)),
        _cell(line.who, recorded),
        _cell(line.evidence),
        _cell(line.limit, own, waits),
    ]
    if line.kind == "steps":
        cells.append(_cell(line.decisions))
    return {"cells": [*cells, _basis(line)]}


def _condition(line: Line) -> dict[str, Any]:
    kind = _("“原则上”：例外须说明理由并经批准（R1）") if line.is_in_principle else ""
    cells = [
        _cell(line.title, _only(line), kind),
        _cell(line.before),
        _cell(line.refusal, line.remedy),
        _basis(line),
    ]
    return {"cells": cells}


def _effect(line: Line) -> dict[str, Any]:
    return {"cells": [_cell(line.title, _only(line)), _cell(line.before), _basis(line)]}


def _held(key: str, set_id: str, on: date) -> Parameter | None:
    try:
        return parameters.get(key, city=set_id, on=on)
    except NotHeld:
        return None


def _value(set_id: str, number: Parameter | None, titles: dict[str, str]) -> dict[str, str]:
    if number is None:
        return {"text": _("未收录"), "state": "void"}
    taken = "" if number.set == set_id else _("沿用%(title)s") % {"title": titles[number.set]}
    return _cell(versions.shown(number), taken, number.source, _("平台自定") if number.addition else "", number.note)


def _compared(key: parameters.Key, sets: Sequence[parameters.ParameterSet], on: date) -> dict[str, Any]:
    """One row; it stands out where two sets that hold the number give different values."""
    titles = {each.id: each.title for each in sets}
    held = [(each.id, _held(key.id, each.id, on)) for each in sets]
    cells = [_value(set_id, number, titles) for set_id, number in held]
    parts = len({str(number.value) for _set_id, number in held if number}) > 1
    first = {"text": key.title, "note": key.id, "url": f"{reverse('rulebook-clause', args=[key.clause])}#{key.id}"}
    return {"tone": "warn" if parts else "", "cells": [first, *cells, {"clause": key.clause, "text": ""}]}
