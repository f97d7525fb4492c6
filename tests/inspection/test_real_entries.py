"""Entries of home pages by the words that real portals use for them, and look-alikes. Texts are our own."""

import pytest

from jiyue.inspection.checks.seeing import Seeing
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver

ENTRIES = (
    ("走进清河", {"overview"}), ("魅力清河", {"overview"}), ("县情概览", {"overview"}), ("城市情怀", set()), ("美丽中国建设行动", set()),
    ("机关职能", {"functions"}), ("机构职责", {"functions"}), ("内设科室", {"functions"}), ("政府机构", {"functions"}), ("班子成员", {"leaders"}), ("教育厅领导", {"leaders"}),
    ("州长之窗", {"leaders"}), ("县领导信箱", set()), ("市领导活动", set()), ("法人服务", {"service-list"}), ("行政权力", {"service-list"}),
    ("取水许可办事指南", set()), ("留言统计", {"public-answers"}), ("信件办理情况", {"public-answers"}), ("办件量统计", {"service-statistics"}),
    ("统计数据", {"bonus-open-data"}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "items"), ENTRIES, ids=[text for text, _ in ENTRIES])
def test_an_entry_is_known_by_the_words_that_portals_use(text, items):
    markup = f"<html><head><title>清河市人民政府</title></head><body><a href='/x/'>{text}</a></body></html>"
    page = read_page("http://www.qinghe.gov.cn/", markup.encode(), content_type="text/html", resolver=Resolver())
    seeing = Seeing()
    seeing.see(page, "home", "1")
    seen = seeing.seen(None, is_whole=True, targets={}, calls=(), days={})

    assert {entry.item for entry in seen.entries} == items
