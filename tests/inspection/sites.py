"""A clean government site for the loopback server; tests plant faults into copies of it."""

from jiyue.inspection import ColumnRecord, SiteRecord
from tests.inspection.loopback import Reply, Server

# The beginning of a picture of 120 × 40 pixels.
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00x\x00\x00\x00(\x08\x02\x00\x00\x00"
NAME = "清河市人民政府"
CODE = "6199000001"
DOMAIN = "www.qinghe.gov.cn"

FOOTER = f"""
<div class="footer">
 <a href="/sitemap.html">网站地图</a> <a href="/contact.html">联系我们</a>
 <p>主办单位：清河市人民政府办公室 联系电话：0999-1234567 地址：清河市人民路1号</p>
 <p>网站标识码：{CODE} 陕ICP备19000001号-1 陕公网安备 61990002000001号 中文域名：清河市人民政府.政务</p>
 <span id="_ideConac"></span><script src="/js/conac.js" data-origin="dcs.conac.cn/js/27/001/CA1.js"></script>
 <script id="_jiucuo_" sitecode="{CODE}" src="/js/jiucuo.js"></script><span id="_span_jiucuo"></span>
</div>"""


def labels(
    column: str = "", article: str = "", *, column_type: str = "政策文件", day: str = "2026-11-20 09:30"
) -> dict[str, str]:
    found = {"SiteName": NAME, "SiteDomain": DOMAIN, "SiteIDCode": CODE}
    if column:
        found |= {
            "ColumnName": column,
            "ColumnDescription": f"{column}的说明",
            "ColumnKeywords": f"{column},信息",
            "ColumnType": column_type,
        }
    if article:
        found |= {"ArticleTitle": article, "PubDate": day, "ContentSource": "清河市人民政府办公室"}
    return found


def page(title: str, body: str, marks: dict[str, str], *, footer: str = FOOTER) -> str:
    metas = "".join(f'<meta name="{name}" content="{value}">' for name, value in marks.items())
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>{metas}</head><body>'
        f'<header class="header"><h1>{NAME}</h1><nav class="nav"><a href="/">首页</a><a href="/news/">政务动态</a>'
        f'<a href="/policy/">政策文件</a><a href="/about/">机构职能</a></nav></header>{body}{footer}</body></html>'
    )


def article(
    title: str,
    text: str,
    *,
    column: str = "政务动态",
    day: str = "2026-11-20 09:30",
    marks: dict[str, str] | None = None,
) -> str:
    body = (
        f"<div class='article'><h2>{title}</h2><p>发布时间：{day} 来源：清河市人民政府办公室</p><div>{text}</div></div>"
    )
    return page(title, body, labels(column, title, day=day) if marks is None else marks)


def listing(name: str, rows: list[tuple[str, str, str]], *, extra: str = "") -> str:
    items = "".join(f'<li><a href="{url}">{title}</a><span>{day}</span></li>' for url, title, day in rows)
    return page(name, f"<div class='list'><h2>{name}</h2><ul>{items}</ul>{extra}</div>", labels(name))


ATTRIBUTES = (
    "<table><tr><th>索引号</th><td>01606562/2026-{n:05d}</td><th>发布机构</th><td>清河市人民政府办公室</td></tr>"
    "<tr><th>成文日期</th><td>{day}</td><th>文号</th><td>清政发〔2026〕{n}号</td></tr></table>"
)
# What the national table wants a portal to have, as entries of its home page and site map.
WANTED = "".join(
    f"<p><a href='/about/'>{name}</a></p>"
    for name in ("清河概况", "领导信息", "政策解读", "服务事项清单", "办件统计", "留言受理反馈统计")
)
NEWS = [(f"/2026/11/{n}.html", f"清河市召开第{n}次工作会议", f"2026-11-{n:02d}") for n in range(20, 8, -1)]
POLICIES = [
    (f"/2026/09/{n}.html", f"清河市人民政府关于第{n}项工作的通知", f"2026-09-{n:02d}") for n in range(20, 10, -1)
]
DUTIES = [("/2026/01/5.html", "清河市人民政府机构职能和内设机构", "2026-01-05")]


def pdf(text: str) -> bytes:
    """A small PDF that shows one line."""
    content = f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode()
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n%s" % table
    return out + head + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def clean(server: Server) -> None:
    """Lay a site without any fault onto the server."""
    latest = "".join(f'<li><a href="{url}">{title}</a><span>{day}</span></li>' for url, title, day in NEWS[:6])
    server.on(
        "/",
        page(NAME, f"<div class='main'><img src='/img/logo.png' alt='标志'><ul>{latest}</ul>{WANTED}</div>", labels()),
    )
    server.on("/news/", listing("政务动态", NEWS))
    server.on("/policy/", listing("政策文件", POLICIES, extra='<a href="/files/annex.pdf">附件：表格</a>'))
    server.on("/about/", listing("机构职能", DUTIES))
    for url, title, day in NEWS + DUTIES:
        server.on(
            url, article(title, f"<p>{title}。会议研究了有关工作，咨询电话 0999-1234567。</p>", day=f"{day} 09:30")
        )
    for number, (url, title, day) in enumerate(POLICIES, 1):
        reading = f"<p>{title}。</p><a href='/2026/11/20.html'>政策解读</a>"
        server.on(
            url, article(title, ATTRIBUTES.format(n=number, day=day) + reading, column="政策文件", day=f"{day} 09:30")
        )
    server.on("/contact.html", page("联系我们", "<p>清河市人民路1号</p>", labels()))
    server.on(
        "/sitemap.html",
        page(
            "网站地图",
            f"<ul><li><a href='/news/'>政务动态</a></li><li><a href='/policy/'>政策文件</a></li><li><a href='/about/'>机构职能</a></li></ul>{WANTED}",
            labels(),
        ),
    )
    server.on("/files/annex.pdf", Reply(pdf("Annex to the notice"), kind="application/pdf"))
    server.on("/img/logo.png", Reply(PNG, kind="image/png"))
    for name in ("conac", "jiucuo"):
        server.on(f"/js/{name}.js", Reply(b"1", kind="text/javascript"))


def record(server: Server, **changes: object) -> SiteRecord:
    values: dict[str, object] = {
        "name": NAME, "domain": DOMAIN, "site_code": CODE, "icp_number": "陕ICP备19000001号-1", "police_number": "陕公网安备61990002000001号",
        "chinese_domain": "清河市人民政府.政务", "host_name": "清河市人民政府办公室", "sources": ("人民网", "新华社"), "kind": "portal", "level": "city",
        "unit_name": "清河市人民政府", "city_name": "清河市", "city_portal": DOMAIN,
        "columns": (
            ColumnRecord(key="news", name="政务动态", url=server.url("/news/"), category="news"),
            ColumnRecord(key="policy", name="政策文件", url=server.url("/policy/"), category="policy"),
            ColumnRecord(key="about", name="机构职能", url=server.url("/about/"), category="static"),
        ),
    } | changes  # fmt: skip
    return SiteRecord(**values)
