"""Policy documents: their attributes (13.1; D05) and their interpretations, linked both ways (15.5; D06)."""

from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.dates import count_dates
from jiyue.inspection.facts.page import Page
from jiyue.inspection.facts.policies import Attributes, read_attributes
from jiyue.inspection.states import Verdict
from jiyue.patterns import late_pattern

ATTRIBUTE, INTERPRETATION = "policy-attribute", "interpretation-link"
_POLICY_COLUMN = late_pattern(r"政策文件|规范性文件|政府文件|部门文件|行政规章|市政府令")
# A number of its own begins a line, in brackets or not, or stands behind its word; one in brackets behind a title, or behind “根据”, is that of another document.
_NUMBER = late_pattern(
    r"(?:(?<![一-鿿（(》])|(?<=\s[（(]))(?!根据|按照|依据|依照|落实|转发)[一-鿿]{1,10}(?:〔|\[|［|（)\s?20\d\d\s?(?:〕|\]|］|）)\s?\d{1,4}\s?号|(?:国|省|府|主席)\s?令\s{0,3}[（(]?第\s?\d{1,4}\s?号"
)
_POLICY_TITLE = late_pattern(
    r"(?:通知|意见|办法|规定|决定|方案|规划|细则|条例|批复|措施|要点|预案)(?:\s{0,3}[（(].{0,24}[)）])?$"
)
# Notices of an occasion bear numbers too, and are no policy unless they bring rules.
_OCCASION = late_pattern(r"申报|征集|征求|报名|竞赛|大赛|比赛|比对|评选|评审|推荐|遴选|招聘|招生")
_RULES = late_pattern(r"办法|规定|意见|细则|方案|规划|条例|要点|措施|标准|规则|印发")
# “智能问答” and its like answer questions about anything.
_READING = late_pattern(
    r"解读|图解|一图读懂|一图看懂|(?<!智能)(?<!在线)(?<!互动)(?<!互动式)问答(?!平台|系统|机器人|知识库)"
)
# What a title names in marks of its own: a book of questions and answers is no interpretation.
_QUOTED = late_pattern(r"《[^《》]{1,80}》")
# A column of interpretations, and one of documents together with them.
_READING_COLUMN = late_pattern(
    r"\W*(?:相关|最新|政府|政策|文件|及|与|和|图文|音视频|视频){0,4}解读(?:回应|与回应|回应关切|材料|列表)?\W*"
)
_MIXED_COLUMN = late_pattern(r"(?:政策|文件|法规)\w{0,4}[及与和、]\w{0,4}解读")
_COLUMN_ADDRESSES = ("index", "list", "node", "col", "channel")
_TO_DOCUMENT = late_pattern(
    r"原文|政策文件|相关文件|相关政策|通知|意见|办法|方案|规定|措施|条例|细则|规划|〔20\d\d〕|《"
)
# Attribute and the words for it; of those in brackets any one will do.
_ATTRIBUTES = (
    ("索引号", r"(?:索\s{0,4}[引取]\s{0,4}号|信息索引)"),
    ("发布机构", r"(?:发\s{0,4}[布文]|制定|公开|发布)\s{0,4}(?:机\s{0,4}构|机\s{0,4}关|单\s{0,4}位|主\s{0,2}体)"),
    ("成文日期", r"(?:成\s{0,4}文|生\s{0,4}成|发\s{0,4}文)\s{0,4}(?:日\s{0,4}期|时\s{0,4}间)"),
    ("文号", r"(?:发\s{0,4}文\s{0,4}字\s{0,4}号|文\s{0,4}号|发\s{0,2}文\s{0,2}号|文件编?号)"),
)
_PATTERNS = tuple((name, late_pattern(words)) for name, words in _ATTRIBUTES)
_TITLE_END = late_pattern(r"\s*[-_|｜—–]\s*")
_HEAD = 3000
_RAW_HEAD = _HEAD * 8
# A page with so many dates is a list.
_LIST = 12


def is_policy(page: Page) -> bool:
    """Whether an article is a policy document: its column says so, or it has a document number and a title of that kind."""
    if is_interpretation(page):
        return False
    column = f"{page.label.get('ColumnName', '')} {page.label.get('ColumnType', '')}"
    # The label, or the window's title up to the first dash: reading the headline would cost more than all of this.
    title = page.label.get("ArticleTitle") or _TITLE_END.split(page.title, maxsplit=1)[0].strip()
    if not _POLICY_TITLE.search(title):
        return False
    is_in_column = _POLICY_COLUMN.search(column) is not None
    return is_in_column or (not _is_occasion(title) and _NUMBER.search(_head(page)) is not None)


