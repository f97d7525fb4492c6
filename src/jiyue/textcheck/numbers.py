"""Numbers that identify a person: check digits, prefixes and layouts. Pure arithmetic on ASCII digits."""

from datetime import date
from typing import Final

# First two digits of the division code (GB/T 2260), with Hong Kong, Macao, Taiwan and foreigners' residence permits.
PROVINCES: Final = frozenset(
    str(code)
    for codes in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72), (81, 84), (91, 92))
    for code in range(*codes)
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
OLDEST_YEAR: Final = 1880
LAST_YEAR: Final = 2099
# Issuer prefixes: UnionPay 62 and its older domestic 60/9x cards are many; these are the ranges that persons hold.
UNIONPAY: Final = ("62", "60", "81")
FOREIGN_CARDS: Final = ("4", "51", "52", "53", "54", "55", "35")
MOBILE_SECOND: Final = "3456789"
AREA_CODES_3: Final = ("010", "020", "021", "022", "023", "024", "025", "027", "028", "029")


def citizen_id_body_is_plausible(number: str) -> bool:
    """Tell whether the first 17 characters of an 18-character number have a division, a birth date and a sequence number (GB 11643)."""
    return (
        len(number) == 18
        and number.isascii()
        and number[:17].isdigit()
        and number[:2] in PROVINCES
        and number[14:17] != "000"  # nobody's sequence number: case numbers of the form region-day-0001 are no persons
        and _is_date(number[6:10], number[10:12], number[12:14])
    )


def citizen_id_is_valid(number: str) -> bool:
    """Tell whether an 18-character number is a citizen ID with a right check character (GB 11643-1999)."""
    if not citizen_id_body_is_plausible(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[17].upper() == _CHECKS[total % 11]


def old_citizen_id_is_plausible(number: str) -> bool:
    """Tell whether 15 digits have the form of a first-generation citizen ID; it has no check digit.

    Registration numbers of businesses have 15 digits too, with a check digit (see `is_business_number`).
    """
    return (
        len(number) == 15
        and number.isascii()
        and number.isdigit()
        and number[:2] in PROVINCES
        and _is_date("19" + number[6:8], number[8:10], number[10:12])
    )


def luhn_is_valid(number: str) -> bool:
    """Tell whether the last digit is the Luhn check digit of those before."""
    total = 0
    for position, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if position % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def card_issuer(number: str) -> str:
    """Return "unionpay" or "foreign" for a number with a card's length, prefix and check digit, else ""."""
    if not 16 <= len(number) <= 19 or len(set(number)) < 3 or not luhn_is_valid(number):
        return ""
    if number.startswith(UNIONPAY):
        return "unionpay"
    return "foreign" if len(number) == 16 and number.startswith(FOREIGN_CARDS) else ""


def is_mobile(number: str) -> bool:
    """Tell whether 11 digits, or 13 with the country code 86, form a mobile number."""
    if len(number) == 13 and number.startswith("86"):
        number = number[2:]
    return len(number) == 11 and number[0] == "1" and number[1] in MOBILE_SECOND and len(set(number[3:])) > 1


def is_landline(number: str) -> bool:
    """Tell whether digits are an area code with a local number: 010/02x + 8, 0xxx + 7 or 8."""
    if number.startswith(AREA_CODES_3):
        return len(number) == 11 and number[3] in "2345678"
    return len(number) in {11, 12} and number[0] == "0" and number[1] in "3456789" and number[4] in "2345678"


def _is_date(year: str, month: str, day: str) -> bool:
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return False
    return OLDEST_YEAR <= born.year <= LAST_YEAR


def is_business_number(number: str) -> bool:
    """Tell whether 15 digits carry the check digit of a business's registration number (ISO 7064 MOD 11,10)."""
    product = 10
    for digit in number[:-1]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (product + int(number[-1])) % 10 == 1
