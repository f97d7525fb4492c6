"""Attachments' texts: what the text check says of each part of a document, and what could not be read (13.5, 30.1, 32.7)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.words import CHECKS_BY_KIND
from jiyue.inspection.results import Measurement
from jiyue.inspection.states import State, Verdict
from jiyue.textcheck import PERSONAL, Hit
from jiyue.textcheck.attachments import CheckedPart

CHECK = "attachment-text"
# What a visitor can not open either; all other reasons are ours.
_UNREADABLE = ("损坏", "加密")
_MOST_PER_PART = 50


class Attachment(NamedTuple):
    """A document of the site: its address, the page and the text of the link nearest to the home page, and its visit's evidence."""

    url: str
    page: str
    text: str
    evidence: str


def observe_parts(attachment: Attachment, parts: Sequence[CheckedPart]) -> Iterator[Draft]:
    """Yield one draft for each expression in a part of an attachment that the text check forbids or asks to explain, and one when a visitor can hardly open it."""
    for part in parts:
        seen: set[tuple[str, str]] = set()
        for hit in part.hits:
            key = hit.kind, hit.excerpt if hit.kind in PERSONAL else hit.rule
            if hit.severity == "hint" or key in seen or len(seen) >= _MOST_PER_PART:
                continue
            seen.add(key)
            yield _of_hit(attachment, part.name, hit, "\x1f".join(key))
    if broken := next((part for part in parts if any(word in part.why_not for word in _UNREADABLE)), None):
        yield Draft(
            check=CHECK, url=attachment.page, subject=f"{attachment.url}\x1f{broken.name}", kind="unreadable", target=attachment.url, place=_place(attachment, broken.name),
            excerpt=attachment.url[:300], message=f"附件无法读取：{broken.why_not}", remedy="用常用软件打开核实；损坏或加密的，换为能打开的文件。",
            verdict=Verdict.TO_VERIFY, evidence=(attachment.evidence,),
        )  # fmt: skip


def _of_hit(attachment: Attachment, part: str, hit: Hit, key: str) -> Draft:
    check = "personal-data" if hit.kind in PERSONAL else CHECKS_BY_KIND[hit.kind]
    is_sure = hit.severity == "forbidden" and hit.confidence == "certain"
    near = f"，附近为“{hit.context}”" if hit.context else ""
    return Draft(
        check=check, url=attachment.page, subject=f"{attachment.url}\x1f{part}\x1f{key}", clause=hit.clause, kind=hit.word_class or hit.kind, target=attachment.url,
        place=_place(attachment, part) + near, excerpt=hit.excerpt, message=f"附件中：{hit.message}", remedy=hit.advice,
        verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY, confidence=hit.confidence, evidence=(attachment.evidence,),
    )  # fmt: skip


def _place(attachment: Attachment, part: str) -> str:
    inner = part.partition("/")[2]
    return f"附件“{attachment.text[:60] or part.partition('/')[0]}”" + (f"中的“{inner}”" if inner else "")


def measure(attachment: Attachment, parts: Sequence[CheckedPart], drafts: Sequence[Draft]) -> Measurement:
    """How far an attachment was checked: what was not read is never called clean."""
    reasons = "；".join(dict.fromkeys(part.why_not for part in parts if part.why_not))
    if any(one.verdict is Verdict.FAIL for one in drafts):
        verdict = Verdict.FAIL
    elif drafts:
        verdict = Verdict.TO_VERIFY
    else:
        verdict = Verdict.NONE if reasons or not parts else Verdict.PASS
    return Measurement(CHECK, attachment.url, State.DONE, verdict, reasons)
