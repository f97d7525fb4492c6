"""Procedures in full: each field of one as data, each sentence of the engine, other calendars, other cities."""

from datetime import date

import pytest

from jiyue.rulebook import parameters, procedure_cases, procedure_engine, procedures, workcalendar
from jiyue.rulebook.procedure_cases import Case, Record, RunningClock, count, running, wait
from jiyue.rulebook.procedure_engine import Actor
from jiyue.rulebook.procedures import Condition, Effect, FollowUp, Step, Term
from jiyue.rulebook.refusal import Refusal
from jiyue.rulebook.workcalendar import Arrangement, Holiday

ON = date(2026, 3, 10)
OFFLINE = procedures.get("temporary-offline", on=ON)
CLOSING = procedures.get("closing", on=ON)
OFFICE = Actor("office-1", frozenset({"office"}))
HOST = Actor("host-1", frozenset({"host"}))
BUSY_MARCH = workcalendar.official().entered(
    Arrangement(2026, (Holiday("试放假", date(2026, 3, 11), date(2026, 3, 13)),))
)


def refusals(procedure, case, wanted, actor, **more):
    return procedure_engine.why_not(procedure, case, wanted, actor=actor, on=ON, **more)


@pytest.fixture
def read(monkeypatch):
    """Read one procedure from its table as from a file."""

    def read(table):
        monkeypatch.setattr(procedures, "tables", lambda: (table,))
        procedures.whole.cache_clear()
        return procedures.whole(table["id"], on=ON)

    yield read
    procedures.whole.cache_clear()


def test_every_field_of_a_procedure_is_read(read):
    table = {
        "id": "x",
        "version": "7",
        "title": "试",
        "form": "letter",
        "source": "甲文",
        "readings": ["R2", "R7"],
        "in_force_from": date(2026, 1, 1),
        "in_force_to": date(2026, 12, 31),
        "limits": {"days": "offline-max-days"},
        "steps": [
            {"id": "a", "title": "申请", "by": "host", "clause": "9.1", "evidence": ["reason"], "decisions": ["agree"]}
        ],
        "conditions": [
            {"id": "c", "title": "条件", "clause": "9.3", "fact": "f", "sentence": "不行。", "remedy": "改。"},
            {"id": "d", "title": "条件", "clause": "7.4", "fact": "g", "in_principle": True, "before": "b"},
        ],
        "follow_ups": [
            {
                "id": "b",
                "title": "续",
                "by": "state",
                "entered_by": "office",
                "clause": "9.7",
                "within": {"parameter": "exit-cleanup", "since": "a"},
            }
        ],
        "effects": [{"name": "e", "title": "效", "clause": "9.2", "when": "b", "only_if": ["county"]}],
    }
    found = read(table)
    principle = "重大活动和专项工作原则上不单独开设网站。"
    assert (found.id, found.version, found.title, found.form, found.source) == ("x", "7", "试", "letter", "甲文")
    assert (found.readings, found.in_force_from, found.in_force_to) == (
        ("R2", "R7"),
        date(2026, 1, 1),
        date(2026, 12, 31),
    )
    assert found.limits == {"days": 30}
    assert found.steps == (Step("a", "申请", "host", "9.1", None, ("reason",), (), ("agree",)),)
    assert found.conditions[0] == Condition("c", "条件", "9.3", "f", "不行。", "改。", "a")
    assert found.conditions[1][:5] == ("d", "条件", "7.4", "g", principle)
    assert found.conditions[1].before == "b"
    span = Term("exit-cleanup", 1, "months", "9.7", "found", "a")
    assert found.follow_ups == (FollowUp("b", "续", "state", "9.7", "office", within=span),)
    assert found.effects == (Effect("e", "效", "9.2", "b", ("county",)),)
    assert [found.for_case(case).effects for case in ((), ("county",))] == [(), found.effects]


def test_what_a_file_leaves_out_is_empty(read):
    step = {"id": "a", "title": "步", "by": "host", "clause": "9.1"}
    found = read({"id": "x", "version": "1", "title": "试", "source": "甲文", "steps": [step]})
    assert found[6:] == ({}, (), (), (), (), None, None)
    assert found.form is None


@pytest.fixture
def other_city(tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "set.toml").write_text(
        'id = "other"\ntitle = "他市"\ndocument = "无"\nheld = true\nbased_on = ["baoji"]\n'
        'in_force_from = 2021-01-01\nsource = "无"\ncertainty = "found"\n',
        encoding="utf-8",
    )
    (folder / "numbers.toml").write_text('[[value]]\nkey = "offline-max-days"\nvalue = 20\n', encoding="utf-8")
    parameters.add_folder(folder)
    procedures.whole.cache_clear()
    yield "other"
    parameters.forget("other")
    procedures.whole.cache_clear()


