"""What an article says of itself: title, source, author, own text. Labels first, then what a visitor reads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jiyue.inspection.facts.dates import first_date
from jiyue.inspection.facts.document import Document, squeeze

# Where the common makers put an article's own text, surest names first; the first that holds text counts.
BODIES = (
    "#zoom,#Zoom,#UCAP-CONTENT,#vsb_content,.v_news_content,.TRS_Editor,.trs_editor_view,.TRS_UEDITOR,#fontzoom,#artibody,#contentText",
    ".entry-content,.article-content,.article-body,.article_content,.pages_content,.news_content,.content_body,.articleContent,#article_content,#articleContent",
    "article,[class*=article i][class*=con i]",
    "[id*=content i],[class*=content i]",
)
_HEADINGS = "h1, h2, h3, h4, [class*=title i], [class*=bt i], [class*=tit i], [id*=title i], [class*=headline i], [class*=subject i]"
_PLAIN_HEADINGS = "b, strong, font, center, td, p, div"
_TITLE_BREAK = re.compile(r"\s*[_|｜—–·]+\s*|\s+[-－»>]\s*|\s*[-－»>]\s+|(?<=[一-鿿）)”》])-(?=[一-鿿])")
_SPACES = re.compile(r"[\s　]+")
_NEXT = (
    r"来\s{0,4}源|信息来源|作\s{0,4}者|发布|时\s{0,4}间|日\s{0,4}期|浏\s{0,4}览|点\s{0,4}击|阅\s{0,4}读|访\s{0,4}问|字\s{0,4}[体号]|打\s{0,4}印|编\s{0,4}辑|责\s{0,2}编|责任编辑|分\s{0,4}享|审\s{0,2}核|"
    r"文\s?字|关\s?闭|扫\s?码|收\s?藏|保护视力|背景|信息|次|我要|语音|朗读|栏目|索引号|文号|摄影|供稿|录入|校对|撰稿|【|\[|『|〖|\||｜|&|https?:"
)
_SOURCE_WORDS = r"信息来源|文章来源|稿件来源|新闻来源|内容来源|资料来源|来源单位|来\s{0,4}源|稿\s{0,2}源|文章出处|出\s{0,2}处|转载自|摘\s{0,1}自|供稿单位|发布单位|发布机构|信息提供|供\s{0,2}稿"
# Every one of these words holds one of these characters.
_IN_SOURCE_WORDS = "源处自供布提"
_VALUE = rf"((?!{_NEXT})[^\s　|｜【】\[\]<>『』〖〗:：]{{1,40}}(?:[ 　](?!{_NEXT})[一-鿿]{{1,3}}(?=[ 　]|$)){{0,1}})"
_SOURCE = re.compile(rf"(?:{_SOURCE_WORDS})\s{{0,3}}[:：]\s{{0,3}}{_VALUE}")
_AUTHOR = re.compile(
    rf"(?:作\s{{0,4}}者|撰\s{{0,2}}稿|供稿人|文\s{{0,2}}[/／]|通讯员|记\s{{0,2}}者)\s{{0,3}}[:：/／]?\s{{0,3}}{_VALUE}"
)
_EDITOR = re.compile(rf"(?:责任编辑|责\s{{0,2}}编|编\s{{0,4}}辑|审\s{{0,2}}核)\s{{0,3}}[:：]\s{{0,3}}{_VALUE}")
_SOURCE_METAS = ("contentsource", "source", "article:source", "og:article:source", "mediaid", "copyrightsource")
_AUTHOR_METAS = ("author", "article:author", "dc.creator", "og:article:author")
_TRAIL = "。；;，,、-—()（）”’"
_LEAST_TEXT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article's own parts; an empty text where the page says nothing."""

    title: str
    author: str
    editor: str
    body: str


def read_source(metas: Mapping[str, str], text: str) -> str:
    """Where a text comes from: its label, else what stands after “来源” or its like before the next word of that line."""
    return _meta(metas, _SOURCE_METAS) or (
        _value(_SOURCE, text) if any(one in text for one in _IN_SOURCE_WORDS) else ""
    )


def read_article(document: Document, metas: Mapping[str, str], page_title: str, text: str) -> Article:
    """Read an article's parts. `metas` are keyed by lower-case names."""
    return Article(
        title=_meta(metas, ("articletitle",)) or headline(document, metas, page_title),
        author=_meta(metas, _AUTHOR_METAS) or _value(_AUTHOR, text),
        editor=_value(_EDITOR, text),
        body=read_body(document),
    )


def read_body(document: Document) -> str:
    """The article's own text: that of the first of the usual containers that holds text."""
    return next((text for selector in BODIES if len(text := document.first_text(selector)) >= _LEAST_TEXT), "")


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
    if not best.is_poor:
        return best.text
    return (
        _first_heading(document, window)
        or _above_time(document)
        or best.text
        or window.first
        or document.first_text("h1")
    )


def _first_heading(document: Document, window: "_Window") -> str:
    """The first heading of the highest rank that is long enough for an article and no site's name."""
    for level in ("h1", "h2", "h3", "h4"):
        for text in document.texts(level, _MOST_HEADINGS):
            if len(own := _without_line(text)) >= _LEAST_HEADING and not window.is_site(own):
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
        parts = [part for part in _TITLE_BREAK.split(title) if part.strip()]
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

    def is_site(self, text: str) -> bool:
        """Whether a text is a site's name rather than a title."""
        return self._is_site(_bare(text))

    def _is_site(self, bare: str) -> bool:
        return bare == self._site or (len(bare) <= _LONGEST_NAME and _NAME.search(bare) is not None)


_NO_RANK = _Rank(is_no_site=False, is_start=False, length=0, text="")
_NAME = re.compile(r"(?:人民政府|政府网|门户网站|信息网|网站|官网|委员会|局|办公室|政府门户|欢迎您|首页)$")
_LONGEST_NAME = 20
_MOST_HEADINGS = 120
_SHORTEST = 4
_LEAST_TITLE = 6
_LEAST_HEADING = 8


def _above_time(document: Document) -> str:
    """The text above the line that says when, and by whom, an article was published."""
    pieces = document.pieces()
    for number, piece in enumerate(pieces):
        if number and (_META_START.search(piece) or (len(piece) <= _STAMP and first_date(piece))):
            above = next(
                (
                    one
                    for one in reversed(pieces[max(0, number - 6) : number])
                    if len(one) >= _LEAST_TITLE and not _META_START.search(one)
                ),
                "",
            )
            return above if 0 < len(above) <= _LONGEST_TITLE else ""
    return ""


_META_START = re.compile(
    r"发布时间|发布日期|发布机构|索\s?引\s?号|成文日期|文\s{0,4}号|信息时间|发表时间|更新时间|信息来源|文章来源|来\s{0,4}源\s{0,2}[:：]|作\s{0,4}者\s{0,2}[:：]|点\s{0,2}击|浏览|时\s{0,4}间\s{0,2}[:：]"
)
_TRAILING_TIME = re.compile(r"[\s　]*20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s　\d:：]*$")
_STAMP = 24
_LONGEST_TITLE = 160


def _bare(text: str) -> str:
    return _SPACES.sub("", text)


def _meta(metas: Mapping[str, str], names: Iterable[str]) -> str:
    return next((value for name in names if (value := metas.get(name, "").strip())), "")


def _value(pattern: re.Pattern[str], text: str) -> str:
    for found in pattern.finditer(text):
        value = squeeze(found[1]).rstrip(_TRAIL)
        if value and not value[0].isdigit():
            return value
    return ""
