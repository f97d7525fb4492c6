"""Where a site is hosted: by the register, by ranges with their date and source, and undecided where nothing is known."""

import pytest

from jiyue.inspection import State, Verdict
from jiyue.inspection.probes.hosting import RangesInvalid, judge_hosting, read_ranges

HOST = "www.qinghe.gov.cn"
STATISTICS = """2.3|apnic|20261120|6|19830613|20261119|+1000
apnic|*|ipv4|*|2|summary
apnic|CN|ipv4|1.0.1.0|256|20110414|allocated|A91872ED
apnic|JP|ipv4|1.0.16.0|4096|20110412|allocated|A92D9378
apnic|CN|ipv6|2400:3200::|32|20100414|allocated|A9100001
apnic|CN|asn|4134|1|19970101|allocated|A9100002
broken|line
apnic|CN|ipv4|not an address|256|20110414|allocated|x
"""


@pytest.fixture
def ranges(tmp_path):
    path = tmp_path / "delegated-apnic-extended-latest"
    path.write_text(STATISTICS, "utf-8")
    return read_ranges(path)


@pytest.mark.clause("29.1")
@pytest.mark.parametrize(
    ("addresses", "registered", "verdict", "word"),
    [
        pytest.param(["1.0.1.0"], "", Verdict.PASS, "", id="the first address of a range at home"),
        pytest.param(["1.0.1.255"], "", Verdict.PASS, "", id="the last one"),
        pytest.param(["1.0.0.255"], "", Verdict.NONE, "不能判断", id="the one before"),
        pytest.param(["1.0.2.0"], "", Verdict.NONE, "不能判断", id="the one behind"),
        pytest.param(["2400:3200::1"], "", Verdict.PASS, "", id="IPv6 at home"),
        pytest.param(["1.0.16.1"], "", Verdict.TO_VERIFY, "境外", id="a range of another country"),
        pytest.param(["1.0.1.1", "1.0.16.1"], "", Verdict.TO_VERIFY, "境外", id="one at home and one abroad"),
        pytest.param(["1.0.1.1"], "1.0.1.0/24", Verdict.PASS, "", id="within the register's network"),
        pytest.param(
            ["1.0.1.1"], "1.0.1.2、1.0.1.3", Verdict.TO_VERIFY, "不是登记的地址", id="not the register's address"
        ),
        pytest.param(["1.0.1.1"], "市政务云", Verdict.PASS, "", id="a register that names no address"),
        pytest.param(["192.0.2.1"], "", Verdict.NONE, "不能判断", id="a range for documentation"),
        pytest.param([], "", Verdict.NONE, "没有得到", id="no address"),
    ],
)
def test_addresses_are_held_against_register_and_ranges(ranges, addresses, registered, verdict, word):
    probed = judge_hosting(HOST, addresses, registered, ranges)

    assert probed.verdict is verdict
    assert word in probed.note


def test_what_ships_says_nothing_of_public_addresses():
    shipped = read_ranges()

    probed = judge_hosting(HOST, ["1.0.1.1", "8.8.8.8", "2400:3200::1"], "", shipped)

    assert (probed.verdict, probed.state) == (Verdict.NONE, State.DONE)
    assert dict(probed.facts)["1.0.1.1"] == "不在数据中"
    assert "2026-11-24" in dict(probed.facts)["ranges"]


def test_facts_tell_the_source_of_the_ranges_and_its_date(ranges):
    assert dict(judge_hosting(HOST, ["1.0.1.1"], "", ranges).facts)["ranges"] == "apnic（20261120）"


@pytest.mark.parametrize("text", ["", "no ranges\nat all\n", "\x00\xff"])
def test_a_file_without_ranges_is_refused(tmp_path, text):
    path = tmp_path / "ranges"
    path.write_text(text, "utf-8")

    with pytest.raises(RangesInvalid):
        read_ranges(path)


def test_a_file_that_there_is_not_is_refused(tmp_path):
    with pytest.raises(RangesInvalid):
        read_ranges(tmp_path / "none")
