from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from jiyue.platform.library.gates import GATES
from jiyue.platform.library.models import Kind, Resource
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Column


class ResourceForm(WagtailAdminModelForm):
    """The editor's form. It offers only what belongs to the editor's unit (26.1), and takes the unit from the appointment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Person = self.for_user
        own = policy.units(person, policy.Act.WRITE_RESOURCE)
        policies = Resource.objects.filter(kind=Kind.POLICY, unit__in=own).order_by("-first_published_at", "-pk")
        interprets = self.fields.get("interprets")
        if isinstance(interprets, forms.ModelChoiceField):
            interprets.queryset = policies
            interprets.help_text = _("解读材料须关联所解读的文件，两个页面将互相链接（第15条）。")
        if self.instance.unit_id is None:
            unit = own.order_by("pk").first()
            if unit is not None:
                self.instance.unit = unit
                self.instance.publisher = unit
                self.initial.setdefault("source", unit.name)


class NewResourceForm(forms.Form):
    """The first step of a draft: what it is called, what it is, and where it will stand (25.1)."""

    title = forms.CharField(label=_("标题"), max_length=200)
    kind = forms.ChoiceField(label=_("类别"), choices=Kind.choices)
    column = forms.ModelChoiceField(
        label=_("主栏目"),
        queryset=Column.objects.none(),
        empty_label=_("请选择"),
        help_text=_("只列出由您的单位负责的栏目。"),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["column"]
        if isinstance(chooser, forms.ModelChoiceField):
            chooser.queryset = (
                Column.objects.open_to(person, policy.Act.WRITE_RESOURCE)
                .in_use()
                .filter(fed_by="items")
                .select_related("site")
            ).order_by("site", "position", "pk")


class PlaceForm(forms.Form):
    """A further column for a resource; only columns that the person's unit may fill, and not those it stands in (4.6)."""

    column = forms.ModelChoiceField(label=_("选入栏目"), queryset=Column.objects.none(), empty_label=_("请选择"))
    is_main = forms.BooleanField(label=_("设为主栏目"), required=False)

    def __init__(self, *args: Any, person: Person, resource: Resource, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["column"]
        if isinstance(chooser, forms.ModelChoiceField):
            fillable = Column.objects.open_to(person, policy.Act.WRITE_RESOURCE).in_use().filter(fed_by="items")
            held = resource.placements.filter(is_main=True).values("column")
            chooser.queryset = fillable.exclude(pk__in=held).select_related("site").order_by("site", "position", "pk")


class PinForm(forms.Form):
    """Until when a resource stays on top of a column; empty ends it."""

    until = forms.DateField(label=_("置顶至"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ResourceFilterForm(forms.Form):
    """What the list of resources can be narrowed by; the columns offered are those of the person's units."""

    q = forms.CharField(label=_("标题、文号、索引号"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=[("", _("全部")), *Kind.choices], required=False)
    column = forms.ModelChoiceField(
        label=_("栏目"), queryset=Column.objects.none(), required=False, empty_label=_("全部")
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["column"]
        if isinstance(chooser, forms.ModelChoiceField):
            chooser.queryset = (
                Column.objects.open_to(person)
                .in_use()
                .filter(fed_by="items")
                .select_related("site")
                .order_by("site", "position", "pk")
            )


class ReviewForm(forms.Form):
    """The reviewer's decision: each gate by itself (32.5), the hash of the text that was on the screen, an opinion."""

    seen_hash = forms.CharField(widget=forms.HiddenInput)
    opinion = forms.CharField(
        label=_("审核意见"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("退回时必填：写明哪里要改、为什么。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in GATES.items():
            self.fields[f"gate_{key}"] = forms.BooleanField(label=str(label), required=False)

    def gates(self) -> dict[str, bool]:
        """Which gates were ticked."""
        return {key: bool(self.cleaned_data.get(f"gate_{key}")) for key in GATES}


class ReasonForm(forms.Form):
    """A reason that an act demands."""

    reason = forms.CharField(label=_("原因"), max_length=300)
