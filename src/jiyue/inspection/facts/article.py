"""What an article says of itself: title, source, author, own text. Labels first, then what a visitor reads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jiyue.inspection.facts.dates import first_date
from jiyue.inspection.facts.document import Document
from jiyue.inspection.facts.elements import squeeze
from jiyue.patterns import late_pattern

# Where the common makers put an article's own text, surest names first; the first that holds text counts. Each is one compound: alternatives by
# themselves are tried a quarter more slowly.
BODIES = (
    ":is(#zoom,#Zoom,#UCAP-CONTENT,#vsb_content,.v_news_content,.TRS_Editor,.trs_editor_view,.TRS_UEDITOR,#fontzoom,#artibody,#contentText)",
    ":is(.entry-content,.article-content,.article-body,.article_content,.pages_content,.news_content,.content_body,.articleContent,#article_content,#articleContent)",
    ":is(article,[class*=article i][class*=con i],.nr,[class*=_nr i],[class*=neirong i],[class*=zhengwen i],[id*=neirong i],[id*=zhengwen i])",
    ":is([id*=content i],[class*=content i])",
)
_HEADINGS = "h1, h2, h3, h4, [class*=title i], [class*=bt i], [class*=tit i], [id*=title i], [class*=headline i], [class*=subject i]"
_PLAIN_HEADINGS = "b, strong, font, center, td, p, div"
_TITLE_BREAK = late_pattern(r"\s*[_|｜—–·]+\s*|\s+[-－»>]\s*|\s*[-－»>]\s+|(?<=[一-鿿）)”》】\]])-(?=[一-鿿])")
_SPACES = late_pattern(r"[\s　]+")
_NEXT = (
    r"来\s{0,4}源|信息来源|作\s{0,4}者|发布|时\s{0,4}间|日\s{0,4}期|浏\s{0,4}览|点\s{0,4}击|阅\s{0,4}读|访\s{0,4}问|字\s{0,4}[体号]|打\s{0,4}印|编\s{0,4}辑|责\s{0,2}编|责任编辑|分\s{0,4}享|审\s{0,2}核|"
    r"文\s?字|关\s?闭|扫\s?码|收\s?藏|保护视力|背景|信息|次|我要|语音|朗读|栏目|索引号|文号|摄影|供稿|录入|校对|撰稿|【|\[|『|〖|\||｜|&|https?:"
)
# Words of a source; then those of the unit that published, which speak only where no source is named.
_SOURCE_WORDS = (
    r"信息来源|文章来源|稿件来源|新闻来源|内容来源|资料来源|来源单位|来\s{0,4}源|稿\s{0,2}源|文章出处|出\s{0,2}处|转载自|摘\s{0,1}自",
    r"供稿单位|发布单位|发布机构|信息提供|供\s{0,2}稿",
)
# Each of those words holds one of these characters.
_IN_SOURCE_WORDS = ("源处自", "供布提")
_VALUE = rf"((?!{_NEXT})[^\s　|｜【】\[\]<>『』〖〗:：]{{1,40}}(?:[ 　](?!{_NEXT})[一-鿿]{{1,3}}(?=[ 　]|$)){{0,1}})"
# A value in an element of its own, far from its word in the markup: a name, no sentence and no next word with its colon.
_FAR = rf"\s{{4,80}}+((?!{_NEXT})[^\s|｜【】\[\]<>『』〖〗:：，。；！？]{{2,40}}+)(?=\s|】|\]|$)"
_SOURCES = tuple(late_pattern(rf"(?:{words})\s{{0,3}}[:：](?:\s{{0,3}}{_VALUE}|{_FAR})") for words in _SOURCE_WORDS)
_PERSON = r"[一-鿿·]{2,4}(?:[ 　、][一-鿿·]{2,4}(?![一-鿿])){0,3}"
_AUTHORS = (
    late_pattern(
        rf"(?:作\s{{0,4}}者|撰\s{{0,2}}[稿文]|供稿人|文\s{{0,2}}(?=[/／])|通讯员|记\s{{0,2}}者)\s{{0,3}}[:：/／](?:\s{{0,3}}{_VALUE}|{_FAR})"
    ),
    late_pattern(rf"[（(][^\s（()），。]{{0,10}}?(?:记者|通讯员|作者)[:：]?[ 　]?({_PERSON})[)）]"),
    late_pattern(rf"(?:作\s?者|记者|通讯员)[ 　]{{1,3}}({_PERSON})(?=[\s|｜)）]|$)"),
)
# Each of those words holds one of these.
_IN_AUTHOR_WORDS = ("者", "撰", "供稿人", "通讯员", "文/", "文／", "文 ")
_EDITOR = late_pattern(rf"(?:责任编辑|责\s{{0,2}}编|编\s{{0,4}}辑|审\s{{0,2}}核)\s{{0,3}}[:：]\s{{0,3}}{_VALUE}")
_SOURCE_METAS = ("contentsource", "source", "article:source", "og:article:source", "mediaid", "copyrightsource")
_AUTHOR_METAS = ("author", "article:author", "dc.creator", "og:article:author")
# Who made a site stands in the same label as who wrote a text; a name and its colon are one of these too.
_MAKER = late_pattern(r"[:：@/]|www\.|公司|科技|网络|软件|技术|设计|策划|工作室|admin", re.IGNORECASE)
_TRAIL = "。；;，,、-—()（”’"
_LEAST_TEXT = 20
_LEAST_PARAGRAPHS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article's own parts; an empty text where the page says nothing."""

    title: str
    author: str
    editor: str
    body: str


