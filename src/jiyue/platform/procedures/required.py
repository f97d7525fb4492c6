"""What an application must hold before it may be handed in: the fields of annex 2 and of the case (9.1, A2)."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiyue.platform.kernel.refusals import Refusal
from jiyue.platform.procedures.models import Case

# Field → its name on the annex. The migration block is for permanent closures alone and is absent here (A2).
ANNEX_2: dict[str, str | Promise] = {
    "leader_name": gettext_lazy("主办单位负责同志姓名"),
    "leader_phone": gettext_lazy("主办单位负责同志联系电话"),
    "leader_mobile": gettext_lazy("主办单位负责同志手机"),
    "cause": gettext_lazy("下线原因"),
    "reason": gettext_lazy("申请理由"),
    "contact_name": gettext_lazy("联系人姓名"),
    "contact_phone": gettext_lazy("联系人办公电话"),
    "contact_mobile": gettext_lazy("联系人手机"),
}
FOR_THE_NOTICE: dict[str, str | Promise] = {"public_phone": gettext_lazy("公告咨询电话")}


def missing(case: Case) -> tuple[Refusal, ...]:
    """One refusal per field that is empty."""
    empty = [(label, "A2") for key, label in ANNEX_2.items() if not str(case.form.get(key, "")).strip()]
    empty += [(label, "9.2") for key, label in FOR_THE_NOTICE.items() if not str(case.form.get(key, "")).strip()]
    if case.start_on is None or case.end_on is None:
        empty.append((_("计划起止日期"), "9.1"))
    return tuple(
        Refusal(_("还没有填写：%(field)s。") % {"field": label}, clause, _("请补填后再提交。"))
        for label, clause in empty
    )


def filled(case: Case) -> tuple[int, int]:
    """How many of the annex's fields are filled, and how many there are; name and address come from the ledger."""
    values = [case.site.name, case.site.domain, *(case.form.get(key, "") for key in ANNEX_2)]
    return sum(bool(str(value).strip()) for value in values), len(values)
