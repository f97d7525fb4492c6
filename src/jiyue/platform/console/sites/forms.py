from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.register.models import SiteKind, SiteQuerySet, SiteState

ALL = ("", _("全部"))
STATES = [ALL, ("operation", _("在运行（含临时下线）")), *SiteState.choices]
RISKS = [ALL, ("any", _("有否决风险")), ("veto", _("已触发否决")), ("near", _("临近否决"))]


class SiteFilterForm(forms.Form):
    """What the list of sites can be narrowed by."""

    kind = forms.ChoiceField(label=_("类型"), choices=[ALL, *SiteKind.choices], required=False)
    state = forms.ChoiceField(label=_("状态"), choices=STATES, required=False)
    risk = forms.ChoiceField(label=_("风险"), choices=RISKS, required=False)
    query = forms.CharField(label=_("名称、域名或标识码"), max_length=60, required=False)

    def narrow(self, sites: SiteQuerySet) -> SiteQuerySet:
        """Apply what the database can answer; `risk` is left to the caller."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if chosen.get("kind"):
            sites = sites.filter(kind=chosen["kind"])
        if chosen.get("state") == "operation":
            sites = sites.in_operation()
        elif chosen.get("state"):
            sites = sites.filter(state=chosen["state"])
        if query := chosen.get("query", "").strip():
            named = Q(name__icontains=query) | Q(domain__icontains=query) | Q(chinese_domain__icontains=query)
            sites = sites.filter(named | Q(site_code__startswith=query))
        return sites

    @property
    def wanted_risk(self) -> str:
        """The risk asked for; empty for any site."""
        return str(self.cleaned_data.get("risk", "")) if self.is_valid() else ""
