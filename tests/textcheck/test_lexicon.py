"""The lexicon is sound: every form hits, every right form stays silent, examples hold, and cities can add their own."""

import itertools
from datetime import date
from pathlib import Path

import pytest

from jiyue.textcheck import Policy, Scanner, scan
from jiyue.textcheck.lexicon import LexiconError, load, starter, word_classes

ENTRIES = starter().entries
CORRECT = Path(__file__).with_name("correct_text.txt").read_text("utf-8").splitlines()
# Names that were right once hit by design; the right form of an organisation may hold an older name.
HISTORIC = {"organisation", "former-place", "legal"}
HEADER = "wrong,right,class,severity,since,allow,hit,miss,note\n"


def words(text, **policy):
    return [hit.rule for hit in scan(text, Policy(**policy)) if hit.word_class]


def test_the_lexicon_covers_all_classes_with_at_least_two_thousand_entries():
    assert len(ENTRIES) >= 2000
    assert {entry.word_class.id for entry in ENTRIES} == set(word_classes()) - {"leader"}


@pytest.mark.clause("32.7")
def test_each_form_hits_where_it_stands_alone_or_inside_a_longer_form():
    silent = [entry.wrong for entry in ENTRIES if not any(entry.wrong in rule for rule in words(f"“{entry.wrong}”"))]

    assert silent == []


@pytest.mark.clause("32.7")
def test_no_right_form_hits():
    loud = [
        (entry.wrong, right)
        for entry in ENTRIES
        for right in entry.right.split("|")
        if entry.word_class.id not in HISTORIC and words(f"关于{right}的通知")
    ]

    assert loud == []


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.hit or e.miss], ids=lambda entry: entry.wrong)
def test_examples_of_the_lexicon_hold(entry):
    for sentence in entry.miss:
        assert words(sentence) == []


@pytest.mark.parametrize("row", sorted({(e.hit, e.right) for e in ENTRIES if e.hit}), ids=str)
def test_sentences_that_must_hit_hit(row):
    for sentence in row[0]:
        assert words(sentence)


def test_correct_official_text_stays_silent():
    assert [(line, scan(line)) for line in CORRECT if scan(line)] == []


def test_no_form_is_shorter_than_two_characters_or_stands_twice():
    forms = [entry.wrong for entry in ENTRIES]

    assert min(map(len, forms)) >= 2
    assert len(forms) == len(set(forms))


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("text", "on", "hits"),
    [
        pytest.param("凤翔县举行活动", date(2021, 1, 17), [], id="the day before the county became a district"),
        pytest.param("凤翔县举行活动", date(2021, 1, 18), ["凤翔县"], id="the day itself"),
        pytest.param("凤翔县举行活动", None, ["凤翔县"], id="no day given: judged as of today's names"),
        pytest.param("原凤翔县举行活动", None, [], id="called former"),
    ],
)
def test_former_names_are_judged_by_the_day_the_text_speaks_of(text, on, hits):
    assert words(text, on=on) == hits


@pytest.mark.clause("30.2")
def test_gambling_wording_is_forbidden_but_a_warning_against_it_is_a_hint():
    (injected,) = scan("澳门新葡京官网")
    (warning,) = scan("警方提醒：警惕澳门新葡京官网等网络赌博骗局")

    assert (injected.kind, injected.clause, injected.severity) == ("illegal-content", "30.2", "forbidden")
    assert warning.severity == "hint"


@pytest.mark.clause("30.2", "13.5")
def test_commercial_wording_is_an_advertisement():
    (hit,) = scan("厂家直销，欢迎光临")

    assert (hit.kind, hit.clause, hit.severity) == ("advert", "30.2", "explain")


def test_a_form_across_a_words_boundary_is_no_hit_where_segmentation_is_installed():
    pytest.importorskip("rjieba")

    assert words("促进江川县域经济、重大丰市场、南通州市场") == []
    assert words("江川县举行活动") == ["江川县"]
    assert words("\ud800江川县\udfff") == ["江川县"]


def test_a_unit_can_allow_a_phrase():
    assert words("秸杆一号（项目名）", allow=frozenset({"秸杆一号"})) == []


def test_a_citys_lexicon_is_read_and_merged(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(HEADER + "陈昌|陈苍,陈仓,place,hint,,,,,\n秸杆,秸秆,typo,forbidden,,,,,\n", "utf-8")

    scanner = Scanner(starter().merged(load(file), without=["蓝球队"]))

    assert [hit.suggestion for hit in scanner.scan("陈昌大道")] == ["陈仓"]
    assert [hit.severity for hit in scanner.scan("秸杆")] == ["forbidden"]
    assert scanner.scan("蓝球队") == ()


def test_a_citys_lexicon_may_be_a_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(HEADER.strip().split(","))
    book.active.append(["陈昌", "陈仓", "place", None, None, None, None, None, "本市词"])
    book.save(tmp_path / "own.xlsx")

    (entry,) = load(tmp_path / "own.xlsx").entries

    assert (entry.wrong, entry.right, entry.severity, entry.note) == ("陈昌", "陈仓", "explain", "本市词")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param("甲乙,丙,nonsense,,,,,,", r"line 2: class is “nonsense”; write one of state-name", id="class"),
        pytest.param("甲乙,丙,typo,grave,,,,,", r"line 2: severity is “grave”", id="severity"),
        pytest.param("甲,丙,typo,,,,,,", r"line 2: “甲” is too short", id="one character"),
        pytest.param(",丙,typo,,,,,,", r"line 2: wrong is empty", id="empty"),
        pytest.param("甲乙,丙,typo,,1.2.2020,,,,", r"line 2: Invalid isoformat", id="date"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, row, message):
    file = tmp_path / "own.csv"
    file.write_text(HEADER + row + "\n", "utf-8")

    with pytest.raises(LexiconError, match=message):
        load(file)


def test_wrong_forms_of_one_phrase_do_not_hide_each_other():
    pairs = itertools.pairwise(entry.wrong for entry in ENTRIES if entry.word_class.id == "typo")

    for one, other in itertools.islice(pairs, 100):
        assert len(words(f"{one}；{other}")) >= 2
