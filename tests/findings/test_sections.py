"""Every check of the inspection belongs to one section of the supervision's screens."""

from collections import Counter

from jiyue.inspection import CHECKS
from jiyue.platform.findings.sections import BY_CHECK, OTHER, SECTIONS, section_of


def test_every_check_has_one_section_with_a_name():
    named = Counter(check for section in SECTIONS for check in section.checks)

    assert set(named) == set(CHECKS) == set(BY_CHECK)
    assert set(named.values()) == {1}
    assert all(str(section_of(check).label) for check in CHECKS)


def test_an_unknown_check_is_shown_under_others():
    assert section_of("a-check-of-later") is OTHER
