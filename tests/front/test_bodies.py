"""Bodies as they come: the same content however the bytes are cut, and no more work than bytes."""

import time
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiyue.platform.publishing.front.bodies import Body
from jiyue.platform.publishing.front.requests import Refused

CHUNKED = b"4;name=value\r\nWiki\r\n5 \r\npedia\r\n0\r\nTrailer: dropped\r\n\r\nGET / "


def chunked(most=1000):
    return Body(length=0, is_chunked=True, most=most)


@settings(deadline=None)
@given(st.lists(st.integers(1, len(CHUNKED) - 7), max_size=10))
def test_chunks_may_be_cut_anywhere(cuts):
    body = chunked()
    edges = [0, *sorted(set(cuts)), len(CHUNKED)]

    content = b"".join(body.feed(CHUNKED[a:b]) for a, b in pairwise(edges))

    assert (content, body.is_done, body.rest) == (b"Wikipedia", True, b"GET / ")


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data):
    body = chunked()
    with suppress(Refused):
        content = body.feed(data)
        assert len(content) + len(body.rest) <= len(data)


@pytest.mark.parametrize(("length", "is_refused"), [(999, False), (1000, False), (1001, True)])
def test_the_bound_counts_content(length, is_refused):
    data = b"%x\r\n" % length
    if is_refused:
        with pytest.raises(Refused):
            chunked().feed(data)
    else:
        assert chunked().feed(data + b"x" * length) == b"x" * length


def test_a_counted_body_leaves_the_rest():
    body = Body(length=3, is_chunked=False, most=3)

    assert (body.feed(b"ab"), body.is_done) == (b"ab", False)
    assert (body.feed(b"cGET"), body.is_done, body.rest) == (b"c", True, b"GET")


def test_tiny_chunks_cost_no_more_than_their_bytes():
    body = chunked(most=10_000_000)
    begin = time.process_time()

    content = body.feed(b"1\r\nx\r\n" * 100_000)

    assert len(content) == 100_000
    assert time.process_time() - begin < 3
