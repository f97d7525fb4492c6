"""Work grows with the text and not with its square, whatever is repeated in it."""

import sys
import time

import pytest

from jiyue.textcheck import PERSONAL, scan, scan_html
from jiyue.textcheck.attachments import rough_text
from jiyue.textcheck.folding import INVISIBLE, strip_invisible
from jiyue.textcheck.lexicon import starter

SMALL, TIMES = 1_500, 8
UNITS = {
    "one run of digits": "1",
    "digits apart": "1 ",
    "digits far apart": "1  ",
    "Chinese numerals": "一",
    "numerals of two scripts": "一1",
    "circled digits": "①",
    "stars": "1*",
    "doors": "1号楼",
    "doors with rooms": "1号楼2单元501室",
    "an address without end": "村",
    "groups and numbers": "三组15号",
    "secrecy words": "秘密",
    "spaced secrecy words": "秘 密 ",
    "internal": "内部资料",
    "documents not public": "此件不公开",
    "plates": "陕A",
    "plates with digits": "陕A1",
    "invisible characters": "\u200b",
    "a number through invisible characters": "1\u200b",
    "words": "秸杆",
    "words that a sentence spares": "打击澳门新葡京官网",
    "former names": "凤翔县",
    "mobiles": "13912345678 ",
    "landlines": "0917-3261234 ",
    "landlines of homes": "家庭电话0917-3261234 ",
    "filing numbers": "公安备案61030302000123号",
    "cards apart": "6222 0212 ",
    "citizen IDs": "11010519491231002X",
    "passports": "护照",
    "passports with numbers": "护照E1234567 ",
    "accounts": "微信：",
    "quoted laws": "《民法典》第一条",
    "open quotations": "《",
    "closed quotations": "法》",
    "full stops": "。。",
    "line ends": "\n",
}


def operations(work, argument):
    """Lines run and calls made, as the interpreter counts them."""
    count = 0

    def note(*_):
        nonlocal count
        count += 1

    tool, events = sys.monitoring.PROFILER_ID, sys.monitoring.events
    sys.monitoring.use_tool_id(tool, "operations")
    try:
        for event in (events.LINE, events.CALL):
            sys.monitoring.register_callback(tool, event, note)
        sys.monitoring.set_events(tool, events.LINE | events.CALL)
        work(argument)
    finally:
        sys.monitoring.set_events(tool, events.NO_EVENTS)
        sys.monitoring.free_tool_id(tool)
    return count


def least_time(work, argument):
    def once():
        started = time.process_time()
        work(argument)
        return time.process_time() - started

    return min(once() for _ in range(2))


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_the_work_grows_with_the_text(unit):
    small, large = (unit * (size // len(unit)) for size in (SMALL, SMALL * TIMES))
    scan(unit)

    assert operations(scan, large) <= (operations(scan, small) + 500) * TIMES * 1.5


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_the_time_grows_no_faster_than_the_text_though_expressions_run_uncounted(unit):
    small, large = (unit * (size // len(unit)) for size in (SMALL, SMALL * TIMES))
    scan(unit)

    assert least_time(scan, large) <= max(0.01, least_time(scan, small)) * TIMES * 4


@pytest.mark.parametrize(
    "markup", ["<p>", "<td>1", "<b>13912345678", '<img alt="秸杆">', "<meta name=keywords content=x>", "&#8203;"]
)
def test_the_work_grows_with_the_page(markup):
    small, large = (markup * (size // len(markup)) for size in (SMALL, SMALL * TIMES))

    assert operations(scan_html, large) <= (operations(scan_html, small) + 500) * TIMES * 1.5


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(
            lambda text: strip_invisible(text, [place for place, sign in enumerate(text) if sign in INVISIBLE]),
            id="characters that nobody sees",
        ),
        pytest.param(lambda text: rough_text(text.encode("utf-16-le")), id="an old document read roughly"),
    ],
)
@pytest.mark.parametrize("unit", ["1\u200b", "文\x00", "a"])
def test_the_work_of_the_smaller_readers_grows_with_their_input(work, unit):
    small, large = unit * SMALL, unit * SMALL * TIMES

    assert operations(work, large) <= (operations(work, small) + 500) * TIMES * 1.5


def test_a_text_of_all_that_is_looked_for_is_read_in_its_length():
    everything = "，".join(entry.wrong for entry in starter().entries[::5])

    assert operations(scan, everything * 8) <= operations(scan, everything) * 8 * 1.5
    assert not [hit for hit in scan(everything) if hit.kind in PERSONAL]