def test_another_city_brings_its_own_numbers_into_the_same_course(other_city):
    theirs = procedures.get("temporary-offline", city=other_city, on=ON)
    assert (theirs.limits["days"], OFFLINE.limits["days"]) == (20, 30)
    assert theirs.follow_up("restore").within.amount == 20
    assert theirs.limit_parameters["days"].version == "other@2021-01-01"


def test_a_version_that_has_ended_is_not_taken(monkeypatch):
    (table,) = [each for each in procedures.tables() if each["id"] == "change"]
    monkeypatch.setattr(procedures, "tables", lambda: ({**table, "in_force_to": date(2026, 3, 9)},))
    procedures.whole.cache_clear()
    assert procedures.get("change", on=date(2026, 3, 9)).id == "change"
    with pytest.raises(KeyError, match="change"):
        procedures.get("change", on=ON)
    procedures.whole.cache_clear()


@pytest.mark.clause("11.3")
def test_a_holiday_that_was_entered_moves_the_registrys_three_workdays():
    registration = procedures.whole("domain-registration", on=ON).for_case(["county"])
    case = Case("approved", done={"registry-verification": Record(ON, "", {"verified_on": ON})})
    (plain,) = running(registration, case)
    (moved,) = running(registration, case, calendar=BUSY_MARCH)
    assert plain[:4] == ("registry-completion", "国家域名注册管理机构完成注册", "11.3", "office")
    assert (plain.deadline.due_on, moved.deadline.due_on) == (date(2026, 3, 13), date(2026, 3, 18))
    term = registration.follow_up("registry-completion").within
    assert count(registration, case, term, BUSY_MARCH).due_on == date(2026, 3, 18)


def test_the_nearest_clock_comes_first():
    follow_ups = (
        FollowUp("late", "迟", "host", "9.7", within=Term("exit-cleanup", 2, "months", "9.7", "found", "approval")),
        FollowUp("soon", "早", "host", "9.14", within=Term("change-filing", 2, "days", "9.14", "found", "approval")),
    )
    procedure = OFFLINE._replace(follow_ups=follow_ups)
    found = running(procedure, Case("approved", done={"province": Record(ON)}))
    assert [(type(each), each.id, each.deadline.due_on) for each in found] == [
        (RunningClock, "soon", date(2026, 3, 12)),
        (RunningClock, "late", date(2026, 5, 10)),
    ]


def test_a_wait_counts_by_the_calendar_that_it_is_given():
    term = Term("registry-finish", 2, "workdays", "11.3", "found", "a")
    first = FollowUp("a", "甲", "host", "9.1")
    second = FollowUp("b", "乙", "host", "9.1", after=("a",), not_before=term)
    procedure = OFFLINE._replace(follow_ups=(first, second))
    case = Case("approved", done={"a": Record(ON)})
    assert wait(procedure, case, second).due_on == date(2026, 3, 12)
    assert wait(procedure, case, second, BUSY_MARCH).due_on == date(2026, 3, 17)
    assert wait(procedure, case, procedure.steps[0]) is None
    opens = {
        name: [move.is_open for move in procedure_engine.moves(procedure, case, on=date(2026, 3, 13), calendar=each)]
        for name, each in (("plain", None), ("busy", BUSY_MARCH))
    }
    assert opens == {"plain": [True], "busy": [False]}


def test_a_move_says_all_that_the_one_who_makes_it_must_know():
    case = Case("province", facts={"within-longest-days": False})
    agree, *_ = procedure_engine.moves(OFFLINE, case, on=ON)
    assert agree == procedure_engine.Move(
        "province",
        "省政府办公厅审批",
        "agree",
        "province",
        "office",
        "9.1",
        ("number", "decided_on", "scan"),
        (),
        (),
    )


def test_a_condition_is_asked_at_its_step_alone_and_only_for_an_agreement():
    facts = {"reason-given": False}
    (move,) = procedure_engine.moves(OFFLINE, Case("application", facts=facts), on=ON)
    assert move.refusals == (
        Refusal("9.1", "临时下线须写明原因（整改、系统升级等）。", "请在申请表“申请理由”一栏写明原因和计划起止日期。"),
    )
    reviewing = OFFLINE._replace(conditions=tuple(each._replace(before="office") for each in OFFLINE.conditions))
    moves = procedure_engine.moves(reviewing, Case("office", facts=facts), on=ON)
    assert [(each.decision, len(each.refusals), len(each.undecided)) for each in moves] == [
        ("agree", 1, 2),
        ("return", 0, 0),
        ("refuse", 0, 0),
    ]


