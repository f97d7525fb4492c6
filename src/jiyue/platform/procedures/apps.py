from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    name = "jiyue.platform.procedures"
    label = "procedures"
    verbose_name = _("申请与报备")
    default_auto_field = "django.db.models.BigAutoField"
