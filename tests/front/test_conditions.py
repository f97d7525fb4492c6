"""Conditions, ranges and HEAD (RFC 9110, 13 and 14)."""

import pytest

from tests.front.conftest import PAGE

BIG = bytes(range(256)) * 8192
OLD = "Mon, 01 Jan 2001 00:00:00 GMT"
LATE = "Fri, 01 Jan 2100 00:00:00 GMT"


async def test_head_tells_what_get_would_without_a_body(visitor):
    got = await visitor.get("/")
    head = await visitor.get("/", method="HEAD")

    assert head.status == 200
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}
    assert head.headers["content-length"] == str(len(PAGE))


@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', '"x",W/{} ,"y"', "*"])
async def test_an_unchanged_page_is_not_sent_again(visitor, form):
    tag = (await visitor.get("/")).headers["etag"]

    seen = await visitor.get("/", if_none_match=form.format(tag))

    assert (seen.status, seen.body) == (304, b"")
    assert seen.headers["etag"] == tag
    assert "content-length" not in seen.headers


async def test_another_tag_gets_the_page(visitor):
    assert (await visitor.get("/", if_none_match='"other"')).status == 200


async def test_a_packed_page_is_compared_with_its_own_tag(visitor):
    plain = (await visitor.get("/")).headers["etag"]
    packed = (await visitor.get("/", accept_encoding="gzip")).headers["etag"]

    assert (await visitor.get("/", accept_encoding="gzip", if_none_match=packed)).status == 304
    assert (await visitor.get("/", accept_encoding="gzip", if_none_match=plain)).status == 200


@pytest.mark.parametrize(("date", "status"), [
    pytest.param(OLD, 200, id="changed since"),
    pytest.param(LATE, 304, id="not changed since"),
    pytest.param("yesterday", 200, id="no date is ignored"),
    pytest.param("Mon, 99 Jan 2001 00:00:00 GMT", 200, id="impossible date is ignored"),
])  # fmt: skip
async def test_dates(visitor, date, status):
    assert (await visitor.get("/", if_modified_since=date)).status == status


async def test_the_date_that_was_told_is_not_changed_since(visitor):
    date = (await visitor.get("/")).headers["last-modified"]

    assert (await visitor.get("/", if_modified_since=date)).status == 304


async def test_a_tag_goes_before_a_date(visitor):
    assert (await visitor.get("/", if_none_match='"other"', if_modified_since=LATE)).status == 200


@pytest.mark.parametrize(("name", "value", "status"), [
    ("if_match", '"other"', 412), ("if_match", "*", 200), ("if_unmodified_since", OLD, 412),
    ("if_unmodified_since", LATE, 200),
])  # fmt: skip
async def test_a_condition_that_fails_is_told(visitor, name, value, status):
    assert (await visitor.get("/", **{name: value})).status == status


@pytest.mark.parametrize("path", ["/", "/big.bin"])
@pytest.mark.parametrize(("asked", "first", "last"), [
    pytest.param("bytes=0-0", 0, 1, id="first byte"),
    pytest.param("bytes=10-19", 10, 20, id="middle"),
    pytest.param("bytes=5-", 5, None, id="from"),
    pytest.param("bytes=-7", -7, None, id="last"),
    pytest.param("bytes=-99999999", 0, None, id="last, more than there is"),
    pytest.param("bytes=3-99999999", 3, None, id="beyond the end"),
])  # fmt: skip
async def test_a_range(visitor, path, asked, first, last):
    content = PAGE if path == "/" else BIG

    seen = await visitor.get(path, range=asked, accept_encoding="gzip")

    assert (seen.status, seen.body) == (206, content[first:last])
    start = first if first >= 0 else len(content) + first
    assert seen.headers["content-range"] == f"bytes {start}-{start + len(seen.body) - 1}/{len(content)}"
    assert "content-encoding" not in seen.headers


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=0-1,3-4", "bytes=-", "lines=1-2", "bytes=a-b", "bytes=1"])
async def test_what_is_no_single_range_gets_the_whole(visitor, asked):
    assert (await visitor.get("/", range=asked)).status == 200


@pytest.mark.parametrize("asked", [f"bytes={len(PAGE)}-", "bytes=-0"])
async def test_a_range_outside_the_file_is_refused_with_its_size(visitor, asked):
    seen = await visitor.get("/", range=asked)

    assert (seen.status, seen.headers["content-range"]) == (416, f"bytes */{len(PAGE)}")


async def test_a_range_of_another_edition_gets_the_whole(visitor):
    tag = (await visitor.get("/")).headers["etag"]

    assert (await visitor.get("/", range="bytes=0-0", if_range=tag)).status == 206
    assert (await visitor.get("/", range="bytes=0-0", if_range='"other"')).status == 200
