"""What every action on a case asks first: the row locked, the version that the person saw, no refusal left."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.procedures.models import Case


def locked(case: Case, seen_version: int | None = None) -> Case:
    """The case's row, locked; raises Refused when it is no longer the version that the person saw."""
    fresh = (
        Case.objects.select_for_update(of=("self",))
        .select_related("site__host", "site__competent_unit", "applicant_unit", "applicant", "notice_resource")
        .get(pk=case.pk)
    )
    if seen_version is not None and fresh.version != seen_version:
        sentence = _("您打开之后，案件已有新的改动（现为第 %(now)d 版，您看到的是第 %(seen)d 版），没有保存。")
        raise Refused(
            Refusal(
                sentence % {"now": fresh.version, "seen": seen_version}, "", _("请刷新页面，核对新的内容后再办理。")
            )
        )
    return fresh


def save(case: Case, *fields: str) -> None:
    """Save what changed and count the version on."""
    case.version += 1
    case.save(update_fields=[*fields, "version"])


def refuse(refusals: Iterable[Refusal]) -> None:
    """Raise Refused when there is any reason against."""
    found = tuple(dict.fromkeys(refusals))
    if found:
        raise Refused(*found)
