"""Every planted fault found, nothing found on the clean copy, in the forms of several makers."""

import pytest

from jiyue.inspection import Verdict, inspect
from tests.inspection import maker_sites
from tests.inspection.conftest import NOW

# What the makers' own templates really lack; it is told on the clean copy as well.
OF_THE_TEMPLATE = {"page-label", "footer-mark", "accessibility-basics"}
BAD = "澳门金沙app下载"

PLANTED = {
    "link off screen": ({"plant": '<div style="position:absolute;left:-9999px"><a href="http://www.shop-example.com/">鞋</a></div>'}, ("hidden-link", "offscreen", Verdict.FAIL)),
    "links in a tiny marquee": ({"plant": '<marquee width="1" height="1"><a href="http://www.shop-example.com/">鞋</a></marquee>'}, ("hidden-link", "zero-size", Verdict.FAIL)),
    "links in the ground's colour": ({"plant": '<p style="background:#fff;color:#FFFFFF"><a href="http://www.shop-example.com/">鞋</a></p>'}, ("hidden-link", "same-colour", Verdict.FAIL)),
    "gambling links not displayed": ({"plant": f'<div style="display:none"><a href="http://www.shop-example.com/">{BAD}</a></div>'}, ("hidden-link", "display", Verdict.FAIL)),
    "foreign links not displayed": ({"plant": '<div style="display: none"><a href="http://www.shop-example.com/">鞋</a></div>'}, ("hidden-link", "display", Verdict.TO_VERIFY)),
    "links that a script hides": ({"plant": '<div id="xyz"><a href="http://www.shop-example.com/">鞋</a></div><script>document.getElementById("xyz").style.display="none"</script>'}, ("hidden-link", "scripted", Verdict.TO_VERIFY)),
    "invisible frame": ({"plant": '<iframe src="http://www.shop-example.com/x" width="0" height="0"></iframe>'}, ("injected-code", "frame", Verdict.FAIL)),
    "jump for visitors from search engines": ({"head": "<script>var s=document.referrer;if(s.indexOf('baidu')>0||s.indexOf('sogou')>0){location.href='http://www.shop-example.com/'}</script>"}, ("injected-code", "referrer", Verdict.FAIL)),
    "packed script": ({"head": "<script>eval(function(p,a,c,k,e,d){return p}('0',1,1,'x'.split('|'),0,{}))</script>"}, ("injected-code", "packed", Verdict.TO_VERIFY)),
    "script in character codes": ({"head": f"<script>document.write(String.fromCharCode({'60,' * 30}62))</script>"}, ("injected-code", "codes", Verdict.TO_VERIFY)),
    "script behind the end": ({"behind": '<script src="http://www.shop-example.com/j.js"></script>'}, ("injected-code", "behind", Verdict.FAIL)),
    "gambling words": ({"plant": f"<p>{BAD}，欢迎注册</p>"}, ("illegal-content", "gambling", Verdict.TO_VERIFY)),
    "gambling title": ({"title": f"{BAD}-首页"}, ("stuffed-title", "illegal", Verdict.FAIL)),
    "gambling keywords": ({"head": f'<meta name="keywords" content="{BAD}">'}, ("stuffed-title", "illegal", Verdict.FAIL)),
    "stuffed title": ({"title": "，".join(["清河旅游", "清河酒店", "清河美食"] * 8)}, ("stuffed-title", "stuffed", Verdict.TO_VERIFY)),
    "script of a given-up service": ({"head": '<script src="https://cdn.polyfill.io/v3/polyfill.min.js"></script>'}, ("third-party", "compromised", Verdict.FAIL)),
    "foreign statistics": ({"head": '<script src="http://tongji.shop-example.com/h.js"></script>'}, ("third-party", "script", Verdict.TO_VERIFY)),
    "foreign picture": ({"plant": '<img src="http://img.shop-example.com/a.jpg" alt="会场">'}, ("third-party", "image", Verdict.TO_VERIFY)),
    "foreign frame": ({"plant": '<iframe src="http://map.shop-example.com/" title="地图" width="300"></iframe>'}, ("third-party", "frame", Verdict.TO_VERIFY)),
    "link to a listed host": ({"plant": '<a href="http://www.jiathis.com/share">分享</a>'}, ("dangerous-link", "listed", Verdict.FAIL)),
    "link to a gambling name": ({"plant": '<a href="http://www.bet365-example.com/">合作单位</a>'}, ("dangerous-link", "shady", Verdict.TO_VERIFY)),
    "link to a parked domain": ({"plant": '<a href="http://www.hugedomains.com/domain_profile.cfm?d=x">友情链接</a>'}, ("dangerous-link", "parked", Verdict.FAIL)),
    "secrecy mark": ({"plant": "<p>机密★10年</p>"}, ("secrecy-mark", "secrecy-mark", None)),
    "wrong wording": ({"plant": "<p>中华人名共和国成立以来，我市发展迅速。</p>"}, ("wording", "state-name", None)),
    "archived without a date": ({"plant": "<p>本页面已归档</p>"}, ("archive-mark", "undated", Verdict.FAIL)),
    "map without a number": ({"plant": '<img src="/img/m.jpg" alt="清河市行政区划图">'}, ("map-number", "missing", Verdict.TO_VERIFY)),
    "program as attachment": ({"plant": '<a href="/files/setup.exe">填报软件</a>'}, ("attachment-type", "program", Verdict.TO_VERIFY)),
    "attachment of a special kind": ({"plant": '<a href="/files/2026.cebx">通知原件</a>'}, ("attachment-type", "special", Verdict.TO_VERIFY)),
    "picture without words": ({"plant": '<img src="/img/only-here.jpg">'}, ("accessibility-basics", "alt", Verdict.TO_VERIFY)),
    "field without label": ({"plant": '<input type="text" name="only-here">'}, ("accessibility-basics", "label", Verdict.TO_VERIFY)),
}  # fmt: skip


