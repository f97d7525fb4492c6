from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.findings.models import FindingQuerySet, FindingState
from jiyue.platform.findings.sections import SECTIONS
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Site

STATES = [("live", _("未关闭（全部）")), ("overdue", _("超期未整改")), *FindingState.choices, ("all", _("含已关闭"))]


class FindingFilterForm(forms.Form):
    """What a list of findings can be narrowed by; the sites offered are those within the person's reach."""

    site = forms.ModelChoiceField(
        label=_("网站"), queryset=Site.objects.none(), to_field_name="key", required=False, empty_label=_("全部")
    )
    section = forms.ChoiceField(
        label=_("方面"),
        choices=[("", _("全部")), *((one.id, one.label) for one in SECTIONS if one.checks)],
        required=False,
    )
    state = forms.ChoiceField(label=_("状态"), choices=STATES, required=False)
    clause = forms.CharField(label=_("条款"), max_length=6, required=False)
    query = forms.CharField(label=_("地址或内容"), max_length=100, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["site"]
        if isinstance(chooser, forms.ModelChoiceField):
            chooser.queryset = Site.objects.open_to(person).order_by("kind", "name", "pk")

    def narrow(self, findings: FindingQuerySet, *, today: Any) -> FindingQuerySet:
        """Apply what was chosen; live findings when no state was."""
        chosen: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        found = _by_state(findings, chosen.get("state") or "live", today)
        if chosen.get("site"):
            found = found.filter(site=chosen["site"])
        if chosen.get("section"):
            checks = next(one.checks for one in SECTIONS if one.id == chosen["section"])
            found = found.filter(check_id__in=checks)
        if chosen.get("clause"):
            found = found.filter(clause=chosen["clause"])
        if chosen.get("query"):
            found = found.filter(Q(url__icontains=chosen["query"]) | Q(message__icontains=chosen["query"]))
        return found


def _by_state(findings: FindingQuerySet, state: str, today: Any) -> FindingQuerySet:
    if state == "live":
        return findings.live()
    if state == "overdue":
        return findings.overdue(today)
    return findings if state == "all" else findings.filter(state=state)


class DisputeForm(forms.Form):
    """The host's reason for contesting a finding."""

    reason = forms.CharField(
        label=_("申诉理由"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明与事实不符之处，可附网址；监管单位收到后裁定。"),
    )


class MuteForm(forms.Form):
    """The regulator's reason for setting a finding aside, and until when."""

    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 2}))
    until = forms.DateField(
        label=_("截止日期"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("到期后自动恢复为待核。"),
    )
