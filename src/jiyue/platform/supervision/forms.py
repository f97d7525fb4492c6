from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiyue.platform.findings.models import Finding, FindingQuerySet
from jiyue.platform.findings.sections import section_of


class FindingsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """A choice of findings, each named by its section, its message and its address."""

    def label_from_instance(self, obj: Any) -> str:
        return f"【{section_of(obj.check_id).label}】{obj.message}（{obj.url[:70]}）"


class OrderForm(forms.Form):
    """What an order says: which findings of one site, what is asked, by when."""

    findings = FindingsField(
        label=_("责令整改的问题"), queryset=Finding.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=_("整改要求"), widget=forms.Textarea(attrs={"rows": 4}))
    due_on = forms.DateField(label=_("整改期限"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def __init__(self, *args: Any, offered: FindingQuerySet, explanation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["findings"]
        if isinstance(chooser, forms.ModelMultipleChoiceField):
            chooser.queryset = offered
        self.fields["due_on"].help_text = explanation


class AnswerForm(forms.Form):
    """What the host says it has done."""

    text = forms.CharField(
        label=_("整改答复"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("逐项写明怎样整改。提交后立即复测，以复测结果为准。"),
    )
