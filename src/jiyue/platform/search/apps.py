from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "jiyue.platform.search"
    label = "search"
    verbose_name = _("搜索")

    def ready(self) -> None:
        from jiyue.platform.search import reactions

        reactions.connect()
