"""A small site that gives every part of an inspection something to judge, and something to find wherever that is possible."""

from dataclasses import replace

from jiyue.inspection import ColumnRecord
from tests.inspection import sites
from tests.inspection.loopback import Reply

COPY = "会议研究了全市重点工作的进展情况，对下一步的任务作出了部署，要求各有关单位压实责任、按期完成。" * 6
NEWS = sites.NEWS[:3]
HOME_LINKS = "<a href='http://www.shop.localhost:{port}/'>站外</a><a href='http://nothing.invalid/'>失效</a><a href='/lost'>旧文</a>"


def lay(server):
    """Lay the site onto a server."""
    sites.clean(server)
    latest = "".join(f"<li><a href='{url}'>{title}</a><span>{day}</span></li>" for url, title, day in NEWS)
    main = f"<div class='main'><img src='/img/logo.png' alt='标志'><img src='/img/broken.png' alt='图'><ul>{latest}</ul>{HOME_LINKS.format(port=server.port)}</div>"
    form = "<form action='/search' method='get'><input name='q'></form>"
    server.on("/", sites.page(sites.NAME, form + main, sites.labels(), footer=sites.FOOTER.replace("陕ICP备", "陕备")))
    server.on("/img/broken.png", Reply(b"<html>", kind="image/png"))
    server.on("/files/letter.txt", Reply("身份证号 11010519491231002X".encode(), kind="text/plain"))
    server.on("/news/", sites.listing("政务动态", NEWS, extra="<a href='/files/letter.txt'>附件</a>"))
    server.on("/policy/", sites.listing("政策文件", [(*sites.POLICIES[0][:2], "2026-09-25")]))
    server.on(sites.POLICIES[0][0], sites.article(sites.POLICIES[0][1], "<p>请遵照执行。</p>", column="政策文件", day="2026-09-20 09:30"))  # fmt: skip
    server.on("/about/", sites.listing("机构职能", []))
    server.on("/unlinked/", sites.listing("应急管理", [("/2026/11/20.html", NEWS[0][1], "2026-11-20")]))
    for url, title, day in NEWS:
        server.on(url, sites.article(title, f"<p>{COPY}</p>", day=f"{day} 09:30").replace("来源：", "来源：某某论坛 "))
    call = "关于公开征集意见的公告"
    server.on("/2026/11/18.html", sites.article(call, "<p>意见请于2026年3月1日前以信函寄来。电话 13800138000，身份证号 11010519491231002X</p>", day="2026-02-01 09:30"))  # fmt: skip
    server.on("/robots.txt", Reply(b"User-agent: *\nDisallow: /closed/\n", kind="text/plain"))
    server.on("/guide.html", sites.page("办事指南", "<p>办理流程</p>", {}))
    server.on("/", sites.page("商店", "<p>澳门金沙 葡京赌场 百家乐 开户送彩金</p>", {}), host="www.shop.localhost")
    server.on("/sitemap.xml", Reply(f"<urlset><url><loc>{server.url('/guide.html')}</loc></url></urlset>".encode(), kind="text/xml"))  # fmt: skip


def record(server):
    """The register's record of the site, with a column that no page leads to."""
    found = sites.record(server, sources=("人民网",))
    hidden = ColumnRecord(key="hidden", name="应急管理", url=server.url("/unlinked/"), category="other", cycle_days=30)
    return replace(found, columns=(*found.columns, hidden))


WANTED = {
    "agents": True, "max_landings": 3, "max_pictures": 5, "max_documents": 5, "probes": True, "bad_hosts": ("nothing.invalid",),
}  # fmt: skip
