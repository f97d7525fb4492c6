"""The search page on every site's host (14.2)."""

import logging
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.kernel.executes import executes
from jiyue.platform.library.models import Kind
from jiyue.platform.publishing.hosts import PublicRequest
from jiyue.platform.publishing.pages.frame import frame
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import column_url
from jiyue.platform.publishing.pages.views import Link
from jiyue.platform.register.models import Site
from jiyue.platform.search import words
from jiyue.platform.search.answering import MOST_PAGES, Answer, Wish, answer, kind_label
from jiyue.platform.search.documents import ANSWER
from jiyue.platform.search.engine import NotReady
from jiyue.platform.search.installed import engine

log = logging.getLogger(__name__)
Group = tuple[str, int, str, bool]
MOST_GROUPS = 8
START_TYPES = ("政策文件", "办事服务", "咨询投诉", "信息公开指南")


@require_safe
@executes("14.2")
def search(request: PublicRequest) -> HttpResponse:
    """Search this site or all of them. Whatever is asked, the page answers and says what to do next."""
    shelf = Shelf(request.public_site)
    wish = read(request.GET, shelf)
    nothing: dict[str, Any] = {
        "groups": [],
        "results": (),
        "total": 0,
        "newer_url": "",
        "older_url": "",
        "suggestions": _starts(shelf),
        "error": "",
    }
    context = (
        frame(shelf, _("搜索"))
        | nothing
        | {"query": wish.query.text, "scope": "all" if wish.is_all else "site", "scopes": _scopes(wish)}
    )
    if not wish.query.words:
        context["error"] = _("请输入要查找的字词、文件标题或文号，如“宝政办发〔2026〕28号”。")
        return render(request, "public/search.html", context, using="public")
    try:
        context |= _answered(wish, answer(wish, engine()), shelf)
    except NotReady:
        log.warning("search index is missing: run rebuild_search")
        context["error"] = _("搜索正在准备，请稍后再试。也可以从网站地图查找。")
        return render(request, "public/search.html", context, status=503, using="public")
    return render(request, "public/search.html", context, using="public")


def read(asked: QueryDict, shelf: Shelf) -> Wish:
    """Read a visitor's address; what makes no sense in it is left out."""
    is_all = asked.get("scope") == "all"
    only: dict[str, str | int] = {}
    if asked.get("kind") in {*Kind.values, ANSWER}:
        only["kind"] = str(asked["kind"])
    if is_all and (site := Site.objects.filter(key=asked.get("from", "")[:60]).first()):
        only["site"] = site.pk
    if not is_all and (column := next((one for one in shelf.columns if one.key == asked.get("column")), None)):
        only["column"] = column.pk
    page = asked.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1
    return Wish(words.parse(asked.get("q", "")), shelf.site, is_all, only, min(max(number, 1), MOST_PAGES))


def _answered(wish: Wish, given: Answer, shelf: Shelf) -> dict[str, Any]:
    return {
        "groups": _groups(wish, given, shelf) if given.total or wish.only else [],
        "results": given.results,
        "total": given.total,
        "newer_url": _url(wish, shelf, page=wish.page - 1) if wish.page > 1 else "",
        "older_url": _url(wish, shelf, page=wish.page + 1) if given.has_more else "",
        "suggestions": () if given.results else given.suggestions or _starts(shelf),
    }


def _groups(wish: Wish, given: Answer, shelf: Shelf) -> list[Group]:
    """The ways to narrow: by kind, then by column of this site, or by site when all were asked."""
    facets = given.found.facets
    kinds = facets.get("kind", ())
    groups: list[Group] = [(_("全部"), sum(count for _kind, count in kinds), _url(wish, shelf, only={}), not wish.only)]
    groups += [
        (kind_label(str(kind)), count, _url(wish, shelf, only={"kind": kind}), wish.only.get("kind") == kind)
        for kind, count in kinds[:MOST_GROUPS]
    ]
    name = "site" if wish.is_all else "column"
    titles = (
        _site_titles(facets.get("site", ())) if wish.is_all else {column.pk: column.title for column in shelf.columns}
    )
    label = _("网站：%(title)s") if wish.is_all else _("栏目：%(title)s")
    known = [(key, count) for key, count in facets.get(name, ()) if key in titles][:MOST_GROUPS]
    if len(known) > 1:
        groups += [
            (
                label % {"title": titles[int(key)]},
                count,
                _url(wish, shelf, only={name: key}),
                wish.only.get(name) == key,
            )
            for key, count in known
        ]
    return groups


def _site_titles(counted: tuple[tuple[str | int, int], ...]) -> dict[int, str]:
    return dict(Site.objects.filter(pk__in=[key for key, _count in counted]).values_list("pk", "name"))


def _url(wish: Wish, shelf: Shelf, *, page: int = 1, only: dict[str, str | int] | None = None) -> str:
    chosen = wish.only if only is None else only
    asked: dict[str, str] = {"q": wish.query.text, "scope": "all" if wish.is_all else "site"}
    if "kind" in chosen:
        asked["kind"] = str(chosen["kind"])
    if "site" in chosen:
        asked["from"] = Site.objects.values_list("key", flat=True).get(pk=chosen["site"])
    if "column" in chosen:
        asked["column"] = next(column.key for column in shelf.columns if column.pk == chosen["column"])
    if page > 1:
        asked["page"] = str(page)
    return f"/search?{urlencode(asked)}"


def _scopes(wish: Wish) -> list[tuple[str, str, str]]:
    return [
        (value, label, f"/search?{urlencode({'q': wish.query.text, 'scope': value})}")
        for value, label in (("site", _("本站")), ("all", _("全市网站")))
    ]


def _starts(shelf: Shelf) -> tuple[Link, ...]:
    """Where to begin without a query: the columns that people most often look for, and the site map."""
    columns = shelf.of_type(*START_TYPES)[:5]
    return (*(Link(column.title, column_url(column)) for column in columns), Link(_("网站地图"), "/sitemap.html"))
