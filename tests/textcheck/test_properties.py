"""Whatever stands in a text: no exception, true places, nothing shown in full, linear time, same answer of both engines."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiyue.textcheck import PERSONAL, Scanner, default_scanner, digit_runs, scan, scan_html
from jiyue.textcheck.engines import ENGINES
from jiyue.textcheck.folding import DIGITS, INVISIBLE, SEPARATORS, groups
from jiyue.textcheck.numbers import citizen_id_is_valid

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SCRIPTS = ("0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
PIECES = [
    "身份证", "护照E12345678", "陕C12345", "东风路1号楼2单元501室", "三组15号", "机密★5年", "秸杆", "凤翔县", "微信：abcdef1",
    "0917-3261234", "公安备案 61030302000123号", "010 6612 3456", "家庭电话", "户主", "三组五号", "2栋-1单元-501户", "此件不公开", "商业秘密★",
    "13912345678", "139 1234 5678", "86-13912345678", "11010519491231002X", "110105 19491231 002X", "6222 0212 3456 7890 128", "610303491231002",
    "138****1234", "6103****1234", "。", "\n", "姓名：", "值班电话：", "内部资料", "《", "，，", "\ud800", "\u200b", "<p>", "X",
]  # fmt: skip
ALPHABET = "".join(DIGITS) + SEPARATORS + INVISIBLE + "Xx*＊张三的陕CE室号组元🀄\udfff\x00"
plain = Scanner(engine="plain")


@st.composite
def citizen_ids(draw):
    born = draw(st.dates(min_value=date(1900, 1, 1), max_value=date(2020, 1, 1)))
    body = (
        draw(st.sampled_from(["610303", "110105", "440524"]))
        + born.strftime("%Y%m%d")
        + f"{draw(st.integers(1, 999)):03}"
    )
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


@st.composite
def disguised(draw, number):
    script = draw(st.sampled_from(SCRIPTS))
    gap = draw(st.sampled_from(["", " ", "-", "\u200b", "\u00ad"]))
    every = draw(st.sampled_from([1, 3, 4, 6, 20]))
    digits = [script[int(c)] if c.isdigit() else c for c in number]
    return "".join(c + (gap if (i + 1) % every == 0 and i + 1 < len(digits) else "") for i, c in enumerate(digits))


texts = st.lists(st.one_of(st.text(ALPHABET, max_size=40), st.sampled_from(PIECES), st.text(max_size=8))).map("".join)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_any_text_gives_true_places_and_no_exception(text):
    hits = scan(text)

    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.excerpt
        assert hit.message
        assert hit.advice


@pytest.mark.skipif("hyperscan" not in ENGINES, reason="Hyperscan is not installed on this machine")
@settings(max_examples=300, deadline=None)
@given(texts)
def test_both_engines_answer_the_same(text):
    assert plain.scan(text) == default_scanner().scan(text)


@pytest.mark.clause("13.5")
@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, *"0123456789", *SEPARATORS, "  ", "610303", "1949", "1231", "62", "4"])).map(
        "".join
    )
)
def test_what_is_skipped_for_speed_holds_nothing(text):
    for run in re.finditer(f"[{''.join(DIGITS)}{re.escape(SEPARATORS)}]+", text):
        read = [
            found
            for match in digit_runs.RUN.finditer(text, run.start(), min(len(text), run.end() + 3))
            for found in digit_runs._in_groups(text, list(groups(text, *match.span())), None)
        ]

        assert list(digit_runs.personal_numbers(text, run.start(), run.end())) == read


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_markup_is_read(html):
    scan_html(html)


@pytest.mark.clause("13.5")
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_disguised_citizen_id_is_found_and_never_shown(data):
    number = data.draw(citizen_ids())
    written = data.draw(disguised(number))
    text = f"申请人{data.draw(st.sampled_from(['', '，', '身份证号：']))}{written}，已受理"

    assert citizen_id_is_valid(number)
    (hit,) = [hit for hit in scan(text) if hit.kind == "citizen-id"]
    assert (hit.severity, text[hit.start : hit.end].strip(INVISIBLE)) == ("forbidden", written.strip(INVISIBLE))
    for shown in (hit.excerpt, hit.context):
        assert number not in shown
        assert written not in shown
        assert number[6:14] not in shown


@pytest.mark.clause("13.5")
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(citizen_ids(), st.just("13912345678"), st.just("6222021234567890128")), min_size=2, max_size=6)
)
def test_no_context_shows_a_neighbours_number(numbers):
    text = "、".join(numbers)

    for hit in scan(text):
        if hit.kind in PERSONAL:
            assert not [number for number in numbers if number in hit.context + hit.excerpt]
