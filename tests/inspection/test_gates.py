"""Words that open the way to costly expressions are found alike with and without Hyperscan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyue.inspection.checks import injected
from jiyue.inspection.facts import gates
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver


@given(st.lists(st.one_of(st.sampled_from(gates.WORDS), st.binary(max_size=6)), max_size=12))
def test_both_ways_find_the_same(pieces):
    raw = b"".join(pieces)
    assert gates.standing(raw) == {word for word in gates.WORDS if word in raw}


def test_without_hyperscan_the_words_are_found_too(monkeypatch):
    monkeypatch.setattr(gates, "_HAS_HYPERSCAN", False)
    assert gates.standing(b"<script>eval(x)</script></html>") == {b"eval("}


def test_every_check_asks_for_words_that_are_looked_for():
    asked = {gate for _, words, *_ in injected._CODE for gate in words} | {
        injected._REFERRER.encode(),
        injected._AGENT.encode(),
    }
    assert asked <= set(gates.WORDS)


@pytest.mark.parametrize("name", ["CoinHive.Anonymous('x')", "cryptonight", "CryptoNight", "webminepool", "coinimp"])
@pytest.mark.clause("30.2")
def test_a_miner_is_found_however_it_is_written(name):
    markup = f"<html><body><script>var m = {name};</script></body></html>"
    for body in (markup.encode(), b"\xff\xfe" + markup.encode("utf-16-le")):
        page = read_page("http://x.example/", body, content_type="text/html", resolver=Resolver())
        found = list(injected.observe_injected(page))
        assert [draft.kind for draft in found] == ["miner"]
        assert name in found[0].excerpt
