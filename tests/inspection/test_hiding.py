"""Links and code that nobody is to see, in the shapes of pages that were broken into; and menus and tools that are hidden by every maker (30.2)."""

import time

import pytest

from jiyue.inspection.checks import hidden, injected
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver

LINK = '<a href="http://www.shop-example.com/">某某鞋城</a>'
BAD = '<a href="http://www.shop-example.com/">澳门金沙app下载</a>'
OFFICIAL = '<a href="http://www.baihe.gov.cn/">白河区</a><a href="/sites/">部门网站</a>'


def found(body):
    markup = f"<html><head><title>清河市人民政府</title></head><body>{body}</body></html>"
    page = read_page(
        "http://www.qinghe.gov.cn/a/1.html", markup.encode(), content_type="text/html", resolver=Resolver()
    )
    drafts = (*hidden.observe_hidden(page), *injected.observe_injected(page))
    return list(dict.fromkeys((draft.kind, str(draft.verdict)) for draft in drafts))


@pytest.mark.clause("30.2")
@pytest.mark.parametrize(
    ("body", "kind", "verdict"),
    [
        pytest.param(f'<div style="position:absolute;left:-9999px">{LINK}</div>', "offscreen", "fail", id="far to the left"),
        pytest.param(f'<div style="position:absolute;top:-899px;left:-999px">{LINK}</div>', "offscreen", "fail", id="899 up, 999 to the left"),
        pytest.param(f'<div style="left:-99em">{LINK}</div>', "offscreen", "fail", id="in other units"),
        pytest.param(f'<div style="position:fixed;bottom:-9999px">{LINK}</div>', "offscreen", "fail", id="below the bottom"),
        pytest.param(f'<div style="transform:translateX(-9999px)">{LINK}</div>', "offscreen", "fail", id="by a transformation"),
        pytest.param(f'<div style="position:absolute;top:-300px">{LINK}</div>', "moved", "to-verify", id="a little up"),
        pytest.param(f'<div style="position:absolute;top:-300px">{BAD}</div>', "moved", "fail", id="a little up, gambling"),
        pytest.param(f'<p style="text-indent:-9999px">{LINK}</p>', "indented", "to-verify", id="as words before a picture"),
        pytest.param(f'<marquee height="5" width="6">{LINK}</marquee>', "zero-size", "fail", id="marquee of six pixels"),
        pytest.param(f'<marquee style="width:1px;height:1px">{LINK}</marquee>', "zero", "fail", id="marquee by style"),
        pytest.param(f'<div style="opacity:.0">{LINK}</div>', "transparent", "to-verify", id="transparent"),
        pytest.param(f'<div style="filter:alpha(opacity=0)">{LINK}</div>', "transparent", "to-verify", id="transparent in old browsers"),
        pytest.param(f'<div style="position:absolute;clip:rect(0,0,0,0)">{LINK}</div>', "clipped", "to-verify", id="clipped"),
        pytest.param(f'<div style="position:absolute;z-index:-1">{LINK}</div>', "behind", "to-verify", id="behind the page"),
        pytest.param(f'<div style="clip-path:inset(100%)">{LINK}</div>', "clipped", "to-verify", id="clipped by a path"),
        pytest.param(f"<style>#hx{{position:absolute;top:-9999px}}</style><div id='hx'>{LINK}</div>", "sheet", "to-verify", id="by a sheet of the page"),
        pytest.param(f"<STYLE>#hx{{top: -9999px}}</STYLE><div id='hx'>{LINK}</div>", "sheet", "to-verify", id="by a sheet in capitals"),
        pytest.param(f"<script>document.write(\"<div style='display:none'>\");</script>{LINK}<script>document.write('</div>');</script>", "written", "fail", id="between scripts that write the block"),
        pytest.param(f"<div id='hx'>{LINK}</div><script>document.getElementById('hx').style.visibility='hidden'</script>", "scripted", "to-verify", id="by a script, invisible"),
        pytest.param(f"<div id='hx'>{LINK}</div><script>document.getElementById('hx').style['display']='none'</script>", "scripted", "to-verify", id="by a script, in brackets"),
        pytest.param(f'<div style="display:none">{OFFICIAL}{LINK * 3}</div>', "display", "to-verify", id="more foreign links than official ones"),
        pytest.param(f'<div style="display:none">{OFFICIAL}{BAD}</div>', "display", "fail", id="gambling among official links"),
        pytest.param('<iframe src="http://www.shop-example.com/" style="position:fixed;top:0;width:100%;height:100%"></iframe>', "cover", "to-verify", id="frame over the whole page"),
        pytest.param('<iframe src="http://www.bet365-example.com/" style="position:fixed;top:0;width:100%;height:100vh"></iframe>', "cover", "fail", id="gambling over the whole page"),
        pytest.param("<script>if(/baiduspider/i.test(navigator.userAgent)){location.href='http://www.shop-example.com/'}</script>", "spider", "fail", id="jump for spiders"),
        pytest.param("<script>if(/iPhone/.test(navigator.userAgent)){location.replace('//www.shop-example.com/m')}</script>", "phone", "to-verify", id="jump for phones"),
        pytest.param("<script>if(/baidu/.test(document.referrer)){window.location = 'http://www.shop-example.com/'}</script>", "referrer", "fail", id="jump for a search engine's visitors, asked after the name"),
        pytest.param(r'<script>window["\x64\x6f\x63\x75\x6d\x65\x6e\x74"]["\x77\x72"](1)</script>', "escaped", "to-verify", id="names in hexadecimal"),
        pytest.param("<script>eval(atob('" + "QUJD" * 10 + "'))</script>", "base64", "to-verify", id="base64"),
    ],
)  # fmt: skip
def test_what_is_hidden_is_found(body, kind, verdict):
    assert found(body) == [(kind, verdict)]


