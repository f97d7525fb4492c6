"""The site ledger."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Level, Person, Unit


class SiteKind(models.TextChoices):
    """Portals belong to governments, department sites to departments (2.1)."""

    PORTAL = "portal", _("政府门户网站")
    DEPARTMENT = "department", _("部门网站")


class SiteState(models.TextChoices):
    """Where a site is in its life (8, 9)."""

    PLANNED = "planned", _("筹建")
    ONLINE = "online", _("运行中")
    OFFLINE = "offline", _("临时下线")
    CLOSING = "closing", _("关停公告中")
    CLOSED = "closed", _("已关停")


# A closed site no longer takes up its unit's one place (7.1).
EXISTING_STATES = (SiteState.PLANNED, SiteState.ONLINE, SiteState.OFFLINE, SiteState.CLOSING)


class SiteTemplate(models.TextChoices):
    """The look of the public pages: the shared template, or the one that a migrated site brought along."""

    STANDARD = "standard", _("集约化平台标准模板")
    MIGRATED = "migrated", _("迁入时保留的旧模板")


class Mark(models.TextChoices):
    """The site mark that the staffing office grants (5.3)."""

    NONE = "", _("未取得")
    GOVERNMENT = "government", _("党政机关")
    INSTITUTION = "institution", _("事业单位")


class SiteQuerySet(models.QuerySet["Site"]):
    """The questions that the site ledger answers."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_SITE) -> Self:
        """The sites for whose host the person may do the act (4.6, 26.1)."""
        return self.filter(host__in=policy.units(person, act))

    def in_operation(self) -> Self:
        """The sites that the public can reach, or would reach but for an approved pause."""
        return self.filter(state__in=[SiteState.ONLINE, SiteState.OFFLINE, SiteState.CLOSING])

    def portal_of(self, level: str) -> "Site | None":
        """The portal of a level in this city; None when there is none yet."""
        return self.filter(kind=SiteKind.PORTAL, level=level).order_by("pk").first()


class Site(models.Model):
    """One row is one site that a unit has, had, or is about to open; `host` is the office that answers for it (4.6).

    Closed sites stay: the ledger answers for what was online, and when. Marks and codes are what the offices outside
    granted; the platform never invents one (8.6).
    """

    key = models.SlugField(_("代号"), max_length=60, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="own_sites", verbose_name=_("所属单位"))
    host = models.ForeignKey(Unit, models.PROTECT, related_name="sites", verbose_name=_("主办单位"))
    competent_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("主管单位")
    )
    name = models.CharField(_("网站名称"), max_length=100)
    english_name = models.CharField(_("英文名称"), max_length=120, blank=True)
    kind = models.CharField(_("网站类型"), max_length=12, choices=SiteKind)
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    domain = models.CharField(_("英文域名"), max_length=100)
    chinese_domain = models.CharField(_("中文域名"), max_length=60, blank=True)
    site_code = models.CharField(_("网站标识码"), max_length=10, blank=True)
    icp_number = models.CharField(_("ICP备案号"), max_length=40, blank=True)
    police_number = models.CharField(_("公安备案号"), max_length=40, blank=True)
    mark = models.CharField(_("网站标识"), max_length=12, choices=Mark, blank=True)
    mark_certificate = models.CharField(
        _("网站标识证书编号"), max_length=40, blank=True, help_text=_("标识图案所链接证书页的编号，由编制部门授予。")
    )
    undertaker_name = models.CharField(_("承办单位"), max_length=100, blank=True)
    operator_name = models.CharField(_("运维单位"), max_length=100, blank=True)
    address = models.CharField(_("办公地址"), max_length=120, blank=True)
    postcode = models.CharField(_("邮政编码"), max_length=6, blank=True)
    phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    is_on_platform = models.BooleanField(_("在集约化平台内"), default=True)
    supports_ipv6 = models.BooleanField(_("支持IPv6"), default=False)
    template = models.CharField(_("页面模板"), max_length=10, choices=SiteTemplate, default=SiteTemplate.STANDARD)
    is_grey = models.BooleanField(_("灰度显示"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=SiteState, default=SiteState.PLANNED)
    second_site_exception = models.ForeignKey(
        "register.GrantedException",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("同一单位再开网站所依据的例外"),
    )
    consented_on = models.DateField(_("省政府办公厅同意日期"), null=True, blank=True)
    opened_on = models.DateField(_("上线日期"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("演示数据"), default=False)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("网站")
        verbose_name_plural = _("网站台账")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "unit",
                condition=Q(state__in=EXISTING_STATES, second_site_exception=None),
                name="register_site_one_per_unit",
                violation_error_message=_(
                    "一个单位最多开设一个网站（第7条）。可在门户网站或现有网站开设专题专栏；确需例外的，由市政府办公室说明理由后批准。"
                ),
            ),
            # An exception lets one more site stand, not as many as one likes (7.1, R1).
            models.UniqueConstraint(
                "second_site_exception",
                condition=Q(state__in=EXISTING_STATES, second_site_exception__isnull=False),
                name="register_site_one_per_exception",
                violation_error_message=_("这个例外已经用于另一个网站（第7条）。"),
            ),
            models.UniqueConstraint(
                "domain",
                condition=Q(state__in=EXISTING_STATES),
                name="register_site_domain_once",
                violation_error_message=_("这个英文域名已有网站在用（第10条）。"),
            ),
            models.CheckConstraint(
                # A site outside the platform may be online without a code: that is what the supervision has to find.
                condition=Q(state__in=[SiteState.PLANNED, SiteState.CLOSED])
                | Q(is_on_platform=False)
                | ~Q(site_code=""),
                name="register_site_online_needs_code",
                violation_error_message=_(
                    "没有网站标识码的网站不能上线（第8条）。请先在全国政府网站信息报送系统取得标识码。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(domain__endswith=".gov.cn"),
                name="register_site_domain_gov_cn",
                violation_error_message=_("政府网站英文域名只能以 .gov.cn 为后缀（第10条）。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OutsideLink(models.Model):
    """One row is one link on a site's home page to a site outside the city, such as that of the province."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="outside_links", verbose_name=_("网站"))
    title = models.CharField(_("名称"), max_length=60)
    url = models.URLField(_("地址"), max_length=300)
    position = models.PositiveIntegerField(_("排序"), default=0)

    class Meta:
        verbose_name = _("站外链接")
        verbose_name_plural = _("站外链接")
        constraints: ClassVar = [models.UniqueConstraint("site", "url", name="register_outside_link_once")]

    def __str__(self) -> str:
        return self.title
