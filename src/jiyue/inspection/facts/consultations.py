"""Surveys and consultations (征集调查): a call's last day, how opinions are sent in, and whether its result is shown (15.2)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jiyue.inspection.facts.dates import first_date
from jiyue.inspection.facts.page import Page
from jiyue.patterns import late_pattern

_CALL = late_pattern(r"征集|征求.{0,12}意见|问卷|网上调查|民意调查|听证会")
_RESULT = late_pattern(
    r"结果|反馈|采纳|答复|(?:意见|征集|征求|调查|听证)(?:建议)?.{0,8}(?:情况|报告|汇总)|综述|会议纪要"
)
_OTHERS = late_pattern(r"作品|稿件|标识|LOGO|标志|口号|供应商|线索|志愿者|项目申报|征集令|文物|档案", re.IGNORECASE)
_RANGE = late_pattern(
    r"(20\d\d)\s?[年.\-/]\s?(\d{1,2})\s?[月.\-/]\s?(\d{1,2})\s?日?(?:\s?\d{1,2}[:：]\d{2})?\s{0,2}(?:至|到|—{1,2}|－|-|~|～)\s{0,2}(?:(20\d\d)\s?[年.\-/]\s?)?(\d{1,2})\s?[月.\-/]\s?(\d{1,2})\s?日?"
)
_END = late_pattern(r"(?:截止|截至|结束)(?:日期|时间|日)?\s{0,2}(?:为|是|到|至|[:：])?\s{0,2}")
_BEFORE = late_pattern(r"(20\d\d年\s?\d{1,2}月\s?\d{1,2}日)\s?(?:\d{1,2}[:：时]\d{0,2})?(?:以前|之前|前)")
_MAIL = late_pattern(r"邮箱|电子邮件|[Ee]-?mail|信函|传真")
_ONLINE = late_pattern(
    r"在线(?:填写|征集|提交|参与|留言|反馈)|网上(?:填写|提交|参与)|我要(?:参与|提意见|建议|留言)|填写(?:意见|问卷)|提交意见|点击.{0,12}(?:参与|填写|提交)|问卷星"
)
_QUOTED = late_pattern(r"《([^《》]{4,60})》")
_NEAR = 30


class Call(NamedTuple):
    """One call for opinions. `ended_on` is None when the page does not say its last day; `names` are the titles in 《》 that it is about."""

    url: str
    title: str
    ended_on: date | None
    has_result: bool
    is_by_mail_only: bool
    names: tuple[str, ...]


def title_of(page: Page) -> str:
    """The page's title as its label or window says it."""
    return page.label.get("ArticleTitle") or page.title


def is_result(title: str) -> bool:
    """Whether a title is that of the result of a call."""
    return _CALL.search(title) is not None and _RESULT.search(title) is not None


def read_call(page: Page) -> Call | None:
    """The call that an article is; None for all others, results and contests for works included."""
    title = title_of(page)
    if not _CALL.search(title) or _RESULT.search(title) or _OTHERS.search(title):
        return None
    shown = any(_RESULT.search(link.text) and link.place == "main" for link in page.links)
    is_mail = bool(_MAIL.search(page.text)) and not _ONLINE.search(page.text)
    return Call(
        page.url, title, max(_ends(page.text), default=None), shown, is_mail and not page.document.has("form textarea"), tuple(_QUOTED.findall(title))
    )  # fmt: skip


def _ends(text: str) -> Iterator[date]:
    """The last days that a text names."""
    for found in _RANGE.finditer(text):
        year, _, _, other, month, day = found.groups()
        if ended := _day(int(other or year), int(month), int(day)):
            yield ended
    for found in _END.finditer(text):
        if ended := first_date(text[found.end() : found.end() + _NEAR]):
            yield ended
    for found in _BEFORE.finditer(text):
        if ended := first_date(found[1].replace(" ", "")):
            yield ended


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
