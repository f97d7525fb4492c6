"""The roles that the measures name, and the posts that a host fills."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does for a unit. The first block supervises, the second hosts (3.2)."""

    OFFICE = "office", _("主管单位")
    BUREAU = "bureau", _("监管单位")
    CENTRE = "centre", _("运维单位")
    SERVICE_BUREAU = "service-bureau", _("政务服务管理")
    OPENNESS_OFFICE = "openness-office", _("政务公开管理")
    FINANCE = "finance", _("经费保障")
    PUBLICITY = "publicity", _("宣传部门")
    CYBERSPACE = "cyberspace", _("网信部门")
    STAFFING = "staffing", _("编制部门")
    POLICE = "police", _("公安机关")

    LEADER = "leader", _("主管领导")
    HEAD = "head", _("总负责人")
    EDITOR = "editor", _("编辑")
    REVIEWER = "reviewer", _("审核")
    COLUMN_OWNER = "column-owner", _("栏目责任人")
    CONTACT = "contact", _("联系人")


SUPERVISING = frozenset(
    {
        Role.OFFICE,
        Role.BUREAU,
        Role.CENTRE,
        Role.SERVICE_BUREAU,
        Role.OPENNESS_OFFICE,
        Role.FINANCE,
        Role.PUBLICITY,
        Role.CYBERSPACE,
        Role.STAFFING,
        Role.POLICE,
    }
)
HOSTING = frozenset(set(Role) - SUPERVISING)
WRITING = frozenset({Role.EDITOR, Role.COLUMN_OWNER})
