"""What the national table wants of a portal, by its entries and the days of its statistics and answers (D01-D03, D06, D08, D12, D15)."""

from collections.abc import Iterator
from datetime import date

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.seen import Seen
from jiyue.inspection.states import Verdict
from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.parameters import NotHeld

ENTRY, STALE = "portal-column", "public-statistics"
# The indicators whose lack of an entry is told, with the words for it.
WANTED = {
    "overview": "概况信息", "functions": "机构职能", "leaders": "领导信息", "interpretations": "政策解读", "service-list": "服务事项清单",
    "service-statistics": "办事统计", "public-answers": "留言受理反馈统计",
}  # fmt: skip
SERVICES = frozenset({"service-list", "service-statistics"})


def observe_entries(seen: Seen, home: str) -> Iterator[Draft]:
    """Yield a draft for each item of the table to which neither home page nor site map nor any column's name leads.

    Of portals by the register alone, that were walked whole; always to be verified, as columns go by many names. Items of services are left out where
    the unit has none, or where a service platform has them.
    """
    if seen.kind != "portal" or not seen.is_whole:
        return
    for item, name in WANTED.items():
        is_elsewhere = item in SERVICES and (not seen.has_services or bool(seen.service_platform))
        if not is_elsewhere and seen.entry(item) is None:
            yield Draft(
                check=ENTRY, url=home, subject=item, kind=item, place="首页、网站地图和栏目", excerpt=name, message=f"没有看到“{name}”栏目的入口",
                remedy=f"开设“{name}”栏目，并在首页或网站地图上列出入口；以其他名称开设的，人工确认。", verdict=Verdict.TO_VERIFY,
            )  # fmt: skip


def observe_days(seen: Seen, answers_on: str, *, on: date, city: str) -> Iterator[Draft]:
    """Yield a draft when the statistics of services (D12), or the published answers (D15), are older than the set allows."""
    statistics = seen.entry("service-statistics")
    if (
        statistics is not None
        and statistics.newest_on is not None
        and not is_fresh(statistics.newest_on, "service-statistics-fresh", on=on, city=city)
    ):
        yield _stale(statistics.url, "service-statistics", "办事统计", statistics.newest_on, "按月或按季公布办件统计。")
    newest = seen.messages.newest_answer_on
    if newest is not None and not is_fresh(newest, "answers-fresh", on=on, city=city):
        yield _stale(answers_on, "public-answers", "公开的留言答复", newest, "及时公开答复，按期公布受理反馈统计。")


def is_fresh(newest: date, key: str, *, on: date, city: str) -> bool:
    """Whether a day is within so many months, the last day included; a set without the number asks for nothing."""
    try:
        months = int(parameters.get(key, city=city, on=on).value)
    except NotHeld:
        return True
    return on <= clocks.add_months(newest, months)


def _stale(url: str, kind: str, name: str, newest: date, remedy: str) -> Draft:
    return Draft(
        check=STALE, url=url, subject=kind, kind=kind, place="列表日期", excerpt=f"最新一条为 {newest}", message=f"{name}没有按期更新，最新为 {newest}",
        remedy=remedy, verdict=Verdict.TO_VERIFY,
    )  # fmt: skip
