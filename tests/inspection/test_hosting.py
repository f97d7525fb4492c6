"""Where a site is hosted: by the register, by ranges with their date and source, and undecided where nothing is known."""

from datetime import date, timedelta

import pytest

from jiyue.inspection import State, Verdict
from jiyue.inspection.probes.hosting import OLD_AFTER_DAYS, judge_hosting
from jiyue.inspection.probes.ranges import read_ranges

HOST = "www.qinghe.gov.cn"
GIVEN_ON = date(2026, 11, 20)
TODAY = date(2026, 11, 29)
STATISTICS = """2.3|apnic|20261120|6|19830613|20261119|+1000
apnic|*|ipv4|*|2|summary
apnic|CN|ipv4|1.0.1.0|256|20110414|allocated|A91872ED
apnic|JP|ipv4|1.0.16.0|4096|20110412|allocated|A92D9378
apnic|AP|ipv4|1.0.32.0|256|20110412|allocated|A92D9379
apnic||ipv4|1.0.33.0|256||available|
apnic|SG|ipv4|8.128.0.0|4194304|20141107|allocated|A92D9380
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
        pytest.param(["2400:3200::"], "", Verdict.PASS, "", id="the first IPv6 address of a range at home"),
        pytest.param(["2400:3200:ffff:ffff:ffff:ffff:ffff:ffff"], "", Verdict.PASS, "", id="the last one of IPv6"),
        pytest.param(["2400:31ff:ffff:ffff:ffff:ffff:ffff:ffff"], "", Verdict.NONE, "不能判断", id="before, IPv6"),
        pytest.param(["2400:3201::"], "", Verdict.NONE, "不能判断", id="behind, IPv6"),
        pytest.param(["1.0.16.1"], "", Verdict.TO_VERIFY, "境外", id="a range of another country"),
        pytest.param(["1.0.1.1", "1.0.16.1"], "", Verdict.TO_VERIFY, "境外", id="one at home and one abroad"),
        pytest.param(["1.0.32.1"], "", Verdict.NONE, "不能判断", id="a continent that home is part of"),
        pytest.param(["1.0.33.1"], "", Verdict.NONE, "不能判断", id="a range that nobody was given"),
        pytest.param(["8.140.0.1"], "", Verdict.NONE, "不能判断", id="registered elsewhere, used at home"),
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
    probed = judge_hosting(HOST, addresses, registered, ranges, TODAY)

    assert probed.verdict is verdict
    assert word in probed.note


@pytest.mark.clause("29.1")
@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        pytest.param("1.0.1.0", Verdict.PASS, id="the first address of a range at home"),
        pytest.param("1.0.3.255", Verdict.PASS, id="the last one"),
        pytest.param("1.0.0.255", Verdict.TO_VERIFY, id="the one before, given to Australia"),
        pytest.param("1.0.4.0", Verdict.TO_VERIFY, id="the one behind, given to Australia"),
        pytest.param("36.112.0.0", Verdict.PASS, id="China Telecom"),
        pytest.param("61.150.0.0", Verdict.PASS, id="Shaanxi"),
        pytest.param("202.96.0.0", Verdict.PASS, id="the oldest of the backbone"),
        pytest.param("8.8.8.8", Verdict.TO_VERIFY, id="in America"),
        pytest.param("104.16.0.0", Verdict.TO_VERIFY, id="a network of caches in America"),
        pytest.param("8.127.255.255", Verdict.TO_VERIFY, id="the one before a range used at home"),
        pytest.param("8.128.0.0", Verdict.NONE, id="the first one used at home though registered elsewhere"),
        pytest.param("8.191.255.255", Verdict.NONE, id="the last one used at home"),
        pytest.param("8.192.0.0", Verdict.TO_VERIFY, id="the one behind those"),
        pytest.param("240e::", Verdict.PASS, id="the first IPv6 address of China Telecom"),
        pytest.param("240e:3fff:ffff:ffff:ffff:ffff:ffff:ffff", Verdict.PASS, id="the last one, IPv6"),
        pytest.param("240d:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Verdict.NONE, id="the one before, given to nobody"),
        pytest.param("240e:4000::", Verdict.NONE, id="the one behind, given to nobody"),
        pytest.param("2408:8000::1", Verdict.PASS, id="China Unicom"),
        pytest.param("2409:8000::1", Verdict.PASS, id="China Mobile"),
        pytest.param("2001:da8::1", Verdict.PASS, id="the network of education and research"),
        pytest.param("2606:4700::1", Verdict.TO_VERIFY, id="IPv6 in America"),
        pytest.param("10.0.0.1", Verdict.NONE, id="a private one"),
        pytest.param("169.254.1.1", Verdict.NONE, id="a purpose of its own within a range given elsewhere"),
        pytest.param("240.0.0.1", Verdict.NONE, id="given to nobody"),
    ],
)
def test_the_ranges_that_ship_tell_home_from_elsewhere(address, verdict):
    assert judge_hosting(HOST, [address], "", read_ranges(), TODAY).verdict is verdict


@pytest.mark.clause("29.1")
@pytest.mark.parametrize(
    ("days", "verdict", "word"),
    [
        pytest.param(OLD_AFTER_DAYS, Verdict.TO_VERIFY, "2026-11-20的数据", id="a year old"),
        pytest.param(OLD_AFTER_DAYS + 1, Verdict.NONE, "已超过一年", id="a day older"),
        pytest.param(-30, Verdict.TO_VERIFY, "境外", id="newer than the evidence that is judged again"),
    ],
)
def test_old_ranges_raise_no_suspicion(ranges, days, verdict, word):
    probed = judge_hosting(HOST, ["1.0.16.1"], "", ranges, GIVEN_ON + timedelta(days))

    assert probed.verdict is verdict
    assert word in probed.note


def test_ranges_of_no_known_day_raise_no_suspicion(tmp_path):
    path = tmp_path / "ranges"
    path.write_text("apnic|JP|ipv4|1.0.16.0|4096|20110412|allocated\n", "utf-8")

    probed = judge_hosting(HOST, ["1.0.16.1"], "", read_ranges(path), TODAY)

    assert probed.verdict is Verdict.NONE
    assert "没有日期" in probed.note
    assert "没有日期" in dict(probed.facts)["ranges"]


def test_what_old_ranges_know_to_be_at_home_passes(ranges):
    assert judge_hosting(HOST, ["1.0.1.1"], "", ranges, date(2030, 1, 1)).verdict is Verdict.PASS


def test_an_address_that_is_not_registered_is_told_beside_old_ranges(ranges):
    probed = judge_hosting(HOST, ["1.0.16.1"], "1.0.1.1", ranges, date(2030, 1, 1))

    assert probed.verdict is Verdict.TO_VERIFY
    assert "不是登记的地址" in probed.note
    assert "已超过一年" in probed.note


def test_a_file_takes_the_place_of_what_ships(ranges):
    probed = judge_hosting(HOST, ["8.8.8.8"], "", ranges, TODAY)

    assert (probed.verdict, probed.state) == (Verdict.NONE, State.DONE)
    assert dict(probed.facts)["8.8.8.8"] == "不在数据中"


def test_facts_tell_the_source_of_the_ranges_and_its_date(ranges):
    def told(given):
        return dict(judge_hosting(HOST, ["1.0.1.1"], "", given, TODAY).facts)["ranges"]

    assert told(ranges) == "apnic（2026-11-20）"
    assert "APNIC" in told(read_ranges())
    assert told(read_ranges()).endswith(f"（{read_ranges().dated}）")


def test_facts_tell_what_is_known_of_each_address(ranges):
    def told(address, given):
        return dict(judge_hosting(HOST, [address], "", given, TODAY).facts)[address]

    assert told("1.0.16.1", ranges) == "JP"
    assert told("1.0.32.1", ranges) == "AP"
    assert told("8.8.8.8", read_ranges()) == "境外"
    assert "境内使用" in told("8.140.0.1", read_ranges())