def read_source(metas: Mapping[str, str], text: str) -> str:
    """Where a text comes from: its label, else what stands after “来源” or its like before the next word of that line."""
    if label := _meta(metas, _SOURCE_METAS):
        return label.removeprefix("来源：").strip() or label
    for pattern, marks in zip(_SOURCES, _IN_SOURCE_WORDS, strict=True):
        if any(one in text for one in marks) and (named := _value(pattern, text)):
            return named
    return ""


def _author(metas: Mapping[str, str], text: str) -> str:
    """Who wrote a text; a site's name or a number in the meta names nobody."""
    label = _meta(metas, _AUTHOR_METAS)
    if label and not label.isdigit() and label != metas.get("sitename", "") and not _MAKER.search(label):
        return label
    if not any(one in text for one in _IN_AUTHOR_WORDS):
        return ""
    return next(filter(None, (_value(pattern, text) for pattern in _AUTHORS)), "")


def read_article(document: Document, metas: Mapping[str, str], page_title: str, text: str) -> Article:
    """Read an article's parts. `metas` are keyed by lower-case names."""
    return Article(
        title=_meta(metas, ("articletitle",)) or headline(document, metas, page_title),
        author=_author(metas, text),
        editor=_value(_EDITOR, text),
        body=read_body(document),
    )


def read_body(document: Document) -> str:
    """The article's own text: that of the first of the usual containers that holds text.

    Where no maker's name says which it is, the element whose own paragraphs hold most text counts before vague names.
    """
    for selector in BODIES[:2]:
        if len(text := document.first_text(selector)) >= _LEAST_TEXT:
            return text
    if len(text := document.paragraphs()) >= _LEAST_PARAGRAPHS:
        return text
    return next((text for selector in BODIES[2:] if len(text := document.first_text(selector)) >= _LEAST_TEXT), "")


def headline(document: Document, metas: Mapping[str, str], page_title: str) -> str:
    """The title that a visitor reads: a heading that the window's title repeats, else the text above the line with the time.

    Makers put the site's and the column's name before or behind it in the window's title, or show nothing but the site's name there.
    """
    window = _Window(page_title, metas.get("sitename", ""))
    best = max((window.rank(text) for text in document.texts(_HEADINGS, _MOST_HEADINGS)), default=_NO_RANK)
    if best.is_poor:
        best = max(
            best, max((window.rank(text) for text in document.texts(_PLAIN_HEADINGS, _MOST_HEADINGS)), default=_NO_RANK)
        )
    if not best.is_poor and (len(best.text) >= _LEAST_HEADING or best.text != metas.get("columnname", "")):
        return best.text
    if len(window.first) >= _LEAST_HEADING and window.is_shown(document.pieces()):
        return window.first
    return window.without_day(
        _first_heading(document, window)
        or _above_time(document, window)
        or best.text
        or window.first
        or document.first_text("h1")
    )


def _first_heading(document: Document, window: "_Window") -> str:
    """The first heading of the highest rank that is long enough for an article and no site's name."""
    for level in ("h1", "h2", "h3", "h4"):
        for text in document.texts(level, _MOST_HEADINGS):
            own = _without_line(text)
            if len(own) >= _LEAST_HEADING and not _MENU.fullmatch(own) and not window.is_site(own):
                return own
    return ""


def _without_line(text: str) -> str:
    """A heading without the line of time and source that some makers put into it."""
    line = _META_START.search(text)
    return _TRAILING_TIME.sub("", text[: line.start()]).strip() if line else text


class _Rank(NamedTuple):
    """How well a heading agrees with the window's title; the greater the better."""

    is_no_site: bool
    is_start: bool
    length: int
    text: str

    @property
    def is_poor(self) -> bool:
        return not self.is_no_site or self.length < _SHORTEST


