"""The city's facts as a file: what is known, nothing that was decided, nobody's words."""

import json
import stat
from argparse import Namespace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from jiyue.platform.commands import export_facts
from jiyue.platform.interaction.models import Message
from jiyue.platform.monitoring.facts import city_facts
from jiyue.platform.register.models import SiteState
from jiyue.rulebook import effects, parameters
from jiyue.rulebook.verdicts import Outcome
from tests.factories import ColumnFactory, SiteFactory
from tests.monitoring.test_columns import published

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 23)


def facts_of(site):
    [found] = [one for one in city_facts(now=NOW)["sites"] if one["key"] == site.key]
    return found


@pytest.mark.clause("38.1")
def test_a_stricter_number_is_tried_on_what_the_platform_knows(db, tmp_path):
    column = ColumnFactory(category="news", title="水利要闻")
    published(column, days_ago=8)
    change = tmp_path / "seven.toml"
    change.write_text('[[value]]\nkey = "column-news-days"\nvalue = 7\n', encoding="utf-8")
    facts = effects.read_facts(json.loads(json.dumps(city_facts(now=NOW))))

    with parameters.trial(change) as changed:
        found = effects.changes(facts, "baoji", changed, on=TODAY)
    assert next(each.sentence for each in found) == (
        f"{column.site.name}｜栏目“水利要闻”：符合（还有 6 天） → 不符合（已超期 1 天）"
    )


def test_a_column_that_nobody_has_read_is_not_measured_and_stays_undecided(db):
    column = ColumnFactory(category="news", site=SiteFactory(is_on_platform=False))
    row = facts_of(column.site)["columns"][0]
    assert (row["measured"], row["last_update"], row["entries"]) == (False, None, None)

    [site] = effects.read_facts(city_facts(now=NOW))
    [first, *_] = effects.judgements(site, "baoji", on=TODAY)
    assert first.outcome is Outcome.UNDECIDED


def test_columns_of_one_name_are_kept_apart(db):
    first = ColumnFactory(title="通知公告", path="/a/")
    ColumnFactory(site=first.site, title="通知公告", path="/b/")

    assert len({row["name"] for row in facts_of(first.site)["columns"]}) == 2


@pytest.mark.clause("26.1")
def test_messages_give_their_days_and_not_a_word(db):
    site = SiteFactory()
    message = Message.objects.create(
        number="1",
        title="路灯不亮",
        text="门牌号与电话",
        kind="advice",
        site=site,
        unit=site.host,
        received_at=NOW,
        due_on=TODAY,
    )
    text = json.dumps(city_facts(now=NOW), ensure_ascii=False)

    assert message.number in text
    assert "路灯" not in text
    assert "电话" not in text


def test_a_site_off_the_platform_has_no_messages_that_anybody_could_see(db):
    site = SiteFactory(is_on_platform=False)

    assert facts_of(site)["messages"] is None


def test_a_site_in_an_approved_pause_is_named_and_not_judged(db):
    site = SiteFactory(state=SiteState.OFFLINE)
    [found] = [one for one in effects.read_facts(city_facts(now=NOW)) if one.site == site.name]

    assert list(effects.judgements(found, "baoji", on=TODAY)) == []


def test_the_file_is_readable_by_its_owner_alone(db, tmp_path, capsys):
    column = ColumnFactory(site=SiteFactory(is_on_platform=False))
    path = tmp_path / "facts.json"

    assert export_facts(Namespace(file=path)) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert column.title in path.read_text(encoding="utf-8")
    assert "1 个栏目没有测到" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_told(db, tmp_path, capsys):
    assert export_facts(Namespace(file=tmp_path / "none" / "facts.json")) == 2
    assert "不能写入" in capsys.readouterr().err
