"""What the platform adds to a procedure of the rulebook: its short name, its numbers' word, the reasons to return a form."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Reason:
    """One reason to return an application: the words of its line and of the letter; no clause is a rule of our own."""

    id: str
    label: str | Promise
    letter: str | Promise
    clause: str = ""


@dataclass(frozen=True)
class Kind:
    """One procedure as people see it. `number_word` stands before the year, as in 宝网下〔2026〕3号."""

    id: str
    label: str | Promise
    number_word: str
    form_title: str | Promise
    reasons: tuple[Reason, ...]


TEMPORARY_OFFLINE = Kind(
    id="temporary-offline",
    label=_("临时下线"),
    number_word="宝网下",
    form_title=_("政府网站临时下线申请表"),
    reasons=(
        Reason(
            "reason-unclear", _("申请理由不明确"), _("请写明下线原因（整改、系统升级等）和下线期间要做的工作。"), "9.1"
        ),
        Reason(
            "period", _("起止日期不符合规定或不便安排"), _("请调整计划起止日期，全年不超过1次、每次不超过30天。"), "9.3"
        ),
        Reason(
            "contact-differs",
            _("联系人与台账不一致，未见变更报备"),
            _("联系人与台账登记不一致，请按规定书面报备变更，或改正申请表。"),
            "9.14",
        ),
        Reason("notice", _("公告稿须修改"), _("请完善公告内容，写明下线期间群众如何查询信息、办理事项。"), "9.2"),
        Reason("continuity", _("下线期间的替代办法未说明"), _("请说明下线期间留言、征集等事项由何处承接。")),
    ),
)

KINDS = {kind.id: kind for kind in (TEMPORARY_OFFLINE,)}
