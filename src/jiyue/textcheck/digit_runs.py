"""Personal numbers that are made of digits: citizen IDs, bank cards, mobiles and landlines (13.5)."""

from collections.abc import Container, Iterator, Sequence
from typing import Final

from jiyue.patterns import late_pattern
from jiyue.textcheck import numbers, surroundings
from jiyue.textcheck.folding import (
    ASCII_DIGITS,
    CHINESE_DIGITS,
    DIGIT_CLASS,
    DIGITS,
    OTHER_DIGITS,
    SEPARATOR_CLASS,
    SEPARATORS,
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
_CITIZEN_LENGTHS: Final = (17, 18)  # however parted; 17 before an X
RUN: Final = late_pattern(
    f"{DIGIT_CLASS}(?:{SEPARATOR_CLASS}{{0,2}}{DIGIT_CLASS}){{{SHORTEST - 1},}}(?:{SEPARATOR_CLASS}{{0,2}}{X_CLASS})?"
)
# The character after the run belongs to it, so that a long run is told once and not at each of its digits.
PLAIN_RUN: Final = f"[0-9](?:{SEPARATOR_CLASS}{{0,2}}[0-9]){{{SHORTEST - 1}}}(?:[^0-9]|$)"
# Literals without which no disguised run exists: a digit of another script, a numeral that no word of today holds, or
# Chinese numerals side by side, with one blank between, or beside a plain digit. (Single ones are ordinary words.)
_RARE_NUMERALS: Final = "弌弍弎幺參貳陸"
_NUMERALS: Final = tuple(numeral for numeral in CHINESE_DIGITS if numeral not in _RARE_NUMERALS)
DISGUISES: Final = (
    *OTHER_DIGITS,
    *_RARE_NUMERALS,
    *(first + gap + second for first in _NUMERALS for second in _NUMERALS for gap in ("", " ", "-")),
    *(first + second for first in _NUMERALS for second in ASCII_DIGITS),
    *(first + second for first in ASCII_DIGITS for second in _NUMERALS),
)
# What a run of plain digits must hold to be worth reading: every way in which people part such numbers, and no other.
_S: Final = SEPARATOR_CLASS + "{1,2}"
_O: Final = SEPARATOR_CLASS + "{0,2}"
_MOBILE: Final = (
    f"(?:86{_O})?(?:1[3-9][0-9](?:{_S}[0-9]{{4}}{_S}[0-9]{{4}}|{_O}[0-9]{{8}})|1[3-9][0-9]{{5}}{_S}[0-9]{{4}}|"
    f"1[3-9][0-9]{{2}}{_S}[0-9]{{7}}|1{_S}[3-9](?:{_S}[0-9]){{9}})(?![0-9])"
)
_CITIZEN: Final = f"[1-9]{_O}[0-9](?:{_O}[0-9]){{4}}{_O}(?:1{_O}[89]|2{_O}0)(?:{_O}[0-9]){{2}}{_O}[01]{_O}[0-9]{_O}[0-3](?:{_O}[0-9]){{4}}"
_CARD: Final = (
    f"[0-9]{{15}}(?![0-9])|(?=(?:[46]|8{_O}1|5{_O}[1-5]|3{_O}5))(?:[0-9]{{16,19}}(?![0-9])|[0-9]{{4}}(?:{_S}[0-9]{{4}}){{3}}|"
    f"[0-9]{{6}}{_S}[0-9]{{10,13}}(?![0-9])|[0-9](?:{_S}[0-9]){{15}})"
)
_LANDLINE: Final = (
    f"0(?:[0-9]{{10,11}}|[0-9]{{2}}{_S}[0-9]{{8}}|[0-9]{{3}}{_S}[0-9]{{7,8}}|[0-9]{{2}}(?:{_S}[0-9]{{4}}){{2}}|"
    f"[0-9]{{3}}{_S}[0-9]{{3,4}}{_S}[0-9]{{4}}|(?:{_S}[0-9]){{10,11}})(?![0-9])"
)
# The digits behind a decimal point are none.
_MAY_BE: Final = late_pattern(
    f"(?<![0-9])(?<![0-9][.])(?=(?:{_MOBILE}|{_CITIZEN}|{_CARD}|(?P<landline>{_LANDLINE})))[0-9]"
)
_OFFICE_NUMBER: Final = late_pattern(" {0,3}(?:[0-9]{14}|(?P<landline>0[0-9]{2,3}-?[0-9]{7,8})) ?")
_PLAIN_CHARACTERS: Final = ASCII_DIGITS + SEPARATORS
_ID_WORDS: Final = late_pattern(r"身份证|身份号码|公民身份|证件号|身份证明")
_CARD_WORDS: Final = late_pattern(r"银行卡|卡号|账号|帐号|账户|帐户|开户|户名|存折|收款|汇款|打款")
_REGISTRATION_WORDS: Final = late_pattern(
    r"注册号|执照|统一社会信用|组织机构代码|登记号|编号|流水号|单号|批号|条码|项目代码|序列号|订单|公告号|备案号|备案证|联网备|公网安备"
)
# A number with a decimal point is an amount, one with a short part behind a hyphen that of a certificate.
_DECIMALS: Final = late_pattern(r"[.．][0-9]")
_PART_OF_MORE: Final = late_pattern(r"[-－][0-9]{3,6}(?![0-9])")
# A notice to applicants names whom they may call; whether that is a private number, a person has to say.
_CONTACT_WORDS: Final = late_pattern(r"联系人|经办人|负责人|咨询|老师|同志|主任|科长|工作人员|[可请拨][打联]")
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


def ends_no_personal_number(data: bytes, end: int) -> bool:
    """Tell quickly that in the run before `end` of a UTF-8 text, which PLAIN_RUN found, no person's number stands yet.

    Dates, sizes and figures side by side have the form of nothing personal, nor has the police filing number in every
    footer; the office's landline there is personal only beside private words. A run that goes on ends anew later.
    """
    near = _characters(data, end - 44, end)
    if near[-1] not in _PLAIN_CHARACTERS:
        near = near[:-1]
    before = near.rstrip(_PLAIN_CHARACTERS)
    if not before or before[-1] in DIGITS:
        return False
    if not _MAY_BE.search(near, len(before)):
        return True
    match = _OFFICE_NUMBER.fullmatch(near, len(before))
    if not match or match.lastgroup is None:
        return match is not None
    return not surroundings.PRIVATE_WORDS.search(_characters(data, end - 130, end + 40))


def _characters(data: bytes, start: int, end: int) -> str:
    """Return the characters that begin in `data[start:end]`; told to ignore halves, the decoder would be ten times slower."""
    start, end = max(0, start), min(len(data), end)
    while start < end and data[start] & 0xC0 == 0x80:
        start += 1
    while end < len(data) and data[end] & 0xC0 == 0x80:
        end += 1
    return data[start:end].decode()


def personal_numbers(text: str, start: int, stop: int) -> Iterator[Found]:
    """Yield the personal numbers within a run of digits and separators, `text[start:stop]`.

    Groups are read one by one and, where none is a number alone, joined in the layouts in which people write such
    numbers; a run is read once, whatever its length. Of plain digits only those groups are read at which a number may begin.
    """
    starts = None
    if not text[start:stop].strip(_PLAIN_CHARACTERS):  # a disguise is always worth reading
        starts = frozenset(_starts(text, start, stop))
        if not starts:
            return
    for match in RUN.finditer(text, start, min(len(text), stop + 3)):
        yield from _in_groups(text, list(groups(text, match.start(), match.end())), starts)


def _starts(text: str, start: int, stop: int) -> list[int]:
    matches = list(_MAY_BE.finditer(text, start, stop))
    if all(match["landline"] for match in matches) and not surroundings.may_be_private(text, start, stop):
        return []
    return [match.start() for match in matches]


def _in_groups(text: str, parts: Sequence[Group], starts: Container[int] | None) -> Iterator[Found]:
    first = 0
    while first < len(parts):
        for last, layout in _joins(parts, first) if starts is None or parts[first].start in starts else ():
            kind, digits, stop = _classify(text, parts[first : last + 1], layout)
            if kind:
                found = _judge(text, kind, digits, parts[first].start, stop)
                if found:
                    yield found
                first = last
                break
        first += 1


def _joins(parts: Sequence[Group], first: int) -> list[tuple[int, tuple[int, ...]]]:
    """Return the last groups with which the one at `first` may make a number, and the layout: alone, then the longest first."""
    total, layout, joins = 0, list[int](), list[tuple[int, tuple[int, ...]]]()
    for last in range(first, min(first + LONGEST, len(parts))):
        count = len(parts[last].digits)
        total += count
        if total > LONGEST:
            break
        if parts[last].is_glued and layout:
            layout[-1] += count
        else:
            layout.append(count)
        if total >= SHORTEST and (total in _CITIZEN_LENGTHS or _is_layout(tuple(layout))):
            joins.append((last, tuple(layout)))
    return sorted(joins, key=lambda join: (join[0] != first, -join[0]))


def _is_layout(layout: tuple[int, ...]) -> bool:
    return layout in _MOBILE_LAYOUTS or layout in _LANDLINE_LAYOUTS or _is_card_layout(layout)


def _classify(text: str, parts: Sequence[Group], layout: tuple[int, ...]) -> tuple[str, str, int]:
    digits = "".join(part.digits for part in parts)
    start, stop = parts[0].start, parts[-1].end
    if not _stands_alone(text, start):
        return "", "", stop
    if len(digits) == 17:
        stop_of_x = _x_after(text, stop)
        if stop_of_x and numbers.citizen_id_body_is_plausible(digits + "X"):
            return "citizen-id", digits + "X", stop_of_x
    if not _ends_alone(text, stop):
        return "", "", stop
    return _by_layout(digits, layout), digits, stop


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
        if not named and _DECIMALS.match(text, end):
            return _NOTHING
        return _judge_old_id(digits, is_business=bool(_REGISTRATION_WORDS.search(words)), named=named)
    return ("forbidden" if named else "explain"), "to-verify", "疑似公民身份号码（校验位不符，可能录入有误）"


def _judge_old_id(digits: str, *, is_business: bool, named: bool) -> Judgement:
    """One old number in ten has by chance the check digit of a business's registration number: what the text calls it decides."""
    if numbers.is_business_number(digits):
        if not named or is_business:
            return _NOTHING
        return "explain", "to-verify", "疑似15位旧版公民身份号码，也可能是注册号"
    if named:
        return "forbidden", "certain", "出现15位旧版公民身份号码"
    return "explain", "to-verify", "疑似15位旧版公民身份号码"


def _judge_bank_card(text: str, digits: str, start: int, end: int) -> Judgement:
    words = surroundings.around(text, start, end)
    if _CARD_WORDS.search(words):
        return "forbidden", "certain", "出现银行卡号（校验位正确）"
    is_other = _REGISTRATION_WORDS.search(words) or _DECIMALS.match(text, end)
    if numbers.card_issuer(digits) != "unionpay" or is_other:
        return _NOTHING
    return "forbidden", "to-verify", "疑似银行卡号（校验位正确）"


def _judge_mobile(text: str, _digits: str, start: int, end: int) -> Judgement:
    where = surroundings.setting(text, start, end)
    if where == "none" and (
        _PART_OF_MORE.match(text, end) or _REGISTRATION_WORDS.search(surroundings.around(text, start, end))
    ):
        return _NOTHING
    if where == "private":
        is_contact = _CONTACT_WORDS.search(surroundings.around(text, start, end))
        return "forbidden", "to-verify" if is_contact else "certain", "出现个人手机号码"
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
