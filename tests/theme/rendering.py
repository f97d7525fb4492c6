"""Render the public templates from the sample; `python -m tests.theme.rendering FOLDER` writes them out to look at."""

import shutil
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.theme import sample, sample_pages

THEME = Path(__file__).parents[2] / "src/jiyue/platform/theme"
CHINA = ZoneInfo("Asia/Shanghai")

type Context = dict[str, Any]
PAGES: dict[str, tuple[str, Callable[[], Context]]] = {
    "index": ("home", sample.home),
    "home-empty": ("home", sample.empty_home),
    "home-department": ("home", sample.department_home),
    "home-grey": (
        "home",
        lambda: sample.home(
            site=sample.site(is_grey=True, mark_url="https://bszs.conac.cn/sitename?id=1", is_demonstration=False)
        ),
    ),
    "column": ("column", sample.column),
    "column-empty": ("column", lambda: sample.column(items=(), total=0, older_url="", range_label="", siblings=())),
    "article-policy": ("article", sample_pages.policy),
    "article-news": ("article", sample_pages.news_text),
    "article-reading": (
        "article",
        lambda: sample_pages.news_text(interprets=sample.documents()[4:5], archived_on=sample.TODAY),
    ),
    "search": ("search", sample_pages.search),
    "search-nothing": ("search", lambda: sample_pages.search(results=[], groups=[], total=0, older_url="")),
    "search-error": ("search", lambda: sample_pages.search(results=[], groups=[], total=0, error="请输入至少两个字。")),
    "message-new": ("message_new", sample_pages.letter),
    "message-new-errors": ("message_new", lambda: sample_pages.letter(form=sample_pages.MessageForm({"title": ""}))),
    "message-sent": ("message_sent", sample_pages.sent),
    "message-lookup": ("message_state", sample_pages.state),
    "message-lookup-error": (
        "message_state",
        lambda: sample_pages.state(error="没有找到这封来信，请核对编号和查询码。"),
    ),
    "message-answered": ("message_state", lambda: sample_pages.state(sample_pages.message())),
    "message-open": ("message_state", lambda: sample_pages.state(sample_pages.message(answered=False))),
    "message-late": (
        "message_state",
        lambda: sample_pages.state(sample_pages.message(answered=False, late=True), form=None),
    ),
    "message-list": ("message_list", sample_pages.answers),
    "sitemap": ("sitemap", sample_pages.sitemap),
    "404": ("notfound", lambda: sample.frame("没有找到这个页面")),
    "holding": ("holding", sample_pages.holding),
    "old-home": (
        "migrated_home",
        lambda: sample.home(site=sample.department(name="宝鸡市某某办公室", template="migrated")),
    ),
    "old-column": ("migrated_column", lambda: sample.column(site=sample.department(template="migrated"))),
    "old-article": (
        "migrated_article",
        lambda: sample_pages.news_text() | {"site": sample.department(template="migrated")},
    ),
}


def _local(moment: date) -> date:
    return moment.astimezone(CHINA) if isinstance(moment, datetime) else moment


def environment() -> Environment:
    """A plain environment with what the contract of the theme names, and nothing else."""
    made = Environment(
        loader=FileSystemLoader(THEME / "jinja2"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"_": lambda text: text, "static": lambda path: f"/static/{path}"}
    made.globals["clause_url"] = lambda clause: f"http://console.baoji.localhost/rulebook/{clause}/"
    made.filters |= {
        "date": lambda moment: f"{_local(moment):%Y-%m-%d}",
        "daymonth": lambda moment: f"{_local(moment):%m-%d}",
        "stamp": lambda moment: f"{_local(moment):%Y-%m-%d %H:%M}",
    }
    return made


def render(page: str) -> str:
    """One page of the sample as HTML."""
    template, context = PAGES[page]
    return environment().get_template(f"public/{template}.html").render(context())


def write_preview(folder: Path) -> None:
    """Write all pages of the sample and the theme's static files below `folder`."""
    for page in PAGES:
        (folder / f"{page}.html").write_text(render(page), encoding="utf-8")
    shutil.copytree(THEME / "static", folder / "static", dirs_exist_ok=True)


if __name__ == "__main__":
    import django

    django.setup()
    write_preview(Path(sys.argv[1]))
