"""Addresses in one form, links resolved as browsers do, and which IP addresses may be visited."""

from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiyue.inspection.crawl.traps import Traps
from jiyue.inspection.fetch.guard import AddressGuard
from jiyue.inspection.fetch.urls import Resolver, host_of, name_of, normalise


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://WWW.Baoji.GOV.cn", "http://www.baoji.gov.cn/"),
        ("http://a.cn:80/x", "http://a.cn/x"),
        ("https://a.cn:443", "https://a.cn/"),
        ("https://a.cn:8443/", "https://a.cn:8443/"),
        ("http://a.cn/x#top", "http://a.cn/x"),
        ("http://a.cn/a/./b/../c", "http://a.cn/a/c"),
        ("http://a.cn/../../x", "http://a.cn/x"),
        ("http://a.cn/a/..", "http://a.cn/"),
        ("http://a.cn?x=1", "http://a.cn/?x=1"),
        ("http://a.cn\\b\\c", "http://a.cn/b/c"),
        ("  http://a.cn/a b\n", "http://a.cn/a%20b"),
        ("http://a.cn/通知.html?标题=一", "http://a.cn/%E9%80%9A%E7%9F%A5.html?%E6%A0%87%E9%A2%98=%E4%B8%80"),
        ("http://a.cn/%e9%80", "http://a.cn/%e9%80"),
        ("http://a.cn/100%", "http://a.cn/100%25"),
        ("http://中国.cn/", "http://xn--fiqs8s.cn/"),
        ("http://user:word@a.cn/", "http://a.cn/"),
        ("http://a.cn./", "http://a.cn/"),
        ("http://[::1]:80/", "http://[::1]/"),
        ("http://a.cn/x;jsessionid=A1B2?y=1", "http://a.cn/x?y=1"),
        ("http://a.cn/x?PHPSESSID=1&y=2", "http://a.cn/x?y=2"),
        ("http://a.cn/x?sid=1", "http://a.cn/x"),
        ("http://a.cn/b/.&jsessionid=A1B2", "http://a.cn/b/"),
        ("http://a.cn/b/..;jsessionid=A1B2", "http://a.cn/"),
        ("http://a.cn。", "http://a.cn/"),
        ("http://a.cn/\ud800..?x", "http://a.cn/%EF%BF%BD..?x"),
        ("ftp://a.cn/", None),
        ("javascript:void(0)", None),
        ("mailto:a@b.cn", None),
        ("http://", None),
        ("http://a.cn:99999/", None),
        ("http://a.cn:0080/x", "http://a.cn/x"),
        ("http://a.cn:08000/x", "http://a.cn:8000/x"),
        ("http://a.cn:0/", None),
        ("http://a.cn:01111111/", None),
        ("http://a.cn:8x/", None),
        ("http://a..cn/", None),
        ("http://[zz/", None),
        ("http://a.cn/" + "x" * 3000, None),
        ("http://a.cn/" + "x" * 1988, "http://a.cn/" + "x" * 1988),
        ("http://a.cn/" + "x" * 1989, None),
        ("http://a.cn/" + "一" * 220, "http://a.cn/" + "%E4%B8%80" * 220),
        ("http://a.cn/" + "一" * 221, None),
        ("", None),
        ("www.baoji.gov.cn", None),
    ],
)  # fmt: skip
def test_addresses_have_one_form(url, canonical):
    assert normalise(url) == canonical
    assert canonical is None or normalise(canonical) == canonical


@pytest.mark.parametrize(
    "href",
    ["b.html", "./b.html", "../b.html", "../../../b.html", "/b", "//x.cn/b", "?p=2", "b/c/", "http://x.cn", "b.html?u=http://y/", "..", ".", "b;c", "%E4%B8%80.html"],
)  # fmt: skip
def test_links_resolve_as_the_standard_says(href):
    page = "http://a.cn/d/e/f.html?q=1"

    assert Resolver().of_page(page).resolve(href) == normalise(urljoin(page, href))


