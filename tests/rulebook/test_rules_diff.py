"""What differs between editions, and what a changed number would turn round for the city's facts."""

from datetime import date
from fractions import Fraction

import pytest

from jiyue.rulebook import effects, parameters
from jiyue.rulebook.loading import DataError
from jiyue.rulebook.verdicts import Outcome
from jiyue.rulebook.versions import Edition, differences, edition, plain, shown

TODAY = date(2026, 11, 23)


def test_two_sets_differ_in_the_count_of_columns():
    found = {each.key.id: each for each in differences(Edition("baoji", TODAY), Edition("state", TODAY))}

    assert found["overdue-core-columns"].sentence == "构成否决的动态要闻与通知政策类超期栏目数：1个 → 5个"
    assert found["annual-report-by"].sentence == "年度报表公开截止日：01-20 → 01-31"
    assert found["self-inspection"].after is None
    assert "column-news-days" not in found


def test_an_edition_does_not_differ_from_itself():
    assert differences(Edition("baoji", TODAY), Edition("baoji", TODAY)) == ()


@pytest.mark.clause("38.1")
def test_two_days_of_one_set_differ_by_what_came_into_force_between():
    found = differences(Edition("state", date(2018, 6, 1)), Edition("state", TODAY))

    assert all(each.before is None for each in found)
    assert "column-news-days" in {each.key.id for each in found}
    assert "repost-within" not in {each.key.id for each in found}


def test_an_edition_is_named_by_set_day_or_folder(tmp_path):
    assert edition("baoji", today=TODAY) == Edition("baoji", TODAY)
    assert edition("state@2020-01-01", today=TODAY) == Edition("state", date(2020, 1, 1))
    with pytest.raises(parameters.NotHeld):
        edition("atlantis", today=TODAY)
    with pytest.raises(ValueError, match="“state@soon”中的“soon”不是日期"):
        edition("state@soon", today=TODAY)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("column-policy-months", "6个月"),
        ("probe-failure-share", "5%"),
        ("sampling-share", "100%"),
        ("annual-report-inclusive", "是"),
        ("domain-reminders", "90天、30天、7天"),
        ("core-columns-scope", "各级栏目"),
        ("deduction-ipv6", "cap 2分、unreachable 2分"),
        ("score-no-service-factor", "4/3倍"),
    ],
)
def test_values_read_as_people_write_them(key, text):
    assert shown(parameters.get(key, on=TODAY)) == text
    assert shown(None) == "没有"


def test_values_go_into_json_exactly():
    assert plain({"a": Fraction(1, 3), "b": (date(2026, 1, 1), 2, "x")}) == {"a": "1/3", "b": ["2026-01-01", 2, "x"]}


FACTS = {
    "sites": [
        {
            "name": "凤县人民政府",
            "columns": [
                {"name": "凤县要闻", "category": "news", "last_update": "2026-11-12", "entries": 8},
                {"name": "通知公告", "category": "policy", "last_update": "2026-11-12", "entries": 8},
                {"name": "机构", "category": "other", "last_update": None, "entries": 2, "cycle_days": 30},
            ],
            "messages": [{"id": 7, "submitted_on": "2026-11-16", "answered_on": "2026-11-20"}],
        },
        {
            "name": "岐山县人民政府",
            "columns": [{"name": "要闻", "category": "news", "last_update": "2026-11-20", "entries": 1}],
        },
    ]
}


@pytest.fixture
def stricter(tmp_path):
    path = tmp_path / "ten-days.toml"
    path.write_text(
        '[[value]]\nkey = "column-news-days"\nvalue = 10\n\n[[value]]\nkey = "message-answer"\nvalue = 3\n',
        encoding="utf-8",
    )
    return path


def test_a_stricter_number_shows_whom_it_would_hit(stricter):
    facts = effects.read_facts(FACTS)

    with parameters.trial(stricter) as changed:
        found = effects.changes(facts, "baoji", changed, on=TODAY)

    assert [each.sentence for each in found] == [
        "凤县人民政府｜栏目“凤县要闻”：符合（还有 3 天） → 不符合（已超期 1 天）",
        "凤县人民政府｜留言“7”：符合（还有 3 天） → 不符合（已超期 1 天）",
        "凤县人民政府｜全部栏目（单项否决）：符合（还有 3 天） → 不符合（已超期 1 天）",
    ]
    assert [each.after.clause for each in found] == ["19.1", "18.1", "19.7"]


def test_a_trial_leaves_no_trace(stricter):
    with parameters.trial(stricter) as changed:
        assert parameters.get("column-news-days", city=changed, on=TODAY).value == 10
        assert parameters.get("column-policy-months", city=changed, on=TODAY).set == "baoji"

    assert [each.id for each in parameters.sets()] == ["baoji", "state", "shaanxi"]
    with pytest.raises(parameters.NotHeld):
        parameters.get("column-news-days", city=changed, on=TODAY)


@pytest.mark.clause("38.1")
def test_a_city_that_was_not_measured_stays_undecided_and_never_fails(stricter):
    unmeasured = {"name": "要闻", "category": "news", "last_update": None, "entries": None, "measured": False}
    facts = effects.read_facts({"version": 1, "sites": [{"name": "凤县", "columns": [unmeasured]}, {"name": "眉县"}]})

    with parameters.trial(stricter) as changed:
        assert effects.changes(facts, "baoji", changed, on=TODAY) == ()
        assert effects.undecided(facts, changed, on=TODAY) == 5
        outcomes = {each.outcome for site in facts for each in effects.judgements(site, changed, on=TODAY)}
    assert outcomes == {Outcome.UNDECIDED}


def test_a_site_in_an_approved_pause_is_judged_by_nothing(stricter):
    site = {**FACTS["sites"][0], "note": "经批准临时下线，期间不判定"}
    facts = effects.read_facts({"sites": [site]})

    with parameters.trial(stricter) as changed:
        assert effects.changes(facts, "baoji", changed, on=TODAY) == ()
        assert effects.undecided(facts, changed, on=TODAY) == 0


def test_no_change_turns_nothing_round():
    facts = effects.read_facts(FACTS)

    assert effects.changes(facts, "baoji", "baoji", on=TODAY) == ()


@pytest.mark.parametrize("text", ["", '[[value]]\nkey = "x"\nvalue = 1\n'])
def test_a_trial_of_a_faulty_or_empty_file_is_refused(tmp_path, text):
    path = tmp_path / "faulty.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DataError), parameters.trial(path):
        pass


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "事实文件应为"),
        ({"version": 2, "sites": []}, "请重新导出"),
        ({"sites": [{"name": "甲", "columns": [{"name": "乙"}]}]}, "“甲”的事实不完整"),
        ({"sites": [{"name": "甲", "messages": [{"id": 1, "submitted_on": "昨天"}]}]}, "“甲”的事实不完整"),
    ],
)
def test_faulty_facts_are_named(data, says):
    with pytest.raises(ValueError, match=says):
        effects.read_facts(data)
