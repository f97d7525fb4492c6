"""Whether a number can be what it claims to be: site code, filings, certificates, citizens' IDs, document numbers.

Form and check digit only; whether a number was really given out, only its issuer knows. Each function
gives refusals, empty when nothing speaks against the number.
"""

import re
from collections.abc import Collection
from datetime import date

from jiyue.rulebook.refusal import Refusal

# Patterns are texts: `re` compiles and keeps each when it is first asked for, not at every start.
SITE_CODE = r"(?a)(?:bm\d{8}|\d{10})\Z"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
ICP = rf"(?a)[{PROVINCES}]ICP备\d{{8}}号(?:-[1-9]\d*)?\Z"
POLICE = rf"(?a)([{PROVINCES}])公网安备 ?(\d{{14}})号\Z"
# the first two digits of a division code → the province's sign, as the police filing shows both
PROVINCE_OF = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "蒙", "21": "辽", "22": "吉", "23": "黑",
    "31": "沪", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫",
    "42": "鄂", "43": "湘", "44": "粤", "45": "桂", "46": "琼", "50": "渝", "51": "川", "52": "贵",
    "53": "云", "54": "藏", "61": "陕", "62": "甘", "63": "青", "64": "宁", "65": "新",
}  # fmt: skip
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE = rf"(?a)[{CREDIT_ALPHABET}]{{2}}\d{{6}}[{CREDIT_ALPHABET}]{{10}}\Z"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CREDIT_KINDS = frozenset(
    f"{first}{second}"
    for first, seconds in {
        "1": "1239", "2": "19", "3": "123459", "4": "19", "5": "1239", "6": "129", "7": "129",
        "8": "19", "9": "123", "A": "19", "N": "1239", "Y": "1",
    }.items()
    for second in seconds
)  # fmt: skip
GOVERNMENT_KINDS = {"11": "机关", "12": "事业单位"}
ORGANISATION_CODE = r"(?a)[0-9A-Z]{8}-?[0-9X]\Z"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CITIZEN_ID = r"(?a)\d{17}[\dX]\Z"
CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CITIZEN_CHECK = "10X98765432"
DOCUMENT_NUMBER = r"(?a)([一-龥]{1,12})[〔\[［(（](\d{4})[〕\]］)）]第?([1-9]\d{0,4})号\Z"
EARLIEST_DOCUMENT_YEAR = 1949


def site_code(code: str, *, divisions: Collection[str] = ()) -> tuple[Refusal, ...]:
    """Check a 网站标识码 (8.6): `bm` with 8 digits, or a division code with 4 digits.

    `divisions` are the known six-digit division codes; without them the division is not checked.
    """
    if not re.match(SITE_CODE, code):
        return (
            Refusal(
                "8.6",
                f"“{code}”不是网站标识码：应为 10 位数字（6 位行政区划代码加 4 位顺序号），或 bm 加 8 位数字。",
                "标识码由全国政府网站信息报送系统在批准后生成，请照系统中的填写。",
            ),
        )
    if divisions and code.isdecimal() and code[:6] not in divisions:
        return (Refusal("8.6", f"标识码的前六位“{code[:6]}”不是已知的行政区划代码。", "请与报送系统核对。"),)
    return ()


def icp(number: str) -> tuple[Refusal, ...]:
    """Check an ICP filing number (8.5), as “陕ICP备12345678号-1”."""
    if re.match(ICP, number):
        return ()
    return (
        Refusal(
            "8.5",
            f"“{number}”不是 ICP 备案号：应为省份简称、ICP备、8 位数字、号，可带“-序号”。",
            "请照省通信管理局的备案结果填写，例如“陕ICP备12345678号-1”。",
        ),
    )


def police(number: str) -> tuple[Refusal, ...]:
    """Check a police filing number (8.5), as “陕公网安备 61030202000001号”; its digits must lie in its province."""
    found = re.match(POLICE, number)
    if not found:
        return (
            Refusal(
                "8.5",
                f"“{number}”不是公安机关备案号：应为省份简称、公网安备、14 位数字、号。",
                "请照公安机关的备案结果填写，例如“陕公网安备 61030202000001号”。",
            ),
        )
    province = PROVINCE_OF.get(found[2][:2])
    if province != found[1]:
        return (
            Refusal("8.5", f"备案号的地区代码“{found[2][:6]}”不属于“{found[1]}”。", "请核对省份简称与前六位数字。"),
        )
    return ()


def police_record_code(number: str) -> str:
    """The 14 digits that the filing's public page is asked for; empty when the number is not one."""
    found = re.match(POLICE, number)
    return found[2] if found else ""


