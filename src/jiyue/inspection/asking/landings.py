"""The pages that links to other hosts end at, one for each host, read for what they say (30.2)."""

from collections.abc import Iterable, Mapping

from jiyue.inspection import parts
from jiyue.inspection.asking.ask import Question, ask_all
from jiyue.inspection.checks.dangerous_link import Read, final_of
from jiyue.inspection.checks.hosts import is_official, is_parking, why_compromised
from jiyue.inspection.checks.landings import judge_landing
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.faults import Faults
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.urls import Resolver, host_of
from jiyue.inspection.journal import Past
from jiyue.inspection.states import State

ROLE = "landing"
_SIDE_BY_SIDE = 4


def plan(targets: Iterable[Target], most: int) -> list[str]:
    """The address to be read for each outside host that answers and that nothing is known of: its first; hosts that more places lead to come first."""
    firsts: dict[str, tuple[int, str]] = {}
    for target in targets:
        if target.is_inside or not any(look.has_answered for look in target.looks):
            continue
        if not any(place.kind == "page" for place in target.places):
            continue
        host, final = host_of(target.url), host_of(final_of(target))
        if is_official(final) or any(why_compromised(one) or is_parking(one) for one in (host, final)):
            continue
        count, first = firsts.get(host, (0, target.url))
        firsts[host] = count + target.place_count, min(first, target.url)
    ordered = sorted(firsts.values(), key=lambda one: (-one[0], one[1]))
    return [url for _, url in ordered[:most]]


async def ask_landings(client: Client, past: Past | None, urls: list[str]) -> dict[str, Exchange]:
    """What the addresses answer."""
    return await ask_all(client, past, ROLE, [Question(url) for url in urls], side_by_side=_SIDE_BY_SIDE)


def read_landings(answers: Mapping[str, Exchange], faults: Faults) -> tuple[dict[str, Read], list[Exchange]]:
    """What the pages are, by the host that was linked to, and the visits of those that are something."""
    found: dict[str, Read] = {}
    visits, resolver = [], Resolver()
    for url, visit in answers.items():
        if visit.state is not State.DONE or not visit.is_html or not visit.body:
            continue
        with faults.net(parts.LANDINGS, url):
            page = read_page(
                visit.final_url, visit.body, content_type=visit.header("content-type"), resolver=resolver
            )  # fmt: skip
            landing = judge_landing(page.title, page.text)
            found[host_of(url)] = Read(landing, page.title, visit.evidence_id)
            if landing.kind:
                visits.append(visit)
    return found, visits
