"""Quoted laws: names that differ by one character, articles that the law does not have; judged by the day of the text (32.7)."""

from datetime import date

import pytest

from jiyue.textcheck import Policy, scan
from jiyue.textcheck.laws import laws, number_of


def messages(text, on=None):
    return [hit.message for hit in scan(text, Policy(on=on)) if hit.rule == "law-quotation"]


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("《中华人民共和国民法典》第一千二百六十条", None, id="the last article"),
        pytest.param(
            "《中华人民共和国民法典》第一千二百六十一条", "条文序号有误：该法共1260条", id="one above the last"
        ),
        pytest.param("《行政许可法》第83条", None, id="the last article in digits"),
        pytest.param("《行政许可法》第 84 条", "条文序号有误：该法共83条", id="one above in digits"),
        pytest.param(
            "《中华人民共和国行政处罚法》（2021年修订）第八十七条", "条文序号有误：该法共86条", id="with its edition"
        ),
        pytest.param("《刑法》第三百八十八条之一", None, id="an inserted article"),
        pytest.param("《宝鸡市城市管理条例》第九百条", None, id="a law that the list does not hold"),
        pytest.param(
            "《中华人民共和国行政复仪法》", "疑似法律法规名称有误，现有《行政复议法》", id="one character wrong"
        ),
        pytest.param("《政府信息公开条例》", None, id="a right name"),
        pytest.param("1990年《中华人民共和国城市规划法》", None, id="a replaced law is no misspelling of the new one"),
        pytest.param("《中华人民共和国海岛保护法》", None, id="another law that differs by two"),
        pytest.param("《水法》《气象法》", None, id="short names"),
        pytest.param("法》第九百条", None, id="no opening bracket"),
    ],
)
def test_quotations_are_checked(text, message):
    assert messages(text) == ([message] if message else [])


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("on", "hits"),
    [
        pytest.param(date(2021, 7, 14), 0, id="the day before the edition is in force"),
        pytest.param(date(2021, 7, 15), 1, id="the day itself"),
        pytest.param(None, 1, id="no day given"),
    ],
)
def test_an_article_is_judged_by_the_day_the_text_speaks_of(on, hits):
    assert len(messages("《行政处罚法》第九十条", on)) == hits


@pytest.mark.parametrize(
    ("written", "number"),
    [("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("一百一十", 110), ("一千二百六十", 1260), ("一〇三", 103), ("两百", 200), ("45", 45)],
)  # fmt: skip
def test_numbers_of_articles_are_read(written, number):
    assert number_of(written) == number


def test_the_list_is_sound():
    assert all(law.articles > 0 and law.since < date(2026, 12, 1) for law in laws().values())
    assert [name for name in laws() if any(messages(f"《{prefix}{name}》") for prefix in ("", "中华人民共和国"))] == []
