"""The letter that returns or refuses an application, made from the reasons ticked; the reviewer edits it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from jiyue.platform.procedures import ledger, standing
from jiyue.platform.procedures.kinds import KINDS, Kind
from jiyue.platform.procedures.models import Case
from jiyue.platform.procedures.presenting.conditions import Line

ORDINALS = "一二三四五六七八九十"


def suggested(case: Case, lines: list[Line]) -> list[str]:
    """The reasons that the checklist brings up."""
    found = {"contact-differs"} if ledger.differences(case) else set()
    if any(line["state"] == "violated" and line["clause"] == "9.3" for line in lines):
        found.add("period")
    if not case.form.get("public_arrangement"):
        found.add("continuity")
    return [reason.id for reason in KINDS[case.procedure_id].reasons if reason.id in found]


def compose(case: Case, chosen: Collection[str]) -> str:
    """A letter with one point per reason."""
    kind: Kind = KINDS[case.procedure_id]
    points = [
        f"{ORDINALS[number]}、{reason.letter}"
        for number, reason in enumerate(reason for reason in kind.reasons if reason.id in chosen)
    ]
    if not points:
        return ""
    head = _("%(unit)s：\n你单位%(number)s《%(form)s》收悉。经审核，请补正以下事项：") % {
        "unit": case.applicant_unit.short_name,
        "number": case.number,
        "form": kind.form_title,
    }
    return "\n".join([head, *points, _("逾期未补正的，计划下线日期顺延。")])


def step_title(case: Case) -> str:
    """The step at which the case stands."""
    return standing.procedure_of(case).step(case.step).title if case.step else ""
