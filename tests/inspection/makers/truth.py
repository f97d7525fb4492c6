"""The pages of the corpus: stories in the makers' forms, and what is true of each page, known before it is read."""

# ruff: noqa: DTZ001 - the times of pages carry no zone

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.inspection.makers import jcms, kaipu, others, tables, trs, webplus
from tests.inspection.makers.forms import ArticleForm, ListForm, Maker, Site, Story, fill, stamp

MAKERS = (
    trs.TRS,
    jcms.JCMS,
    kaipu.KAIPU,
    webplus.WEBPLUS,
    tables.TABLES,
    tables.LATE,
    others.WORDPRESS,
    others.PHPCMS,
    others.PORTAL,
)
SITES = (
    Site("清河市人民政府", "清河市人民政府办公室", "www.qinghe.gov.cn", "6199000001", "陕ICP备19000001号-1", "陕公网安备61990002000001号", "清河市人民政府.政务", "0999-1234567"),
    Site("云岭县人民政府", "云岭县人民政府办公室", "www.yunling.gov.cn", "6199210003", "陕ICP备20011223号", "陕公网安备61992102000017号", "云岭县人民政府.政务", "0999-7654321"),
    Site("清河市林业局", "清河市林业局", "lyj.qinghe.gov.cn", "6199000021", "陕ICP备05009876号-6", "陕公网安备61990202000093号", "清河市林业局.政务", "0999-3260001"),
)  # fmt: skip
BODY = (
    "为贯彻落实省委、省政府决策部署，进一步优化营商环境，现将有关事项通知如下。各县区、各部门要结合实际抓好落实。",
    "会议指出，今年以来全市经济运行总体平稳。2026年1月至9月，全市生产总值同比增长5.6%，城镇新增就业1.2万人。",
    "各单位要在2026年12月31日前完成任务，并将落实情况报送市政府办公室。联系人电话见附件。",
)
STORIES = tuple(
    Story(title, datetime(*at), source, author, BODY)
    for title, at, source, author in (
        ("清河市人民政府关于印发优化营商环境若干措施的通知", (2026, 11, 20, 9, 30), "市政府办公室", "王小川"),
        ("市长主持召开市政府第12次常务会议", (2026, 1, 5, 18, 6), "清河日报", "李晓"),
        ("关于2026年国庆节放假安排的公告", (2026, 9, 28, 16, 45), "清河市人民政府办公室", "赵一鸣"),
        ("清河市2026年前三季度经济运行情况", (2026, 10, 24, 11, 0), "市统计局", "统计科"),
        ("我市“放管服”改革获省政府通报表扬", (2026, 3, 9, 8, 15), "新华网", "陈敏"),
        ("《清河市古树名木保护办法》政策解读", (2025, 12, 1, 10, 20), "市林业局", "刘畅"),
        ("清河市林业局：秋冬季森林防火工作部署到位", (2026, 11, 3, 15, 52), "林业局", "周文"),
        ("11月20日清河市空气质量日报", (2026, 11, 21, 7, 5), "生态环境局", "监测站"),
    )
)  # fmt: skip
COLUMNS = ("工作动态", "通知公告", "政策文件", "图片新闻")


@dataclass(frozen=True)
class Truth:
    """One page: its file name, address, bytes and facts."""

    name: str
    url: str
    body: bytes
    facts: dict[str, Any]


def pages() -> Iterator[Truth]:
    """Every page of the corpus, always the same."""
    number = 0
    for maker in MAKERS:
        for round_, form in ((r, f) for f in maker.articles for r in range(3)):
            number += 1
            yield article(maker, form, SITES[number % 3], STORIES[(number * 3 + round_) % len(STORIES)], number)
        for round_, form in ((r, f) for f in maker.lists for r in range(2)):
            number += 1
            yield listing(maker, form, SITES[number % 3], COLUMNS[number % 4], number, rows=8 + 5 * round_)
        number += 1
        yield home(maker, SITES[number % 3], number)