def _is_occasion(title: str) -> bool:
    """Whether a notice is about an occasion: an application, a training, a contest; rules that it encloses or passes on are policy."""
    return _OCCASION.search(title) is not None and _RULES.search(title) is None


def _head(page: Page) -> str:
    """The beginning of the visible text, behind a space as of a new line; the white space between the elements of a menu is longer than the menu."""
    return f" {' '.join(page.text[:_RAW_HEAD].split())}"[:_HEAD]


def is_interpretation(page: Page) -> bool:
    """Whether an article interprets a policy."""
    is_column = bool(page.label.get("ColumnName")) and not page.label.get("ArticleTitle")
    if is_column or count_dates(page.text) >= _LIST:
        return False
    column = f"{page.label.get('ColumnName', '')} {page.label.get('ColumnType', '')}"
    is_in_column = "解读" in column and not _MIXED_COLUMN.search(column)
    return is_in_column or _READING.search(_QUOTED.sub("", page.label.get("ArticleTitle") or page.title)) is not None


def observe_attributes(page: Page) -> Iterator[Draft]:
    """Yield a draft when a policy document lacks attributes, or its block names them and leaves them empty; not every document has a number."""
    head = _head(page)
    empty = _empty(read_attributes(page))
    if empty and page.lists.is_scripted:
        empty = frozenset()
    shown = [name for name, words in _PATTERNS if words.search(head) and name not in empty]
    lacking = [name for name, _ in _ATTRIBUTES if name not in shown]
    if len(lacking) == 1 and lacking[0] == "文号" and not _NUMBER.search(page.text):
        return  # not every document has a number
    if lacking:
        words = "、".join(lacking)
        yield Draft(
            check=ATTRIBUTE, url=page.url, subject=words, kind="missing", place="文件属性", excerpt=page.article.title[:120],
            message=f"政策文件没有标明{words}", remedy=f"在正文上方列明索引号、发布机构、成文日期、文号、有效性；现缺{words}。", verdict=Verdict.TO_VERIFY,
        )  # fmt: skip


def _empty(said: Attributes) -> frozenset[str]:
    """The attributes that a block names and leaves empty, the number left out."""
    values = {"索引号": said.index_number, "发布机构": said.agency, "成文日期": said.issued_on}
    return frozenset(name for name, value in values.items() if name in said.named and not value)


def _is_column(url: str) -> bool:
    """Whether an address is that of a column rather than of an article, whose last part has a number."""
    last = url.rpartition("/")[2].lower()
    return last.startswith(_COLUMN_ADDRESSES) or not any(map(str.isdigit, last))


def has_reading(page: Page) -> bool:
    """Whether a policy document links to an interpretation; the menu's link to their column is none."""
    return any(
        _READING.search(link.text) and not (_READING_COLUMN.fullmatch(link.text) and _is_column(link.url))
        for link in page.links
        if link.place == "main"
    )


def observe_interpretation(page: Page) -> Iterator[Draft]:
    """Yield a draft when an interpretation does not link to what it interprets."""
    own = page.article.title
    if not any(
        _TO_DOCUMENT.search(link.text) and not _READING.search(link.text) and link.text.strip() != own
        for link in page.links
        if link.place == "main"
    ):
        yield Draft(
            check=INTERPRETATION, url=page.url, subject="no-document", kind="no-document", place="正文", excerpt=own[:120],
            message="政策解读没有链接到所解读的文件", remedy="在解读页面链接政策文件，并在文件页面链接解读。", verdict=Verdict.TO_VERIFY,
        )  # fmt: skip


def without_readings(pages: list[str]) -> Iterator[Draft]:
    """Yield one draft for all policy documents of a site that link to no interpretation."""
    if pages:
        yield Draft(
            check=INTERPRETATION, url=pages[0], subject="no-reading", kind="no-reading", place="正文", excerpt="\n".join(pages[:5]),
            message=f"{len(pages)} 件政策文件没有链接到解读", remedy="重要的和涉及面广的政策文件同步发布解读，文件与解读相互链接。", verdict=Verdict.TO_VERIFY,
        )  # fmt: skip
