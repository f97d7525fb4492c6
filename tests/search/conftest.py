"""Two sites with live texts in an index of their own."""

import pytest
from django.test import Client

from jiyue.platform.register.addresses import served_host
from jiyue.platform.search.rebuilding import rebuild
from tests.factories import ColumnFactory, PlacementFactory, ResourceFactory, SiteFactory


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.JIYUE_DATA = tmp_path


def publish(site, title, body="", column=None, **fields):
    """A live text in a column of a site."""
    column = column or site.columns.first() or ColumnFactory(site=site)
    resource = ResourceFactory(unit=site.host, title=title, body=f"<p>{body or title}</p>", published=True, **fields)
    PlacementFactory(resource=resource, column=column)
    return resource


@pytest.fixture
def site(db):
    return SiteFactory(name="宝鸡市住房和城乡建设局", domain="zjj.baoji.gov.cn")


@pytest.fixture
def other(db):
    return SiteFactory(name="宝鸡市水利局", domain="slj.baoji.gov.cn")


@pytest.fixture
def texts(site, other):
    """Three texts of two sites, indexed."""
    made = [
        publish(
            site,
            "宝鸡市既有住宅加装电梯实施办法",
            "四层以上住宅可以加装电梯，费用由业主协商。",
            kind="policy",
            document_number="宝政办发〔2026〕28号",
        ),
        publish(site, "加装电梯六步走", "解读《宝政办发〔2026〕28号》：从业主协商到使用登记。", kind="interpretation"),
        publish(other, "渭河防汛设施冬修工程启动", "堤防加固工程全面开工，电梯维保不在此列。"),
    ]
    rebuild()
    return made


@pytest.fixture
def ask(site):
    """Search on the first site's host; answer with the page's text."""
    visitor = Client(headers={"host": served_host(site.domain)})

    def asked(query, **more):
        answer = visitor.get("/search", {"q": query, **more})
        assert answer.status_code == 200
        return answer.content.decode()

    return asked
