"""Domains that a unit may ask for, from its name (10.3, 10.4, R20): full pinyin, initials, English."""

from collections.abc import Iterator
from typing import NamedTuple

from jiyue.rulebook import naming, pinyin
from jiyue.rulebook.naming import Names, Place

FULL, INITIALS, ENGLISH = "full-pinyin", "initials", "english"
LABELS = {FULL: "全拼", INITIALS: "拼音首字母", ENGLISH: "英文"}
SHORTEST, LONGEST = 2, 32


class Suggestion(NamedTuple):
    """One domain with how it was made, and from which name."""

    domain: str
    label: str
    made: str
    name: str

    @property
    def made_label(self) -> str:
        """The Chinese word for how it was made."""
        return LABELS[self.made]


def for_department(unit_name: str, at: Place) -> tuple[Suggestion, ...]:
    """Subdomains of the city's portal for a department (10.3): the usual initials of its short name first."""
    made = _made(naming.unit(unit_name, at))
    return _unique(made, "{label}." + at.root)


def for_county(unit_name: str, at: Place) -> tuple[Suggestion, ...]:
    """Domains for a county's portal (10.4): full pinyin first."""
    names = naming.county(unit_name, at)
    made = sorted(_made(names), key=lambda each: (each[1] != FULL, names.short[0] != each[2]))
    return _unique(made, "www.{label}.gov.cn")


def _made(names: Names) -> Iterator[tuple[str, str, str]]:
    """Label, how it was made, and the name that it was made from; short names come before the full one."""
    spoken = (*names.short, names.full)
    yield from ((pinyin.initials(name), INITIALS, name) for name in spoken)
    yield from ((pinyin.full(name), FULL, name) for name in spoken)
    yield from ((word, ENGLISH, names.full) for word in names.english)


def _unique(
    made: "Iterator[tuple[str, str, str]] | list[tuple[str, str, str]]", pattern: str
) -> tuple[Suggestion, ...]:
    """Each label once, as a domain; too short and too long ones are left out."""
    found: dict[str, Suggestion] = {}
    for label, how, name in made:
        if SHORTEST <= len(label) <= LONGEST and label not in found:
            found[label] = Suggestion(pattern.format(label=label), label, how, name)
    return tuple(found.values())
