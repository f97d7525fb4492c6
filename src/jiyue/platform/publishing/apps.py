from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "jiyue.platform.publishing"
    label = "publishing"
    verbose_name = _("发布")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jiyue.platform.library import previews as library_previews
        from jiyue.platform.publishing import previews, reactions

        reactions.connect()
        library_previews.register(previews.article_page)