LETTERS = "<table><tr><th>标题</th><th>来信时间</th><th>回复时间</th></tr><tr><td>关于路灯的咨询</td><td>{}</td><td>{}</td></tr></table>"
MONTHS = "<ul><li><a href='/zwgk/'>清河市政务服务中心办件统计月报</a><span>{}</span></li></ul>"
# Faults of whole pages: title and content with the fault, what is found, and the same without it.
PAGES = {
    "a letter open for three months": ("市长信箱", LETTERS.format("2026-07-01", ""), ("message-late", "unanswered"), LETTERS.format("2026-07-01", "2026-07-03")),
    "a letter answered late": ("市长信箱", LETTERS.format("2026-10-09", "2026-10-30"), ("message-late", "late"), LETTERS.format("2026-10-09", "2026-10-13")),
    "answers that ended": ("市长信箱", LETTERS.format("2026-07-01", "2026-07-03"), ("public-statistics", "public-answers"), LETTERS.format("2026-11-02", "2026-11-03")),
    "statistics that ended": ("办件统计", MONTHS.format("2026-06-30"), ("public-statistics", "service-statistics"), MONTHS.format("2026-11-02")),
}  # fmt: skip


@pytest.mark.parametrize("fault", PAGES)
@pytest.mark.parametrize("maker", maker_sites.MAKERS)
async def test_faults_of_whole_pages_are_found_in_every_makers_form_and_nothing_without_them(
    server, options, maker, fault
):
    title, faulty, wanted, clean = PAGES[fault]
    found = []
    for main in (clean, faulty):
        maker_sites.lay(server, maker)
        maker_sites.add(server, maker, "/hd/index.html", title, main)
        report = await inspect(server.url(), options=options(check_external=False, max_pages=30), now=NOW)
        found.append({(one.check, one.kind) for one in report.observations if one.check == wanted[0]})

    assert found[0] == set()
    assert wanted in found[1]


@pytest.mark.parametrize("maker", maker_sites.MAKERS)
async def test_a_home_page_that_names_another_domain_is_found_in_every_makers_form(server, options, maker):
    maker_sites.lay(server, maker)
    link = f'<link rel="canonical" href="{server.url(host="www.two.localhost")}">'
    maker_sites.add(server, maker, "/hd/index.html", "联系我们", "<p>地址</p>", head=link)

    report = await inspect(server.url(), options=options(check_external=False, max_pages=30), now=NOW)

    assert [(one.kind, one.excerpt) for one in report.observations if one.check == "second-domain"] == [
        ("canonical", "two.localhost")
    ]


@pytest.mark.parametrize("maker", maker_sites.MAKERS)
async def test_nothing_is_found_on_a_clean_site_of_any_maker(server, options, maker):
    maker_sites.lay(server, maker)

    report = await inspect(server.url(), options=options(check_external=False), now=NOW)

    assert [one for one in report.observations if one.check not in OF_THE_TEMPLATE] == []
    assert report.pages > maker_sites.COUNT


@pytest.mark.clause("30.2", "30.1", "28.1", "20.1", "16.1", "13.7", "32.7")
@pytest.mark.parametrize("fault", PLANTED)
@pytest.mark.parametrize("maker", maker_sites.MAKERS)
async def test_every_planted_fault_is_found_in_every_makers_form(server, options, maker, fault):
    changes, (check, kind, verdict) = PLANTED[fault]
    maker_sites.lay(server, maker, **changes)

    report = await inspect(server.url(), options=options(check_external=False, max_pages=30), now=NOW)

    found = [
        one
        for one in report.observations
        if one.check == check and one.kind == kind and one.url.endswith(maker_sites.address(0))
    ]
    assert found, [(one.check, one.kind) for one in report.observations]
    assert verdict in {None, found[0].verdict}
    assert all(
        (one.why, one.remedy, one.excerpt or one.kind == "language", one.place, one.confidence, one.evidence)
        for one in found
    )