def article(maker: Maker, form: ArticleForm, site: Site, story: Story, number: int) -> Truth:
    column = COLUMNS[number % 4]
    at = story.at if form.precise else story.at.replace(hour=0, minute=0)
    labels = _labels(form.labels, site, column, story)
    values = {
        "title": story.title, "stamp": stamp(form.stamp, story.at, wide=form.wide_digits), "source": story.source,
        "author": story.author, "editor": "孙编", "iso": story.at.isoformat() + "+08:00", "long_ago": "3天前",
        "body": "".join(form.paragraph.format(text) for text in story.paragraphs), "column": column,
    }  # fmt: skip
    path = story.at.strftime(form.path).format(n=1000 + number)
    metas = labels if form.labels != "meta" else {"article:published_time": story.at.isoformat() + "+08:00"}
    body = _page(
        maker,
        site,
        _TITLES[(number + number // 6) % 6].format(title=story.title, site=site.name, column=column),
        fill(form.markup, **values),
        metas,
        form.charset,
        column,
    )
    has_time = "time" in form.shows or form.labels == "all"
    facts = {
        "kind": "article", "labels": {} if form.labels == "meta" else labels, "title": story.title,
        "published_at": (story.at if form.labels in {"all", "meta"} or ("iso" in form.markup and "$iso" in form.markup and "$stamp" not in form.markup) else at).isoformat(timespec="minutes") if has_time else None,
        "source": story.source if "source" in form.shows or form.labels == "all" else "",
        "author": story.author if "author" in form.shows else "",
        "footer": _foot_facts(maker, site), "charset": form.charset,
    }  # fmt: skip
    return Truth(f"{maker.name}-article-{form.name}-{number}", f"http://{site.domain}{path}", body, facts)


_TITLES = (
    "{title}-{site}",
    "{title}_{column}_{site}",
    "{title} - {column} - {site}",
    "{title}",
    "{site} - {title}",
    "{site}",
)


def listing(maker: Maker, form: ListForm, site: Site, column: str, number: int, *, rows: int) -> Truth:
    stories = [STORIES[(number + n) % len(STORIES)] for n in range(rows)]
    days = [datetime(2026, 11, 22, 9, 0) - timedelta(days=3 * n) for n in range(rows)]
    made, entries = [], []
    for n, (story, day) in enumerate(zip(stories, days, strict=True)):
        title = f"{story.title}（第{n + 1}号）"
        href = day.strftime(form.href).format(n=2000 + number * 20 + n)
        short = title if not form.cut_at or len(title) <= form.cut_at else title[: form.cut_at] + "..."
        shown = "" if form.day.startswith("parted") or not form.day else stamp(form.day, day, wide=form.wide_digits)
        parts = {
            "d": day.strftime("%d"),
            "ym": day.strftime("%Y-%m"),
            "md": day.strftime("%m-%d"),
            "y": day.strftime("%Y"),
        }
        made.append(
            fill(form.row, href=href.replace("&", "&amp;"), title=title, short=short, day=shown, n=str(n + 1), **parts)
        )
        if form.every and n % form.every == form.every - 1:
            made.append(form.between)
        entries.append([title, href, day.date().isoformat() if form.day else None])
    wrap = f"<ul>{''.join(made)}</ul>" if form.every else "".join(made)
    labels = _labels("column" if form.labels == "all" else form.labels, site, column, None)
    body = _page(
        maker, site, f"{column}-{site.name}", fill(form.markup, rows=wrap, column=column), labels, form.charset, column
    )
    facts = {
        "kind": "list", "labels": labels, "footer": _foot_facts(maker, site), "charset": form.charset,
        "entries": entries if form.shows_entries else [], "newest_on": entries[0][2] if form.shows_entries else None,
        "scripted": not form.shows_entries,
    }  # fmt: skip
    return Truth(f"{maker.name}-list-{form.name}-{number}", f"http://{site.domain}{form.path}", body, facts)


def home(maker: Maker, site: Site, number: int) -> Truth:
    form = maker.lists[0]
    rows, entries = [], []
    is_table = "<TABLE>$rows" in maker.home or "<table>$rows" in maker.home
    for n in range(6):
        day = datetime(2026, 11, 22, 9, 0) - timedelta(days=n)
        title, href = STORIES[n].title, day.strftime(form.href).format(n=9000 + n)
        row = (
            '<tr><td><a href="{}">{}</a></td><td>{}</td></tr>'
            if is_table
            else '<li><a href="{}">{}</a><span>{}</span></li>'
        )
        rows.append(row.format(href.replace("&", "&amp;"), title, day.strftime("%Y-%m-%d")))
        entries.append([title, href, day.date().isoformat()])
    labels = _labels("site" if form.labels != "none" else "none", site, "", None)
    body = _page(
        maker, site, site.name, fill(maker.home, rows="".join(rows), site=site.name), labels, form.charset, "首页"
    )
    facts = {
        "kind": "home",
        "labels": labels,
        "footer": _foot_facts(maker, site),
        "charset": form.charset,
        "entries": entries,
        "newest_on": entries[0][2],
    }
    return Truth(f"{maker.name}-home-{number}", f"http://{site.domain}/", body, facts)


def _page(maker: Maker, site: Site, title: str, main: str, labels: dict[str, str], charset: str, column: str) -> bytes:
    metas = "\n".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{value}"/>' for name, value in labels.items()
    )
    declared = "gb2312" if charset == "gb18030" else charset
    values = {
        name: getattr(site, name)
        for name in ("host_name", "domain", "code", "icp", "police", "chinese_domain", "phone")
    }
    navigation, foot = (
        fill(maker.navigation, site=site.name, column=column),
        fill(maker.foot.markup, site=site.name, **values),
    )
    markup = (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"/><title>{title}</title>\n{metas}\n'
        f'<link rel="stylesheet" href="/css/style.css"/><script src="/js/jquery.min.js"></script></head>\n<body>\n{navigation}\n{main}\n{foot}\n</body></html>\n'
    )
    return markup.encode(charset)


def _labels(which: str, site: Site, column: str, story: Story | None) -> dict[str, str]:
    if which in {"none", "meta"}:
        return {}
    found = {"SiteName": site.name, "SiteDomain": site.domain, "SiteIDCode": site.code}
    if which == "site":
        return found
    found |= {
        "ColumnName": column,
        "ColumnDescription": f"发布{column}",
        "ColumnKeywords": f"{column},信息",
        "ColumnType": "工作动态",
    }
    if story is not None:
        found |= {
            "ArticleTitle": story.title,
            "PubDate": story.at.strftime("%Y-%m-%d %H:%M"),
            "ContentSource": story.source,
        }
    return found


def _foot_facts(maker: Maker, site: Site) -> dict[str, Any]:
    shows = maker.foot.shows
    return {
        "site_codes": [site.code] if "code" in shows else [], "icp_numbers": [site.icp] if "icp" in shows else [],
        "police_numbers": [site.police] if "police" in shows else [], "host_name": site.host_name if "host" in shows else "",
        "has_conac": "conac" in shows, "find_error": "present" if "find" in shows else "", "has_contact": "contact" in shows,
    }  # fmt: skip
