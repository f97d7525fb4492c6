"""Home page and columns asked for again in other visitors' names."""

from collections.abc import Iterable, Mapping

from jiyue.inspection import parts
from jiyue.inspection.asking.ask import Question, ask_all
from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.cloaking import CHECK, VISITORS, Visitor, observe_view
from jiyue.inspection.checks.view import View, view_of
from jiyue.inspection.facts.page import Page, read_page
from jiyue.inspection.faults import Faults
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.urls import Resolver
from jiyue.inspection.journal import Past
from jiyue.inspection.results import Measurement
from jiyue.inspection.states import STATE_LABELS, State, Verdict


async def ask_as_others(
    client: Client, past: Past | None, urls: Iterable[str]
) -> list[tuple[Visitor, dict[str, Exchange]]]:
    """What addresses answer others, by visitor and address."""
    wanted = list(urls)
    return [
        (one, await ask_all(client, past, one.role, [Question(url, one.agent) for url in wanted])) for one in VISITORS
    ]


def judge_others(
    answers: list[tuple[Visitor, dict[str, Exchange]]], views: Mapping[str, View], again: Exchange, faults: Faults
) -> tuple[list[Draft], list[Measurement], list[Exchange]]:
    """What pages show others, what each look came to, and the visits behind it. `again` is the home page as ourselves once more."""
    drafts: list[Draft] = []
    measured: list[Measurement] = []
    visits: list[Exchange] = []
    resolver = Resolver()
    second = view_of(_read(again, resolver)) if _is_page(again) else None
    for visitor, answered in answers:
        for url, view in views.items():
            visit = answered.get(url)
            if visit is None or not _is_page(visit):
                measured.append(Measurement(CHECK, url, _state(visit), Verdict.NONE, f"{visitor.label}：{_why(visit)}"))
                continue
            own = [view, second] if second is not None and second.url == url else [view]
            with faults.net(parts.OTHERS, url):
                found = list(observe_view(own, view_of(_read(visit, resolver)), visitor, evidence=[visit.evidence_id]))
                drafts += found
                visits.append(visit)
                worst = Verdict.FAIL if any(one.verdict is Verdict.FAIL for one in found) else Verdict.TO_VERIFY
                measured.append(Measurement(CHECK, url, State.DONE, worst if found else Verdict.PASS, visitor.label))
    return drafts, measured, visits


def _read(visit: Exchange, resolver: Resolver) -> Page:
    return read_page(visit.final_url, visit.body, content_type=visit.header("content-type"), resolver=resolver)


def _is_page(visit: Exchange) -> bool:
    return visit.state is State.DONE and visit.status == 200 and visit.is_html and not visit.fault


def _state(visit: Exchange | None) -> State:
    """A look that brought no page was none; what the status says of other visitors is no finding by itself."""
    return State.ABORTED if visit is None or visit.state is State.DONE else visit.state


def _why(visit: Exchange | None) -> str:
    if visit is None:
        return "没有测成（限额）"
    return f"没有测成（{visit.error or STATE_LABELS[visit.state] if visit.state is not State.DONE else f'返回状态 {visit.status}'}）"
