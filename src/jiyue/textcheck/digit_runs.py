"""Personal numbers that are made of digits: citizen IDs, bank cards, mobiles and landlines (13.5)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jiyue.textcheck import numbers, surroundings
from jiyue.textcheck.folding import (
    ASCII_DIGITS,
    CHINESE_DIGITS,
    DIGIT_CLASS,
    OTHER_DIGITS,
    SEPARATOR_CLASS,
    X_CLASS,
    X_LETTERS,
    Group,
    groups,
)
from jiyue.textcheck.hits import Confidence, Found, Severity
from jiyue.textcheck.masking import mask

CLAUSE: Final = "13.5"
SHORTEST: Final = 11
LONGEST: Final = 19
RUN: Final = re.compile(
    f"{DIGIT_CLASS}(?:{SEPARATOR_CLASS}{{0,2}}{DIGIT_CLASS}){{{SHORTEST - 1},}}(?:{SEPARATOR_CLASS}{{0,2}}{X_CLASS})?"
)
PLAIN_RUN: Final = f"[0-9](?:{SEPARATOR_CLASS}{{0,2}}[0-9]){{{SHORTEST - 1}}}"
# Literals without which no disguised run exists: a digit of another script, or Chinese numerals side by side,
# with one blank between, or beside a plain digit. (Single Chinese numerals are ordinary words.)
DISGUISES: Final = (
    *OTHER_DIGITS,
    *(first + gap + second for first in CHINESE_DIGITS for second in CHINESE_DIGITS for gap in ("", " ", "-")),
    *(first + second for first in CHINESE_DIGITS for second in ASCII_DIGITS),
    *(first + second for first in ASCII_DIGITS for second in CHINESE_DIGITS),
)
_ID_WORDS: Final = re.compile(r"身份证|身份号码|公民身份|证件号|身份证明")
_CARD_WORDS: Final = re.compile(r"银行卡|卡号|账号|帐号|账户|帐户|开户|户名|存折|收款|汇款|打款")
_REGISTRATION_WORDS: Final = re.compile(
    r"注册号|执照|统一社会信用|组织机构代码|登记号|编号|流水号|单号|批号|条码|项目代码|序列号|订单|公告号|备案号|联网备|公网安备"
)
_MOBILE_LAYOUTS: Final = frozenset({(11,), (3, 4, 4), (3, 8), (7, 4), (4, 7), (2, 11), (2, 3, 4, 4), (13,), (1,) * 11})
_LANDLINE_LAYOUTS: Final = frozenset(
    {(11,), (12,), (3, 8), (4, 7), (4, 8), (3, 4, 4), (4, 3, 4), (4, 4, 4), (1,) * 11, (1,) * 12}
)
_ADVICE: Final = {
    "citizen-id": "删除该号码；确需公开的，只保留前6位和后4位，其余用*代替。",
    "bank-card": "删除该卡号；确需公开的，只保留后4位。",
    "mobile": "删除个人手机号码；确需公开的，写成138****1234的形式；工作电话请登记为本单位公开电话。",
    "landline": "删除个人或家庭电话；本单位公开电话请登记后使用。",
}


def personal_numbers(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the personal numbers within one run of digits, `text[start:end]` as RUN matches it.

    Groups are read one by one and, where none is a number alone, joined in the layouts in which people
    write such numbers; a run is read once, whatever its length.
    """
    parts = list(groups(text, start, end))
    first = 0
    while first < len(parts):
        for last in _ends(parts, first):
            kind, digits, stop = _classify(text, parts[first : last + 1])
            if kind:
                found = _judge(text, kind, digits, parts[first].start, stop)
                if found:
                    yield found
                first = last
                break
        first += 1


def _ends(parts: Sequence[Group], first: int) -> list[int]:
    """Return the last groups with which the one at `first` may make a number: alone, then the longest join first."""
    total, ends = 0, []
    for last in range(first, min(first + LONGEST, len(parts))):
        total += len(parts[last].digits)
        if total > LONGEST:
            break
        if total >= SHORTEST:
            ends.append(last)
    return sorted(ends, key=lambda last: (last != first, -last))


def _classify(text: str, parts: Sequence[Group]) -> tuple[str, str, int]:
    digits = "".join(part.digits for part in parts)
    start, stop = parts[0].start, parts[-1].end
    if len(digits) < SHORTEST or not _stands_alone(text, start):
        return "", "", stop
    if len(digits) == 17:
        stop_of_x = _x_after(text, stop)
        if stop_of_x and numbers.citizen_id_body_is_plausible(digits + "X"):
            return "citizen-id", digits + "X", stop_of_x
    if not _ends_alone(text, stop):
        return "", "", stop
    return _by_layout(digits, _layout(parts)), digits, stop


