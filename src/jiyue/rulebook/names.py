"""What a site may be called (7.5): the full name of its place or unit."""

import re

from jiyue.rulebook.naming import GOVERNMENT, Place, without_city
from jiyue.rulebook.refusal import Refusal

ENDINGS = re.compile(r"(?:(?:门户|官方)?(?:网站|网)|官网)\Z")


def validate_site_name(name: str, *, kind: str, unit_name: str, place: Place) -> tuple[Refusal, ...]:
    """Why a site may not be called so (7.5).

    The name is the unit's own, with or without the city's before it. A portal is called after its
    government. Words as 门户网站 behind the full name are flagged.
    """
    full = _full_name(kind, unit_name)
    written = name.strip()
    if _same(written, full, place):
        return ()
    if ENDINGS.search(written) and _same(ENDINGS.sub("", written), full, place):
        return (Refusal("7.5", f"“{written}”在机构全称之后加了别的字。", f"建议直接用“{full}”。", "flagged"),)
    after = "本地" if kind == "portal" else "本部门"
    return (
        Refusal(
            "7.5",
            f"网站应以{after}机构名称的全称命名，“{written}”不是“{full}”的全称。" if written else "网站名称不能为空。",
            f"请改为“{full}”。",
        ),
    )


def validate_header(header: str, name: str) -> tuple[Refusal, ...]:
    """Why a home page's header does not show the site's name in full (7.5). Spaces do not matter."""
    if "".join(name.split()) in "".join(header.split()):
        return ()
    return (Refusal("7.5", f"首页头部标识区没有网站名称的全称“{name}”。", "请在首页头部醒目展示网站名称的全称。"),)


def _full_name(kind: str, unit_name: str) -> str:
    """The name that the site must bear: a county's office hosts the site of its government."""
    name = unit_name.strip()
    if kind == "portal":
        before, found, _ = name.partition(GOVERNMENT)
        return before + (found or GOVERNMENT)
    return name


def _same(written: str, full: str, place: Place) -> bool:
    return written != "" and written in {
        full,
        place.name + without_city(full, place.name),
        without_city(full, place.name),
    }
