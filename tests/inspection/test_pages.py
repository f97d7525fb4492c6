"""The facts of the corpus: 160 and more pages in the markup of real makers, each with what is true of it beside it."""

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest

from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver, normalise
from tests.inspection.makers import truth

FOLDER = Path(__file__).parent / "pages"
FACTS = sorted(FOLDER.glob("*.json"))


def read(facts_file):
    facts = json.loads(facts_file.read_text("utf-8"))
    body = facts_file.with_suffix(".html").read_bytes()
    return facts, read_page(facts["url"], body, content_type="text/html", resolver=Resolver())


def seen(page, facts):
    """What was read of a page, in the form of its facts."""
    marks = page.marks
    found = {
        "kind": facts["kind"],
        "url": facts["url"],
        "charset": page.charset,
        "labels": dict(page.label),
        "footer": {
            "site_codes": list(marks.site_codes),
            "icp_numbers": list(marks.icp_numbers),
            "police_numbers": list(marks.police_numbers),
            "host_name": marks.host_name,
            "has_conac": marks.has_conac,
            "find_error": marks.find_error,
            "has_contact": marks.has_contact,
        },
    }
    if facts["kind"] == "article":
        at = page.published_at
        found |= {
            "title": page.article.title,
            "published_at": at and at.replace(tzinfo=None).isoformat(timespec="minutes"),
            "source": page.source,
            "author": page.article.author,
        }
    else:
        entries = page.lists.main
        days = [entry.on for entry in entries if entry.on is not None]
        found |= {
            "entries": [[one.title, one.url, one.on and one.on.isoformat()] for one in entries],
            "newest_on": max(days).isoformat() if days else None,
        }
        if "scripted" in facts:
            found["scripted"] = not entries and page.lists.is_scripted
    return found


def told(facts):
    """The facts with addresses as the reader writes them."""
    if "entries" not in facts:
        return facts
    return facts | {
        "entries": [[title, normalise(urljoin(facts["url"], href)), day] for title, href, day in facts["entries"]]
    }


@pytest.mark.parametrize("facts_file", FACTS, ids=lambda path: path.stem)
def test_every_fact_of_every_page_is_read_right(facts_file):
    facts, page = read(facts_file)

    assert seen(page, facts) == told(facts)


def test_the_corpus_is_large_and_its_pages_differ():
    bodies = {path.with_suffix(".html").read_bytes() for path in FACTS}

    assert len(FACTS) >= 150
    assert len(bodies) == len(FACTS)


def test_the_corpus_is_what_its_makers_write():
    written = {path.stem: path.with_suffix(".html").read_bytes() for path in FACTS}

    assert written == {one.name: one.body for one in truth.pages()}
