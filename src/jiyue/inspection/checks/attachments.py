"""Attachments' texts: what the text check says of each part of a document, and what could not be read (13.5, 30.1, 32.7)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.words import CHECKS_BY_KIND
from jiyue.inspection.facts.file_kinds import kind_of
from jiyue.inspection.results import Measurement
from jiyue.inspection.states import State, Verdict
from jiyue.textcheck import PERSONAL, Hit
from jiyue.textcheck.attachments import CheckedPart

CHECK, TYPE = "attachment-text", "attachment-type"
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


# What stands behind an ending, as the programs that open it take it. Endings of plain text hold anything.
_KINDS = {
    "pdf": {"pdf"}, "doc": {"ole", "rtf", "docx"}, "docx": {"docx"}, "xls": {"ole"}, "xlsx": {"xlsx"}, "ppt": {"ole"}, "pptx": {"pptx"}, "ofd": {"ofd"}, "zip": {"zip", "docx", "xlsx", "pptx", "ofd"},
}  # fmt: skip
_NAMES = {"ole": "旧版Office文件", "page": "网页", "exe": "可执行程序", "": "无法识别的内容"}
_ENDING = re.compile(r"\.(\w{2,4})(?:\?|$)")


def observe_kind(attachment: Attachment, body: bytes) -> Draft | None:
    """The draft for an attachment that is empty, or whose bytes are not what its name says; a visitor's programs refuse it."""
    ending = found[1].lower() if (found := _ENDING.search(attachment.url)) else ""
    kind = kind_of(body)
    if not body:
        name, message = "empty", "附件是空文件（0 字节）"
    elif kind == "page" and ending != "":
        name, message = "page", f"附件名为 .{ending}，内容实为网页，下载后不能正常打开"
    elif ending in _KINDS and kind not in _KINDS[ending]:
        name, message = "other-kind", f"附件名为 .{ending}，内容实为{_NAMES.get(kind, kind.upper())}，不能按名称打开"
    else:
        return None
    return Draft(
        check=TYPE, url=attachment.page, subject=f"{attachment.url}\x1fbytes", kind=name, target=attachment.url, place=_place(attachment, ""),
        excerpt=attachment.url[:300], message=message, remedy="下载核实；按实际格式重新上传。", verdict=Verdict.TO_VERIFY, evidence=(attachment.evidence,),
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
