from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.snippets.views.snippets import SnippetViewSet

from jiyue.platform.library.forms import ResourceForm
from jiyue.platform.library.models import Resource


class ResourceViewSet(SnippetViewSet):
    """The editor of one resource (screen 3): text, attributes, attachments. Lists are the workbench's own screens."""

    model = Resource
    icon = "doc-full"
    menu_label = _("信息资源")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ("title", "kind")

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("source")]),
                    FieldPanel("summary"),
                    FieldPanel("body"),
                ],
                heading=_("正文"),
            ),
            ObjectList(
                [
                    FieldPanel("subtitle"),
                    FieldRowPanel([FieldPanel("author"), FieldPanel("keywords")]),
                    FieldPanel("source_url"),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("index_number"), FieldPanel("document_number")]),
                            FieldRowPanel([FieldPanel("written_on"), FieldPanel("effective_on"), FieldPanel("expires_on")]),
                            FieldRowPanel([FieldPanel("validity"), FieldPanel("genre"), FieldPanel("subject_class")]),
                            FieldPanel("disclosure"),
                        ],
                        heading=_("公文属性"),
                    ),
                    FieldPanel("interprets"),
                ],
                heading=_("属性"),
            ),
            ObjectList([InlinePanel("attachments", heading=_("附件"), label=_("附件"))], heading=_("附件")),
        ],
        base_form_class=ResourceForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Resource] | None:
        person: Any = request.user
        return Resource.objects.open_to(person)
