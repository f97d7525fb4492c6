from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from jiyue.platform.register.actions import HOST_FIELDS
from jiyue.platform.register.models import Site
from jiyue.rulebook import clauses, domains, identifiers
from jiyue.rulebook.refusal import Refusal

# What the footer and the register demand of each field, as the clause says it.
DEMANDED_BY = {"icp_number": "8.5", "police_number": "8.5", "chinese_domain": "8.4", "template": "8.4"}


class SiteSettingsForm(forms.ModelForm[Site]):
    """What the host keeps of its own site (4.6); numbers and domains are checked by the rulebook's validators."""

    class Meta:
        model = Site
        fields = (
            "icp_number",
            "police_number",
            "chinese_domain",
            "address",
            "postcode",
            "phone",
            "template",
            "is_grey",
        )
        widgets = {"template": forms.RadioSelect, "phone": forms.TextInput(attrs={"inputmode": "tel"})}
        help_texts = {
            "phone": _("公开的联系电话，只填办公电话。"),
            "is_grey": _("国家公祭日等需要时开启，全站随即以灰度显示；过后请关闭。"),
            "template": _("标准模板带全部页面标签和页脚标识；迁入时的旧模板只供过渡。切换后全站页面重新生成。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, clause in DEMANDED_BY.items():
            url = reverse("rulebook-clause", args=[clause])
            said = format_html('<a href="{}">{}</a>：{}', url, clauses.citation(clause), clauses.get(clause).statement)
            known = self.fields[name].help_text
            self.fields[name].help_text = format_html("{}<br>{}", known, said) if known else said

    def clean_icp_number(self) -> str:
        return self._checked("icp_number", identifiers.icp)

    def clean_police_number(self) -> str:
        return self._checked("police_number", identifiers.police)

    def clean_chinese_domain(self) -> str:
        return self._checked("chinese_domain", domains.validate_chinese)

    def changes(self) -> dict[str, Any]:
        """The fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in HOST_FIELDS if name in self.cleaned_data}

    def _checked(self, name: str, rule: Callable[[str], Iterable[Refusal]]) -> str:
        """A value that the rulebook lets pass; empty is allowed, what is not registered is not invented (8.6)."""
        value: str = self.cleaned_data[name].strip()
        refusals = [refusal for refusal in rule(value) if refusal.is_blocking] if value else []
        if refusals:
            raise forms.ValidationError([f"{refusal.sentence}{refusal.remedy}" for refusal in refusals])
        return value
