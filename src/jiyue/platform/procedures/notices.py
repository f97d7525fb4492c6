"""The public notice of a case: its text, frozen when the application is handed in, and the portal that carries it (9.2, R6)."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from jiyue.platform.library import official
from jiyue.platform.library.content import content_hash
from jiyue.platform.procedures.models import Case
from jiyue.platform.register.models import Column, Feed, Site, SiteState


def portal_for(site: Site) -> Site | None:
    """The portal of the site's level; for a portal that is itself going offline, the city's (R6)."""
    sites = Site.objects.filter(is_on_platform=True).in_operation()
    portal = sites.portal_of(site.level)
    if portal is None or (portal.state == SiteState.OFFLINE or portal.pk == site.pk):
        portal = sites.portal_of("city")
    return portal


def column_for(portal: Site) -> Column | None:
    """The column of a portal that takes notices; None where it has none, then the notice stands on the home page alone."""
    columns = portal.columns.in_use().filter(category="policy", fed_by=Feed.ITEMS)
    return (
        columns.filter(title__contains="公告").order_by("position", "pk").first()
        or columns.order_by("position", "pk").first()
    )


def freeze(case: Case) -> tuple[dict[str, Any], str]:
    """The notice of a case as plain content, and its hash; the same case gives the same text."""
    content = official.freeze(publisher=case.applicant_unit, title=title(case), body=_body(case))
    return content, content_hash(content)


def title(case: Case) -> str:
    """The notice's title."""
    return _("关于%(site)s网站临时下线的公告") % {"site": case.site.name.removesuffix("网站")}


def period(case: Case) -> str:
    """The planned days in words; the last one is still offline."""
    if not case.start_on or not case.end_on:
        return ""
    return _("%(from)s 0时至 %(to)s 24时") % {"from": in_words(case.start_on), "to": in_words(case.end_on)}


def in_words(day: Any) -> str:
    """A day as notices write it: 2026年12月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _body(case: Case) -> str:
    """The text: what, why, when, where to go meanwhile, whom to call. What people typed is escaped."""
    portal = portal_for(case.site)
    paragraphs = [
        _("因%(cause)s，%(site)s网站（%(domain)s）将于%(period)s临时下线，期间暂停访问。")
        % {
            "cause": case.form.get("cause", ""),
            "site": case.site.name.removesuffix("网站"),
            "domain": case.site.domain,
            "period": period(case),
        },
        str(case.form.get("public_arrangement", "")),
        _("下线期间，可通过%(portal)s门户网站查询信息、办理事项和提交留言。") % {"portal": portal.name}
        if portal
        else "",
        _("咨询电话：%(phone)s（%(unit)s）。")
        % {"phone": case.form.get("public_phone", ""), "unit": case.applicant_unit.name},
        _("由此带来的不便，敬请谅解。"),
    ]
    return "".join(f"<p>{escape(line)}</p>" for line in paragraphs if line.strip())
