"""Numbers that prove who a site, unit or person is: form, check digit, and what each refusal says."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiyue.rulebook import identifiers

unhurried = settings(deadline=None)  # the machine may be busy; how long is measured elsewhere
ON = date(2026, 11, 23)


@pytest.mark.clause("8.6")
@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("6103000009", True),
        ("bm01000001", True),
        ("610300000", False),
        ("61030000091", False),
        ("bm0100000", False),
        ("bm010000011", False),
        ("BM01000001", False),
        ("610300000X", False),
        ("６１０３０００００９", False),
        ("6103000009\n", False),
        ("", False),
    ],
)
def test_a_site_code_is_ten_digits_or_bm_with_eight(code, right):
    assert [each.clause for each in identifiers.site_code(code)] == ([] if right else ["8.6"])


@pytest.mark.parametrize(("code", "known"), [("6103020001", True), ("6199990001", False), ("bm01000001", True)])
def test_a_site_code_begins_with_a_known_division(code, known):
    assert bool(identifiers.site_code(code, divisions={"610302", "610300"})) is not known


@pytest.mark.clause("8.5")
@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("陕ICP备12345678号", True),
        ("陕ICP备12345678号-1", True),
        ("陕ICP备12345678号-12", True),
        ("京ICP备05070218号-1", True),
        ("陕ICP备1234567号", False),
        ("陕ICP备123456789号", False),
        ("陕ICP备12345678号-0", False),
        ("陕ICP备12345678号-", False),
        ("陕icp备12345678号", False),
        ("秦ICP备12345678号", False),
        ("ICP备12345678号", False),
        ("陕ICP备12345678", False),
    ],
)
def test_an_icp_number_has_its_province_and_eight_digits(number, right):
    assert [each.clause for each in identifiers.icp(number)] == ([] if right else ["8.5"])


@pytest.mark.clause("8.5")
@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("陕公网安备 61030302000001号", None),
        ("陕公网安备61030302000001号", None),
        ("陕公网安备 6103030200000号", "14 位数字"),
        ("陕公网安备 610303020000011号", "14 位数字"),
        ("陕公网安备  61030302000001号", "14 位数字"),
        ("公网安备 61030302000001号", "14 位数字"),
        ("京公网安备 61030302000001号", "“610303”不属于“京”"),
        ("陕公网安备 99030302000001号", "“990303”不属于“陕”"),
    ],
)
def test_a_police_number_has_fourteen_digits_of_its_province(number, words):
    found = identifiers.police(number)
    assert [words in each.sentence for each in found] == ([True] if words else [])


def test_the_digits_of_a_police_number_for_its_public_page():
    assert identifiers.police_record_code("陕公网安备 61030302000001号") == "61030302000001"
    assert identifiers.police_record_code("61030302000001") == ""


@pytest.mark.clause("A3")
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("91110000101623741K", None),
        ("91110000101623741J", "校验位不符"),
        ("9111000010162374", "应为 18 位"),
        ("91110000101623741KK", "应为 18 位"),
        ("91110000101623741k", "应为 18 位"),
        ("9111000010162374IK", "应为 18 位"),
        ("14110000101623741K", "应为 18 位"),
        ("9111X000101623741K", "应为 18 位"),
    ],
)
def test_a_credit_code_has_eighteen_signs_and_its_check(code, words):
    assert [words in each.sentence for each in identifiers.credit_code(code)] == ([True] if words else [])


def test_a_wrong_check_of_a_credit_code_is_flagged_only():
    (flag,) = identifiers.credit_code("91110000101623741J")
    assert (flag.severity, flag.is_blocking) == ("flagged", False)


@pytest.mark.parametrize(("start", "flags"), [("11", 0), ("12", 0), ("91", 1), ("13", 1)])
def test_a_government_unit_has_a_credit_code_of_its_kind(start, flags):
    first = start + "610300" + "016000000"
    code = first + identifiers.credit_check(first)
    assert len(identifiers.credit_code(code, is_government=True)) == flags
    assert identifiers.credit_code(code) == ()


def test_all_kinds_of_credit_codes_of_the_standard_are_known():
    known = (
        "11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 59 61 62 69 71 72 79 81 89 91 92 93 A1 A9 N1 N2 N3 N9 Y1"
    )
    assert set(known.split()) == identifiers.CREDIT_KINDS


@pytest.mark.clause("A3")
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("10162374-1", None),
        ("101623741", None),
        ("D2143569-X", None),
        ("D2143569-1", "校验位不符"),
        ("1016237-4", "应为 8 位"),
        ("10162374--1", "应为 8 位"),
        ("d2143569-X", "应为 8 位"),
    ],
)
def test_an_organisation_code_has_eight_signs_and_its_check(code, words):
    assert [words in each.sentence for each in identifiers.organisation_code(code)] == ([True] if words else [])


@pytest.mark.clause("A3")
@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param("11010519491231002X", None, id="the standard's first sample"),
        pytest.param("440524188001010014", None, id="the standard's second sample"),
        pytest.param("110105194912310021", "校验位不符", id="a wrong check digit"),
        pytest.param("11010519491231002x", "应为 18 位", id="a small x"),
        pytest.param("1101051949123100", "应为 18 位", id="too short"),
        pytest.param("110105491231002", "应为 18 位", id="the old form of 15 digits"),
        pytest.param("11010519491331002" + identifiers.citizen_check("11010519491331002"), "出生日期", id="month 13"),
        pytest.param("11010520261124002" + identifiers.citizen_check("11010520261124002"), "出生日期", id="tomorrow"),
        pytest.param("11010518491231002" + identifiers.citizen_check("11010518491231002"), "出生日期", id="too old"),
        pytest.param("99010519491231002" + identifiers.citizen_check("99010519491231002"), "地区代码", id="no place"),
    ],
)
def test_a_citizens_id_is_checked_part_by_part(number, words):
    assert [words in each.sentence for each in identifiers.citizen_id(number, on=ON)] == ([True] if words else [])


@pytest.mark.parametrize("birthday", ["20261123", "18500101"])
def test_a_birthday_today_or_long_ago_is_possible(birthday):
    first = f"110105{birthday}002"
    assert identifiers.citizen_id(first + identifiers.citizen_check(first), on=ON) == ()


@pytest.mark.parametrize("place", ["71", "81", "82", "83", "61"])
def test_ids_of_all_places_are_known(place):
    first = f"{place}0000199001010011"[:17]
    assert identifiers.citizen_id(first + identifiers.citizen_check(first), on=ON) == ()


def test_a_refusal_of_an_id_never_repeats_it():
    for refusal in identifiers.citizen_id("110105194912310021", on=ON):
        assert "110105194912310021" not in refusal.sentence + refusal.remedy


@unhurried
@given(st.text(alphabet="0123456789", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_of_an_id_is_always_found(first, at, by):
    changed = first[:at] + str((int(first[at]) + by) % 10) + first[at + 1 :]
    assert identifiers.citizen_check(changed) != identifiers.citizen_check(first)


@unhurried
@given(st.text(alphabet=identifiers.CREDIT_ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 30))
def test_one_wrong_sign_of_a_credit_code_is_always_found(first, at, by):
    sign = identifiers.CREDIT_ALPHABET[(identifiers.CREDIT_ALPHABET.index(first[at]) + by) % 31]
    assert identifiers.credit_check(first[:at] + sign + first[at + 1 :]) != identifiers.credit_check(first)


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        pytest.param("宝政办发〔2021〕23号", "", id="as it is written"),
        pytest.param("国办函〔2018〕55号", "", id="the State's"),
        pytest.param("宝政办发[2021]23号", "flagged", id="other brackets"),
        pytest.param("宝政办发（2021）23号", "flagged", id="full-width round brackets"),
        pytest.param("宝政办发〔2021〕第23号", "flagged", id="with 第"),
        pytest.param("宝政办发〔2021〕023号", "refused", id="a leading zero"),
        pytest.param("宝政办发2021-23", "refused", id="no brackets"),
        pytest.param("宝政办发〔2027〕1号", "refused", id="next year"),
        pytest.param("宝政办发〔2026〕1号", "", id="this year"),
        pytest.param("宝政办发〔1949〕1号", "", id="1949"),
        pytest.param("宝政办发〔1948〕1号", "refused", id="1948"),
        pytest.param("〔2021〕23号", "refused", id="no body"),
    ],
)
def test_a_document_number_names_body_year_and_number(number, outcome):
    assert [each.severity for each in identifiers.document_number(number, on=ON)] == ([outcome] if outcome else [])


def test_an_irregular_document_number_is_flagged_with_its_regular_form():
    (flag,) = identifiers.document_number("宝政办发[2021]第23号", on=ON)
    assert flag.remedy == "规范写法是“宝政办发〔2021〕23号”。"
