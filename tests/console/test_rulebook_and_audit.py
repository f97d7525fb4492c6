"""The rulebook, open to everybody, and the audit log, open to those who may see it."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from jiyue.platform.audit import trail
from jiyue.platform.audit.models import Entry
from jiyue.platform.console import wording
from jiyue.platform.interaction.models import Verb
from jiyue.rulebook import clauses


@pytest.mark.clause("38.2")
def test_every_clause_has_its_place_in_the_public_rulebook(browse, db):
    page = browse().get(reverse("rulebook")).content.decode()

    assert all(f'id="{clause.id}"' in page for clause in clauses.all())
    assert clauses.get("9.3").statement in page


@pytest.mark.clause("4.9")
def test_the_log_shows_what_was_done_and_that_the_chain_holds(browse, bureau, site):
    trail.record("order-sent", site, by=bureau, unit=site.host, data={"text": "请整改"})
    page = browse(bureau).get(reverse("audit-log"), {"verify": "1"}).content.decode()

    assert "责令整改" in page
    assert "审计链完好" in page


@pytest.mark.clause("4.9")
def test_a_broken_chain_is_named(browse, bureau, site):
    trail.record("order-sent", site, by=bureau, unit=site.host, data={})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_chainhead SET sequence = sequence + 1")
    page = browse(bureau).get(reverse("audit-log"), {"verify": "1"}).content.decode()

    assert "断开" in page


@pytest.mark.clause("26.1")
def test_a_head_reads_the_trail_of_its_own_unit_only(browse, host, other_host, site):
    trail.record("site-configured", site, by=host, unit=site.host, data={})

    assert site.name in browse(host).get(reverse("audit-log")).content.decode()
    assert site.name not in browse(other_host).get(reverse("audit-log")).content.decode().split("main")[1]


def verbs_in_the_sources():
    """The verbs that the platform's own code records, but those that are put together from a list of their own."""
    platform = Path(trail.__file__).parents[1]
    found = re.compile(r"trail\.record\(\s*\"([a-z-]+)\"")
    return sorted({verb for file in platform.rglob("*.py") for verb in found.findall(file.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("verb", sorted({*verbs_in_the_sources(), *(f"message-{verb}" for verb in Verb)}))
def test_each_act_of_the_trail_has_its_word(verb):
    assert verb in wording.VERBS


def test_what_an_entry_says_is_written_in_words(site, host):
    trail.record("site-configured", site, by=host, unit=site.host, data={"changes": {"phone": ["", "0917-1"]}})
    trail.record("round-started", site, by=host, unit=site.host, data={"sites": ["a", "b"], "trigger": "manual"})
    changed, started = Entry.objects.order_by("sequence")

    assert wording.said(changed) == "变化 联系电话 — → 0917-1"
    assert wording.said(started) == "网站 2；起因 手工启动"


def test_a_code_for_machines_is_not_shown(site, host):
    trail.record("case-submitted", site, by=host, unit=site.host, data={"notice": "f" * 64, "round": 1})

    assert wording.said(Entry.objects.get()) == "轮次 1"
