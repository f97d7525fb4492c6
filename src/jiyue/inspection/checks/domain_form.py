"""The form of a site's registered domains, by the kind and level of its unit (10.1, 10.3, 10.4; D18)."""

from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.page import Page
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.states import Verdict
from jiyue.rulebook import domain_suggestions, domains, naming
from jiyue.rulebook.domains import Kind
from jiyue.rulebook.naming import GOVERNMENT, Place
from jiyue.rulebook.refusal import Refusal

CHECK = "domain-name"
# Kinds of findings on the English domain: those that cost points (D18).
ENGLISH = frozenset({"not-government", "structure"})
_GOVERNMENT_SUFFIXES = (".gov.cn", ".政务", ".xn--zfr164b")
_PORTALS: dict[str, Kind] = {"city": "city-portal", "county": "county-portal", "": "portal"}
_SUGGESTED = 3


def observe_domain(page: Page, record: SiteRecord, *, city: str) -> Iterator[Draft]:
    """Yield a draft for each fault in the form of the registered English and Chinese domain.

    What the rulebook refuses is certain; a name that is not recognised as the unit's pinyin or English is to be verified (R20). The
    structure is judged only where the record says the kind of the site, and the city's portal is known.
    """
    domain = record.domain.lower()
    if domain and not domain.endswith(_GOVERNMENT_SUFFIXES):
        yield Draft(
            check=CHECK, url=page.url, subject=domain, kind="not-government", place="网站地址", excerpt=domain,
            message=f"网站域名“{domain}”不是 .gov.cn 结尾的英文域名", remedy="申请 .gov.cn 域名，按规定公告后更换，原域名注销。",
        )  # fmt: skip
    elif domain and record.kind:
        at, unit = place_of(record, city), unit_of(record)
        kind = _kind(record) if at is not None else "zone"
        for refusal in domains.validate_english(domain, kind, place=at, unit_name=unit):
            names = _suggested(kind, unit, at) if at is not None else ()
            yield _draft(page, domain, refusal, "structure", _remedy(refusal, names))
    if record.chinese_domain:
        shown = record.chinese_domain
        for refusal in domains.validate_chinese(shown, nature=record.unit_nature, unit_name=unit_of(record)):
            yield _draft(page, shown, refusal, "chinese", refusal.remedy)


def place_of(record: SiteRecord, city: str) -> Place | None:
    """The city whose portal names the domains: the record's own, else that of the parameter set; None when neither says it."""
    if record.city_portal:
        return Place(record.city_name, "", record.city_portal.lower())
    try:
        return naming.place(city)
    except KeyError:
        return None


def unit_of(record: SiteRecord) -> str:
    """The unit whose name the domain has to bear: of a portal the government, though its office hosts the site."""
    if record.kind == "portal":
        before, found, _ = (record.unit_name or record.name or record.host_name).partition(GOVERNMENT)
        return before + found
    return record.unit_name or record.host_name


def not_compared(record: SiteRecord | None, city: str) -> tuple[str, ...]:
    """What of the domain's form could not be judged, for want of the kind, the city or the unit's name."""
    if record is None or not record.domain:
        return ()
    if not record.kind:
        return ("登记信息没有网站类型（kind），域名结构未作核对。",)
    if place_of(record, city) is None:
        return ("登记信息没有所在市及其门户网站域名（city_name、city_portal），域名结构未作核对。",)
    return () if unit_of(record) else ("登记信息没有单位名称（unit_name），域名与名称是否一致未作核对。",)


def _kind(record: SiteRecord) -> Kind:
    """The rulebook's kind. Only governments have portals with a structure, and only departments of the city (10.3, 10.4)."""
    if record.kind == "portal" and (GOVERNMENT in unit_of(record) or not unit_of(record)):
        return _PORTALS.get(record.level, "zone")
    return "department" if record.kind == "department" and record.level in {"city", ""} else "zone"


def _suggested(kind: Kind, unit: str, at: Place) -> tuple[str, ...]:
    """Domains that the unit may ask for, the usual ones first."""
    if not unit or kind not in {"department", "county-portal"}:
        return ()
    found = (domain_suggestions.for_department if kind == "department" else domain_suggestions.for_county)(unit, at)
    return tuple(one.domain for one in found[:_SUGGESTED])


def _remedy(refusal: Refusal, names: tuple[str, ...]) -> str:
    said = refusal.remedy if refusal.is_blocking or not names else "请核实。"
    return f"{said}可以申请：{'、'.join(names)}。" if names else said


def _draft(page: Page, domain: str, refusal: Refusal, kind: str, remedy: str) -> Draft:
    is_sure = refusal.is_blocking
    return Draft(
        check=CHECK, url=page.url, subject=f"{domain}\x1f{refusal.clause}\x1f{refusal.severity}", clause=refusal.clause, kind=kind if is_sure else f"{kind}-name",
        place="登记的域名", excerpt=domain, message=refusal.sentence.rstrip("。"), remedy=remedy, verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY,
    )  # fmt: skip
