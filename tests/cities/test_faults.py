"""The planted faults are really there, one of each first check on one site, and nowhere else."""

import re
from collections import Counter

import pytest

from jiyue.cities.profile import vocabulary

FAULTY = "forestry"
LINK = re.compile(r'href="([^"]+)"')


def fault(city, key):
    return next(fault for fault in city.faults if fault.key == key)


def test_one_site_has_one_fault_of_each_first_check(baoji):
    checks = Counter(fault.check for fault in baoji.faults if fault.site == FAULTY)

    assert checks == dict.fromkeys(vocabulary.CHECKS, 1)
    assert all(fault.correction and fault.place for fault in baoji.faults)


@pytest.mark.clause("32.7")
def test_the_dead_link_is_the_only_link_within_a_site(baoji):
    found = {(item.key, link) for item in baoji.items for link in LINK.findall(item.body_html)}
    planted = fault(baoji, "forestry-dead-link")

    assert found == {(planted.item, planted.excerpt)}


@pytest.mark.clause("13.5")
def test_the_personal_data_stand_in_the_named_item(baoji):
    text = baoji.item(fault(baoji, "forestry-personal-data").item).body_html

    assert "11010519491231002X" in text
    assert "13800138000" in text


@pytest.mark.clause("19.1", "19.2")
def test_the_stale_columns_are_stale(baoji):
    limits = {"news": 14, "policy": 186}
    columns = {(column.site, column.key): column for column in baoji.columns}
    for planted in (fault for fault in baoji.faults if fault.check == "column-stale"):
        newest = baoji.items_of(planted.site, planted.column)[0]

        assert newest.days_ago > limits[columns[planted.site, planted.column].category], planted.key


@pytest.mark.clause("19.6")
def test_the_empty_column_is_empty(baoji):
    planted = fault(baoji, "forestry-topic-empty")

    assert baoji.items_of(planted.site, planted.column) == ()


@pytest.mark.clause("8.4")
def test_one_site_alone_has_the_old_template(baoji):
    assert [site.key for site in baoji.sites if site.template == "migrated"] == [FAULTY]
    assert baoji.site(FAULTY).site_code
