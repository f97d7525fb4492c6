"""What the workbench adds to Wagtail's editor: the check of the last saved text, and the way on to review (13.5, 17.1)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.snippets.action_menu import ActionMenuItem

from jiyue.platform.library import checking, panels
from jiyue.platform.library.models import Resource
from jiyue.platform.library.models.editions import NEXT_STATES

GO_ON = "action-check"


class CheckSidePanel(BaseSidePanel):
    """The check panel of the workbench inside the editor; it speaks of the text as it was last saved."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("发布前检查")
        icon_name = "circle-check"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = sum(remark.level == checking.FORBIDDEN for remark in self.panel.remarks)
            return context

    name = "publication-check"
    title = _("发布前检查")
    template_name = "library/editor_check.html"
    order = 50

    def __init__(self, resource: Resource, request: Any) -> None:
        super().__init__(resource, request)
        self.remarks = checking.check(resource)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        edition = self.object.editions.filter(state__in=NEXT_STATES).first()
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["levels"] = panels.check_levels(self.remarks, edition.explanations if edition else {}, "")
        for level in context["levels"]:
            for hit in level["hits"]:
                hit["reason_name"] = hit["jump_url"] = (
                    ""  # reasons are written on the resource's page, where they are sent
                )
        context["edition"] = edition
        context["page_url"] = reverse("workbench:resource", args=[self.object.pk])
        return context


class CheckAndSubmit(ActionMenuItem):
    """Save, then go to the resource's page, where the check stands and the text is sent to review."""

    name = GO_ON
    label = _("保存，去检查与送审")
    icon_name = "circle-check"
    order = -10
    template_name = "library/editor_save.html"

    def is_shown(self, context: Any) -> bool:
        return bool(context["view"] in ("edit", "revisions_revert") and not context.get("locked_for_user"))
