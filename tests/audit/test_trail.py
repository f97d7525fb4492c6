"""The trail: who did what, hash-chained, append-only in the database (4.9)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from jiyue.platform.audit import trail
from jiyue.platform.audit.models import ChainHead, Entry
from tests.factories import PersonFactory, SiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_entries():
    site, person = SiteFactory(), PersonFactory(name="赵主任")
    return [trail.record("site-configured", site, by=person, unit=site.host, data={"n": n}) for n in range(3)]


def tampering():
    """Lift the triggers as somebody with the database's password could."""
    names = {
        "sqlite": ["audit_entry_no_update", "audit_entry_no_delete"],
        "postgresql": ["audit_entry_append_only ON audit_entry"],
    }[connection.vendor]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER {name}")


@pytest.mark.clause("4.9")
def test_an_entry_names_person_unit_act_and_object(three_entries):
    entry = three_entries[0]

    assert (entry.person_name, entry.verb, entry.subject_type) == ("赵主任", "site-configured", "register.site")
    assert entry.unit is not None


@pytest.mark.clause("4.9")
def test_an_untouched_chain_verifies(three_entries):
    assert trail.verify() == trail.Verification(3)


@pytest.mark.clause("4.9")
@pytest.mark.parametrize("act", ["UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_delete_an_entry(three_entries, act):
    with (
        pytest.raises(DatabaseError, match="audit entries can not be"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act)


@pytest.mark.clause("4.9")
@pytest.mark.parametrize(
    ("act", "broken_at", "reason"),
    [
        pytest.param("UPDATE audit_entry SET data = '{\"n\": 9}' WHERE sequence = 2", 2, "内容", id="content changed"),
        pytest.param("UPDATE audit_entry SET person_name = '别人' WHERE sequence = 1", 1, "内容", id="person changed"),
        pytest.param("DELETE FROM audit_entry WHERE sequence = 2", 2, "缺少", id="one taken out"),
        pytest.param("DELETE FROM audit_entry WHERE sequence = 3", 3, "末尾缺少", id="the last cut off"),
    ],
)
def test_what_was_done_around_the_triggers_is_named(three_entries, act, broken_at, reason):
    tampering()
    with connection.cursor() as cursor:
        cursor.execute(act)

    result = trail.verify()

    assert result.broken_at == broken_at
    assert reason in result.reason


def test_an_act_that_fails_leaves_no_entry(three_entries):
    site = SiteFactory()

    def failing_act():
        trail.record("site-configured", site, by=None)
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        failing_act()

    assert Entry.objects.count() == ChainHead.objects.get().sequence == 3


def test_the_command_says_that_the_chain_holds_and_where_it_breaks(three_entries):
    said = StringIO()
    call_command("verify_audit", stdout=said)
    assert "共 3 条" in said.getvalue()

    tampering()
    Entry.objects.filter(sequence=2).update(verb="x")
    with pytest.raises(CommandError, match="第 2 条"):
        call_command("verify_audit")
