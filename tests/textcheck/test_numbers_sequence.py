"""A case number of the form region-day-serial is nobody's citizen ID, whatever its last digit."""

import pytest

from jiyue.textcheck import scan
from jiyue.textcheck.numbers import citizen_id_is_valid


@pytest.mark.clause("13.5")
def test_no_number_of_a_citizens_letter_is_taken_for_an_identity_number():
    numbers = [
        f"610300-2026{month:02}{day:02}-000{n}" for month in range(1, 13) for day in (5, 17) for n in range(1, 10)
    ]

    assert not [
        number for number in numbers if any(hit.kind == "citizen-id" for hit in scan(f"来信编号{number}，请保存。"))
    ]


def test_the_first_sequence_number_is_somebodys_and_the_one_below_is_nobodys():
    def completed(body):
        return [body + last for last in "0123456789X" if citizen_id_is_valid(body + last)]

    assert completed("61030019900101000") == []
    assert len(completed("61030019900101001")) == 1
