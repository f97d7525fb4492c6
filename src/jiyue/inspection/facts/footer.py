"""The marks that the foot of a government site shows, and the site's name in its head."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jiyue.inspection.facts.document import FOOTERS, HEADERS, Document
from jiyue.inspection.facts.elements import squeeze
from jiyue.patterns import late_pattern

# Filings name Sichuan, Guizhou, Yunnan and Gansu by either of their short names.
_PROVINCES = "京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕吉闽贵黔粤青藏川蜀宁琼"
_ICP = late_pattern(
    rf"([{_PROVINCES}])\s{{0,3}}ICP\s{{0,3}}[备備证證]\s{{0,3}}(?:案\s{{0,3}}号\s{{0,3}}[:：]?\s{{0,3}}|[:：]\s{{0,3}}|\s{{4,60}})?(\d{{6,10}})\s{{0,3}}号?(\s{{0,3}}[-－]\s{{0,3}}\d{{1,3}})?",
    re.IGNORECASE,
)
_POLICE = late_pattern(
    rf"([{_PROVINCES}])\s{{0,3}}公\s{{0,3}}(?:网\s{{0,3}})?安\s{{0,3}}备(?:案\s{{0,3}})?号?\s{{0,3}}[:：]?\s{{0,60}}(\d{{12,16}})\s{{0,3}}号?"
)
# The same number under other names, as “公安备案号”: its first two digits tell the province.
_POLICE_OTHER = late_pattern(
    r"(?:公\s?安\s?(?:机关\s?)?(?:联网\s?)?备\s?案?|网\s?警\s?备\s?案|网\s?安\s?备\s?案?|公\s?备)\s?(?:编?号|序号)?\s{0,3}[:：]?\s{0,20}(\d{13,14})(?!\d)"
)
_BY_CODE = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑", "31": "沪", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫",
    "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "贵", "53": "云", "54": "藏", "61": "陕", "62": "甘", "63": "青", "64": "宁", "65": "新",
}  # fmt: skip
_CODE = late_pattern(r"(?:标识|识别)码\s{0,5}[:：]?\s{0,5}([A-Za-z]{2}\d{8}|\d{10})(?![0-9])")
_CODE_IN_SCRIPT = late_pattern(
    r"(?:sitecode|site_code)[\"']?\s{0,3}[=:]\s{0,3}[\"'\\%27]{0,4}([A-Za-z]{2}\d{8}|\d{10})(?![0-9])", re.IGNORECASE
)
_NAME = r"[^\s|｜，,。;；:：“”《》]{2,40}"
# A second unit behind the first, as of offices that share a site.
_ALSO = r"(?:[ \u3000](?![^ \u3000]{0,40}(?:承办|维护|版权|技术|协办))[一-鿿（）]{3,30}(?:府|局|委|厅|办|部|院|会|中心|室|处)(?=\s|$))?"
_HOSTS = (
    late_pattern(rf"主\s{{0,3}}办\s{{0,3}}(?:单\s{{0,3}}位|机\s{{0,3}}关|方)?\s{{0,3}}[:：]\s{{0,60}}((?!承\s{{0,3}}办|地\s{{0,3}}址|电\s{{0,3}}话){_NAME}{_ALSO})"),
    late_pattern(rf"(?<![^\s|｜，,。;；:：])(?:本?网?站\s?由\s{{0,3}})?({_NAME}?)\s{{0,3}}主\s?办(?=[\s|｜，,。;；]|承|$)"),
    late_pattern(rf"主\s{{0,3}}办\s{{0,3}}(?:单\s{{0,3}}位|机\s{{0,3}}关)?\s{{0,3}}({_NAME}(?:府|局|委|厅|办|部|院|会|中心|室|处|署|站|馆)(?=[\s|｜，,。;；]|$))"),
)  # fmt: skip
# “由甲、乙联合主办的展览” is a sentence of an article.
_NO_NAME = late_pattern(r"^(?:的|关于|网站|联系|承办|版权|技术|维护|制作)|由|(?:联合|共同|单位)$")
_CONTACT = late_pattern(
    r"(?:联系电话|电\s{0,3}话|联系我们|联系方式|地\s{0,3}址|邮\s{0,3}箱|邮\s{0,3}编|E-?mail)|(?<![0-9])0\d{2,3}\s?[-—]\s?\d{7,8}(?![0-9])|[\w.-]{1,64}@[\w-]{1,63}\.\w",
    re.IGNORECASE,
)
_CHINESE_DOMAIN = late_pattern(r"[一-鿿A-Za-z0-9-]{2,40}\.(?:政务|公益)(?![一-鿿])")
_SITE_MAP = late_pattern(r"网\s{0,2}站\s{0,2}地\s{0,2}图|站\s{0,2}点\s{0,2}地\s{0,2}图|sitemap", re.IGNORECASE)
_FOOTER_WORDS = late_pattern(r"主办|承办|版权|备案|标识码|联系我们|ICP", re.IGNORECASE)
# Words that stand in the foot alone; without them a page's end is its article, which may tell who held a meeting.
_OF_FOOT = late_pattern(
    r"版权|备案|标识码|ICP|公网安备|主办单位\s{0,3}[:：]|copyright|rights reserved|技术支持", re.IGNORECASE
)
# What stands at the end of a page with a foot whose maker calls it nothing. An article tells of hosts and filings, too, and makers name the owner
# in a part that is not shown.
_SURELY_FOOT = late_pattern(r"ICP\s{0,3}备|公网安备|(?:标识|识别)码", re.IGNORECASE)
_UNIT = r"(?:府|局|委|厅|办|部|院|会|中心|室)"
_OWNER = late_pattern(
    rf"版权所有\s{{0,9}}[:：©]?\s{{0,9}}[^\s。；]{{2,40}}{_UNIT}|{_UNIT}\s{{0,9}}©?\s{{0,9}}版权所有|(?:Copyright|©)[^一-鿿]{{0,40}}[一-鿿]{{2,30}}?{_UNIT}(?=\s|$)",
    re.IGNORECASE,
)
# Some makers' scripts put mark and entry where an element of that name stands.
_CONAC = ("_ideconac", "conac.cn", "ex-gov-mark")
_FIND = ("jiucuo",)
# The old entry's hosts answer no more; the entry has to point at the State Council's platform.
_FIND_OLD = ("pucha.kaipuyun.cn", "121.43.68.40")
_TAIL = 3000
_EXCERPT = 600
_BEFORE = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The marks of one page. `is_seen` is False when the page shows no foot at all, as when a script or frame brings it.

    `has_owner`: the foot says whose the rights are, which often is the host.
    """

    is_seen: bool
    has_conac: bool
    find_error: str
    site_codes: tuple[str, ...]
    icp_numbers: tuple[str, ...]
    police_numbers: tuple[str, ...]
    chinese_domains: tuple[str, ...]
    host_name: str
    has_owner: bool
    has_contact: bool
    site_map_url: str
    is_ipv6: bool
    text: str


