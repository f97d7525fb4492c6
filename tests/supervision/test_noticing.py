"""Processes that already run notice a holiday notice at their next request or task, without a restart (18.1, 33.2, R2)."""

import logging
import os
import subprocess
import sys
from datetime import date

import pytest
from django.tasks import task

from jiyue.platform.kernel import calendars
from jiyue.rulebook import clocks, workcalendar
from tests.supervision.test_recounting import NOTICE

pytestmark = [pytest.mark.clause("18.1"), pytest.mark.clause("33.2")]
ASKED = date(2027, 2, 3)
BEFORE, AFTER = date(2027, 2, 12), date(2027, 2, 17)
# A process that has long begun: at each line it begins a request and answers with the last day of five workdays.
RUNNING = """
import sys
from datetime import date
import django
django.setup()
from django.core.signals import request_started
from jiyue.rulebook import clocks
for line in sys.stdin:
    if line.strip() == "request":
        request_started.send(None, environ={})
    print(clocks.last_day(date(2027, 2, 3), 5, "workdays"), flush=True)
"""


@pytest.fixture
def notice(tmp_path, settings):
    settings.JIYUE_CALENDAR = tmp_path / "data" / "calendar"
    path = tmp_path / "2027.toml"
    path.write_text(NOTICE, encoding="utf-8")
    yield path
    workcalendar.forget(settings.JIYUE_CALENDAR)


@task
def last_day_of_five():
    return str(clocks.last_day(ASKED, 5, "workdays"))


def ask(process, line):
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return date.fromisoformat(process.stdout.readline().strip())


def entered_by_another(notice, settings):
    """What another process leaves behind: the file, while this one has read nothing."""
    settings.JIYUE_CALENDAR.mkdir(parents=True)
    (settings.JIYUE_CALENDAR / notice.name).write_bytes(notice.read_bytes())


def test_another_process_counts_by_the_notice_from_its_next_request_on(notice, settings):
    environment = os.environ | {"JIYUE_DATA": str(settings.JIYUE_CALENDAR.parent), "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-c", RUNNING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    with process:
        assert ask(process, "request") == BEFORE
        calendars.keep(notice)
        assert ask(process, "nothing") == BEFORE
        assert ask(process, "request") == AFTER
        process.stdin.close()


def test_a_task_counts_by_what_another_process_entered_before_it_began(notice, settings):
    assert last_day_of_five.enqueue().return_value == str(BEFORE)

    entered_by_another(notice, settings)

    assert last_day_of_five.enqueue().return_value == str(AFTER)


def test_a_notice_that_is_corrected_or_taken_back_is_noticed_too(notice, settings):
    entered_by_another(notice, settings)
    calendars.catch_up()
    assert clocks.last_day(ASKED, 5, "workdays") == AFTER

    notice.write_text(NOTICE.replace("makeup = [2027-02-13]", "makeup = []"), encoding="utf-8")
    calendars.keep(notice)
    assert clocks.last_day(ASKED, 5, "workdays") == date(2027, 2, 18)
    (settings.JIYUE_CALENDAR / notice.name).unlink()
    calendars.catch_up()

    assert clocks.last_day(ASKED, 5, "workdays") == BEFORE


def test_a_notice_that_can_not_be_used_is_told_once_and_the_process_goes_on(notice, settings, caplog):
    notice.write_text(NOTICE.replace("2027-02-13", "2027-02-15"), encoding="utf-8")
    entered_by_another(notice, settings)

    with caplog.at_level(logging.ERROR):
        calendars.catch_up()
        calendars.catch_up()

    assert clocks.last_day(ASKED, 5, "workdays") == BEFORE
    assert [record.levelname for record in caplog.records if "2027.toml" in record.getMessage()] == ["ERROR"]


def test_nothing_is_read_while_nothing_changes(notice, settings, monkeypatch):
    calendars.keep(notice)
    read = []
    monkeypatch.setattr(workcalendar, "add_folder", read.append)

    calendars.catch_up()

    assert read == []
