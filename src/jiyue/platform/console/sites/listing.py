"""The rows of the list of sites, for the screen and for export."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.console.cells import across, update_cell
from jiyue.platform.console.survey import Survey
from jiyue.platform.register.models import SiteState
from jiyue.rulebook.verdicts import Outcome

STATE_TONES = {
    SiteState.PLANNED: "plain",
    SiteState.ONLINE: "ok",
    SiteState.OFFLINE: "void",
    SiteState.CLOSING: "info",
    SiteState.CLOSED: "plain",
}


def of_risk(surveys: Sequence[Survey], risk: str) -> list[Survey]:
    """The sites with a risk of veto: any, one that bites, or one that is near; all when none is asked for."""
    if not risk:
        return list(surveys)
    risky = [one for one in surveys if one.is_at_risk()]
    if risk == "any":
        return risky
    return [one for one in risky if (one.verdict().outcome is Outcome.VIOLATED) == (risk == "veto")]


def rows(surveys: Sequence[Survey]) -> list[dict[str, Any]]:
    """The sites as rows of a table."""
    return [_row(one) for one in surveys]


def _row(one: Survey) -> dict[str, Any]:
    site = one.site
    page = reverse("site-file", args=[site.key])
    measured = across(one) is None
    verdict = across(one) or update_cell(one.verdict())
    total = sum(tally.total for tally in one.tallies.values())
    overdue = sum(tally.overdue for tally in one.tallies.values())
    findings = f"{reverse('findings:index')}?site={site.key}"
    at = one.latest.run.finished_at if one.latest.run else None
    return {
        "tone": "bad" if verdict["state"] == "bad" else "",
        "cells": [
            {"text": site.name, "url": page, "note": site.domain},
            {"text": site.get_kind_display()},
            {"text": site.site_code or _("未登记")},
            {"text": site.host.short_name},
            {"text": site.get_state_display(), "state": STATE_TONES[SiteState(site.state)]},
            {"text": verdict["text"], "state": verdict["state"], "url": f"{page}#update"},
            {
                "text": total if total or measured else _("未测"),
                "url": findings,
                "note": _("超期 %(count)d") % {"count": overdue} if overdue else "",
            },
            {"text": f"{timezone.localtime(at):%m-%d %H:%M}" if at else _("未测")},
        ],
    }


HEADINGS = (
    "网站名称",
    "类型",
    "层级",
    "主办单位",
    "英文域名",
    "中文域名",
    "网站标识码",
    "ICP备案号",
    "公安备案号",
    "状态",
    "按本市办法",
    "距否决天数",
    "未关闭问题",
    "超期问题",
    "末次有效监测",
)


def export_rows(surveys: Sequence[Survey]) -> Iterator[list[str]]:
    """The sites as lines of a CSV file, headings first; what was not measured says so."""
    yield list(HEADINGS)
    for one in surveys:
        site, verdict = one.site, one.verdict()
        measured = across(one) is None
        at = one.latest.run.finished_at if one.latest.run else None
        left = verdict.margin_days
        yield [
            site.name, site.get_kind_display(), site.get_level_display(), site.host.name, site.domain, site.chinese_domain,
            site.site_code, site.icp_number, site.police_number, site.get_state_display(),
            verdict.outcome.label if measured else "未测", str(left) if measured and left is not None else "",
            str(sum(tally.total for tally in one.tallies.values())) if measured else "未测",
            str(sum(tally.overdue for tally in one.tallies.values())),
            f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else "未测",
        ]  # fmt: skip