def read_marks(document: Document, markup: str, text: str, site_map_url: str) -> Marks:
    """Read the marks of a page from its markup (scripts included) and its visible text.

    Numbers are looked for in the whole page, so that none is missed whatever the maker calls the foot; words
    that stand elsewhere too (host, contact) only in the foot or, without a marked foot, in the last 3,000 characters.
    """
    lower = markup.lower()
    foot, end = " ".join(document.regions(FOOTERS)), text[-_TAIL:]
    is_marked = _FOOTER_WORDS.search(foot) is not None
    tail = foot if is_marked else f"{foot} {end}"
    return Marks(
        is_seen=is_marked or _SURELY_FOOT.search(end) is not None,
        has_conac=any(mark in lower for mark in _CONAC),
        find_error=_find_error(lower, text),
        site_codes=tuple(dict.fromkeys(_CODE.findall(text) + _CODE_IN_SCRIPT.findall(markup))),
        icp_numbers=_unique(f"{p}ICP备{n}号{squeezed(s)}" for p, n, s in _ICP.findall(text)),
        police_numbers=_police(text),
        chinese_domains=tuple(dict.fromkeys(_CHINESE_DOMAIN.findall(text))),
        host_name=_host(tail),
        has_owner=_OWNER.search(tail) is not None,
        has_contact=bool(_CONTACT.search(tail)),
        site_map_url=site_map_url,
        is_ipv6="ipv6" in tail.lower(),
        text=_excerpt(squeeze(tail)),
    )


def _police(text: str) -> tuple[str, ...]:
    numbers = [f"{p}公网安备{n}号" for p, n in _POLICE.findall(text)]
    if not numbers and "备" in text:
        numbers = [f"{_BY_CODE[n[:2]]}公网安备{n}号" for n in _POLICE_OTHER.findall(text) if n[:2] in _BY_CODE]
    return _unique(numbers)


def _excerpt(foot: str) -> str:
    """The foot's own words: the links to other sites before them are longer."""
    words = _OF_FOOT.search(foot) or _FOOTER_WORDS.search(foot)
    return foot[max(0, words.start() - _BEFORE) if words else 0 :][:_EXCERPT]


def is_site_map(anchor: str, url: str) -> bool:
    """Whether a link leads to the site map page, by its text or its address."""
    return bool(_SITE_MAP.search(anchor)) or url.lower().endswith(
        ("/sitemap.html", "/sitemap.htm", "/wzdt.html", "/wzdt/")
    )


def _host(foot: str) -> str:
    """The unit that runs the site: named behind “主办：”, else before “主办”, as in “某市人民政府主办”."""
    if "办" not in foot or not _OF_FOOT.search(foot):
        return ""
    for pattern in _HOSTS:
        names = [name for found in pattern.finditer(foot) if not _NO_NAME.search(name := squeeze(found[1]))]
        if names:
            return names[-1 if pattern is _HOSTS[1] else 0]
    return ""


def _find_error(lower: str, text: str) -> str:
    if any(mark in lower for mark in _FIND_OLD):
        return "outdated"
    if any(mark in lower for mark in _FIND) or ("找错" in text and "zfwzgl.www.gov.cn" in lower):
        return "present"
    return "words-only" if "找错" in text else ""


def _unique(numbers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(numbers))


def squeezed(text: str) -> str:
    """Text without any white space, full-width hyphens made plain."""
    return "".join(text.split()).replace("－", "-")


def read_header(document: Document) -> tuple[str, ...]:
    """What the head of a page shows that may be the site's name: texts, and the names of pictures."""
    shown = [*document.regions(HEADERS)[:5], document.first_text("h1")]
    shown += [
        document.attribute(f"{region} img", "alt")
        for region in ("header", ".header", "[class*=header]", "[class*=logo]", "#header", "[class*=top]")
    ]
    return tuple(dict.fromkeys(text[:400] for text in shown if text))
