"""Which domains a government site may have (10.1-10.4, 5.3, A3), each refusal with its reason and way out."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from jiyue.rulebook import domain_suggestions, naming, parameters
from jiyue.rulebook.naming import Place
from jiyue.rulebook.refusal import Refusal

Kind = Literal["portal", "city-portal", "county-portal", "department", "zone"]
KINDS = ("portal", "city-portal", "county-portal", "department", "zone")
SUFFIX = ".gov.cn"
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\Z")
LONGEST_LABEL, LONGEST_DOMAIN = 63, 253  # RFC 1035
LONGEST_NAME = 32  # standards 4.4, own default
CHINESE = re.compile(r"[一-龥A-Za-z0-9]{2,20}\Z")
CHINESE_SUFFIXES = {"administrative": "政务", "institution": "公益"}
CHINESE_SUFFIX_WORDS = {"政务": "行政单位", "公益": "事业单位"}
PORTAL_PARTS = 4  # www, name, gov, cn


def normal(domain: str) -> str:
    """A domain as the ledger keeps it: lower case, without outer spaces and final dot."""
    return domain.strip().lower().rstrip(".")


def validate_english(
    domain: str, kind: Kind, *, place: Place | None = None, unit_name: str = ""
) -> tuple[Refusal, ...]:
    """Why a site of a kind may not have an English domain (10.1, 10.3, 10.4).

    `place` is the city, by default the one that ships. With `unit_name` a name that is neither its
    pinyin nor a known English word is flagged, not refused (R20). Raises ValueError for another kind.
    """
    if kind not in KINDS:
        raise ValueError(f"未知的网站类型“{kind}”，应为：{'、'.join(KINDS)}。")
    place = place or naming.place()
    wanted = normal(domain)
    if refusal := _form(domain.strip(), wanted):
        return (refusal,)
    if refusal := _structure(wanted, _narrowed(kind, wanted, place), place):
        return (refusal,)
    return _agreement(wanted, _narrowed(kind, wanted, place), place, unit_name)


def _narrowed(kind: Kind, domain: str, place: Place) -> Kind:
    """“portal” as the city's or a county's, by what is asked for."""
    if kind != "portal":
        return kind
    return "city-portal" if domain == place.portal else "county-portal"


def _form(written: str, domain: str) -> Refusal | None:
    """What is wrong with it as a domain under .gov.cn."""
    if "/" in written or ":" in written:
        return Refusal("10.1", f"“{written}”是网址，不是域名。", "只填域名，不含 http://、端口和路径。")
    if not domain.isascii():
        return Refusal("10.1", f"英文域名“{written}”含有非英文字符。", "中文域名请填在“中文域名”一栏。")
    if not domain.endswith(SUFFIX):
        suffix = "." + domain.rpartition(".")[2]
        return Refusal(
            "10.1",
            f"英文域名须以“{SUFFIX}”为后缀，“{written}”的后缀是“{suffix}”。",
            "请申请 .gov.cn 域名；原域名按程序公告后注销。",
        )
    labels = domain.split(".")
    if len(domain) > LONGEST_DOMAIN or not all(LABEL.match(label) and len(label) <= LONGEST_LABEL for label in labels):
        return Refusal(
            "10.1",
            f"“{written}”不是合法的域名。",
            "每段只能有小写字母、数字和连字符，不以连字符开头或结尾，不超过 63 个字符。",
        )
    return None


def _structure(domain: str, kind: Kind, place: Place) -> Refusal | None:
    """What is wrong with its structure for this kind of site; zones are open until confirmed (R19)."""
    match kind:
        case "city-portal":
            return _city_portal(domain, place)
        case "county-portal":
            return _county_portal(domain, place)
        case "department":
            return _department(domain, place)
        case _:
            return None


def _city_portal(domain: str, place: Place) -> Refusal | None:
    if domain == place.portal:
        return None
    return Refusal("10.3", f"市政府门户网站使用“{place.portal}”域名。", f"请改为“{place.portal}”。")


def _county_portal(domain: str, place: Place) -> Refusal | None:
    labels = domain.split(".")
    if len(labels) != PORTAL_PARTS or labels[0] != "www":
        return Refusal(
            "10.4",
            f"县（区）政府门户网站的域名结构是“www.□□□.gov.cn”，“{domain}”不是。",
            "□□□ 为本地名称的拼音或英文。",
        )
    if labels[1] == place.label:
        return Refusal("10.4", f"“{domain}”是市政府门户网站的域名。", "请使用本地名称的拼音或英文。")
    return _name_length(labels[1], "10.4")


def _department(domain: str, place: Place) -> Refusal | None:
    label, _, root = domain.partition(".")
    if root != place.root:
        return Refusal(
            "10.3",
            f"部门网站使用市政府门户网站的下级域名“○○○.{place.root}”，“{domain}”不是。",
            "○○○ 为本部门名称的拼音或英文，经市政府办公室审核后由市政府门户网站分配。",
        )
    if label == "www":
        return Refusal("10.3", f"“{domain}”是市政府门户网站的域名。", "请使用本部门名称的拼音或英文。")
    return _name_length(label, "10.3", shortest=1)


def _name_length(label: str, clause: str, *, shortest: int = 2) -> Refusal | None:
    if shortest <= len(label) <= LONGEST_NAME:
        return None
    return Refusal(
        clause,
        f"“{label}”有 {len(label)} 个字符，应为 {shortest} 至 {LONGEST_NAME} 个。",
        "请使用名称的全拼、首字母或英文。",
    )


def _agreement(domain: str, kind: Kind, place: Place, unit_name: str) -> tuple[Refusal, ...]:
    """A flag where the name is not recognised as the unit's pinyin or English (R20)."""
    if not unit_name or kind in {"city-portal", "zone"}:
        return ()
    if kind == "county-portal":
        label, suggestions, clause = domain.split(".")[1], domain_suggestions.for_county(unit_name, place), "10.4"
    else:
        label, suggestions, clause = domain.split(".")[0], domain_suggestions.for_department(unit_name, place), "10.3"
    if label in {each.label for each in suggestions}:
        return ()
    examples = "、".join(each.label for each in suggestions[:3])
    return (
        Refusal(
            clause,
            f"无法确认“{label}”是“{unit_name}”的拼音或英文。",
            f"请核实；建议使用：{examples}。" if examples else "请核实。",
            "flagged",
        ),
    )


