"""The texts that ship: long enough, each its own, without personal data, and no copy of the measures."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from jiyue.cities.profile import load, shipped
from jiyue.cities.profile.digest import chinese, measures_digest
from jiyue.inspection.checks.guides import observe_guide
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver
from jiyue.rulebook import clauses
from jiyue.textcheck import scan, scan_html

SOURCE = Path(__file__).parents[3] / "shared" / "regulation" / "measures.zh-Hans.txt"
SHORTEST = {"news": 190, "notice": 180, "policy": 380, "interpretation": 200, "response": 180, "guide": 160}
PERSONAL = "forestry-ranger-list"
LONGEST_SHARED = 40


def visible(html):
    return re.sub(r"<[^>]+>|\s", "", html)


def shingles(text, size):
    return {text[at : at + size] for at in range(len(text) - size + 1)}


def test_texts_have_the_length_of_their_kind(baoji):
    short = [
        (item.key, len(visible(item.body_html)))
        for item in baoji.items
        if len(visible(item.body_html)) < SHORTEST.get(item.kind, 100)
    ]

    assert short == []


def test_titles_and_texts_are_all_different(baoji):
    titles = [(item.site, item.title) for item in baoji.items]

    assert len(set(titles)) == len(titles)
    assert len({item.body_html for item in baoji.items}) == len(baoji.items)


def test_written_texts_share_no_long_passages(baoji):
    written = [item for item in baoji.items if item.kind in {"news", "response", "interpretation", "policy"}]
    found = {item.key: shingles(visible(item.body_html), 30) for item in written}

    assert [pair for pair in combinations(found, 2) if found[pair[0]] & found[pair[1]]] == []


@pytest.mark.clause("13.5")
def test_nothing_but_the_planted_item_is_forbidden(baoji):
    forbidden = {
        item.key
        for item in baoji.items
        for hit in (*scan(item.title), *scan(item.summary), *scan_html(item.body_html))
        if hit.severity != "hint"
    }

    assert forbidden == {PERSONAL}


@pytest.mark.clause("13.5")
def test_messages_hold_no_personal_data(baoji):
    hits = [hit for m in baoji.messages for text in (m.title, m.text, m.answer) for hit in scan(text)]

    assert [hit for hit in hits if hit.severity != "hint"] == []


def test_every_summary_is_one_that_a_list_can_show(baoji):
    assert all(4 <= len(item.summary) <= 160 and "<" not in item.summary for item in baoji.items)


def test_the_digest_has_each_clause_and_article_with_its_anchor(baoji):
    html = measures_digest()

    assert all(f'<p id="clause-{clause.id.replace(".", "-")}">' in html for clause in clauses.all())
    assert all(f'<h3 id="article-{a.number}">' in html for chapter in clauses.articles() for a in chapter.articles)
    assert baoji.item("measures-digest").body_html == html


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (38, "三十八")]
)
def test_numbers_are_written_as_in_headings(number, word):
    assert chinese(number) == word


def test_the_measures_are_not_copied(baoji):
    if not SOURCE.exists():
        pytest.skip("the text of the measures is not beside the repository")
    source = re.sub(r"\s", "", SOURCE.read_text(encoding="utf-8"))
    passages = shingles(source, LONGEST_SHARED)
    copied = [item.key for item in baoji.items if shingles(visible(item.body_html), LONGEST_SHARED) & passages]

    assert copied == []


def test_a_profile_is_read_alike_each_time(baoji):
    assert load(shipped("baoji")) == baoji


@pytest.mark.clause("14.4")
def test_guides_that_ship_say_what_the_inspection_looks_for(baoji):
    found = {}
    for item in baoji.items:
        if item.kind == "guide":
            markup = f"<title>{item.title}</title><main><h1>{item.title}</h1>{item.body_html}</main>"
            page = read_page(
                f"https://{item.site}.test/{item.key}.html",
                markup.encode(),
                content_type="text/html; charset=utf-8",
                resolver=Resolver(),
            )
            found[item.key] = [draft.message for draft in observe_guide(page)]

    assert found
    assert {key: messages for key, messages in found.items() if messages} == {}
