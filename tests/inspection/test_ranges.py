"""Files of address ranges: what of a registry's statistics is read, what is passed over, and what is refused."""

import lzma
import os
from datetime import date
from ipaddress import ip_address
from itertools import pairwise

import pytest

from jiyue.inspection.probes.ranges import RangesInvalid, merged, parse, read_ranges


def first_line(serial, last_day):
    return f"2|ripencc|{serial}|7|19830705|{last_day}|+0100"


def test_what_ships_holds_the_country():
    """CNNIC counts some 343 million addresses of IPv4 and 60 to 70 thousand blocks (/32) of IPv6."""
    given = read_ranges().given
    at_home = {
        number: sum(row.last - row.first + 1 for row in rows if row.country == "CN") for number, rows in given.items()
    }

    assert 335_000_000 < at_home[4] < 350_000_000
    assert 60_000 < at_home[6] >> 96 < 75_000


def test_what_ships_overlaps_nowhere_and_says_its_day():
    shipped = read_ranges()

    for rows in shipped.given.values():
        assert all(one.last < other.first for one, other in pairwise(rows))
    assert date.fromisoformat(shipped.dated) >= date(2026, 8, 22)


@pytest.mark.parametrize(
    ("serial", "last_day", "dated"),
    [
        pytest.param("20261120", "20261119", "2026-11-20", id="a serial that is a day"),
        pytest.param("1796000000", "20261119", "2026-11-19", id="a serial in seconds: the last day"),
        pytest.param("1", "00000000", "", id="neither is a day"),
    ],
)
def test_the_first_line_tells_the_day(serial, last_day, dated):
    assert parse([first_line(serial, last_day)]).dated == dated


@pytest.mark.parametrize(
    "line",
    [
        "apnic|CN|ipv4|1.0.1|256|20110414|allocated",
        "apnic|CN|ipv4|1.0.1.0|0|20110414|allocated",
        "apnic|CN|ipv4|1.0.1.0|-256|20110414|allocated",
        "apnic|CN|ipv4|255.255.255.0|257|20110414|allocated",
        "apnic|CN|ipv4|2400:3200::|32|20110414|allocated",
        "apnic|CN|ipv4|1.0.1.0|many|20110414|allocated",
        f"apnic|CN|ipv4|1.0.1.0|{'9' * 5000}|20110414|allocated",
        "apnic|CN|ipv6|2400:3200::|129|20110414|allocated",
        "apnic|CN|ipv6|2400:3200::|-1|20110414|allocated",
        "apnic|CN|ipv6|1.0.1.0|32|20110414|allocated",
        "apnic|CN|ipv6|2400:3200::|",
        "apnic|CN|ipv4|",
        "apnic|CN|ipv4|1.0.\x001.0|256|20110414|allocated",
        "apnic|*|ipv4|*|48326|summary",
        "|||",
        "<html><body>404</body></html>",
    ],
)
def test_a_line_that_gives_no_range_is_passed_over(line):
    assert not any(parse([line]).rows.values())


def test_neighbours_of_one_country_become_one_range():
    (row,) = parse(["|CN|ipv4|1.0.2.0|512", "|CN|ipv4|1.0.1.0|256", "|CN|ipv4|1.0.2.0|256"]).rows[4]

    assert (row.first, row.last) == (int(ip_address("1.0.1.0")), int(ip_address("1.0.3.255")))
    assert merged([]) == ()


def test_the_whole_of_a_version_is_a_range():
    found = parse(["|CN|ipv4|0.0.0.0|4294967296", "|CN|ipv6|::|0"]).rows

    assert [(rows[0].first, rows[0].last) for rows in found.values()] == [(0, 2**32 - 1), (0, 2**128 - 1)]


@pytest.mark.parametrize("text", ["", "no ranges\nat all\n", "\x00\xff", "<html>404</html>"])
def test_a_file_without_ranges_is_refused(tmp_path, text):
    path = tmp_path / "ranges"
    path.write_text(text, "utf-8")

    with pytest.raises(RangesInvalid, match="没有读到地址段"):
        read_ranges(path)


def test_a_file_that_there_is_not_is_refused(tmp_path):
    with pytest.raises(RangesInvalid, match="不存在"):
        read_ranges(tmp_path / "none")


@pytest.mark.parametrize("content", [b"", b"|CN|ipv4|1.0.1.0|256", lzma.compress(b"|CN|ipv4|1.0.1.0|256")[:-4]])
def test_a_packed_file_that_is_not_whole_is_refused(tmp_path, content):
    path = tmp_path / "ranges.txt.xz"
    path.write_bytes(content)

    with pytest.raises(RangesInvalid, match="xz"):
        read_ranges(path)


def test_a_packed_file_is_read(tmp_path):
    path = tmp_path / "ranges.txt.xz"
    path.write_bytes(lzma.compress(b"|CN|ipv4|1.0.1.0|256"))

    assert read_ranges(path).find(ip_address("1.0.1.0")).country == "CN"


def test_a_file_that_changed_is_read_again(tmp_path):
    path = tmp_path / "ranges"
    path.write_text("|CN|ipv4|1.0.1.0|256", "utf-8")
    assert read_ranges(path).find(ip_address("1.0.1.0")).country == "CN"

    path.write_text("|JP|ipv4|1.0.1.0|256", "utf-8")
    os.utime(path, ns=(1, 1))

    assert read_ranges(path).find(ip_address("1.0.1.0")).country == "JP"
