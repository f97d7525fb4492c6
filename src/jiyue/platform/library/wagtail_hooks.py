from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail import features as draftail_features
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

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
                    for name in ("pageChooser", "externalLinkChooser", "emailLinkChooser", "phoneLinkChooser", "anchorLinkChooser")
                },
                "allowlist": {"href": "^(http:|https:|/|mailto:)"},
            },
            js=["wagtailadmin/js/page-chooser-modal.js"],
        ),
    )

