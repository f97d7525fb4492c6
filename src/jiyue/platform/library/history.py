"""The trail of a resource in the words of the workbench."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiyue.platform.audit.models import Entry


@dataclass(frozen=True)
class Wording:
    """Chinese words for the verbs of the trail."""

    verbs: Mapping[str, str | Promise]

    def rows(self, entries: Iterable[Entry]) -> list[dict[str, Any]]:
        """Entries as rows of the history table, in the order given."""
        return [
            {
                "at": f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}",
                "action": self.verbs.get(entry.verb, entry.verb),
                "person": entry.person_name or _("系统"),
                "unit": entry.unit.short_name if entry.unit else "",
                "reason": entry.data.get("opinion") or entry.data.get("reason") or entry.data.get("text") or "",
                "changes": [],
            }
            for entry in entries
        ]


VERBS = Wording(
    {
        "resource-begun": _("新建"),
        "resource-placed": _("选入栏目"),
        "resource-displaced": _("移出栏目"),
        "resource-pinned": _("置顶"),
        "edition-reopened": _("修改，须重新送审"),
        "edition-submitted": _("送审"),
        "edition-approved": _("审核通过"),
        "edition-returned": _("退回"),
        "resource-published": _("校对发布"),
        "resource-withdrawn": _("撤下"),
    }
)
