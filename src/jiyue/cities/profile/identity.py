"""Checks of what identifies a site, by the rulebook: domains (10.1, 10.3, 10.4), name (7.5), code and filings (8.5, 8.6)."""

from collections.abc import Iterable, Iterator

from jiyue.cities.profile.fields import Row
from jiyue.cities.profile.records import City, Site, Unit
from jiyue.rulebook import domains, identifiers, names
from jiyue.rulebook.naming import Place
from jiyue.rulebook.refusal import Refusal

Found = Iterator[tuple[str, Iterable[Refusal]]]


def check(city: City, rows: list[Row]) -> None:
    """Note every blocking refusal of the rulebook as an error of the site's row; flags pass (R20)."""
    place = Place(city.name, city.province, f"www.{city.domain}")
    divisions = {unit.division_code for unit in city.units}
    units = {unit.key: unit for unit in city.units}
    for row, site in zip(rows, city.sites, strict=True):
        found = [*_address(site, units.get(site.unit), place), *_numbers(site, divisions)]
        for name, refusals in found:
            for refusal in refusals:
                if refusal.is_blocking:
                    row.refuse(
                        name, f"{refusal.sentence.rstrip('。')}（{refusal.clause}）", refusal.remedy.rstrip("。")
                    )


def _address(site: Site, unit: Unit | None, place: Place) -> Found:
    if unit is None:
        return
    is_zone = unit.kind == "development-zone"
    kind: domains.Kind = "zone" if is_zone else "department" if site.kind == "department" else "portal"
    yield "domain", domains.validate_english(site.domain, kind, place=place)
    if site.chinese_domain:
        nature = "institution" if unit.kind == "public-institution" else "administrative"
        yield "chinese_domain", domains.validate_chinese(site.chinese_domain, nature=nature)
    if not is_zone:
        yield "name", names.validate_site_name(site.name, kind=site.kind, unit_name=unit.name, place=place)


def _numbers(site: Site, divisions: set[str]) -> Found:
    if site.site_code:
        yield "site_code", identifiers.site_code(site.site_code, divisions=divisions)
    if site.icp_number:
        yield "icp_number", identifiers.icp(site.icp_number)
    if site.police_number:
        yield "police_number", identifiers.police(site.police_number)
