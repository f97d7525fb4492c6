"""Every address × every role × own and foreign tenant (26.1). An address that is not in the table fails the suite.

The table says what each person gets, for a look and for a form sent off. A foreign row is a 404, so that nobody learns
that it exists. What differs from the table is told in one message, all addresses together.
"""

import pytest

from jiyue.platform.monitoring.models import Round
from tests.access.table import HOSTS_PEOPLE, STARTS_NEW, STARTS_ROUNDS, TABLE, WORKS
from tests.access.visiting import EVERYBODY, STAFF, addresses, letter, rows, undone
from tests.access.world import FOREIGN, PEOPLE

pytestmark = pytest.mark.django_db
OUTSIDERS = ("nobody", *FOREIGN, "feng")


def differences(visitor, method):
    """What each person gets otherwise than the table says, one line each."""
    body = letter(visitor.world.keys) if method == "post" else None
    for name, row in TABLE.items():
        wanted = row.look if method == "get" else row.send
        got = visitor.codes(visitor.path(name, row), method, body)
        for who, is_code, should in zip(EVERYBODY, got, wanted, strict=True):
            if is_code != should:
                yield f"{method} {name} as {who}: {is_code}, not {should}"


def test_every_address_of_the_staff_host_is_in_the_table():
    assert sorted(name for name, _path in addresses(STAFF)) == sorted(TABLE)


@pytest.mark.clause("26.1")
def test_each_role_sees_what_the_table_says(visitor):
    assert list(differences(visitor, "get")) == []


@pytest.mark.clause("26.1")
def test_each_role_may_send_what_the_table_says(visitor):
    assert list(differences(visitor, "post")) == []


def has_row(row):
    return bool(set(row.arguments) - {"procedure_id", "clause_id"})


@pytest.mark.clause("26.1")
def test_a_foreign_row_is_nowhere():
    seen = [
        f"{name} as {who}"
        for name, row in TABLE.items()
        for who, look, send in zip(EVERYBODY, row.look, row.send, strict=True)
        if has_row(row) and who in FOREIGN and not {look, send} <= {"404", "405"}
    ]

    assert seen == []


@pytest.mark.clause("26.1")
def test_nobody_gets_in_without_signing_in():
    assert [
        name for name, row in TABLE.items() if has_row(row) and not {row.look[0], row.send[0]} <= {"in", "405"}
    ] == []


@pytest.mark.clause("26.1", "4.9")
@pytest.mark.parametrize("who", OUTSIDERS)
def test_a_form_sent_off_by_an_outsider_changes_nothing(visitor, who):
    body, before = letter(visitor.world.keys), rows()

    with undone():
        for name, row in TABLE.items():
            if name not in STARTS_NEW:
                visitor.act(who, visitor.path(name, row), "post", body)
        after = rows()

    assert [label for label in before if before[label] != after[label]] == []


@pytest.mark.parametrize("name", sorted(WORKS))
def test_the_same_form_in_the_right_hands_does_its_work(visitor, name):
    body, before = letter(visitor.world.keys), rows()

    with undone():
        visitor.act(WORKS[name], visitor.path(name, TABLE[name]), "post", body)
        after = rows()

    assert before != after


@pytest.mark.clause("3.2")
@pytest.mark.parametrize("who", HOSTS_PEOPLE)
def test_a_host_does_not_supervise_itself(who):
    supervising = ("findings:confirm", "findings:mute", "supervision:new-order", "monitoring:inspect-all")
    place = EVERYBODY.index(who)

    assert {TABLE[name].send[place] for name in supervising} <= {"403", "404", "409"}


@pytest.mark.clause("4.3")
@pytest.mark.parametrize("who", PEOPLE)
def test_a_round_is_started_by_the_bureau_the_centre_and_the_host_itself(visitor, who):
    before = Round.objects.count()

    with undone():
        visitor.act(who, visitor.path("monitoring:inspect", TABLE["monitoring:inspect"]), "post")
        started = Round.objects.count() > before

    assert started is (who in STARTS_ROUNDS)
