"""The city that ships: its numbers, its register, and how its content is spread."""

from collections import Counter

import pytest

from jiyue.cities import profile
from jiyue.cities.profile import vocabulary

FAULTY = "forestry"
STALE_NEWS = {"forestry", "linyou", "cultural-heritage"}
COUNTIES = {
    "weibin": "610302", "jintai": "610303", "chencang": "610304", "fengxiang": "610305", "qishan": "610323", "fufeng": "610324",
    "meixian": "610326", "longxian": "610327", "qianyang": "610328", "linyou": "610329", "fengxian": "610330", "taibai": "610331",
}  # fmt: skip


def on_platform(city):
    return [site for site in city.sites if site.on_platform]


@pytest.mark.clause("4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.2", "5.3", "5.4")
@pytest.mark.parametrize(
    ("role", "key"),
    [
        ("office", "city-office"),
        ("bureau", "big-data-bureau"),
        ("centre", "big-data-centre"),
        ("service-bureau", "administrative-approval"),
        ("openness-office", "openness-office"),
        ("finance", "finance"),
        ("publicity", "city-publicity"),
        ("cyberspace", "city-cyberspace"),
        ("staffing", "city-staffing"),
        ("police", "public-security"),
    ],
)
def test_one_unit_of_the_city_holds_each_role(baoji, role, key):
    assert [unit.key for unit in baoji.units_with(role) if unit.level == "city"] == [key]


@pytest.mark.clause("5.1", "5.2", "5.3", "5.4")
@pytest.mark.parametrize("role", ["publicity", "cyberspace", "staffing", "police"])
def test_each_county_has_its_co_regulators(baoji, role):
    parents = [unit.parent for unit in baoji.units_with(role) if unit.level == "county"]

    assert sorted(parents) == sorted(f"{county}-government" for county in COUNTIES)


def test_the_twelve_counties_have_their_codes(baoji):
    found = {
        unit.key: unit.division_code for unit in baoji.units if unit.kind == "government" and unit.level == "county"
    }

    assert found == {f"{county}-government": code for county, code in COUNTIES.items()}


def test_there_are_at_least_twenty_five_departments(baoji):
    departments = [unit for unit in baoji.units if unit.kind == "department" and unit.level == "city"]

    assert len(departments) >= 25
    assert all(unit.verified == (unit.source in {"measures", "found"}) for unit in departments)


@pytest.mark.clause("4.6", "7.1")
def test_portal_counties_and_ten_departments_have_sites(baoji):
    kinds = Counter((site.kind, site.level) for site in on_platform(baoji))

    assert kinds["portal", "city"] == 1
    assert kinds["portal", "county"] == len(COUNTIES)
    assert kinds["department", "city"] >= 10
    assert all(site.demonstration for site in baoji.sites if site.site_code)


@pytest.mark.clause("3.2")
def test_nobody_regulates_and_hosts(baoji):
    officials = {person.name for person in baoji.people if "official" in person.roles}
    hosts = {person.name for person in baoji.people if person.site}

    assert not officials & hosts
    assert len({person.name for person in baoji.people}) == len(baoji.people)


@pytest.mark.clause("17.1", "32.1")
def test_each_site_has_its_posts(baoji):
    for site in on_platform(baoji):
        posts = Counter(role for person in baoji.people_of(site.key) for role in person.roles)

        assert {"leader", "head", "editor", "reviewer", "column-owner", "contact"} <= posts.keys(), site.key


@pytest.mark.clause("12.1")
def test_the_portal_has_the_functions_of_article_twelve(baoji):
    types = {column.column_type for column in baoji.columns_of("portal")}

    assert len(baoji.columns_of("portal")) >= 30
    assert {"工作动态", "政策文件", "政策解读", "回应关切", "办事服务", "咨询投诉", "征集调查", "在线访谈"} <= types


def test_column_trees_are_rich_and_parents_come_first(baoji):
    for site in on_platform(baoji):
        columns = baoji.columns_of(site.key)
        seen = set()
        assert len(columns) >= (14 if site.kind == "portal" else 10), site.key
        for column in columns:
            assert not column.parent or column.parent in seen
            seen.add(column.key)


def test_there_are_items_of_every_kind(baoji):
    kinds = Counter(item.kind for item in baoji.items)

    assert len(baoji.items) >= 320
    assert kinds.keys() == vocabulary.ITEM_KINDS.keys()
    assert all(item.demonstration for item in baoji.items)


def test_items_are_spread_over_the_year_and_denser_lately(baoji):
    ages = [item.days_ago for item in baoji.items if item.key != "measures-digest"]

    assert max(ages) <= 366
    assert all(any(month * 30 <= age < (month + 1) * 30 for age in ages) for month in range(12))
    assert sum(age < 60 for age in ages) > sum(60 <= age < 120 for age in ages) > sum(240 <= age < 300 for age in ages)


@pytest.mark.clause("19.1", "19.2")
def test_news_and_notices_are_fresh_but_for_the_planted_columns(baoji):
    for column in baoji.columns:
        newest = min((item.days_ago for item in baoji.items_of(column.site, column.key)), default=None)
        if column.category == "news" and column.fed_by == "items":
            assert newest is not None
            assert newest > 14 if column.site in STALE_NEWS else newest <= 10
        if column.key == "notices":
            assert newest is not None
            assert newest > 200 if column.site == "taibai" else newest <= 90


@pytest.mark.clause("19.5", "19.6")
def test_every_other_column_has_content_within_its_cycle(baoji):
    planted = {(fault.site, fault.column) for fault in baoji.faults if fault.check in {"column-stale", "column-empty"}}
    answered = {(message.site, message.received_days_ago) for message in baoji.messages if message.is_public}
    for column in baoji.columns:
        ages = [item.days_ago for item in baoji.items_of(column.site, column.key)]
        if column.fed_by == "messages":
            ages = [age for site, age in answered if site == column.site]
        if column.fed_by != "children" and (column.site, column.key) not in planted:
            assert ages, (column.site, column.key)
            assert min(ages) <= (column.cycle_days or 366), (column.site, column.key)


@pytest.mark.clause("15.5")
def test_policies_that_must_be_interpreted_are(baoji):
    read = {item.interprets for item in baoji.items if item.interprets}
    needed = {item.key for item in baoji.items if item.interpretation_need}

    assert len(needed) >= 15
    assert needed <= read


@pytest.mark.clause("18.1")
def test_messages_are_answered_in_time_but_for_one(baoji):
    late = [m for m in baoji.messages if m.answered_after is not None and m.answered_after > 5]
    waiting = sorted(m.received_days_ago for m in baoji.messages if m.answered_after is None)

    assert len(baoji.messages) >= 35
    assert {m.kind for m in baoji.messages} == set(vocabulary.MESSAGE_KINDS)
    assert not late
    assert [age <= 5 for age in waiting] == [True, True, False]


def test_the_citys_name_is_read_without_the_rest(tmp_path):
    assert profile.city_name(profile.shipped("baoji")) == "宝鸡市"
    assert profile.city_name(tmp_path) == ""