def validate_chinese(domain: str, *, nature: str = "", unit_name: str = "") -> tuple[Refusal, ...]:
    """Why a site may not have a Chinese domain (10.1, 5.3).

    `nature` is "administrative" (.政务) or "institution" (.公益); without it either suffix will do. With
    `unit_name` a name that is not the unit's, nor shortened from it, is flagged.
    """
    written = domain.strip()
    name, _, suffix = written.rpartition(".")
    if suffix not in CHINESE_SUFFIX_WORDS:
        return (
            Refusal(
                "10.1",
                f"中文域名须以“.政务”或“.公益”为后缀，“{written}”不是。",
                "请向机构编制部门申请：行政单位用“.政务”，事业单位用“.公益”。",
            ),
        )
    if not CHINESE.match(name):
        return (
            Refusal(
                "10.1",
                f"“{name}”不能作中文域名：应为 2 至 20 个汉字、字母或数字，不含符号。",
                "请使用单位全称或规范简称。",
            ),
        )
    right = CHINESE_SUFFIXES.get(nature, suffix)
    if suffix != right:
        return (
            Refusal(
                "5.3",
                f"{CHINESE_SUFFIX_WORDS[right]}的中文域名用“.{right}”，不用“.{suffix}”。",
                f"请改为“{name}.{right}”；单位性质有误的，请先更正单位信息。",
            ),
        )
    if unit_name and not _is_short_for(name, unit_name):
        return (Refusal("10.1", f"“{name}”与单位名称“{unit_name}”不一致。", "请使用单位全称或规范简称。", "flagged"),)
    return ()


def _is_short_for(short: str, name: str) -> bool:
    """Whether all characters of the short name stand in the full one, in that order."""
    characters = iter(name)
    return all(character in characters for character in short)


def one_of_each(
    english: Sequence[str], chinese: Sequence[str], *, city: str = "baoji", on: date = date.max
) -> tuple[Refusal, ...]:
    """Why a site may not have these domains together (10.2): one of each kind, in principle (R1).

    `city` and `on` choose the version of the numbers, by default the newest.
    """
    found = (
        ("英文", "english-domains", {normal(each) for each in english}),
        ("中文", "chinese-domains", {each.strip() for each in chinese}),
    )
    return tuple(
        Refusal(
            "10.2",
            f"一个政府网站原则上只能注册 {most} 个{word}域名，现有 {len(domains)} 个：{'、'.join(sorted(domains))}。",
            "请确定一个主域名，其余按程序公告后注销；确需保留的，由市政府办公室说明理由后例外。",
        )
        for word, key, domains in found
        if len(domains) > (most := _number(key, city, on))
    )


def validate_edition(domain: str, of: str) -> tuple[Refusal, ...]:
    """Why a foreign edition may not stand at a domain: it is the site's own or a subdomain of it (7.2, R32)."""
    wanted, own = normal(domain), normal(of)
    if wanted == own or wanted.endswith("." + own.removeprefix("www.")):
        return ()
    return (
        Refusal(
            "7.2",
            f"外文版不另用域名，“{wanted}”不在“{own}”之下。",
            f"请使用本站路径（如 {own}/en/）或下级域名。",
        ),
    )


def validate_term(years: int, *, city: str = "baoji", on: date = date.max) -> tuple[Refusal, ...]:
    """Why a domain may not be registered for so many years (A3, note 3)."""
    most = _number("domain-term", city, on)
    if 1 <= years <= most:
        return ()
    return (Refusal("A3", f"域名注册年限为 1 至 {most} 年，不能是 {years} 年。", "请改填年限。"),)


def _number(key: str, city: str, on: date) -> int:
    return int(parameters.get(key, city=city, on=on).value)
