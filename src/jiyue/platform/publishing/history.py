"""What the trail holds about a site's settings, in the words of the screens."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit.models import Entry
from jiyue.platform.register.models import Site, SiteTemplate


def changes_of(entry: Entry) -> dict[str, Any]:
    """One change of the settings as a row of the history table."""
    return {
        "at": f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}",
        "action": _("修改网站登记"),
        "person": entry.person_name,
        "unit": entry.unit.short_name if entry.unit else "",
        "reason": "",
        "changes": [
            {"label": str(Site._meta.get_field(name).verbose_name), "before": _said(before), "after": _said(after)}  # type: ignore[union-attr]
            for name, (before, after) in entry.data.get("changes", {}).items()
        ],
    }


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _("开") if value else _("关")
    return str(dict(SiteTemplate.choices).get(str(value), value))
