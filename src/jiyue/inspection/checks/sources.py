"""Sources of articles held against the list of those that may be reprinted (32.4)."""

from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.page import Page
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.states import Verdict
from jiyue.patterns import late_pattern

CHECK = "source-whitelist"
# Party and government bodies are sources in principle (32.4); a name that ends like one counts as one.
_PUBLIC_BODY = late_pattern(
    r"(?:政府|政府网|党委|市委|县委|区委|省委|工委|纪委|监委|政法委|人大|政协|法院|检察院|委员会|办公室|厅|局|部|委|办|署|处|科|中心|镇|街道|乡|村|社区|管委会|总队|支队|大队|中队|所|站|馆|院|学校|医院|联合会|总工会|妇联|团委|科协|集团|公司)$"
)
_NOISE = late_pattern(r"[\s　“”《》（）()【】\[\]]|微信公众号|公众号|客户端|官网|网站$")
_SEVERAL = late_pattern(r"[、,，;；/]|综合")
_LONGEST = 30


def observe_source(page: Page, record: SiteRecord) -> Iterator[Draft]:
    """Yield a draft when an article's source is neither a public body nor on the register's list; nothing without a list or a source."""
    if not record.sources or not page.source:
        return
    allowed = {_plain(name) for name in (*record.sources, record.name, record.host_name) if name}
    for source in (_plain(one) for one in _SEVERAL.split(page.source)):
        if source and len(source) <= _LONGEST and not _is_allowed(source, allowed):
            yield Draft(
                check=CHECK, url=page.url, subject=source, kind="not-listed", place="文章来源", excerpt=page.source[:120],
                message=f"文章来源“{source}”不在稿源白名单中", remedy="改用党政机关网站或白名单中的稿源；确需转载的，写明理由并报批。", verdict=Verdict.TO_VERIFY,
            )  # fmt: skip


def _is_allowed(source: str, allowed: set[str]) -> bool:
    return source in allowed or _PUBLIC_BODY.search(source) is not None or any(name in source for name in allowed)


def _plain(name: str) -> str:
    return _NOISE.sub("", name)


def not_compared(record: SiteRecord | None) -> tuple[str, ...]:
    """That the sources could not be compared, for want of a list."""
    return () if record is None or record.sources else ("登记信息没有稿源白名单，转载来源未作核对。",)
