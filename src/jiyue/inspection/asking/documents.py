"""Attachments fetched whole, read in processes of their own, and their texts checked (13.5, 30.1, 32.7)."""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from jiyue.inspection import parts
from jiyue.inspection.asking.ask import Question, ask_all
from jiyue.inspection.checks import attachments
from jiyue.inspection.checks.attachments import Attachment
from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.facts.elements import squeeze
from jiyue.inspection.faults import Faults
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.journal import Past
from jiyue.inspection.results import Measurement
from jiyue.inspection.states import STATE_LABELS, State, Verdict
from jiyue.textcheck import Scanner
from jiyue.textcheck.apart import read_apart
from jiyue.textcheck.attachments import CheckedPart, checked
from jiyue.textcheck.scanner import default_scanner

ROLE = "document"
_TYPES = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|ofd|zip|csv|txt)(?:\?|$)", re.IGNORECASE)
_SIDE_BY_SIDE = 2


class Checked(NamedTuple):
    """What the attachments came to. `left_out` are those that the options or budgets left no room for."""

    drafts: list[Draft]
    measured: list[Measurement]
    visits: list[Exchange]
    left_out: int


def plan(targets: Iterable[Target]) -> list[Attachment]:
    """The site's documents that answer, nearest to the home page first, each with the nearest place that links to it."""
    found = []
    for target in targets:
        if target.is_inside and _TYPES.search(target.url) and any(look.has_answered for look in target.looks):
            place = min((one for one in target.places if one.kind == "attachment"), default=None)
            if place is not None:
                found.append((place.depth, Attachment(target.url, place.page, squeeze(place.text), "")))
    return [one for _, one in sorted(found)]


async def ask_documents(client: Client, past: Past | None, chosen: Sequence[Attachment]) -> dict[str, Exchange]:
    """Fetch attachments, as many bytes as the options allow."""
    questions = [Question(one.url, is_page=False) for one in chosen]
    most = client.options.max_document_bytes
    return await ask_all(client, past, ROLE, questions, side_by_side=_SIDE_BY_SIDE, most_bytes=most)


async def check_documents(wanted: Sequence[Attachment], answers: Mapping[str, Exchange], faults: Faults) -> Checked:
    """Check the attachments that were fetched. What could not be fetched or read is measured as that."""
    result = Checked([], [], [], len(wanted) - len(answers))
    fetched = [(one, answers[one.url]) for one in wanted if one.url in answers]
    texts = await _read_all([(one, visit) for one, visit in fetched if _is_whole(visit)], faults)
    for one, visit in fetched:
        if one.url in texts or not _is_whole(visit):
            with faults.net(parts.DOCUMENTS, one.url):
                _take(result, one._replace(evidence=visit.evidence_id), visit, texts.get(one.url))
    return result


async def _read_all(whole: Sequence[tuple[Attachment, Exchange]], faults: Faults) -> dict[str, list[CheckedPart]]:
    """The texts of attachments, checked; those are missing on which we failed."""
    scanner = default_scanner()
    gate = asyncio.Semaphore(_SIDE_BY_SIDE)
    texts: dict[str, list[CheckedPart]] = {}

    async def read(one: Attachment, body: bytes) -> None:
        async with gate:
            with faults.net(parts.DOCUMENTS, one.url):
                texts[one.url] = await asyncio.to_thread(_read, scanner, one, body)

    await asyncio.gather(*(read(one, visit.body) for one, visit in whole))
    return texts


def _take(result: Checked, one: Attachment, visit: Exchange, parts: list[CheckedPart] | None) -> None:
    is_seen = visit.state is State.DONE and visit.status == 200 and not visit.fault
    if is_seen and (odd := attachments.observe_kind(one, visit.body)) is not None:
        result.drafts.append(odd)
        result.visits.append(visit)
    if is_seen and not visit.body:
        result.measured.append(Measurement(attachments.CHECK, one.url, State.DONE, Verdict.NONE, "附件是空文件"))
        return
    if parts is None:
        why = visit.error or (
            STATE_LABELS[visit.state] if visit.state is not State.DONE else f"返回状态 {visit.status}"
        )
        state = State.ABORTED if visit.state is State.DONE else visit.state
        result.measured.append(
            Measurement(attachments.CHECK, one.url, state, Verdict.NONE, f"附件没有取得，未检查：{why}")
        )
        return
    drafts = list(attachments.observe_parts(one, parts))
    result.drafts.extend(drafts)
    result.measured.append(attachments.measure(one, parts, drafts))
    if drafts and visit not in result.visits:
        result.visits.append(visit)


def _is_whole(visit: Exchange) -> bool:
    return visit.state is State.DONE and visit.status == 200 and not visit.fault and bool(visit.body)


def _read(scanner: Scanner, one: Attachment, body: bytes) -> list[CheckedPart]:
    name = unquote(one.url.partition("?")[0].rpartition("/")[2]) or "附件"
    return [checked(part, scanner) for part in read_apart(body, name)]


def notes(result: Checked, wanted: int) -> tuple[str, ...]:
    """What the report has to say of attachments whose text was not, or not wholly, checked."""
    unread = sum(1 for one in result.measured if one.state is not State.DONE or one.note)
    said = []
    if unread:
        said.append(f"{unread} 个附件的文字没有检查或没有查全（如扫描件、加密、损坏、过大），原因见各附件的测量记录。")
    if result.left_out:
        said.append(f"共 {wanted} 个附件，{result.left_out} 个超出限额，没有检查文字。")
    return tuple(said)
