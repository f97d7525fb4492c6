"""Personal identifiers that are not digits alone: passports, licence plates, social accounts, badly masked numbers (13.5)."""

import re
from collections.abc import Iterator
from typing import Final

from jiyue.patterns import late_pattern
from jiyue.textcheck import surroundings
from jiyue.textcheck.folding import ASCII_DIGITS, DIGIT_CLASS, SEPARATOR_CLASS, ascii_form
from jiyue.textcheck.hits import Found, Severity
from jiyue.textcheck.masking import mask
from jiyue.textcheck.numbers import MOBILE_SECOND, PROVINCES

CLAUSE: Final = "13.5"
STARS: Final = "*＊●•✱#＃×"
_S: Final = SEPARATOR_CLASS + "{0,2}"
PASSPORT_WORDS: Final = ("护照", "通行证", "旅行证", "台胞证", "回乡证")
PASSPORT: Final = late_pattern(
    rf"[^\n。；A-Za-z0-9]{{0,12}}(?P<number>(?:[A-Za-z]{_S}){{1,2}}[0-9](?:{_S}[0-9]){{6,9}})(?![A-Za-z0-9])"
)
PLATE_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_WIDE: Final = "".join(chr(ord(letter) + 0xFEE0) for letter in _LETTERS)
_ANY_LETTER: Final = _LETTERS + _LETTERS.lower() + _WIDE
# Three places of the five or six after the first letter are digits, so that one of the first four is.
PLATE_START: Final = rf"[{PLATE_PROVINCES}](?:{_S}[{_ANY_LETTER}]){{1,4}}{_S}{DIGIT_CLASS}"
_PLATE: Final = late_pattern(
    rf"[{PLATE_PROVINCES}]{_S}[A-HJ-NP-Z](?P<serial>(?:{_S}[A-HJ-NP-Z0-9]){{5,6}})(?:{_S}[挂学港澳])?(?![A-Za-z0-9])"
)
ACCOUNT_WORDS: Final = ("微信", "QQ", "qq", "ＱＱ")
_ACCOUNT: Final = late_pattern(
    r"(?:微信|[Qq]{2})(?:号码|账号|帐号|号)?\s?[:：]\s?(?P<account>[A-Za-z][\w-]{5,19}|[1-9][0-9]{4,11})(?!\w)",
    re.ASCII,
)
# “某某微平台（微信号：…）” names a public account.
PUBLIC_ACCOUNT: Final = late_pattern(r"(?:平台|公众号|订阅号|服务号|视频号|官微|官方微信|发布)”?[（(]?\Z")
_BEFORE_ACCOUNT: Final = 10
MASK_STARTS: Final = tuple(digit + star for digit in ASCII_DIGITS for star in STARS)
MASKED: Final = late_pattern(
    rf"(?<![0-9A-Za-z])[0-9]{{1,16}}[{STARS}]{{1,5}}[0-9]{{0,12}}[0-9Xx](?![0-9A-Za-z{STARS}])"
)
# length → how many characters a mask must hide at least: the birth date of an ID, the middle of a mobile
_HIDDEN: Final = {18: 6, 15: 4, 11: 4}


def passport_after(text: str, word_end: int) -> Iterator[Found]:
    """Yield the document number that follows a word of PASSPORT_WORDS, if there is one."""
    window = ascii_form(text[word_end : word_end + 44])
    match = PASSPORT.match(window)
    if match:
        begin, end = word_end + match.start("number"), word_end + match.end("number")
        number = re.sub(SEPARATOR_CLASS, "", match["number"]).upper()
        if 8 <= len(number) <= 11:
            yield Found(
                "passport", begin, end, mask("passport", number), "forbidden", "certain", CLAUSE,
                "出现护照或通行证号码", "删除该证件号码。", "passport",
            )  # fmt: skip


def plate_near(text: str, end: int) -> Iterator[Found]:
    """Yield the licence plate whose beginning, as PLATE_START has it, ends at `end` (GA 36: no I and O, mostly digits)."""
    start = max(text.rfind(province, max(0, end - 16), end) for province in PLATE_PROVINCES)
    match = _PLATE.match(ascii_form(text[start : start + 26]).upper())
    if not match:
        return
    serial = re.sub(SEPARATOR_CLASS, "", match["serial"])
    if sum(character.isdigit() for character in serial) < 3:
        return
    plate = re.sub(SEPARATOR_CLASS, "", match[0])
    yield Found(
        "licence-plate", start, start + match.end(), mask("licence-plate", plate), "explain", "to-verify", CLAUSE,
        "出现车辆号牌", "与公开事项无关的，删除；依法公开的，写成陕C***45的形式。", "licence-plate",
    )  # fmt: skip


def account_at(text: str, start: int) -> Iterator[Found]:
    """Yield the personal chat account that is named at `start`; public accounts (公众号) are no person's."""
    match = _ACCOUNT.match(ascii_form(text[start : start + 40]))
    if not match or surroundings.setting(text, start, start + match.end()) == "office":
        return
    if PUBLIC_ACCOUNT.search(text[max(0, start - _BEFORE_ACCOUNT) : start]):
        return
    begin, end = start + match.start("account"), start + match.end("account")
    yield Found(
        "social-account", begin, end, mask("social-account", match["account"]), "explain", "to-verify", CLAUSE,
        "出现个人社交账号", "删除个人社交账号，改用本单位公开的联系方式。", "social-account",
    )  # fmt: skip


def poorly_masked(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield a number whose mask hides too little; 6103**********1234 and 138****1234 are masked well."""
    value = text[start:end]
    hidden = sum(character in STARS for character in value)
    kind = _masked_kind(value)
    if not kind or hidden >= _HIDDEN[len(value)]:
        return
    severity: Severity = "forbidden" if hidden < 3 else "explain"
    yield Found(
        kind, start, end, mask(kind, value), severity, "to-verify", CLAUSE,
        f"号码遮盖不足，只遮盖了{hidden}位", "身份证号码至少遮盖出生日期8位，手机号码至少遮盖中间4位。", "poorly-masked",
    )  # fmt: skip


def _masked_kind(value: str) -> str:
    if len(value) in {15, 18} and value[:2] in PROVINCES and value[:6].isdigit():
        return "citizen-id"
    return "mobile" if len(value) == 11 and value[0] == "1" and value[1] in MOBILE_SECOND else ""
