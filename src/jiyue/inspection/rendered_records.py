"""Pages as a browser showed them, as records of the evidence file: document, pictures, and what happened; and read back from there."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from jiyue.inspection.fetch.warc import Record
from jiyue.inspection.rendered import Loaded, Phone, Rendering, Shot, Trouble, Violation
from jiyue.inspection.results import Evidence, Times
from jiyue.inspection.states import State

_PARTS = frozenset({"dom", "image", "small"})
_ROWS = {"loaded": Loaded, "violations": Violation, "troubles": Trouble}


def records_of(rendering: Rendering) -> Iterator[Record]:
    """The records of a page: its document (conversion), its pictures (resource), and last what happened, which refers to them."""
    if rendering.dom:
        yield Record(
            "conversion", rendering.final_url, rendering.at, "text/html; charset=utf-8", rendering.dom, _document_id(rendering.evidence_id)
        )  # fmt: skip
    for shot in rendering.shots:
        where = f"urn:jiyue:screenshot:{shot.name}:{rendering.url}"
        yield Record("resource", where, rendering.at, "image/jpeg", shot.image, shot.id)
        yield Record("resource", f"{where}#small", rendering.at, "image/jpeg", shot.small, _small_id(shot.id))
    story = {one.name: getattr(rendering, one.name) for one in fields(rendering) if one.name not in _PARTS}
    story["at"] = rendering.at.isoformat()
    story["shots"] = [
        {one.name: getattr(shot, one.name) for one in fields(shot) if one.name not in _PARTS}
        for shot in rendering.shots
    ]
    block = json.dumps({"rendering": story}, ensure_ascii=False).encode("utf-8", "replace")
    yield Record("metadata", rendering.url, rendering.at, "application/json", block, rendering.evidence_id)


def rendering_of(story: Mapping[str, Any], parts: Mapping[str, bytes]) -> Rendering:
    """The page that a story tells of; `parts` are the blocks of the records before it, by id."""
    values: dict[str, Any] = dict(story)
    values |= {"at": datetime.fromisoformat(story["at"]), "state": State(story["state"])}
    values |= {name: tuple(story[name]) for name in ("console", "mixed")}
    for name, kind in _ROWS.items():
        values[name] = None if story[name] is None else tuple(kind(*row) for row in story[name])
    # Evidence of older runs does not tell of phones.
    values["phone"] = Phone(*story["phone"]) if story.get("phone") else None
    values["shots"] = tuple(
        replace(Shot(**shot), image=parts.get(shot["id"], b""), small=parts.get(_small_id(shot["id"]), b""))
        for shot in story["shots"]
    )
    return Rendering(**values, dom=parts.get(_document_id(story["evidence_id"]), b""))


def evidence_of_rendering(rendering: Rendering) -> Evidence:
    """A rendered page among the visits of a report."""
    return Evidence(
        id=rendering.evidence_id, url=rendering.final_url or rendering.url, method="RENDER", requested_at=rendering.at, state=rendering.state,
        status=rendering.status, elapsed_s=rendering.elapsed_s, times=Times(total=rendering.elapsed_s), sha256=rendering.sha256,
        length=rendering.length, address="", headers=(), error=rendering.error,
    )  # fmt: skip


def _document_id(evidence_id: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{evidence_id}/document"))


def _small_id(shot_id: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"{shot_id}/small"))
