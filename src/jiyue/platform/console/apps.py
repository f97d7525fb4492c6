from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsoleConfig(AppConfig):
    name = "jiyue.platform.console"
    label = "console"
    verbose_name = _("工作台与监管台")

    def ready(self) -> None:
        from jiyue.platform.console.entries import register_entries

        register_entries()
