import re
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from jiyue.platform.procedures.kinds import KINDS, Kind
from jiyue.platform.procedures.models import CaseState, Decision

PHONE = r"^(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?$"
MOBILE = r"^1\d{10}$"
MOST_BYTES = 20 * 1024 * 1024
# What a scan may be, by its first bytes.
SCANS = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
CAUSES = [
    ("系统升级", _("系统升级")),
    ("整改", _("整改")),
    ("迁移至集约化平台", _("迁移至集约化平台")),
    ("其他原因", _("其他原因")),
]


def _phone(label: Any, **options: Any) -> forms.CharField:
    return _number(PHONE, _("请填写区号和号码，如 0917-3260000。"), label=label, **options)


def _number(pattern: str, message: Any, **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    return forms.RegexField(pattern, widget=widget, max_length=20, error_messages={"invalid": message}, **options)


def _mobile(label: Any) -> forms.CharField:
    return _number(MOBILE, _("手机号码为 11 位数字。"), label=label)


class ApplicationForm(forms.Form):
    """Annex 2 for a temporary offline, and the data of the case beside it; a draft may leave fields empty (A2)."""

    leader_name = forms.CharField(label=_("姓名"), max_length=40)
    leader_phone = _phone(_("联系电话"))
    leader_mobile = _mobile(_("手机"))
    reason = forms.CharField(
        label=_("申请理由（永久/临时下线声明）"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明原因、下线期间要做的工作和恢复的条件。"),
    )
    contact_name = forms.CharField(label=_("姓名"), max_length=40)
    contact_phone = _phone(_("办公电话"))
    contact_mobile = _mobile(_("手机"))
    cause = forms.ChoiceField(
        label=_("下线原因"),
        choices=[("", _("请选择")), *CAUSES],
        help_text=_("写进公告。不可抗力或被责令关停的，走紧急关停程序。"),
    )
    start_on = forms.DateField(label=_("计划开始日"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    end_on = forms.DateField(
        label=_("计划最后一日"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("这一天仍在下线，次日 0 时自动恢复。"),
    )
    public_phone = _phone(_("公告咨询电话"), help_text=_("会写进公告，请填单位公开电话，不要填个人手机。"))
    public_arrangement = forms.CharField(
        label=_("下线期间的替代办法"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写进公告，如水情、预警等信息在何处查询。"),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_complete: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = field.required and is_complete

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("start_on"), cleaned.get("end_on")
        if start and end and end < start:
            self.add_error("end_on", _("最后一日不能早于开始日。"))
        return cleaned

    def fields_of_form(self) -> dict[str, Any]:
        """What goes into the case's form data; the planned days have columns of their own."""
        return {
            key: value for key, value in self.cleaned_data.items() if key not in {"start_on", "end_on", "seen_version"}
        }


class RulingForm(forms.Form):
    """A decision on a step: what, why, and where it was made outside, its proof."""

    decision = forms.ChoiceField(label=_("意见"), choices=Decision.choices, widget=forms.RadioSelect)
    reasons = forms.MultipleChoiceField(
        label=_("补正或不予同意的理由"), required=False, widget=forms.CheckboxSelectMultiple
    )
    opinion = forms.CharField(
        label=_("意见或通知（可改）"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 9})
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    seen_notice = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = self.fields["reasons"]
        if isinstance(reasons, forms.MultipleChoiceField):
            reasons.choices = [(reason.id, reason.label) for reason in kind.reasons]


class OutsideRulingForm(RulingForm):
    """A decision of a body that has no seat here, recorded with number, date and scan (9.1)."""

    document_number = forms.CharField(
        label=_("文号"), required=False, max_length=60, help_text=_("如“陕政办函〔2026〕12号”。")
    )
    decided_on = forms.DateField(
        label=_("决定日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    scan = forms.FileField(
        label=_("文件扫描件"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        help_text=_("PDF、PNG 或 JPG，不超过 20 MB。能查看本案的单位可以打开。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the proof, except when the application only goes back to be mended."""
        super().__init__(*args, **kwargs)
        for name in ("document_number", "decided_on", "scan"):
            field = self.fields[name]
            field.required = self.data.get("decision") != Decision.RETURN
            field.error_messages["required"] = _("没有文号、日期和扫描件，不能登记决定（第9条（一））。")

    def clean_scan(self) -> "UploadedFile[bytes] | None":
        """Refuse what is too large, and what is not the picture or PDF that its name says."""
        scan: UploadedFile[bytes] | None = self.cleaned_data.get("scan")
        if scan is None:
            return None
        suffix = PurePath(scan.name or "").suffix.lower()
        head = scan.read(16)
        scan.seek(0)
        if suffix not in SCANS or not head.startswith(SCANS[suffix]):
            raise ValidationError(_("扫描件须是 PDF、PNG 或 JPG 文件。"))
        if (scan.size or 0) > MOST_BYTES:
            raise ValidationError(_("扫描件超过 20 MB，请压缩后再传。"))
        scan.name = re.sub(r"[^\w.\-（）〔〕]+", "_", scan.name or "")
        return scan


class WithdrawalForm(forms.Form):
    """Why an application is taken back."""

    reason = forms.CharField(label=_("撤回原因"), max_length=300, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class FilterForm(forms.Form):
    """The filters of the list."""

    procedure = forms.ChoiceField(label=_("类别"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部")), *CaseState.choices])
    query = forms.CharField(label=_("查找"), required=False, max_length=60, help_text="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        procedure = self.fields["procedure"]
        if isinstance(procedure, forms.ChoiceField):
            procedure.choices = [("", _("全部")), *((kind.id, kind.label) for kind in KINDS.values())]
