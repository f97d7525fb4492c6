"""A holiday notice is entered: open clocks are counted anew, each move stands in the trail, what is over stays."""

from argparse import Namespace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from jiyue.platform.audit.models import Entry
from jiyue.platform.commands import enter_holidays
from jiyue.platform.findings.models import Finding
from jiyue.platform.interaction.models import Message
from jiyue.platform.supervision.models import RectificationOrder
from jiyue.rulebook import workcalendar
from jiyue.rulebook.loading import DataError

# 2027's notice is not out: the three days of the provisional calendar become eight, with a Saturday worked for them.
NOTICE = """year = 2027
state = "announced"
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕9号"
announced_on = 2026-11-05
source = "测试"
certainty = "found"

[[holidays]]
name = "春节"
first_on = 2027-02-05
last_on = 2027-02-12
makeup = [2027-02-13]
"""
WEDNESDAY = datetime(2027, 2, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def notice(tmp_path, settings):
    settings.JIYUE_CALENDAR = tmp_path / "data" / "calendar"
    path = tmp_path / "2027.toml"
    path.write_text(NOTICE, encoding="utf-8")
    yield path
    workcalendar.forget(settings.JIYUE_CALENDAR)


@pytest.fixture
def message(site):
    due_on = workcalendar_due(5)
    return Message.objects.create(
        number="610300-20270203-0001", title="甲", text="乙", kind="advice", site=site, unit=site.host,
        received_at=WEDNESDAY, due_on=due_on,
    )  # fmt: skip


def workcalendar_due(amount):
    from jiyue.rulebook import clocks

    return clocks.last_day(WEDNESDAY.date(), amount, "workdays")


def order(site, bureau, due_on):
    made = RectificationOrder.objects.create(
        number=f"R-{due_on}", site=site, text="请整改", sent_by=bureau, sent_at=WEDNESDAY, due_on=due_on
    )
    finding = Finding.objects.create(
        site=site, check_id="x", clause="33.2", fingerprint=f"f{due_on}", url="/", message="甲", state="confirmed",
        first_seen_at=WEDNESDAY, last_seen_at=WEDNESDAY, due_on=due_on,
    )  # fmt: skip
    made.findings.add(finding)
    return made


@pytest.mark.clause("18.1")
def test_an_open_message_moves_with_the_notice_and_the_trail_says_why(message, notice, settings):
    assert message.due_on == date(2027, 2, 12)

    assert enter_holidays(Namespace(file=notice)) == 0
    message.refresh_from_db()
    assert message.due_on == date(2027, 2, 17)
    entry = Entry.objects.get(verb="message-due-recounted")
    assert entry.data == {"from": "2027-02-12", "to": "2027-02-17", "notice": "2027：国办发明电〔2026〕9号"}
    assert (settings.JIYUE_CALENDAR / "2027.toml").is_file()
    assert not workcalendar.official().is_provisional(date(2027, 2, 3))


def test_entering_it_twice_moves_nothing_more(message, notice, capsys):
    enter_holidays(Namespace(file=notice))
    capsys.readouterr()

    assert enter_holidays(Namespace(file=notice)) == 0
    assert "0 个未办结的期限" in capsys.readouterr().out
    assert Entry.objects.filter(verb="message-due-recounted").count() == 1


def test_what_was_answered_keeps_the_day_by_which_it_was_judged(message, notice, bureau, host):
    Message.objects.update(
        state="answered", answer="已办", answered_by=host, released_by=bureau, answered_at=WEDNESDAY
    )  # fmt: skip

    enter_holidays(Namespace(file=notice))
    message.refresh_from_db()
    assert message.due_on == date(2027, 2, 12)


@pytest.mark.clause("33.2")
def test_an_order_of_the_usual_workdays_moves_with_its_findings_and_a_chosen_day_stays(site, bureau, notice):
    usual, chosen = order(site, bureau, workcalendar_due(5)), order(site, bureau, date(2027, 2, 10))

    enter_holidays(Namespace(file=notice))
    usual.refresh_from_db()
    chosen.refresh_from_db()
    assert (usual.due_on, usual.findings.get().due_on) == (date(2027, 2, 17), date(2027, 2, 17))
    assert (chosen.due_on, chosen.findings.get().due_on) == (date(2027, 2, 10), date(2027, 2, 10))
    assert [entry.subject_label for entry in Entry.objects.filter(verb="order-due-recounted")] == [str(usual)]


def test_a_faulty_notice_changes_nothing(message, notice, settings):
    notice.write_text(NOTICE.replace("2027-02-13", "2027-02-15"), encoding="utf-8")

    with pytest.raises(DataError, match="不是周六或周日"):
        enter_holidays(Namespace(file=notice))
    assert not settings.JIYUE_CALENDAR.exists()
