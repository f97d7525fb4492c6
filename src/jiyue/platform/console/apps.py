from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsoleConfig(AppConfig):
    name = "jiyue.platform.console"
    label = "console"
    verbose_name = _("工作台与监管台")

    def ready(self) -> None:
        from django.core.signals import request_started
        from django.tasks.signals import task_started

        from jiyue.platform.console.entries import register_entries
        from jiyue.platform.kernel.calendars import catch_up

        register_entries()
        request_started.connect(catch_up, dispatch_uid="calendar-catch-up")
        task_started.connect(catch_up, dispatch_uid="calendar-catch-up")
