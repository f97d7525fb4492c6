"""Pictures fetched, the nearest to the home page first, and known by their bytes (32.7)."""

from collections.abc import Iterable, Mapping, Sequence

from jiyue.inspection import parts
from jiyue.inspection.asking.ask import Question, ask_all
from jiyue.inspection.checks import pictures
from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.pictures import Picture
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.facts.elements import squeeze
from jiyue.inspection.faults import Faults
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.journal import Past
from jiyue.inspection.results import Measurement
from jiyue.inspection.states import STATE_LABELS, State, Verdict

ROLE = "picture"
_SIDE_BY_SIDE = 4
_CUT = "cut-short"


def plan(targets: Iterable[Target], most: int) -> list[Picture]:
    """The site's pictures that answer, nearest to the home page first, each with the nearest place that shows it."""
    found = []
    for target in targets:
        if target.is_inside and any(look.has_answered for look in target.looks):
            place = min((one for one in target.places if one.kind == "image"), default=None)
            if place is not None:
                found.append((place.depth, Picture(target.url, place.page, squeeze(place.text))))
    return [one for _, one in sorted(found)[:most]]


async def ask_pictures(client: Client, past: Past | None, wanted: Sequence[Picture]) -> dict[str, Exchange]:
    """What the addresses of pictures answer."""
    questions = [Question(one.url, is_page=False) for one in wanted]
    most = client.options.max_document_bytes
    return await ask_all(client, past, ROLE, questions, side_by_side=_SIDE_BY_SIDE, most_bytes=most)


def look_at_pictures(
    wanted: Sequence[Picture], answers: Mapping[str, Exchange], faults: Faults
) -> tuple[list[Draft], list[Measurement], list[Exchange]]:
    """What the pictures are, a measurement of each, and the visits behind the drafts."""
    drafts: list[Draft] = []
    measured: list[Measurement] = []
    visits: list[Exchange] = []
    for one in wanted:
        visit = answers.get(one.url)
        if visit is None:
            continue
        if visit.state is not State.DONE or visit.status != 200 or visit.fault not in {"", _CUT}:
            state = State.ABORTED if visit.state is State.DONE else visit.state
            measured.append(
                Measurement(pictures.CHECK, one.url, state, Verdict.NONE, visit.error or STATE_LABELS[visit.state])
            )
            continue
        with faults.net(parts.PICTURES, one.url):
            draft = pictures.observe_picture(one, visit.body, is_cut=visit.fault == _CUT, evidence=visit.evidence_id)
            verdict = Verdict.PASS if draft is None else draft.verdict
            measured.append(Measurement(pictures.CHECK, one.url, State.DONE, verdict, pictures.about(visit.body)))
            if draft is not None:
                drafts.append(draft)
                visits.append(visit)
    return drafts, measured, visits
