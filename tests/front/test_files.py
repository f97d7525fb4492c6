"""Baked files over a real socket: found by host and path, never outside their tree, always the newest."""

import gzip
import os

import pytest

from tests.front.conftest import PAGE


@pytest.mark.parametrize(("path", "content"), [
    pytest.param("/", PAGE, id="home page"),
    pytest.param("/index.html", PAGE, id="home page by file name"),
    pytest.param("/?utm=1", PAGE, id="a query does not matter"),
    pytest.param("/news/", b"<title>news</title>", id="folder"),
    pytest.param("/news/2026/1.html", b"<title>one</title>", id="article"),
    pytest.param("/files/0123456789abcdef/%E9%99%84%E4%BB%B6.docx", b"PK-content", id="Chinese name, encoded"),
    pytest.param("/%6eews/", b"<title>news</title>", id="needless encoding"),
])  # fmt: skip
async def test_a_file_is_found(visitor, path, content):
    seen = await visitor.get(path)

    assert (seen.status, seen.body) == (200, content)


async def test_sites_are_told_apart_by_host_name(visitor):
    assert (await visitor.get("/", host="WWW.B.localhost.:8000")).body == b"other site"


async def test_an_address_in_absolute_form_names_the_host(visitor):
    seen = await visitor.send(b"GET http://www.b.localhost/ HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n")

    assert seen.body == b"other site"


@pytest.mark.parametrize("path", [
    "/missing.html", "/../../outside.html", "/news/../index.html", "/%2e%2e/%2e%2e/outside.html",
    "/..%2f..%2foutside.html", "/news%2findex.html", "/..%5c..%5coutside.html", "/.secret", "/%2esecret",
    "/news/.hidden/", "/news/.hidden/index.html", "//news/", "/news//2026/1.html", "/index.html/", "/index.html%00.txt",
    "/%ff", "/news/2026/1.html%0d%0aX: y", "/" + "a" * 300, "/./",
])  # fmt: skip
async def test_what_is_no_public_file_is_answered_with_the_sites_own_page(visitor, path):
    seen = await visitor.get(path.replace(" ", "%20"))

    assert (seen.status, seen.body) == (404, "<title>没有找到</title>".encode())


async def test_a_site_without_such_a_page_gets_a_plain_one(visitor):
    seen = await visitor.get("/missing.html", host="www.b.localhost")

    assert seen.status == 404
    assert "页面不存在" in seen.body.decode()


async def test_links_that_lead_out_of_the_tree_are_not_followed(visitor, tree):
    site = tree / "baked" / "www.a.localhost"
    (site / "leak.html").symlink_to(tree / "outside.html")
    (site / "leaks").symlink_to(tree)
    (site / "neighbour.html").symlink_to(tree / "baked" / "www.b.localhost" / "index.html")
    (tree / "baked" / "www.c.localhost").symlink_to(tree)
    (site / "same.html").symlink_to(site / "index.html")

    assert (await visitor.get("/leak.html")).status == 404
    assert (await visitor.get("/leaks/outside.html")).status == 404
    assert (await visitor.get("/leaks")).status == 404
    assert (await visitor.get("/neighbour.html")).status == 404
    assert (await visitor.get("/outside.html", host="www.c.localhost")).status == 421
    assert (await visitor.get("/same.html")).body == PAGE


async def test_a_remembered_file_that_becomes_a_link_is_not_served(visitor, tree):
    page = tree / "baked" / "www.a.localhost" / "news" / "index.html"
    await visitor.get("/news/")

    page.unlink()
    page.symlink_to(tree / "outside.html")

    assert (await visitor.get("/news/")).status == 404


async def test_pipes_and_unreadable_things_are_no_pages(visitor, tree):
    os.mkfifo(tree / "baked" / "www.a.localhost" / "pipe.html")

    assert (await visitor.get("/pipe.html")).status == 404


