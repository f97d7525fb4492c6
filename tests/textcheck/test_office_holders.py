"""Names beside titles are judged by a roster with dates; without a roster no name is judged (32.7)."""

from datetime import date

import pytest

from jiyue.textcheck import Policy, Scanner
from jiyue.textcheck.office_holders import Holder, Roster, RosterError, load_roster

ROSTER = Roster(
    (
        Holder("示范市", "市长", "王建国", date(2018, 1, 1), date(2021, 12, 31)),
        Holder("示范市", "市长", "陈晓明", date(2022, 1, 1), None),
    )
)
SCANNER = Scanner(roster=ROSTER)


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("text", "on", "message"),
    [
        pytest.param("示范市市长陈晓明", date(2022, 1, 1), None, id="first day in office"),
        pytest.param("示范市市长王建国", date(2021, 12, 31), None, id="last day in office"),
        pytest.param("示范市市长王建国", date(2022, 1, 1), "职务与姓名不符：该日期不在任职期间", id="the day after"),
        pytest.param("示范市市长陈晓明", date(2021, 12, 31), "职务与姓名不符：该日期不在任职期间", id="the day before"),
        pytest.param("示范市市长王建国", None, None, id="no day given: either holder is right"),
        pytest.param("示范市市长陈小明", None, "疑似领导姓名错误", id="one character wrong"),
        pytest.param("示范市市长热线开通", None, None, id="no name follows"),
        pytest.param("示范市市长李红梅", None, None, id="an unknown person is not judged"),
    ],
)
def test_titles_and_names(text, on, message):
    assert [hit.message for hit in SCANNER.scan(text, Policy(on=on))] == ([message] if message else [])


def test_the_hit_suggests_the_holder_of_that_day():
    (hit,) = SCANNER.scan("示范市市长王建国", Policy(on=date(2024, 5, 1)))

    assert (hit.suggestion, hit.word_class, hit.confidence) == ("陈晓明", "leader", "to-verify")


def test_without_a_roster_no_name_is_judged():
    assert Scanner().scan("示范市市长陈小明") == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("head", ["unit,title,name,from,to", "单位,职务,姓名,任职日期,卸任日期"])
def test_a_roster_is_read_as_a_city_keeps_it(tmp_path, head, encoding):
    (tmp_path / "r.csv").write_bytes(f"{head}\n示范市,市长,王建国,2018-01-01,2021-12-31\n示范市,市长,陈晓明,2022-01-01,\n".encode(encoding))  # fmt: skip

    assert load_roster(tmp_path / "r.csv") == ROSTER


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("单位,职务,姓名\n甲,乙,丙\n", "任职日期、卸任日期", id="columns are missing"),
        pytest.param("unit,title,name,from,to\n甲,市长,王某,2018年,\n", "第2行：任职日期", id="a day that is none"),
        pytest.param("unit,title,name,from,to\n甲,市长,王某,2018-01-01,\n甲,市长,,2018-01-01,\n", "第3行：缺少", id="no name"),
    ],
)  # fmt: skip
def test_a_wrong_roster_is_refused_with_its_line(tmp_path, text, word):
    (tmp_path / "r.csv").write_text(text, "utf-8")

    with pytest.raises(RosterError, match=word):
        load_roster(tmp_path / "r.csv")


def test_an_empty_roster_judges_nobody(tmp_path):
    (tmp_path / "r.csv").write_text("unit,title,name,from,to\n", "utf-8")

    assert load_roster(tmp_path / "r.csv") == Roster()
