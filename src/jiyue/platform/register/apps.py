from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    name = "jiyue.platform.register"
    label = "register"
    verbose_name = _("台账")
    default_auto_field = "django.db.models.BigAutoField"