def test_a_plain_condition_is_never_set_aside():
    case = Case("application", facts={"reason-given": True})
    found = {each.condition.id: each for each in procedure_engine.checklist(OFFLINE, case, "application")}
    assert [found[name].is_set_aside for name in ("reason-named", "within-days")] == [False, False]
    assert found["within-days"].is_undecided


def test_what_is_ruled_out_in_principle_is_not_set_aside_without_an_exception():
    found = {
        each.condition.id: each for each in procedure_engine.checklist(CLOSING, Case("application"), "application")
    }
    assert (found["no-portal"].is_set_aside, found["no-portal"].is_undecided) == (False, True)


@pytest.mark.parametrize(
    ("case", "wanted", "actor", "refusal"),
    [
        (
            Case("office"),
            ("office", "agree"),
            HOST,
            Refusal("9.1", "“市政府办公室审核”由市政府办公室办理。", "请转市政府办公室。"),
        ),
        (
            Case("province"),
            ("province", "refuse"),
            HOST,
            Refusal("9.1", "省政府办公厅的决定由市政府办公室录入。", "请转市政府办公室。"),
        ),
        (
            Case("office", done={"application": Record(ON, "office-1")}),
            ("office", "agree"),
            OFFICE,
            Refusal("3.2", "您办理过本案的“主办单位申请”，不能再办理“市政府办公室审核”。", "请由其他人员办理。"),
        ),
        (
            Case("office", done={"application": Record(date(2026, 3, 1))}),
            ("application", "agree"),
            HOST,
            Refusal("9.1", "“主办单位申请”已于 2026-03-01 办理。"),
        ),
        (
            Case("refused"),
            ("office", "agree"),
            OFFICE,
            Refusal("9.1", "本案已不予同意，不能再办理。", "情况变化的，请另行申请。"),
        ),
        (
            Case("application"),
            ("application", "refuse"),
            HOST,
            Refusal("9.1", "“主办单位申请”不能作“不予同意”的决定。"),
        ),
        (
            Case("office"),
            ("province", "agree"),
            OFFICE,
            Refusal("9.1", "本案现处于“市政府办公室审核”，不能办理“省政府办公厅审批”。", "请按流程顺序办理。"),
        ),
    ],
)
def test_the_engine_refuses_in_these_words(case, wanted, actor, refusal):
    assert refusals(OFFLINE, case, wanted, actor) == (refusal,)


def test_missing_and_future_evidence_is_refused_in_these_words():
    paper = {"scan": "a.pdf", "decided_on": date(2026, 3, 11)}
    assert refusals(OFFLINE, Case("province"), ("province", "agree"), OFFICE, evidence=paper) == (
        Refusal("9.1", "还缺：文号。", "请补齐后再提交。"),
        Refusal("9.1", "决定日期（2026-03-11）在将来。", "请照文件填写。"),
    )


def test_what_must_come_first_is_named_with_all_of_it():
    assert refusals(CLOSING, Case("approved"), ("shut-down", "agree"), HOST) == (
        Refusal(
            "9.11",
            "“关停网站”之前须先完成：在首页显著位置悬挂关停迁移公告、整合迁移原有内容。",
            "请先办理所列事项。",
        ),
    )
    done = {"closing-notice": Record(date(2026, 2, 20)), "migration": Record(ON)}
    assert refusals(CLOSING, Case("approved", done=done), ("shut-down", "agree"), HOST) == (
        Refusal(
            "9.11",
            "“关停网站”须等期满：自 2026-02-20 起，到 2026-03-22 为止。",
            "2026-03-23 起可以办理。",
        ),
    )


def test_where_several_things_stand_open_all_are_named():
    (refusal,) = refusals(procedures.get("platform-use", on=ON), Case("approved"), ("application", "agree"), HOST)
    assert (
        refusal.sentence == "本案现处于“市大数据管理中心开通平台空间、主办单位接收账号并确认”，不能办理“主办单位申请”。"
    )


def test_a_record_without_a_date_gives_no_mark():
    assert procedure_cases.mark(CLOSING, Case("approved"), "closing-notice") is None