def credit_check(first_17: str) -> str:
    """The check character of a unified social credit code (GB 32100-2015)."""
    total = sum(CREDIT_ALPHABET.index(sign) * weight for sign, weight in zip(first_17, CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[-total % 31]


def credit_code(code: str, *, is_government: bool = False) -> tuple[Refusal, ...]:
    """Check a unified social credit code (A3). A wrong check character is flagged only: real codes have some.

    With `is_government` the code must begin with 11 (机关) or 12 (事业单位), else it is flagged.
    """
    if not re.match(CREDIT_CODE, code) or code[:2] not in CREDIT_KINDS:
        return (
            Refusal(
                "A3",
                f"“{code}”不是统一社会信用代码：应为 18 位，由数字和大写字母组成（不含 I、O、S、V、Z）。",
                "请照统一社会信用代码证书填写。",
            ),
        )
    found = []
    if credit_check(code[:17]) != code[17]:
        found.append(
            Refusal("A3", "统一社会信用代码的校验位不符。", "请与证书核对；证书确为此号的，可以继续。", "flagged")
        )
    if is_government and code[:2] not in GOVERNMENT_KINDS:
        found.append(
            Refusal("A3", "该代码不属于机关（11）或事业单位（12）。", "请核对是否填了其他单位的代码。", "flagged")
        )
    return tuple(found)


def organisation_check(first_8: str) -> str:
    """The check character of an organisation code (GB 11714)."""
    total = sum(int(sign, 36) * weight for sign, weight in zip(first_8, ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def organisation_code(code: str) -> tuple[Refusal, ...]:
    """Check an organisation code (组织机构代码, A3), as “12345678-X”."""
    if not re.match(ORGANISATION_CODE, code):
        return (
            Refusal(
                "A3",
                f"“{code}”不是组织机构代码：应为 8 位数字或大写字母加 1 位校验码。",
                "请照组织机构代码证填写。",
            ),
        )
    if organisation_check(code[:8]) != code[-1]:
        return (Refusal("A3", "组织机构代码的校验位不符。", "请与证书逐位核对。"),)
    return ()


def citizen_check(first_17: str) -> str:
    """The check character of a citizen's ID (GB 11643-1999)."""
    total = sum(int(sign) * weight for sign, weight in zip(first_17, CITIZEN_WEIGHTS, strict=True))
    return CITIZEN_CHECK[total % 11]


def citizen_id(number: str, *, on: date) -> tuple[Refusal, ...]:
    """Check a citizen's ID number (A3) as of a day: form, division, date of birth, check character."""
    if not re.match(CITIZEN_ID, number):
        return (Refusal("A3", "公民身份号码应为 18 位：17 位数字加 1 位校验码（数字或大写 X）。", "请照身份证填写。"),)
    found = []
    if number[:2] not in PROVINCE_OF and number[:2] not in {"71", "81", "82", "83"}:
        found.append(Refusal("A3", f"公民身份号码的前两位“{number[:2]}”不是地区代码。", "请照身份证逐位核对。"))
    if not _is_birthday(number[6:14], on):
        found.append(Refusal("A3", "公民身份号码中的出生日期不存在或在将来。", "请照身份证逐位核对。"))
    if citizen_check(number[:17]) != number[17]:
        found.append(Refusal("A3", "公民身份号码的校验位不符。", "请照身份证逐位核对。"))
    return tuple(found)


def _is_birthday(digits: str, on: date) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return date(1850, 1, 1) <= born <= on


def document_number(number: str, *, on: date) -> tuple[Refusal, ...]:
    """Check a document number (文号) as of a day, as “宝政办发〔2021〕23号”.

    Other brackets than 〔〕 and a “第” are flagged: the sense is clear, the writing is not the standard's.
    """
    found = re.match(DOCUMENT_NUMBER, number)
    if not found:
        return (
            Refusal(
                "8.1",
                f"“{number}”不是文号：应为机关代字、〔年份〕、序号、号。",
                "请照文件抬头填写，例如“宝政办发〔2021〕23号”。",
            ),
        )
    year = int(found[2])
    if not EARLIEST_DOCUMENT_YEAR <= year <= on.year:
        return (Refusal("8.1", f"文号的年份“{year}”不可能：应在 1949 年以后，且不晚于今年。", "请照文件抬头核对。"),)
    standard = f"{found[1]}〔{year}〕{found[3]}号"
    if number != standard:
        return (Refusal("8.1", "文号的写法不规范。", f"规范写法是“{standard}”。", "flagged"),)
    return ()
