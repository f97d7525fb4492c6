"""From text to words, by one rule for what is indexed and for what is asked; document numbers in one form."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

LONGEST_QUERY = 80
MOST_WORDS = 12
LONGEST_WORD = 60
# Words that stand everywhere: in a question they narrow nothing.
EMPTY_WORDS = frozenset(
    [
        "的",
        "了",
        "和",
        "与",
        "及",
        "或",
        "在",
        "是",
        "对",
        "为",
        "吗",
        "呢",
        "啊",
        "吧",
        "怎么",
        "如何",
        "请问",
        "什么",
        "关于",
        "the",
        "of",
        "and",
    ]
)
_WORD = re.compile(r"\w")
_NUMBER = re.compile(
    r"([\u4e00-\u9fffA-Za-z]{1,20})\s*[〔\[\(（【［]\s*(\d{4})\s*[〕\]\)）】］]\s*(?:第\s*)?(\d{1,5})\s*号"
)
_LOOSE_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,20})\s*(\d{4})\s*(?:年\s*)?(?:第\s*)?(\d{1,5})\s*号")


@dataclass(frozen=True)
class Query:
    """A visitor's words, cleaned: `text` as shown again, `words` to be found, `number` when the whole query is a document number."""

    text: str
    words: tuple[str, ...]
    number: str = ""


def fold(text: str) -> str:
    """One form for what reads the same: full and half width, upper and lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def index_words(text: str) -> Iterator[str]:
    """Every word of a text, long ones also in their parts."""
    return (word for word in rjieba.cut_for_search(fold(text)) if _WORD.search(word) and len(word) <= LONGEST_WORD)


def parse(raw: str) -> Query:
    """Read a visitor's query. Nothing in it is syntax: operators, brackets and wildcards are only characters."""
    text = "".join(character if character.isprintable() else " " for character in raw)[:LONGEST_QUERY].strip()
    number = canonical(text, whole=True)
    cut = [word for word in rjieba.cut(fold(text)) if _WORD.search(word) and len(word) <= LONGEST_WORD]
    words = list(dict.fromkeys(word for word in cut if word not in EMPTY_WORDS)) or list(dict.fromkeys(cut))
    return Query(text, tuple(words[:MOST_WORDS]), number)


def canonical(text: str, *, whole: bool = False) -> str:
    """The canonical form of a document number, "宝政办发|2026|28"; with `whole` only when the text is nothing else. Empty when there is none."""
    for expression in (_NUMBER, _LOOSE_NUMBER):
        match = expression.fullmatch(text.strip()) if whole else expression.search(text)
        if match:
            return _form(match)
    return ""


def numbers_in(text: str) -> tuple[str, ...]:
    """The document numbers that a text cites, in canonical form; those with their proper brackets only."""
    return tuple(dict.fromkeys(form for match in _NUMBER.finditer(text) for form in _forms(match)))


def _form(match: re.Match[str]) -> str:
    code, year, number = match.groups()
    return f"{fold(code)}|{year}|{int(number)}"


def _forms(match: re.Match[str]) -> Iterator[str]:
    """In running text the words before the code run into it, so every ending of them may be the code."""
    code, year, number = match.groups()
    folded = fold(code)
    for start in range(len(folded)):
        if len(folded) - start > 1:
            yield f"{folded[start:]}|{year}|{int(number)}"
