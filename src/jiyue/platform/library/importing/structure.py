"""The structure of a regulation: title, chapters, articles, items, as HTML with headings and anchors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

NUMERALS = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
CHAPTER = re.compile(r"^第([〇零一二三四五六七八九十百]+)章\s*(.*)$")
ARTICLE = re.compile(r"^第([〇零一二三四五六七八九十百]+)条\s*(.*)$")
DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d{1,4}号")
LONGEST_TITLE = 60


@dataclass(frozen=True)
class PolicyText:
    """A document as the repository takes it: `body` is HTML; chapters and articles are counted."""

    title: str
    document_number: str
    body: str
    chapters: int
    articles: int


def number(text: str) -> int:
    """Read a Chinese number up to 999, for example 三十八."""
    total, digit = 0, 0
    for letter in text:
        if letter == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif letter == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = NUMERALS[letter]
    return total + digit


def structured(lines: Sequence[str], *, title: str = "") -> PolicyText:
    """Give lines their structure; without a title of its own the first line before any chapter is the title, if it is short."""
    rest = list(lines)
    if (
        not title
        and rest
        and not CHAPTER.match(rest[0])
        and not ARTICLE.match(rest[0])
        and len(rest[0]) <= LONGEST_TITLE
    ):
        title = rest.pop(0)
    found = DOCUMENT_NUMBER.search("\n".join(lines[:12]))
    body: list[str] = []
    chapters = articles = 0
    for line in rest:
        if chapter := CHAPTER.match(line):
            chapters += 1
            name = " ".join(part for part in (f"第{chapter[1]}章", chapter[2].replace(" ", "")) if part)
            body.append(f'<h2 id="chapter-{number(chapter[1])}">{escape(name)}</h2>')
        elif article := ARTICLE.match(line):
            articles += 1
            body.append(f'<h3 id="article-{number(article[1])}">第{article[1]}条</h3>')
            if article[2]:
                body.append(f"<p>{escape(article[2])}</p>")
        else:
            body.append(f"<p>{escape(line)}</p>")
    return PolicyText(title, found.group() if found else "", "\n".join(body), chapters, articles)
