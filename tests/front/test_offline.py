"""Temporarily offline (9.1-9.3): every address of the site answers with the holding page, and 503."""

import pytest


@pytest.fixture
def offline(tree):
    folder = tree / "baked" / "www.a.localhost" / ".offline"
    folder.mkdir()
    (folder / "index.html").write_text("<title>网站临时下线</title>", encoding="utf-8")
    (folder / "retry-after").write_text("86400\n", encoding="ascii")
    return folder


@pytest.mark.clause("9.2")
@pytest.mark.parametrize("path", ["/", "/news/2026/1.html", "/missing", "/search?q=x", "/.offline/index.html"])
async def test_every_address_shows_the_holding_page(visitor, application, offline, path):
    seen = await visitor.get(path)

    assert (seen.status, seen.headers["retry-after"]) == (503, "86400")
    assert "网站临时下线" in seen.body.decode()
    assert application.requests == []


async def test_forms_are_not_taken(visitor, application, offline):
    assert (await visitor.get("/messages/new", method="POST")).status == 503


async def test_its_style_and_the_other_sites_stay(visitor, offline):
    assert (await visitor.get("/static/site.css")).status == 200
    assert (await visitor.get("/", host="www.b.localhost")).status == 200


async def test_it_begins_and_ends_at_once(visitor, tree):
    folder = tree / "baked" / "www.a.localhost" / ".offline"
    assert (await visitor.get("/")).status == 200

    folder.mkdir()
    (folder / "index.html").write_text("offline")
    assert (await visitor.get("/")).status == 503

    (folder / "index.html").unlink()
    assert (await visitor.get("/")).status == 200


@pytest.mark.parametrize(("text", "header"), [
    ("Wed, 23 Dec 2026 00:00:00 GMT", "Wed, 23 Dec 2026 00:00:00 GMT"), ("soon", None), ("1\r\nX: y", None), ("", None),
])  # fmt: skip
async def test_only_a_proper_retry_after_is_sent(visitor, offline, text, header):
    (offline / "retry-after").write_text(text)

    assert (await visitor.get("/")).headers.get("retry-after") == header
