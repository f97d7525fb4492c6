"""What certain pages have to carry: archive mark (20.1), map number (13.7), attachments that the public can open (16.1, 30.2)."""

import re
from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.dates import first_date
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict
from jiyue.patterns import late_pattern

ARCHIVE, MAP, ATTACHMENT = "archive-mark", "map-number", "attachment-type"
_ARCHIVED = "已归档"
_MARK = 30
_QUOTED = late_pattern(r"[“\"「『]已归档")
_MAP_TITLE = late_pattern(r"(?:行政区划|政区|交通|旅游|地形|水系|规划|区位|位置)图|(?<!网站)(?<!站点)(?<!电子)地图")
_NO_MAP = late_pattern(r"网站地图|站点地图|地图导航|百度地图|高德地图|电子地图|导航图|流程图|图解")
_MAP_NUMBER = late_pattern(r"审\s{0,2}图\s{0,2}号|[A-Z]{2}\s?[（(]20\d\d[)）]\s?\d+\s?号|[一-鿿]S\s?[（(]20\d\d[)）]")
_PROGRAMS = ("exe", "msi", "bat", "cmd", "scr", "vbs", "jar", "apk", "ps1", "hta")
_SPECIAL = ("ceb", "cebx", "gd", "gw", "sep", "kdh", "caj", "nh", "tif", "tiff", "arj", "lzh")
_ENDING = late_pattern(rf"[^/]\.({'|'.join((*_PROGRAMS, *_SPECIAL))})(?:\?|$)", re.IGNORECASE)


def observe_archive(page: Page) -> Iterator[Draft]:
    """Yield a draft when an archived page does not say since when (20.1); a mark stands by itself, not in a sentence or a link."""
    if _ARCHIVED not in page.text:
        return
    pieces = page.document.pieces()
    # A link to what is archived elsewhere is no mark of this page.
    elsewhere = {" ".join(link.text.split()) for link in page.links if _ARCHIVED in link.text}
    at = next(
        (
            number
            for number, piece in enumerate(pieces)
            if _ARCHIVED in piece and len(piece) <= _MARK and piece not in elsewhere and not _QUOTED.search(piece)
        ),
        None,
    )
    if at is not None and first_date(" ".join(pieces[at : at + 3])) is None:
        yield Draft(
            check=ARCHIVE, url=page.url, subject="date", kind="undated", place="归档标识", excerpt=" ".join(pieces[at : at + 2])[:80],
            message="页面标明“已归档”，没有写归档时间", remedy="在“已归档”旁写明归档日期。",
        )  # fmt: skip


def observe_map(page: Page) -> Iterator[Draft]:
    """Yield a draft when a page shows a map and no approval number (13.7); a picture's words are all that can be read."""
    shown = next((link.text for link in page.others if link.kind == "image" and _is_map(link.text)), "")
    if shown and not _MAP_NUMBER.search(page.text):
        yield Draft(
            check=MAP, url=page.url, subject=shown[:60], kind="missing", place="图片", excerpt=shown[:120], message=f"页面上的“{shown[:40]}”没有标注审图号",
            remedy="使用地理信息部门公布的标准地图，并标注审图号。", verdict=Verdict.TO_VERIFY,
        )  # fmt: skip


def _is_map(text: str) -> bool:
    return _MAP_TITLE.search(text) is not None and not _NO_MAP.search(text)


def observe_attachments(page: Page) -> Iterator[Draft]:
    """Yield a draft for each attachment that is a program, or of a kind that only special software opens."""
    for link in page.others:
        if link.kind in _OFFERED and (found := _ENDING.search(link.url)):
            yield _attachment(page, link.url, link.text.strip(), found[1].lower())


_OFFERED = frozenset({"page", "attachment"})


def _attachment(page: Page, url: str, text: str, kind: str) -> Draft:
    is_program = kind in _PROGRAMS
    return Draft(
        check=ATTACHMENT, url=page.url, subject=url, kind="program" if is_program else "special", target=url, place=f"附件“{text[:60]}”", excerpt=url[:200],
        message=f"附件是{'可执行程序' if is_program else '需要专用软件才能打开的格式'}（.{kind}）",
        remedy="核实来源并经安全检查；确需提供的，说明用途和校验值。" if is_program else "同时提供 PDF、OFD 或常用办公格式。", verdict=Verdict.TO_VERIFY,
    )  # fmt: skip
