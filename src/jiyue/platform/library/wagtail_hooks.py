from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail import features as draftail_features
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from jiyue.platform.library.editor import GO_ON, CheckAndSubmit
from jiyue.platform.library.models import Resource
from jiyue.platform.library.permission import ResourcePermissionPolicy
from jiyue.platform.library.viewsets import ResourceViewSet

register_permission_policy(Resource, ResourcePermissionPolicy(Resource))
register_snippet(ResourceViewSet)


@hooks.register("register_rich_text_features", order=10)
def link_to_addresses_only(features: Any) -> None:
    """Let links lead to addresses: Wagtail's page chooser shows every tenant's tree, so it is not offered (26.1)."""
    features.register_editor_plugin(
        "draftail",
        "link",
        draftail_features.EntityFeature(
            {
                "type": "LINK",
                "icon": "link",
                "description": _("链接"),
                "attributes": ["url", "id", "parentId"],
                "chooserUrls": {
                    name: reverse_lazy("wagtailadmin_choose_page_external_link")
                    for name in (
                        "pageChooser",
                        "externalLinkChooser",
                        "emailLinkChooser",
                        "phoneLinkChooser",
                        "anchorLinkChooser",
                    )
                },
                "allowlist": {"href": "^(http:|https:|/|mailto:)"},
            },
            js=["wagtailadmin/js/page-chooser-modal.js"],
        ),
    )


@hooks.register("register_snippet_action_menu_item")
def check_and_submit(model: type) -> CheckAndSubmit | None:
    return CheckAndSubmit() if model is Resource else None


@hooks.register("construct_snippet_action_menu")
def saving_is_all_the_editor_does(items: list[Any], _request: Any, context: dict[str, Any]) -> None:
    """Publishing and taking down are acts of the workbench, after review (17.1)."""
    if context.get("model") is Resource:
        items[:] = [item for item in items if item.name not in ("action-publish", "action-unpublish")]


@hooks.register("after_edit_snippet")
def lead_back(request: Any, instance: Any) -> HttpResponse | None:
    """After "save and check" lead to the resource's page; plain saving stays in the editor."""
    if isinstance(instance, Resource) and GO_ON in request.POST:
        return redirect("workbench:resource", pk=instance.pk)
    return None
