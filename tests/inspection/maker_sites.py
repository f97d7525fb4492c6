"""Whole sites in the makers' forms for the loopback server, clean; tests plant faults into their pages."""

from datetime import datetime, timedelta

from tests.inspection.loopback import Reply, Server
from tests.inspection.makers import others, tables, trs, webplus
from tests.inspection.makers.forms import Maker, Story, fill, stamp
from tests.inspection.makers.truth import BODY, SITES

MAKERS = {
    "trs": (trs.TRS, 0, 0), "webplus": (webplus.WEBPLUS, 0, 1), "tables": (tables.TABLES, 2, 0), "wordpress": (others.WORDPRESS, 0, 0),
    "portal": (others.PORTAL, 0, 3),
}  # fmt: skip
SITE = SITES[0]
NEWEST = datetime(2026, 11, 20, 9, 30)  # noqa: DTZ001 - as pages write it
COUNT = 8


def address(number: int) -> str:
    day = NEWEST - timedelta(days=number)
    return f"/zwgk/{day:%Y%m}/t{day:%Y%m%d}_{number}.html"


def lay(server: Server, name: str, *, plant: str = "", head: str = "", behind: str = "", title: str = "") -> None:
    """Lay a clean site; `plant` goes into its newest article, `head` into that page's head, `behind` after its end."""
    maker, article, listing = MAKERS[name]
    form, rows = maker.lists[listing], []
    for number in range(COUNT):
        at = NEWEST - timedelta(days=number)
        subject = f"清河市召开第{number + 1}次工作推进会议"
        parts = {"d": f"{at:%d}", "ym": f"{at:%Y-%m}", "md": f"{at:%m-%d}", "y": f"{at:%Y}", "n": str(number + 1)}
        rows.append(
            fill(form.row, href=address(number), title=subject, short=subject, day=stamp(form.day, at), **parts)
        )
        story = Story(subject, at, "市政府办公室", "王小川", tuple(f"第{number + 1}次会议：{text}" for text in BODY))
        is_first = number == 0
        server.on(
            address(number),
            _article(
                maker,
                article,
                story,
                plant if is_first else "",
                head if is_first else "",
                behind if is_first else "",
                title if is_first else "",
            ),
        )
    server.on(
        "/zwgk/",
        _page(maker, f"工作动态-{SITE.name}", fill(form.markup, rows="".join(rows), column="工作动态"), form.charset),
    )
    home = fill(maker.home, rows="".join(rows), site=SITE.name)
    server.on("/", _page(maker, SITE.name, f'{home}<a href="/zwgk/">工作动态</a>', form.charset))
    server.on("*", Reply(b"1", kind="text/plain"))


def add(server: Server, name: str, path: str, title: str, main: str, *, head: str = "") -> None:
    """Add a page in the maker's frame to a site that was laid, and a link to it to the home page, whose head gets `head`."""
    maker, _, listing = MAKERS[name]
    charset = maker.lists[listing].charset
    server.on(path, _page(maker, f"{title}-{SITE.name}", main, charset))
    home = server.routes["/"].body.decode(charset)
    server.on(
        "/",
        home.replace("</head>", f"{head}</head>")
        .replace("</body>", f'<a href="{path}">{title}</a></body>')
        .encode(charset),
    )


def _article(maker: Maker, number: int, story: Story, plant: str, head: str, behind: str, title: str) -> bytes:
    form = maker.articles[number]
    body = "".join(form.paragraph.format(text) for text in story.paragraphs) + plant
    values = {
        "title": story.title,
        "stamp": stamp(form.stamp, story.at),
        "source": story.source,
        "author": story.author,
        "iso": story.at.isoformat(),
        "long_ago": "",
        "editor": "孙编",
    }
    return _page(
        maker, title or f"{story.title}-{SITE.name}", fill(form.markup, body=body, **values), form.charset, head
    ) + behind.encode(form.charset)


def _page(maker: Maker, title: str, main: str, charset: str, head: str = "") -> bytes:
    marks = {
        name: getattr(SITE, name)
        for name in ("host_name", "domain", "code", "icp", "police", "chinese_domain", "phone")
    }
    navigation, foot = (
        fill(maker.navigation, site=SITE.name, column="工作动态"),
        fill(maker.foot.markup, site=SITE.name, **marks),
    )
    declared = "gb2312" if charset == "gb18030" else charset
    return (
        f'<html lang="zh"><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"><title>{title}</title>{head}</head>'
        f"<body>{navigation}{main}{foot}</body></html>"
    ).encode(charset)
