"""The site ledger and the column ledger."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
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
                condition=Q(state__in=EXISTING_STATES),
                name="register_site_one_per_unit",
                violation_error_message=_("一个单位最多开设一个网站（第7条）。可在门户网站或现有网站开设专题专栏。"),
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


class Category(models.TextChoices):
    """How a column's silence is judged: by 19.1, by 19.2, by its own cycle (19.5), or not at all."""

    NEWS = "news", _("动态要闻")
    POLICY = "policy", _("通知公告、政策文件")
    OTHER = "other", _("其他应更新")
    STATIC = "static", _("静态信息")


class Feed(models.TextChoices):
    """Where a column's list comes from."""

    ITEMS = "items", _("稿件")
    CHILDREN = "children", _("下级栏目")
    MESSAGES = "messages", _("留言答复")


class ColumnQuerySet(models.QuerySet["Column"]):
    """The questions that the column ledger answers."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_SITE) -> Self:
        """The columns whose site's host, or whose responsible unit, is within the person's reach (4.6)."""
        units = policy.units(person, act)
        return self.filter(Q(site__host__in=units) | Q(responsible_unit__in=units))

    def in_use(self) -> Self:
        """The columns that the public sees."""
        return self.filter(retired_on=None)


class Column(models.Model):
    """One row is one column as a contract: kind, update cycle, responsible unit, person A and person B (32.2).

    Retired columns stay with their date. The day of the last substantive update is not here: it follows from what was
    published, and is measured from outside as well.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="columns", verbose_name=_("网站"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级栏目")
    )
    key = models.SlugField(_("代号"), max_length=60)
    path = models.CharField(_("地址"), max_length=120)
    title = models.CharField(_("栏目名称"), max_length=40)
    column_type = models.CharField(_("栏目类别"), max_length=20)
    category = models.CharField(_("更新类别"), max_length=10, choices=Category)
    cycle_days = models.PositiveIntegerField(_("更新周期（天）"), null=True, blank=True)
    responsible_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("责任单位"))
    person_a = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("A岗"))
    person_b = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("B岗"))
    description = models.CharField(_("栏目描述"), max_length=200, blank=True)
    keywords = models.CharField(_("栏目关键词"), max_length=100, blank=True)
    fed_by = models.CharField(_("内容来源"), max_length=10, choices=Feed, default=Feed.ITEMS)
    is_in_navigation = models.BooleanField(_("列入导航"), default=False)
    position = models.PositiveIntegerField(_("排序"), default=0)
    retired_on = models.DateField(_("停用日期"), null=True, blank=True)

    objects = ColumnQuerySet.as_manager()

    class Meta:
        verbose_name = _("栏目")
        verbose_name_plural = _("栏目台账")
        constraints: ClassVar = [
            models.UniqueConstraint("site", "path", name="register_column_path_once"),
            models.UniqueConstraint("site", "key", name="register_column_key_once"),
            models.CheckConstraint(
                condition=Q(person_a=None) | Q(person_b=None) | ~Q(person_a=F("person_b")),
                name="register_column_a_is_not_b",
                violation_error_message=_("A岗和B岗应为两人（第32条）。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site.name} {self.title}"

    @property
    def is_fed_by_children(self) -> bool:
        """Whether its list gathers those of the columns below it."""
        return self.fed_by == Feed.CHILDREN

    def feeding(self) -> "list[Column]":
        """The columns whose items its list shows: itself, or those below it when it gathers them."""
        if not self.is_fed_by_children:
            return [self]
        return [self, *(feed for child in self.children.filter(retired_on=None) for feed in child.feeding())]

    def is_due_on(self, last_update: date | None, today: date) -> bool:
        """Whether the column's own cycle has run out since its last update; never for a column without a cycle."""
        if self.cycle_days is None or self.category == Category.STATIC:
            return False
        return last_update is None or (today - last_update).days > self.cycle_days


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
