"""The digest of the measures: one statement per clause in our own words, articles as headings with anchors."""

from collections.abc import Callable, Iterator
from html import escape
from typing import Final

from jiyue.rulebook import clauses

NUMERALS = "〇一二三四五六七八九"
LEAD = (
    "本页是《宝鸡市政府网站管理办法》的条款摘编，供查阅和核对使用。每一句概括一项职责、权利、限制或者形式要求，"
    "由平台编写，不是办法原文；引用时以正式印发的文本为准。"
)


def measures_digest() -> str:
    """Make the digest as HTML: `chapter-3` and `article-9` are anchors of headings, `clause-9-3` of statements."""
    return "\n".join(_lines())


DIGESTS: Final[dict[str, Callable[[], str]]] = {"measures": measures_digest}


def chinese(number: int) -> str:
    """Write 1 to 99 as in headings of regulations: 十一, 三十八."""
    tens, ones = divmod(number, 10)
    lead = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    return lead + (NUMERALS[ones] if ones else "")


def _lines() -> Iterator[str]:
    yield f"<p>{LEAD}</p>"
    found = clauses.all()
    for chapter in clauses.articles():
        heading = f"第{chinese(chapter.number)}章　{chapter.title}" if chapter.number else chapter.title
        yield f'<h2 id="chapter-{chapter.number}">{escape(heading)}</h2>'
        if not chapter.number:
            yield from _statements(clause for clause in found if clause.article == 0)
        for article in chapter.articles:
            title = f"第{chinese(article.number)}条　{article.title}"
            yield f'<h3 id="article-{article.number}">{escape(title)}</h3>'
            yield from _statements(clause for clause in found if clause.article == article.number)


def _statements(found: Iterator[clauses.Clause]) -> Iterator[str]:
    for clause in found:
        anchor = f"clause-{clause.id.replace('.', '-')}"
        yield f'<p id="{anchor}">{escape(clause.statement)}〔{escape(clause.citation)}〕</p>'
