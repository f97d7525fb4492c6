"""What may stand in public, and what counts as an answer (13.5, 18.3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiyue.textcheck import KINDS, PERSONAL, Hit, scan

SHORTEST_ANSWER = 30
STOCK_PHRASES = (
    "感谢您的来信", "感谢您的留言", "感谢您的关注", "感谢您的支持", "感谢您的理解", "您的来信收悉", "来信收悉", "留言收悉",
    "您反映的问题收悉", "已收悉", "我们高度重视", "高度重视", "已转相关部门", "已转有关部门", "转交相关部门", "将认真研究",
    "认真研究", "正在研究", "正在办理", "将尽快办理", "尽快处理", "尽快答复", "请耐心等待", "敬请谅解", "祝您生活愉快",
    "欢迎继续监督", "网友您好", "您好", "此复", "特此回复",
)  # fmt: skip
_STOCK = re.compile("|".join(map(re.escape, sorted(STOCK_PHRASES, key=len, reverse=True))))
_REST = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Remark:
    """One thing that keeps a text from being released, or that its writer should know: level as in the check panel."""

    level: str
    place: str
    message: str
    excerpt: str
    clause: str
    advice: str


@dataclass(frozen=True)
class Piece:
    """A piece of a shown text; `hidden` names the kind of personal data that stood there."""

    text: str
    hidden: str = ""


def personal(text: str) -> tuple[Hit, ...]:
    """The personal data of private people in a text: what must not be published (13.5)."""
    return tuple(hit for hit in scan(text) if hit.kind in PERSONAL and hit.severity == "forbidden")


def pieces(text: str) -> Iterator[Piece]:
    """A text cut at its personal data; each such place comes as what was hidden, never as itself."""
    position = 0
    for hit in personal(text):
        yield Piece(text[position : hit.start])
        yield Piece(_("（%(kind)s已隐去）") % {"kind": KINDS[hit.kind]}, hidden=hit.kind)
        position = hit.end
    yield Piece(text[position:])


def masked(text: str) -> str:
    """A text without the personal data in it."""
    return "".join(piece.text for piece in pieces(text))


def is_perfunctory(answer: str) -> bool:
    """Whether an answer says nothing beyond stock phrases: "received, will handle" is no answer and stops no clock (18.3, R24)."""
    said = _REST.sub("", _STOCK.sub("", answer))
    return len(said) < SHORTEST_ANSWER


def remarks(*, answer: str, public: tuple[str, str] | None) -> list[Remark]:
    """What the check says to an answer, and to the title and text that would be published with it (None: nothing is)."""
    found: list[Remark] = []
    if is_perfunctory(answer):
        sentence = _("除套话外没有实质内容，不算有效答复，不停止计时。")
        found.append(
            Remark(
                "forbidden",
                _("答复"),
                sentence,
                "",
                "18.3",
                _("请写明事实、依据、措施和时限；暂时不能答复的，用“告知进展”。"),
            )
        )
    places = [(_("答复"), answer)]
    if public is not None:
        places = [(_("公开标题"), public[0]), (_("公开的来信"), public[1]), *places]
    for place, text in places:
        for hit in scan(text):
            grave = hit.severity == "forbidden" and (public is not None or hit.kind not in PERSONAL)
            level = "forbidden" if grave else ("explain" if hit.severity == "explain" else "hint")
            found.append(Remark(level, place, hit.message, hit.excerpt, hit.clause, hit.advice))
    return found