class _Window:
    """The window's title, cut where makers join titles and names."""

    def __init__(self, title: str, site_name: str) -> None:
        parts = [_AROUND.sub(r"\1", part.strip()) for part in _TITLE_BREAK.split(title) if part.strip()]
        self._whole = _bare(title)
        self._site = _bare(site_name)
        self._parts = {_bare(part) for part in parts}
        self._first = _bare(parts[0]) if parts else ""
        self.first = next((part.strip() for part in parts if not self._is_site(_bare(part))), "")

    def rank(self, text: str) -> _Rank:
        """How a heading stands to the title: it equals a part, begins it, or goes on where it was cut short."""
        bare = _bare(text)
        is_cut = (
            self._first.endswith(("…", "..."))
            and len(self._first) > _SHORTEST * 2
            and bare.startswith(self._first.rstrip(".…"))
        )
        if len(bare) < _SHORTEST or not (bare in self._parts or self._whole.startswith(bare) or is_cut):
            return _NO_RANK
        return _Rank(not self._is_site(bare), self._whole.startswith(bare) or is_cut, len(bare), text)

    def without_day(self, text: str) -> str:
        """A heading without the day behind it, where the window's title has the one and not the other."""
        own = _TRAILING_TIME.sub("", text).strip()
        return own if own and _bare(own) in self._whole and _bare(text) not in self._whole else text

    def is_shown(self, pieces: Iterable[str]) -> bool:
        """Whether the page shows what the window's title begins with as a piece of text of its own."""
        bare = _bare(self.first)
        return any(len(piece) < len(bare) * 2 and _bare(piece) == bare for piece in pieces)

    def is_site(self, text: str) -> bool:
        """Whether a text is a site's name rather than a title."""
        return self._is_site(_bare(text))

    def _is_site(self, bare: str) -> bool:
        return bare == self._site or (len(bare) <= _LONGEST_NAME and _NAME.search(bare) is not None)


_NO_RANK = _Rank(is_no_site=False, is_start=False, length=0, text="")
_NAME = late_pattern(r"(?:人民政府|政府网|门户网站|信息网|网站|官网|委员会|局|办公室|政府门户|欢迎您|首页)$")
_AROUND = late_pattern(r"^[\[【]([^\[\]【】]{1,80})[\]】]$")
# Four and more short words one behind the other.
_MENU = late_pattern(r"\S{1,6}(?: \S{1,6}){3,40}")
_LONGEST_NAME = 20
_MOST_HEADINGS = 120
_SHORTEST = 4
_LEAST_TITLE = 6
_LEAST_HEADING = 8


def _above_time(document: Document, window: "_Window") -> str:
    """The text above the line that says when, and by whom, an article was published."""
    pieces = document.pieces()
    for number, piece in enumerate(pieces):
        if not number or not (_META_START.search(piece) or (len(piece) <= _STAMP and first_date(piece))):
            continue
        above = (one for one in reversed(pieces[max(0, number - 6) : number]) if _may_be_title(one, window))
        if title := next(above, ""):
            return title
    return ""


def _may_be_title(piece: str, window: "_Window") -> bool:
    return _LEAST_TITLE <= len(piece) <= _LONGEST_TITLE and not _META_START.search(piece) and not window.is_site(piece)


_META_START = late_pattern(
    r"发布时间|发布日期|发布机构|索\s?引\s?号|成文日期|文\s{0,4}号|信息时间|发表时间|更新时间|信息来源|文章来源|来\s{0,4}源\s{0,2}[:：]|作\s{0,4}者\s{0,2}[:：]|(?:点\s{0,2}击|浏览)(?:次数|[数量率次]|\s{0,2}[:：])|时\s{0,4}间\s{0,2}[:：]"
)
_TRAILING_TIME = late_pattern(r"[\s　]*[(（\[【]?\s?20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s　\d:：]*[)）\]】]?\s*$")
_STAMP = 24
_LONGEST_TITLE = 160


def _bare(text: str) -> str:
    return _SPACES.sub("", text)


def _meta(metas: Mapping[str, str], names: Iterable[str]) -> str:
    return next((value for name in names if (value := metas.get(name, "").strip())), "")


def _value(pattern: re.Pattern[str], text: str) -> str:
    for found in pattern.finditer(text):
        value = _trimmed(found[1] or found[found.lastindex or 1])
        if value and not value[0].isdigit() and not _NO_NAME.search(value) and value not in _SIZES:
            return value
    return ""


def _trimmed(value: str) -> str:
    """A value without what stands around it; brackets that it opens itself stay closed."""
    value = squeeze(value).lstrip("（(").strip()
    opened, closed = value.rfind("（"), value.find("）")
    if opened < 0 <= closed:
        value = value[:closed]
    return value.rstrip(_TRAIL + ("）" if opened < 0 else ""))


# A sentence, or a document's number.
_NO_NAME = late_pattern(r"[，。；！？]|[〔\[［（(]\s?20\d\d\s?[〕\]］）)]")
# Sizes of type to choose from, behind a source that is empty.
_SIZES = frozenset({"大", "中", "小", "大 中", "小 大", "小 中", "A", "A+", "A-"})
