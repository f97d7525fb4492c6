from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from jiyue.platform.library.models import Kind, Resource
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person


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
