"""The file of address ranges is made anew from registries' statistics and from lists by country."""

import lzma
from ipaddress import ip_address

import pytest

from jiyue.inspection.probes.ranges import Range, read_ranges
from jiyue.inspection.probes.renew_ranges import home_and_elsewhere, main

APNIC = """2.3|apnic|20261120|3|19830613|20261119|+1000
apnic|CN|ipv4|1.0.1.0|256|20110414|allocated|A1
apnic|CN|ipv4|1.0.2.0|256|20110414|allocated|A2
apnic|JP|ipv4|1.0.16.0|4096|20110412|allocated|A3
apnic|HK|ipv4|1.0.32.0|256|20110412|allocated|A4
apnic||ipv4|1.0.64.0|256||available|
apnic|AP|ipv4|1.0.65.0|256|20110412|allocated|A5
apnic|CN|ipv6|2400:3200::|32|20100414|allocated|A1
apnic|CN|ipv6|2400:3201::|32|20100414|allocated|A1
"""
RIPE = """2|ripencc|1796000000|1|19830705|20261118|+0100
ripencc|DE|ipv4|2.0.0.0|256|20110414|allocated
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "delegated-apnic-latest").write_text(APNIC, "utf-8")
    (tmp_path / "delegated-ripencc-latest").write_text(RIPE, "utf-8")
    return [str(tmp_path / "delegated-apnic-latest"), str(tmp_path / "delegated-ripencc-latest")]


def test_statistics_become_a_file_that_says_home_or_elsewhere(tmp_path, files, capsys):
    target = tmp_path / "ranges.txt.xz"

    assert main([str(target), *files]) == 0

    assert lzma.decompress(target.read_bytes()).decode("utf-8").splitlines()[2:] == [
        "# date: 2026-11-18",
        "# source: apnic、ripencc",
        "# terms: ",
        "|CN|ipv4|1.0.1.0|512",
        "|XX|ipv4|1.0.16.0|4352",
        "|XX|ipv4|2.0.0.0|256",
        "|CN|ipv6|2400:3200::|31",
    ]
    assert "512" in capsys.readouterr().out


def test_what_was_made_is_read_like_any_statistics(tmp_path, files):
    target = tmp_path / "ranges.txt.xz"
    main([str(target), *files, "--source", "两个登记机构"])

    made = read_ranges(target)

    assert (made.dated, made.source) == ("2026-11-18", "两个登记机构")
    assert made.find(ip_address("2400:3201::1")).country == "CN"
    assert made.find(ip_address("1.0.32.1")).country == "XX"
    assert made.find(ip_address("1.0.64.1")) is None
    assert made.find(ip_address("1.0.65.1")) is None


def test_lists_are_known_by_the_country_that_they_are_named_for(tmp_path):
    (tmp_path / "CN.txt").write_text("# a list\n1.0.1.0/24\n2400:3200::/32\n", "utf-8")
    (tmp_path / "jp.txt").write_text("1.0.16.0/20\n", "utf-8")
    target = tmp_path / "ranges.txt.xz"

    assert main([str(target), str(tmp_path / "CN.txt"), str(tmp_path / "jp.txt"), "--date", "2026-11-20"]) == 0

    made = read_ranges(target)
    assert [made.find(ip_address(text)).country for text in ("1.0.1.1", "2400:3200::1", "1.0.16.1")] == [
        "CN",
        "CN",
        "XX",
    ]
    assert made.dated == "2026-11-20"


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        pytest.param("CN.txt", "1.0.1.0/24\n", "--date", id="a list without a day"),
        pytest.param("CN.txt", "1.0.1.1/24\n", "清单", id="a network that is none: its start lies within"),
        pytest.param("CN.txt", "not a network\n", "清单", id="rubbish"),
        pytest.param("CN.txt", "", "清单", id="an empty file"),
        pytest.param("china.txt", "1.0.1.0/24\n", "两个字母", id="a list named for no country"),
        pytest.param("delegated-ripencc-latest", RIPE, "没有分配给 CN", id="statistics without the country"),
        pytest.param("ranges.xz", "not packed", "xz", id="a packed file that is none"),
    ],
)
def test_what_can_not_be_judged_by_is_refused_in_a_sentence(tmp_path, capsys, name, text, word):
    (tmp_path / name).write_text(text, "utf-8")
    target = tmp_path / "made.txt.xz"

    assert main([str(target), str(tmp_path / name)]) == 2

    assert word in capsys.readouterr().err
    assert not target.exists()


def test_a_file_that_there_is_not_is_refused(tmp_path, capsys):
    assert main([str(tmp_path / "made.txt.xz"), str(tmp_path / "none")]) == 2
    assert "不存在" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("home", "left"),
    [
        pytest.param((10, 19), [], id="all of it"),
        pytest.param((5, 30), [], id="more than it"),
        pytest.param((10, 12), [(13, 19)], id="its start"),
        pytest.param((17, 19), [(10, 16)], id="its end"),
        pytest.param((13, 14), [(10, 12), (15, 19)], id="its middle"),
        pytest.param((0, 9), [(10, 19)], id="what lies before"),
        pytest.param((20, 29), [(10, 19)], id="what lies behind"),
    ],
)
def test_what_files_disagree_on_counts_as_at_home(home, left):
    rows = [Range(*home, "CN", ""), Range(10, 19, "FR", "")]

    assert [(row.first, row.last) for row in home_and_elsewhere(rows) if row.country == "XX"] == left
    assert [(row.first, row.last) for row in home_and_elsewhere(rows) if row.country == "CN"] == [home]


def test_several_ranges_at_home_are_taken_out_of_several_elsewhere():
    rows = [
        Range(0, 99, "US", ""),
        Range(10, 19, "CN", ""),
        Range(50, 59, "CN", ""),
        Range(90, 120, "CN", ""),
        Range(110, 130, "JP", ""),
    ]

    assert [(row.first, row.last, row.country) for row in home_and_elsewhere(rows)] == [
        (0, 9, "XX"), (10, 19, "CN"), (20, 49, "XX"), (50, 59, "CN"), (60, 89, "XX"), (90, 120, "CN"), (121, 130, "XX"),
    ]  # fmt: skip
