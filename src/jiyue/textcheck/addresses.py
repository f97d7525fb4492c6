"""Home addresses to the door; offices and towns are no one's home (13.5)."""

import re
from collections.abc import Iterator
from typing import Final

from jiyue.patterns import late_pattern
from jiyue.textcheck.folding import ASCII_DIGITS, CHINESE_DIGITS, DIGIT_CLASS, OTHER_DIGITS, WIDE_DIGITS, ascii_form
from jiyue.textcheck.hits import Confidence, Found, Severity
from jiyue.textcheck.masking import keep

CLAUSE: Final = "13.5"
HEAD_LENGTH: Final = 40
_N: Final = r"(?:[0-9]{1,4}|[甲乙丙丁东西南北A-Za-z])"
_ROOM: Final = r"[0-9]{1,4} ?(?:室|户|号房|号(?!楼|院|文|令|院))"
# ascii_form() has made digits of Chinese numerals before these are matched
_URBAN: Final = rf"{_N} ?(?:号楼|#楼|栋|幢|座|单元|弄)[-—, ]?(?:{_N} ?(?:单元|层|楼|门|号楼|栋|座)[- ]?){{0,3}}(?:{_ROOM}|(?<=单元)[0-9]{{3,4}}(?![0-9]))"
_RURAL: Final = rf"{_N}(?:村民小组|组|社|队|巷|排) ?{_ROOM}"
DOOR: Final = late_pattern(f"{_URBAN}|{_RURAL}")
# A door is told by the mark of its building, floor or group right before the first digit of the room; "第12号" is none.
_MARKS: Final = "楼栋幢座元弄层门组社队巷排"
DOOR_STARTS: Final = (
    *(mark + gap + digit for mark in _MARKS for gap in ("", *"-－—,， \u3000") for digit in ASCII_DIGITS),
    *(mark + gap + digit for mark in _MARKS for gap in ("", *"-－") for digit in WIDE_DIGITS),
    *(mark + digit for mark in _MARKS for digit in CHINESE_DIGITS),
    *(mark + digit for mark in "楼元组" for digit in OTHER_DIGITS),
)
_ROOM_AHEAD: Final = late_pattern(
    rf"{DIGIT_CLASS}{{1,4}}(?:[ \u3000]?[室户号]|(?<={DIGIT_CLASS}{{3}})(?!{DIGIT_CLASS}))"
)
_HEAD: Final = late_pattern(r"[\u4e00-\u9fffA-Za-z0-9（）()·#\-—]*\Z")
_PLACE: Final = late_pattern(r"[省市区县镇乡街路道巷村庄屯寨堡苑院里园寓坊湾城]|小区|社区")
_OFFICE: Final = late_pattern(
    r"办公|政务|行政中心|大厅|窗口|委员会|政府|大厦|公司|写字楼|商务|法院|检察院|学校|医院|大学|学院|广场|产业园|科技园|孵化|邮寄|投标|"
    r"开标|通讯地址|联系地址|单位地址|注册地址|受理|报名|代理|酒店|宾馆|商铺|门面|营业|律师|事务所|管理局|监督局|派出所|警务室|服务站|服务中心|党群|居委会|村委会|卫生[站室]|诊所|幼儿园|驿站|受理点|中标|成交|供应商|采购|法定代表人|[局厅](?![\u4e00-\u9fff]*家属)"
)
# A firm in the cell before; cells of a table are lines of their own.
_SEAT: Final = late_pattern(r"(?:公司|事务所|合作社|[厂店])(?: [^ ]{0,20}[省市区县镇路街道][^ ]{0,10})?\Z")
_PRIVATE: Final = late_pattern(
    r"住址|家庭(?!医生|农场)|户籍(?![科室]|窗口|大厅|业务|管理|派出所)|居住(?!证|登记|区)|现住|家住|户口(?!业务|窗口|登记|管理)|身份证(?!办理|窗口|业务|管理)|姓名|户主|本人|租住|住在|住于"
)
_HOUSING: Final = late_pattern(r"小区|花园|家园|公寓|家属|苑|新村|佳苑|华府|村")
_LABEL: Final = late_pattern(r"^.*(?:地址|住址|住于|住在|家住|居住在|现住|居住地)(?:为|是)?")


def address_at(text: str, room: int) -> Iterator[Found]:
    """Yield the home address whose room, or house number, begins with the digit at `room`."""
    ahead = _ROOM_AHEAD.match(text, room)
    if not ahead:
        return
    low = max(0, room - 40)
    for match in DOOR.finditer(ascii_form(text[low : ahead.end() + 2])):
        start, end = _head(text, low + match.start()), low + match.end()
        if end <= room:
            continue
        judged = _judge(text, start, low + match.start(), end)
        if judged:
            severity, confidence, message = judged
            yield Found(
                "home-address", start, end, keep(text[start:end], 6, 0), severity, confidence, CLAUSE,
                message, "地址只写到路、小区或村一级，删除楼栋、单元、门牌号。", "home-address",
            )  # fmt: skip
        return


def _head(text: str, door: int) -> int:
    low = max(0, door - HEAD_LENGTH)
    match = _HEAD.search(text[low:door])
    run = match[0] if match else ""
    label = _LABEL.match(run)
    return door - len(run) + (label.end() if label else 0)


def _judge(text: str, start: int, door: int, end: int) -> tuple[Severity, Confidence, str] | None:
    head, before = text[start:door], re.split(r"[。；\n]", text[max(0, start - 30) : start])[-1]
    if not _PLACE.search(head):
        return None
    behind = _OFFICE.search(text[end : end + 6])
    if _PRIVATE.search(before):
        return "forbidden", "to-verify" if behind else "certain", "出现具体到门牌的家庭住址"
    if behind or _OFFICE.search(before + text[start:end]):
        return None
    if _HOUSING.search(head):
        return "forbidden", "to-verify", "出现具体到门牌的住宅地址"
    if _SEAT.search(" ".join(text[max(0, start - 40) : start].split())):
        return None
    return "explain", "to-verify", "出现具体到房间的地址，请核实是否为个人住址"
