"""Units, people and the appointments that join them."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.organisations.roles import Role


class UnitKind(models.TextChoices):
    """What a unit is by the staffing office's book; decides what site it may open (2.1, 7.3, 37.1)."""

    GOVERNMENT = "government", _("人民政府")
    OFFICE = "government-office", _("政府办公室")
    DEPARTMENT = "department", _("工作部门")
    PARTY_BODY = "party-body", _("党委机构")
    DISPATCHED = "dispatched-agency", _("派出机构")
    INSTITUTION = "public-institution", _("事业单位")
    DEVELOPMENT_ZONE = "development-zone", _("开发区")
    TOWNSHIP = "township", _("镇（街道）")
    COUNTY_DEPARTMENT = "county-department", _("县区部门")


class Level(models.TextChoices):
    """The government level that a unit or site belongs to."""

    STATE = "state", _("国家")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县区级")
    TOWNSHIP = "township", _("镇街级")


class UnitQuerySet(models.QuerySet["Unit"]):
    """The questions about units."""

    def existing(self, on: date) -> Self:
        """The units that exist on a day; reforms rename, found and dissolve them."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))


class Unit(models.Model):
    """One row is one unit under one name; a renamed unit ends its row and begins another. Never deleted."""

    key = models.SlugField(_("代号"), max_length=60, unique=True)
    name = models.CharField(_("单位全称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40)
    kind = models.CharField(_("类别"), max_length=20, choices=UnitKind)
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单位")
    )
    division_code = models.CharField(_("行政区划代码"), max_length=6, blank=True)
    has_administrative_functions = models.BooleanField(_("具有行政职能"), default=True)
    has_service_function = models.BooleanField(_("具有对外服务职能"), default=True)
    phone = models.CharField(_("办公电话"), max_length=40, blank=True)
    address = models.CharField(_("地址"), max_length=120, blank=True)
    is_verified = models.BooleanField(_("资料已核实"), default=False)
    source = models.CharField(_("资料出处"), max_length=100, blank=True)
    valid_from = models.DateField(_("起"), null=True, blank=True)
    valid_to = models.DateField(_("止"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位")
        verbose_name_plural = _("单位")

    def __str__(self) -> str:
        return self.name


class PersonManager(UserManager["Person"]):
    """Makes people; a person needs a name that others can read."""

    def create_demonstration(self, username: str, name: str, **fields: Any) -> "Person":
        """Make an invented person of the demonstration, who can not sign in until a password is set."""
        person = self.model(username=username, name=name, is_demonstration=True, **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractUser):
    """One row is one human with a personal account (31.1). People leave by losing appointments, not by deletion."""

    name = models.CharField(_("姓名"), max_length=40)
    phone = models.CharField(_("办公电话"), max_length=40, blank=True)
    is_demonstration = models.BooleanField(_("演示人员"), default=False)
    failed_sign_ins = models.PositiveSmallIntegerField(_("连续登录失败次数"), default=0, editable=False)
    locked_until = models.DateTimeField(_("锁定至"), null=True, blank=True, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.name or self.username


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """The questions about who does what."""

    def in_force(self, on: date) -> Self:
        """The appointments that hold on a day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class Appointment(models.Model):
    """One row gives one person one role for one unit, from a day, to a day or until further notice (32.1).

    Ended appointments stay: the ledger answers who was responsible when.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments", verbose_name=_("单位"))
    role = models.CharField(_("角色"), max_length=20, choices=Role)
    title = models.CharField(_("职务"), max_length=60, blank=True)
    starts_on = models.DateField(_("起"))
    ends_on = models.DateField(_("止"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="organisations_appointment_ends_after_start",
                violation_error_message=_("任职止日不能早于起日。"),
            ),
            models.UniqueConstraint(
                "person",
                "unit",
                "role",
                condition=Q(ends_on=None),
                name="organisations_appointment_once",
                violation_error_message=_("该人员在本单位已担任这一角色。"),
            ),
            # Reviewers and editor-publishers are separate staff (17.1).
            models.UniqueConstraint(
                "person",
                "unit",
                condition=Q(ends_on=None, role__in=[Role.EDITOR, Role.REVIEWER]),
                name="organisations_editor_or_reviewer",
                violation_error_message=_("审核人员与编辑发布人员应当分设，同一人不能兼任（第17条）。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()}"