@pytest.mark.clause("30.2")
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'<ul style="height:100px;top:-102px">{LINK}</ul>', id="a list that opens upwards"),
        pytest.param(f'<div style="display:none">{OFFICIAL}{LINK}{LINK}</div>', id="a hidden list, half of it official"),
        pytest.param('<div style="display:none"><a href="https://service.weibo.com/share/share.php?u=1">微博</a></div>', id="share buttons"),
        pytest.param('<div class="old" style="display:none">请升级浏览器 <a href="https://browser.360.cn/">360</a></div>', id="advice on browsers"),
        pytest.param('<div style="font-size:0"><a href="http://www.shop-example.com/"><img src="/a.jpg" alt="举报"></a></div>', id="a picture where the font has no size"),
        pytest.param("<style>.menu ul{top:-9999px}</style><ul class='menu'>" + LINK + "</ul>", id="a sheet's rule for what lies below a class"),
        pytest.param("<!-- <style>#hx{top:-9999px}</style> --><div id='hx'>" + LINK + "</div>", id="a sheet that is commented out"),
        pytest.param("<style>#hx{top:-9999px}</style><div id='hx'>" + OFFICIAL + LINK + "</div>", id="a menu that a sheet keeps away"),
        pytest.param("<script>document.write('<div class=\"day\">');</script>" + LINK + "<script>document.write('</div>');</script>", id="a block that scripts write and show"),
        pytest.param("<script>if(/iPhone/.test(navigator.userAgent)){location.href='/m/index.html'}</script>", id="the site's own pages for phones"),
        pytest.param("<script>if(/iPhone/.test(navigator.userAgent)){location.href='http://m.qinghe.gov.cn/'}</script>", id="the city's host for phones"),
        pytest.param("<script>var r=document.referrer,h='hm.baidu.com';send(r,location.href,location.hash==1)</script>", id="statistics"),
        pytest.param('<iframe src="http://www.qinghe.gov.cn/map" style="position:absolute;width:100%;height:100%"></iframe>', id="a frame of the site's own"),
    ],
)  # fmt: skip
def test_menus_tools_and_statistics_are_left_alone(body):
    assert found(body) == []


def test_a_list_of_sites_far_off_the_page_is_to_be_verified_not_certain():
    assert found(f'<div style="left:-9999px">{OFFICIAL}{LINK}</div>') == [("offscreen", "to-verify")]


@pytest.mark.parametrize(
    "piece",
    ["document.write(\"<div style='display:none' ", "<style>#a{left:-", "<style>.a" + " " * 50, "navigator.userAgent spider location ", "document.referrer baidu location = ", "left:-9"],
)  # fmt: skip
def test_repeats_take_no_more_than_linear_time(piece):
    body = f'<div style="{piece * 200}">{LINK}</div>' + piece * 20_000
    start = time.process_time()
    found(body)

    assert time.process_time() - start < 5
