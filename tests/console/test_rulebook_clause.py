"""Every clause has an address of its own that anybody may read; what it comes to in the city only overseers see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jiyue.platform.console.rulebook import detail, trying
from jiyue.platform.theme.templatetags.theme import clause_chip
from jiyue.rulebook import clauses, parameters
from tests.factories import ColumnFactory, PlacementFactory, ResourceFactory

pytestmark = pytest.mark.clause("38.2")


def page(browser, clause_id, status=200):
    answer = browser.get(reverse("rulebook-clause", args=[clause_id]))
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("clause_id", [clause.id for clause in clauses.all()])
def test_every_clause_can_be_read_without_signing_in(browse, db, clause_id):
    text = page(browse(), clause_id)

    assert clauses.get(clause_id).statement in text
    assert "今日全市" not in text


def test_an_address_that_is_no_clause_is_not_found(browse, db):
    page(browse(), "99.9", status=404)


def test_numbers_show_every_set_with_source_certainty_and_validity(browse, db):
    text = page(browse(), "18.1")
    [baoji] = parameters.versions("message-answer", "baoji")

    assert "5个工作日" in text
    assert baoji.source in text
    assert "有出处" in text
    assert f"自 {baoji.in_force_from} 起" in text
    assert "都没有时无法判定" in text


def test_a_later_version_stands_below_the_earlier_one(browse, db, tmp_path):
    folder = tmp_path / "hanshui"
    folder.mkdir()
    head = 'id = "hanshui"\ntitle = "汉水办法"\ndocument = "甲"\nheld = true\nbased_on = ["state"]\nin_force_from = 2026-03-01\n'
    (folder / "set.toml").write_text(head + 'source = "甲"\ncertainty = "found"\n', encoding="utf-8")
    row = '[[value]]\nkey = "message-answer"\nvalue = {}\n'
    later = row.format(3) + "in_force_from = 2999-01-01\n"
    (folder / "numbers.toml").write_text(row.format(4) + "\n" + later, encoding="utf-8")
    parameters.add_folder(folder)
    try:
        text = page(browse(), "18.1")
    finally:
        parameters.forget("hanshui")

    assert "2026-03-01 至 2998-12-31" in text
    assert "自 2999-01-01 起（今日不适用）" in text


def test_readings_rules_screens_and_tests_are_named(browse, db):
    text = page(browse(), "9.3")

    assert "R7" in text
    assert "offline.refusals" in text
    assert "test_offline" in text


def test_tests_are_told_as_given_when_then_even_where_their_source_is_not_installed(browse, db, monkeypatch, tmp_path):
    monkeypatch.setattr(detail, "TESTS", tmp_path / "none")
    detail.tests.cache_clear()

    text = page(browse(), "9.3")
    detail.tests.cache_clear()

    assert "申请31天" in text
    assert "不予受理，写明条款和改法" in text
    assert "还没有写成中文" not in text


def test_a_test_that_is_not_told_is_named(browse, db, monkeypatch):
    monkeypatch.setattr(detail, "tests", lambda _clause_id: ["rulebook/test_new.py::test_something_new"])

    assert "test_something_new" in page(browse(), "9.3")


def test_paper_says_what_it_is_and_where_it_comes_from(browse, db):
    text = page(browse(), "9.3")

    assert "http://console.localhost/rulebook/9.3/" in text
    assert "打印日期" in text


@pytest.mark.parametrize(
    ("clause_id", "label"),
    [
        pytest.param("9.3", "程序执行", id="carried out"),
        pytest.param("6.1", "由人登记", id="recorded"),
    ],
)
def test_a_clause_says_how_it_is_carried_out(browse, db, clause_id, label):
    assert label in page(browse(), clause_id)


@pytest.mark.clause("4.9")
def test_what_a_clause_comes_to_is_shown_to_overseers_alone(browse, bureau, other_host):
    ColumnFactory(category="news")

    assert "今日全市" in page(browse(bureau), "19.1")
    assert "今日全市" not in page(browse(other_host), "19.1")


def test_a_clause_in_principle_says_who_may_grant_an_exception(browse, db):
    assert "例外由市政府办公室（主管单位）说明理由后批准" in page(browse(), "7.1")


def test_chips_lead_to_the_clause():
    assert f'href="{reverse("rulebook-clause", args=["9.3"])}"' in clause_chip("9.3")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"article": "9"}, {c.id for c in clauses.all() if c.article == 9}, id="article"),
        pytest.param({"kind": "clock"}, {c.id for c in clauses.all() if c.kind == "clock"}, id="kind"),
        pytest.param({"subject": "centre"}, {c.id for c in clauses.all() if "centre" in c.owed_by}, id="subject"),
        pytest.param({"q": "第9条（一） 临时下线"}, {"9.3"}, id="words"),
        pytest.param({"q": "没有这样的词"}, set(), id="nothing"),
        pytest.param({"article": "x"}, set(), id="no number"),
    ],
)
def test_clauses_are_found_by_words_article_subject_and_kind(browse, db, asked, found):
    text = browse().get(reverse("rulebook"), asked).content.decode()

    listed = {clause.id for clause in clauses.all() if f'id="{clause.id}"' in text}
    assert (listed >= found) if "q" in asked and found else listed == found
    assert ("没有符合的条款" in text) == (not listed)


@pytest.mark.clause("38.1")
def test_an_overseer_sees_what_another_number_would_come_to_today(browse, bureau):
    ColumnFactory(category="news", title="工作动态")
    address = reverse("rulebook-clause", args=["19.1"])
    text = browse(bureau).get(address, {"key": "column-news-days", "value": "10"}).content.decode()

    assert "今天将新增" in text
    assert "若改参数会怎样" in text


def test_a_number_that_can_not_be_is_refused_in_the_form(browse, bureau):
    address = reverse("rulebook-clause", args=["19.1"])
    text = browse(bureau).get(address, {"key": "column-news-days", "value": "0"}).content.decode()

    assert 'aria-invalid="true"' in text
    assert "今天将新增" not in text


def test_nobody_else_tries_numbers_out_on_the_city(browse, other_host):
    address = reverse("rulebook-clause", args=["19.1"])

    for browser in (browse(), browse(other_host)):
        text = browser.get(address, {"key": "column-news-days", "value": "10"}).content.decode()
        assert "今天将新增" not in text
        assert "若改参数会怎样" not in text


def test_a_trial_tells_what_turns_round_and_leaves_the_rules_as_they_are(site):
    at = timezone.now()
    column = ColumnFactory(site=site, category="news", title="工作动态")
    resource = ResourceFactory(
        published=True,
        unit=site.host,
        first_published_at=at - timedelta(days=12),
        last_published_at=at - timedelta(days=12),
    )
    PlacementFactory(resource=resource, column=column)
    before = parameters.get("column-news-days", on=at.date())
    told = trying.try_out("column-news-days", 10, now=at)

    assert told["sentence"].startswith("今天将新增 ")
    assert any("工作动态" in line and "→" in line for line in told["lines"])
    assert parameters.get("column-news-days", on=at.date()) == before


def test_every_kind_of_rule_has_its_word(browse, db):
    listed = browse().get("/rulebook/").content.decode()
    assert "登记事项 工作机制" in listed
    assert "平台程序 platform.register" in listed
