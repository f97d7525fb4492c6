from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupervisionConfig(AppConfig):
    name = "jiyue.platform.supervision"
    label = "supervision"
    verbose_name = _("监督")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jiyue.platform.monitoring.signals import site_measured
        from jiyue.platform.supervision.reactions import settle_orders

        site_measured.connect(settle_orders, dispatch_uid="supervision-settle")
