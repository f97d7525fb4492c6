from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "jiyue.platform.library"
    label = "library"
    verbose_name = _("信息资源库")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jiyue.platform.library import signals
        from jiyue.platform.library.actions import connect_hands

        signals.revision_saved.connect(connect_hands, dispatch_uid="library-note-revision")
