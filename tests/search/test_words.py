"""How texts and queries become words, and document numbers one form (14.2)."""

import pytest

from jiyue.platform.search import snippets, words


@pytest.mark.parametrize("written", [
    "宝政办发〔2026〕28号", "宝政办发[2026]28号", "宝政办发（2026）28号", "宝政办发【2026】第28号", "宝政办发 〔2026〕 28 号", "宝政办发2026 28号",
])  # fmt: skip
def test_a_document_number_has_one_form_however_it_is_typed(written):
    assert words.parse(written).number == "宝政办发|2026|28"


@pytest.mark.parametrize("written", ["宝政办发", "2026年28号线", "加装电梯 宝政办发〔2026〕28号 怎么办", ""])
def test_what_is_more_or_less_than_a_number_is_none(written):
    assert words.parse(written).number == ""


def test_numbers_are_found_in_running_text():
    assert "宝政办发|2026|28" in words.numbers_in("根据宝政办发〔2026〕28号文件精神")


def test_a_question_loses_the_words_that_stand_everywhere():
    assert words.parse("住宅的电梯").words == ("住宅", "电梯")
    assert words.parse("的").words == ("的",)


def test_a_query_is_cut_at_eighty_characters_and_twelve_words():
    asked = words.parse("电梯加装住宅补助" * 40)

    assert len(asked.text) == 80
    assert len(asked.words) <= 12


def test_width_and_case_make_no_difference():
    assert words.parse("ＩＰｖ６").words == words.parse("ipv6").words


def test_a_snippet_escapes_everything_and_adds_only_marks():
    assert snippets.snippet("<b>电梯</b> & 井道", ["电梯"]) == "&lt;b&gt;<mark>电梯</mark>&lt;/b&gt; &amp; 井道"
    assert snippets.marked("a<script>", ["script"]) == "a&lt;<mark>script</mark>&gt;"
    assert snippets.marked("<mark>", []) == "&lt;mark&gt;"


def test_a_snippet_begins_shortly_before_the_first_find():
    text = "前" * 200 + "电梯" + "后" * 200

    cut = snippets.snippet(text, ["电梯"])

    assert cut.startswith("…")
    assert "<mark>电梯</mark>" in cut
    assert len(cut) < 140
