from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.register import principles
from jiyue.platform.register.actions import Consent, Terms
from jiyue.platform.register.models import ExceptionQuerySet, Site
from jiyue.platform.register.principles import Subject
from jiyue.rulebook import clauses, in_principle, roles

ALL = ("", _("全部"))
STATES = [("in-force", _("生效中")), ("coming", _("未到起日")), ("expired", _("已到期")), ("revoked", _("已撤销"))]
# Who, outside or above, may be asked for consent; whose consent a clause demands, the rulebook says.
CONSENTING = ("province", "city", "publicity", "cyberspace", "staffing", "police", "bureau")


def clause_choices() -> list[tuple[str, str]]:
    """The clauses that say “in principle”, with their paragraph of the measures."""
    return [(clause, f"{clauses.get(clause).citation} · {clause}") for clause in in_principle.all()]


def day_input() -> forms.DateInput:
    """A day as browsers let one pick it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ExceptionFilterForm(forms.Form):
    """What the list of exceptions can be narrowed by; the units offered are those that the person sees there."""

    clause = forms.ChoiceField(label=_("条款"), required=False)
    unit = forms.ModelChoiceField(
        label=_("单位"), queryset=Unit.objects.none(), to_field_name="key", required=False, empty_label=_("全部")
    )
    state = forms.ChoiceField(label=_("状态"), choices=[ALL, *STATES], required=False)
    query = forms.CharField(label=_("编号、事项或理由"), max_length=60, required=False)

    def __init__(self, *args: Any, shown: ExceptionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clause, unit = self.fields["clause"], self.fields["unit"]
        if isinstance(clause, forms.ChoiceField):
            clause.choices = [ALL, *clause_choices()]
        if isinstance(unit, forms.ModelChoiceField):
            unit.queryset = Unit.objects.filter(pk__in=shown.values("unit")).order_by("level", "name", "pk")

    def narrow(self, exceptions: ExceptionQuerySet, *, today: date) -> ExceptionQuerySet:
        """Apply what was chosen; a question that can not be read narrows nothing."""
        chosen: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        if chosen.get("clause"):
            exceptions = exceptions.filter(clause=chosen["clause"])
        if chosen.get("unit"):
            exceptions = exceptions.filter(unit=chosen["unit"])
        if query := chosen.get("query", "").strip():
            said = Q(number__icontains=query) | Q(matter__icontains=query) | Q(reason__icontains=query)
            exceptions = exceptions.filter(said | Q(unit__name__icontains=query) | Q(site__name__icontains=query))
        match chosen.get("state"):
            case "in-force":
                return exceptions.in_force(today)
            case "coming":
                return exceptions.coming(today)
            case "expired":
                return exceptions.expired(today)
            case "revoked":
                return exceptions.revoked()
        return exceptions


class GrantForm(forms.Form):
    """An exception from one clause: about whom or what, why, for how long, with whose consent."""

    unit = forms.ModelChoiceField(
        label=_("单位"), queryset=Unit.objects.none(), to_field_name="key", empty_label=_("请选择")
    )
    site = forms.ModelChoiceField(
        label=_("网站"), queryset=Site.objects.none(), to_field_name="key", empty_label=_("请选择")
    )
    matter = forms.CharField(max_length=100)
    reason = forms.CharField(
        label=_("理由"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明为什么不能照原则办，例外将列册备查。"),
    )
    document_number = forms.CharField(
        label=_("来文文号"), max_length=60, required=False, help_text=_("申请单位来文的文号。")
    )
    valid_from = forms.DateField(label=_("自"), widget=day_input())
    valid_until = forms.DateField(
        label=_("至"), required=False, widget=day_input(), help_text=_("含当日；长期有效的留空。")
    )
    consent_role = forms.ChoiceField(
        label=_("已取得同意的单位"),
        required=False,
        choices=[("", _("无")), *((role, roles.LABELS[role]) for role in CONSENTING)],
    )
    consent_number = forms.CharField(label=_("同意文件文号"), max_length=60, required=False)
    consent_on = forms.DateField(label=_("同意日期"), required=False, widget=day_input())

    def __init__(self, *args: Any, clause: str, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clause = clause
        units = policy.units(person, principles.act(clause))
        self._offer("unit", units.order_by("level", "name", "pk"))
        self._offer("site", Site.objects.filter(host__in=units).select_related("host").order_by("kind", "name", "pk"))
        del self.fields["unit" if clause in principles.SITE_CLAUSES else "site"]
        if clause in principles.MATTERS:
            self.fields["matter"].label = str(principles.MATTERS[clause])
        else:
            del self.fields["matter"]
        if needed := principles.principle(clause).also_needs:
            self.fields["consent_role"].initial = needed
            self.fields["consent_role"].help_text = _("本条的例外须有%(who)s的同意。") % {"who": roles.LABELS[needed]}

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """A consent is a document: it has a number and a day."""
        chosen = super().clean() or {}
        if chosen.get("consent_role"):
            for name in ("consent_number", "consent_on"):
                if not chosen.get(name) and name not in self.errors:
                    self.add_error(name, _("请照同意文件填写。"))
        return chosen

    def subject(self) -> Subject:
        """What the exception is to be about."""
        chosen = self.cleaned_data
        site = chosen.get("site")
        unit = site.unit if site else chosen["unit"]
        return principles.subject_of(self.clause, unit=unit, site=site, matter=chosen.get("matter", "").strip())

    def terms(self) -> Terms:
        """What is written down with it."""
        chosen = self.cleaned_data
        consented = chosen["consent_role"]
        return Terms(
            reason=chosen["reason"],
            valid_from=chosen["valid_from"],
            valid_until=chosen["valid_until"],
            document_number=chosen["document_number"],
            consents=(Consent(consented, chosen["consent_number"], chosen["consent_on"]),) if consented else (),
        )


class RevocationForm(forms.Form):
    """Why an exception is taken back."""

    reason = forms.CharField(
        label=_("撤销理由"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("撤销后不再据此放行；已经放行的事项保留记录，不自动改变。"),
    )


class SiteEntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the ledger takes down of a site that the Province has consented to, before it goes online (8)."""

    class Meta:
        model = Site
        fields = ("key", "unit", "host", "name", "kind", "level", "domain", "consented_on")
        widgets = {"consented_on": day_input()}
        help_texts = {
            "key": _("小写字母、数字和连字符，用于地址，登记后不变。"),
            "host": _("县区和部门的网站原则上由办公室主办。"),
            "domain": _("以 .gov.cn 为后缀。"),
            "consented_on": _("照批复文件填写。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consented_on"].required = True
        for name in ("unit", "host"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = Unit.objects.order_by("level", "name", "pk")
                field.empty_label = _("请选择")

    def validate_unique(self) -> None:
        """Leave it to the action, which checks the whole row with the exceptions that it finds."""

    def validate_constraints(self) -> None:
        """Leave it to the action, likewise."""
