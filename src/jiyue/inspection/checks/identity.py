"""Marks of another site on a page (8.4)."""

from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.page import Page

FOREIGN = "foreign-mark"


def observe_marks(page: Page, site_code: str) -> Iterator[Draft]:
    """Yield a draft when a page shows the code of another site, as templates that were copied do (8.4).

    `site_code` is the home page's; with a record the check of labels compares with that, and this one is not asked.
    """
    shown = page.label.get("SiteIDCode", "").strip().lower()
    if site_code and shown and shown != site_code.lower():
        yield Draft(
            check=FOREIGN, url=page.url, subject=shown, kind="site-code", place='meta name="SiteIDCode"', excerpt=shown[:40],
            message=f"页面的标识码“{shown}”与本站的“{site_code}”不同，疑似沿用了其他网站的模板", remedy=f"改为本站标识码“{site_code}”，并检查同一模板的其他标识。",
        )  # fmt: skip
