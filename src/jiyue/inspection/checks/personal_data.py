"""Personal data in published text (13.5), by the text check; excerpts come masked."""

from collections.abc import Callable, Iterator, Sequence

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict
from jiyue.textcheck import PERSONAL, Hit, scan, scan_html

CHECK = "personal-data"
Scan = Callable[[str], Sequence[Hit]]


def observe_personal_data(
    page: Page, hits: Sequence[Hit] | None = None, *, scan_page: Scan = scan_html
) -> Iterator[Draft]:
    """Yield one observation for each different piece of personal data on a page that must not, or hardly may, stand there.

    `hits` are those of the text that was read anyway; only where they show something the page is scanned by its layout, whose answer counts.
    """
    if not any(_counts(hit) for hit in (scan(page.text) if hits is None else hits)):
        return
    seen: set[tuple[str, str]] = set()
    for hit in scan_page(page.markup):
        if not _counts(hit) or (hit.kind, hit.excerpt) in seen:
            continue
        seen.add((hit.kind, hit.excerpt))
        is_sure = hit.severity == "forbidden" and hit.confidence == "certain"
        yield Draft(
            check=CHECK,
            url=page.url,
            subject=f"{hit.kind}\x1f{hit.excerpt}",
            clause=hit.clause,
            kind=hit.kind,
            place=f"正文“{hit.context}”" if hit.context else "正文",
            excerpt=hit.excerpt,
            message=hit.message,
            remedy=hit.advice,
            verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY,
            confidence=hit.confidence,
        )


def _counts(hit: Hit) -> bool:
    return hit.kind in PERSONAL and hit.severity != "hint"
