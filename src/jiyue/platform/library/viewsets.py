from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from jiyue.platform.library.editor import CheckSidePanel
from jiyue.platform.library.forms import ResourceForm
from jiyue.platform.library.models import Resource

View = Callable[..., HttpResponseBase]


def own_rows_only(view: View) -> View:
    """Answer 404 for a row of another tenant, whatever the view behind it would say (26.1)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = kwargs.get("pk")
        person: Any = request.user
        if key is not None and person.is_authenticated and not Resource.objects.open_to(person).filter(pk=key).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


class ResourceEditView(EditView):
    """Wagtail's editor with our check in place of its content metrics."""

    def get_side_panels(self) -> Any:
        panels = [panel for panel in super().get_side_panels() if not isinstance(panel, ChecksSidePanel)]
        return MediaContainer([CheckSidePanel(self.object, self.request), *panels])


class ResourceViewSet(SnippetViewSet):
    """The editor of one resource (screen 3): text, attributes, attachments. Lists are the workbench's own screens."""

    model = Resource
    icon = "doc-full"
    menu_label = _("信息资源")
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ("title", "kind")
    edit_view_class = ResourceEditView

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
                            FieldRowPanel(
                                [FieldPanel("written_on"), FieldPanel("effective_on"), FieldPanel("expires_on")]
                            ),
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

    def construct_view(self, view_class: Any, **kwargs: Any) -> View:
        return own_rows_only(super().construct_view(view_class, **kwargs))