async def test_a_replaced_file_is_seen_at_once(visitor, tree):
    page = tree / "baked" / "www.a.localhost" / "news" / "index.html"
    before = await visitor.get("/news/")
    stat = page.stat()

    draft = page.with_name(".draft")
    draft.write_bytes(b"<title>NEWS</title>")
    os.utime(draft, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    draft.rename(page)
    after = await visitor.get("/news/")

    assert (before.body, after.body) == (b"<title>news</title>", b"<title>NEWS</title>")
    assert before.headers["etag"] != after.headers["etag"]


async def test_a_file_baked_anew_with_the_same_content_keeps_its_tag(visitor, tree):
    page = tree / "baked" / "www.a.localhost" / "news" / "index.html"
    before = await visitor.get("/news/")

    page.write_bytes(page.read_bytes())
    os.utime(page, ns=(1, 1))

    assert (await visitor.get("/news/")).headers["etag"] == before.headers["etag"]


async def test_a_removed_file_and_a_removed_site_are_gone(visitor, tree):
    await visitor.get("/", host="www.b.localhost")

    (tree / "baked" / "www.b.localhost" / "index.html").unlink()
    assert (await visitor.get("/", host="www.b.localhost")).status == 404

    (tree / "baked" / "www.b.localhost").rmdir()
    await visitor.get("/", host="www.b.localhost")
    assert (await visitor.get("/", host="www.b.localhost")).status == 421


async def test_a_folder_without_slash_is_sent_to_its_address_on_the_same_host(visitor):
    seen = await visitor.get("/news?page=2")

    assert (seen.status, seen.headers["location"]) == (301, "/news/?page=2")


@pytest.mark.parametrize(("path", "kind"), [
    ("/", "text/html; charset=utf-8"),
    ("/static/site.css", "text/css; charset=utf-8"),
    ("/files/0123456789abcdef/%E9%99%84%E4%BB%B6.docx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("/big.bin", "application/octet-stream"),
])  # fmt: skip
async def test_content_types(visitor, path, kind):
    assert (await visitor.get(path)).headers["content-type"] == kind


async def test_pages_carry_strict_security_headers(visitor):
    headers = (await visitor.get("/")).headers

    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "server" not in headers
    assert "strict-transport-security" not in headers


async def test_behind_https_browsers_are_told_to_stay_there(start):
    visitor = await start(scheme="https")

    assert "strict-transport-security" in (await visitor.get("/")).headers


async def test_an_uploaded_page_can_not_run_in_the_sites_name(visitor):
    headers = (await visitor.get("/files/0123456789abcdef/page.html")).headers

    assert headers["content-disposition"] == "attachment"
    assert headers["content-security-policy"].startswith("sandbox")


async def test_only_names_with_a_hash_are_kept_by_browsers(visitor):
    assert "immutable" in (await visitor.get("/static/site.0123456789ab.css")).headers["cache-control"]
    assert (await visitor.get("/static/site.css")).headers["cache-control"] == "no-cache"
    assert (await visitor.get("/")).headers["cache-control"] == "no-cache"


async def test_static_files_are_the_same_on_every_host(visitor):
    for host in ("www.a.localhost", "www.b.localhost", "console.localhost"):
        assert (await visitor.get("/static/site.css", host=host)).status == 200
    assert (await visitor.get("/static/missing.css")).status == 404
    assert (await visitor.get("/static/")).status == 404
    assert (await visitor.get("/static/../outside.html")).status == 404


@pytest.mark.parametrize(("accepted", "is_packed"), [
    pytest.param("gzip, deflate, br", True, id="browser"),
    pytest.param("*", True, id="anything"),
    pytest.param("GZIP;q=0.5", True, id="weight"),
    pytest.param("gzip;q=0", False, id="refused"),
    pytest.param("gzip; q=0.000, *", False, id="refused, though anything else is welcome"),
    pytest.param("identity", False, id="plain"),
    pytest.param("x-gzipped", False, id="another name"),
])  # fmt: skip
async def test_text_is_packed_for_those_who_accept_it(visitor, accepted, is_packed):
    seen = await visitor.get("/", accept_encoding=accepted)

    assert (seen.headers.get("content-encoding") == "gzip") is is_packed
    assert (gzip.decompress(seen.body) if is_packed else seen.body) == PAGE
    assert seen.headers["vary"] == "Accept-Encoding"


async def test_the_packed_form_has_a_tag_of_its_own(visitor):
    plain = await visitor.get("/")
    packed = await visitor.get("/", accept_encoding="gzip")

    assert plain.headers["etag"] != packed.headers["etag"]


async def test_small_and_packed_formats_are_not_packed_again(visitor):
    assert "content-encoding" not in (await visitor.get("/news/", accept_encoding="gzip")).headers
    assert "vary" not in (await visitor.get("/big.bin", accept_encoding="gzip")).headers


async def test_a_big_file_comes_whole_though_it_is_not_remembered(visitor, tree):
    assert (await visitor.get("/big.bin")).body == bytes(range(256)) * 8192
