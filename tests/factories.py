"""One factory per model, the smallest valid row, traits for states."""

from datetime import date

import factory
from django.utils import timezone

from jiyue.platform.findings.models import Finding
from jiyue.platform.library.models import Placement, Resource
from jiyue.platform.organisations.models import Appointment, Person, Unit
from jiyue.platform.organisations.roles import Role
from jiyue.platform.register.models import Column, GrantedException, Site

SINCE = date(2024, 1, 1)


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    key = factory.Sequence(lambda n: f"unit-{n}")
    name = factory.Sequence(lambda n: f"宝鸡市第{n}局")
    short_name = factory.Sequence(lambda n: f"第{n}局")
    kind = "department"
    level = "city"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"陈演{n}")
    password = factory.django.Password("correct-horse-battery")


class AppointmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.EDITOR
    starts_on = SINCE


class SiteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Site

    key = factory.Sequence(lambda n: f"site-{n}")
    unit = factory.SubFactory(UnitFactory)
    host = factory.SelfAttribute("unit")
    name = factory.LazyAttribute(lambda site: site.unit.name)
    kind = "department"
    level = "city"
    domain = factory.Sequence(lambda n: f"dept{n}.baoji.gov.cn")
    site_code = factory.Sequence(lambda n: f"610300{n:04d}")
    icp_number = "陕ICP备00000001号-1"
    police_number = "陕公网安备 61030002900001号"
    chinese_domain = factory.LazyAttribute(lambda site: f"{site.name}.政务")
    state = "online"

    class Params:
        portal = factory.Trait(kind="portal", domain=factory.Sequence(lambda n: f"www.city{n}.gov.cn"))
        planned = factory.Trait(state="planned", site_code="")


class ColumnFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Column

    site = factory.SubFactory(SiteFactory)
    key = factory.Sequence(lambda n: f"column-{n}")
    path = factory.SelfAttribute("key")
    title = factory.Sequence(lambda n: f"工作动态{n}")
    column_type = "工作动态"
    category = "news"
    cycle_days = 14
    responsible_unit = factory.SelfAttribute("site.host")
    is_in_navigation = True


class ResourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Resource

    unit = factory.SubFactory(UnitFactory)
    publisher = factory.SelfAttribute("unit")
    kind = "news"
    title = factory.Sequence(lambda n: f"全市第{n}次工作会议召开")
    body = "<p>会议听取了上半年工作情况汇报，研究部署下半年重点任务。</p>"
    source = factory.LazyAttribute(lambda resource: resource.unit.name)
    live = False

    class Params:
        published = factory.Trait(
            live=True,
            first_published_at=factory.LazyFunction(timezone.now),
            last_published_at=factory.LazyFunction(timezone.now),
        )


class PlacementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Placement

    resource = factory.SubFactory(ResourceFactory)
    column = factory.SubFactory(ColumnFactory)
    published_at = factory.SelfAttribute("resource.first_published_at")


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

    site = factory.SubFactory(SiteFactory)
    check_id = "dead-link"
    clause = "32.7"
    fingerprint = factory.Sequence(lambda n: f"{n:016x}")
    url = factory.LazyAttribute(lambda finding: f"http://{finding.site.domain}/2026/01/1.html")
    message = "链接打不开（返回 404）"
    first_seen_at = factory.LazyFunction(timezone.now)
    last_seen_at = factory.LazyFunction(timezone.now)


class ExceptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GrantedException

    number = factory.Sequence(lambda n: f"例外〔2026〕{n + 1}号")
    clause = "7.3"
    unit = factory.SubFactory(UnitFactory)
    reason = "历史遗留，迁移期间须保留"
    granted_by = factory.SubFactory(PersonFactory)
    granted_role = Role.OFFICE
    granted_at = factory.LazyFunction(timezone.now)
    valid_from = SINCE
