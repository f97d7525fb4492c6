"""Page labels: the home page carries 3, a column page 7, an article 10 (36.1, State Council guideline)."""

from collections.abc import Iterator, Mapping

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.labels import ALL_LABELS, ARTICLE_LABELS, COLUMN_LABELS, SITE_LABELS
from jiyue.inspection.facts.page import Page
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.states import Verdict

CHECK = "page-label"
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "home": tuple(SITE_LABELS),
    "column": (*SITE_LABELS, *COLUMN_LABELS),
    "article": (*SITE_LABELS, *COLUMN_LABELS, *ARTICLE_LABELS),
    "other": tuple(SITE_LABELS),
}
_KINDS = {"home": "首页", "column": "栏目页", "article": "文章页", "other": "页面"}
_COMPARED = {"SiteName": "name", "SiteDomain": "domain", "SiteIDCode": "site_code"}


def observe_labels(page: Page, kind: str, *, is_sure: bool, record: SiteRecord | None) -> Iterator[Draft]:
    """Yield what is wrong with a page's labels: those missing or empty, and those that differ from the register.

    `kind` is "home", "column", "article" or "other"; when it was only guessed from the page's shape (`is_sure` False) the
    observation is to be verified. Several labels of one name on a page are one observation as well.
    """
    missing = [name for name in REQUIRED[kind] if not page.label.get(name)]
    if missing:
        names = "、".join(f"{name}（{ALL_LABELS[name]}）" for name in missing)
        yield Draft(
            check=CHECK,
            url=page.url,
            subject="missing",
            kind="missing",
            place="head 中的 meta",
            excerpt=names,
            message=f"{_KINDS[kind]}缺少 {len(missing)} 个规定的网页标签",
            remedy=f"在页面 head 中补齐：{names}。",
            verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY,
        )
    if record is not None:
        yield from _differing(page, record)


def _differing(page: Page, record: SiteRecord) -> Iterator[Draft]:
    for name, field in _COMPARED.items():
        shown, registered = page.label.get(name, ""), getattr(record, field)
        if shown and registered and shown.strip().lower() != registered.lower():
            yield Draft(
                check=CHECK,
                url=page.url,
                subject=name,
                kind="differs",
                place=f'meta name="{name}"',
                excerpt=shown[:200],
                message=f"网页标签 {name} 与登记不一致：页面为“{shown[:80]}”，登记为“{registered}”",
                remedy=f"把 {name} 改为“{registered}”；登记有误的，先办理信息变更。",
            )