def _layout(parts: Sequence[Group]) -> tuple[int, ...]:
    layout: list[int] = []
    for part in parts:
        if part.is_glued and layout:
            layout[-1] += len(part.digits)
        else:
            layout.append(len(part.digits))
    return tuple(layout)


def _by_layout(digits: str, layout: tuple[int, ...]) -> str:
    alone = len(layout) == 1
    if numbers.citizen_id_is_valid(digits) or (alone and numbers.citizen_id_body_is_plausible(digits)):
        return "citizen-id"
    if alone and numbers.old_citizen_id_is_plausible(digits):
        return "citizen-id"
    if numbers.card_issuer(digits) and _is_card_layout(layout):
        return "bank-card"
    if layout in _MOBILE_LAYOUTS and numbers.is_mobile(digits):
        return "mobile"
    return "landline" if layout in _LANDLINE_LAYOUTS and numbers.is_landline(digits) else ""


def _is_card_layout(layout: tuple[int, ...]) -> bool:
    if len(layout) == 1 or set(layout) == {1}:
        return True
    return (set(layout[:-1]) == {4} and layout[-1] <= 4) or (layout[0] == 6 and len(layout) == 2)


def _stands_alone(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    if before == "." and text[start - 2 : start - 1].isdigit():
        return False
    return not (before.isascii() and (before.isalnum() or before in "_=$#%")) or not before


def _ends_alone(text: str, stop: int) -> bool:
    after = text[stop : stop + 1]
    return not after or not ((after.isascii() and (after.isalnum() or after in "_%=")) or after in "元万亿％℃")


def _x_after(text: str, stop: int) -> int:
    window = text[stop : stop + 3].lstrip(" \u00a0\u3000-")
    if not window or window[0] not in X_LETTERS:
        return 0
    end = text.index(window[0], stop) + 1
    return end if _ends_alone(text, end) else 0


def _judge(text: str, kind: str, digits: str, start: int, end: int) -> Found | None:
    severity, confidence, message = _JUDGES[kind](text, digits, start, end)
    if not message:
        return None
    written = "".join(character for character in text[start:end] if character.isascii() and character.isalnum())
    disguise = "" if written.upper() == digits.upper() else "，且以变形方式书写"
    return Found(
        kind, start, end, mask(kind, digits), severity, confidence, CLAUSE, message + disguise, _ADVICE[kind], kind
    )


Judgement = tuple[Severity, Confidence, str]
_NOTHING: Final[Judgement] = ("hint", "to-verify", "")


def _judge_citizen_id(text: str, digits: str, start: int, end: int) -> Judgement:
    words = surroundings.around(text, start, end)
    named = bool(_ID_WORDS.search(words))
    if len(digits) == 18 and numbers.citizen_id_is_valid(digits):
        return "forbidden", "certain", "出现公民身份号码（校验位正确）"
    if not named and _REGISTRATION_WORDS.search(words):
        return _NOTHING
    if len(digits) == 15:
        return (
            ("forbidden", "certain", "出现15位旧版公民身份号码")
            if named
            else ("explain", "to-verify", "疑似15位旧版公民身份号码")
        )
    return ("forbidden" if named else "explain"), "to-verify", "疑似公民身份号码（校验位不符，可能录入有误）"


def _judge_bank_card(text: str, digits: str, start: int, end: int) -> Judgement:
    words = surroundings.around(text, start, end)
    if _CARD_WORDS.search(words):
        return "forbidden", "certain", "出现银行卡号（校验位正确）"
    if numbers.card_issuer(digits) != "unionpay" or _REGISTRATION_WORDS.search(words):
        return _NOTHING
    return "forbidden", "to-verify", "疑似银行卡号（校验位正确）"


def _judge_mobile(text: str, _digits: str, start: int, end: int) -> Judgement:
    where = surroundings.setting(text, start, end)
    if where == "none" and _REGISTRATION_WORDS.search(surroundings.around(text, start, end)):
        return _NOTHING
    if where == "private":
        return "forbidden", "certain", "出现个人手机号码"
    if where == "office":
        return "explain", "to-verify", "出现手机号码，文中称作工作电话"
    return "forbidden", "to-verify", "出现手机号码"


def _judge_landline(text: str, _digits: str, start: int, end: int) -> Judgement:
    if surroundings.setting(text, start, end) != "private":
        return _NOTHING
    return "explain", "to-verify", "出现固定电话号码，上下文像是个人或家庭电话"


_JUDGES: Final = {
    "citizen-id": _judge_citizen_id,
    "bank-card": _judge_bank_card,
    "mobile": _judge_mobile,
    "landline": _judge_landline,
}