def test_pages_of_one_folder_share_what_was_resolved_but_not_their_queries():
    resolver = Resolver()

    first, second = resolver.of_page("http://a.cn/d/1.html"), resolver.of_page("http://a.cn/d/2.html")

    assert first.resolve("x.html") == second.resolve("x.html") == "http://a.cn/d/x.html"
    assert (first.resolve("?p=2"), second.resolve("?p=2")) == ("http://a.cn/d/1.html?p=2", "http://a.cn/d/2.html?p=2")
    assert first.resolve("#top") is None


@pytest.mark.parametrize("before", [[], [""], ["#top"], ["b.html#x"], ["b.html"], ["b #x"], ["b "]], ids=repr)
@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("b.html#y", "http://a.cn/d/b.html"),
        ("b.html", "http://a.cn/d/b.html"),
        ("b #y", "http://a.cn/d/b%20"),
        ("b ", "http://a.cn/d/b"),
        ("httpd.html#a:b", "http://a.cn/d/httpd.html"),
        ("/r#y", "http://a.cn/r"),
        ("", None),
    ],
)
def test_a_part_of_a_page_leads_to_the_page_whatever_was_resolved_before(before, href, url):
    links = Resolver().of_page("http://a.cn/d/1.html")
    for one in before:
        links.resolve(one)

    assert links.resolve(href) == url


def test_a_name_that_begins_like_a_scheme_belongs_to_its_own_folder():
    resolver = Resolver()
    resolver.of_page("http://a.cn/d/1.html").resolve("httpd.html#a:b")

    assert resolver.of_page("http://a.cn/e/1.html").resolve("httpd.html#a:b") == "http://a.cn/e/httpd.html"


@pytest.mark.parametrize("length", [989, 990])
def test_a_link_that_makes_an_address_too_long_leads_nowhere(length):
    folder = "http://a.cn/" + "x" * 998 + "/"

    url = Resolver().of_page(folder + "1.html").resolve("y" * length)

    assert url == (folder + "y" * length if length == 989 else None)


@settings(max_examples=400)
@given(st.text(max_size=80))
def test_no_link_ever_raises_and_what_resolves_is_canonical(href):
    url = Resolver().of_page("http://a.cn/d/e.html").resolve(href)

    if url is not None:
        assert normalise(url) == url
        assert name_of(host_of(url))
        assert url.isascii()


@settings(max_examples=200)
@given(st.text(alphabet="htps:/\\.@#?%[]a一0 \t=&;", max_size=40))
def test_no_address_ever_raises(text):
    url = normalise("http://" + text)

    assert url is None or normalise(url) == url


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "100.100.100.200", "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
        "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2001:0:0:0:0:0:f5ff:fffe", "2001:db8::1", "not an address", "",
    ],
)  # fmt: skip
def test_special_addresses_are_refused_with_a_reason(address):
    assert AddressGuard().refusal(address)


@pytest.mark.parametrize(
    "address",
    ["1.2.4.8", "114.114.114.114", "240c::6666", "::ffff:1.2.4.8", "64:ff9b::102:408", "172.32.0.1", "100.128.0.1"],
)
def test_public_addresses_may_be_visited(address):
    assert AddressGuard().refusal(address) == ""


def test_an_allowed_network_opens_itself_and_no_other():
    guard = AddressGuard(("127.0.0.0/8", "::1/128"))

    assert [
        bool(guard.refusal(one)) for one in ("127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "::ffff:10.0.0.1")
    ] == [False, False, False, True, True]
    assert guard.is_allowed_specially("127.0.0.1")
    assert not guard.is_allowed_specially("1.2.4.8")


@pytest.mark.parametrize(
    ("url", "is_trap"),
    [
        ("http://a.cn/a/b/a/b/a/b/a/b/a/b/c.html", True),
        ("http://a.cn/" + "x" * 700, True),
        ("http://a.cn/2026/06/11/12/13/14/15/x.html", False),
        ("http://a.cn/list?page=2", False),
    ],
)
def test_addresses_that_contain_themselves_are_traps(url, is_trap):
    assert Traps().is_trap(url) is is_trap
