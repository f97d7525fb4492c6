from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "jiyue.platform.organisations"
    label = "organisations"
    verbose_name = _("单位与人员")
    default_auto_field = "django.db.models.BigAutoField"
