"""One search over one site or all: only what is live, exact numbers, facets, and no query that breaks it (14.2, 26.1)."""

import pytest
from django.test import Client

from jiyue.platform.library import signals
from jiyue.platform.library.models import Resource
from jiyue.platform.register.addresses import served_host
from jiyue.platform.search import rebuilding
from jiyue.platform.search.engine import Entry, Question
from jiyue.platform.search.installed import engine
from tests.search.conftest import publish

pytestmark = pytest.mark.django_db


@pytest.mark.clause("14.2")
def test_a_site_finds_its_own_texts_and_all_sites_find_every_ones(ask, texts):
    here, everywhere = ask("电梯"), ask("电梯", scope="all")

    assert texts[2].public_path not in here
    assert texts[0].public_path in here
    assert f"http://slj.baoji.localhost:8000{texts[2].public_path}" in everywhere


@pytest.mark.clause("14.2")
def test_a_document_number_finds_its_document_first_and_what_cites_it_next(ask, texts):
    page = ask("宝政办发[2026]28号")

    assert page.index(texts[0].public_path) < page.index(texts[1].public_path)
    assert texts[2].public_path not in page


def test_all_words_must_occur(ask, texts):
    assert "找到 0 条结果" in ask("电梯 防汛")
    assert "找到 1 条结果" in ask("防汛 堤防", scope="all")


@pytest.mark.clause("14.2")
def test_facets_narrow_by_kind(ask, texts):
    page = ask("电梯", kind="policy")

    assert texts[0].public_path in page
    assert texts[1].public_path not in page
    assert "政策解读<small>1</small>" in page


@pytest.mark.clause("14.2")
def test_what_is_withdrawn_never_shows_though_the_index_still_holds_it(ask, texts):
    Resource.objects.filter(pk=texts[0].pk).update(live=False)

    page = ask("电梯")

    assert texts[0].title not in page
    assert "找到 1 条结果" in page


def test_publishing_and_withdrawing_reach_the_index(ask, site, texts):
    fresh = publish(site, "公租房配租结果公示")
    signals.resource_published.send(Resource, resource=fresh, is_new=True)
    assert fresh.public_path in ask("公租房")

    fresh.live = False
    fresh.save(update_fields=["live"])
    signals.resource_withdrawn.send(Resource, resource=fresh)
    assert engine().search(Question(words=("公租房",))).total == 0


@pytest.mark.clause("26.1")
def test_texts_of_a_site_that_is_closed_or_planned_are_not_found(ask, other, texts):
    other.state = "closed"
    other.save()

    assert texts[2].public_path not in ask("防汛", scope="all")


@pytest.mark.parametrize("query", [
    'title:"', "*", "电梯~2 AND (", "+-!(){}[]^\"~*?:\\/", "' OR 1=1 --", "<script>alert(1)</script>", "\x00\x01", "NOT", "[* TO *]", "/re(gex/",
    "电" * 5000, "🙂🙂", "\u202e电梯", "%00%ff", "site:1 OR kind:policy",
])  # fmt: skip
def test_hostile_queries_get_a_page(ask, texts, query):
    page = ask(query)

    assert "<script>alert" not in page


@pytest.mark.parametrize("more", [
    {"page": "0"}, {"page": "-1"}, {"page": "99999999999"}, {"page": "²"}, {"kind": "nothing"}, {"scope": "'"}, {"column": "x"}, {"from": "x", "scope": "all"},
])  # fmt: skip
def test_hostile_addresses_get_a_page(ask, texts, more):
    assert "找到" in ask("电梯", **more)


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_query_says_what_to_write(ask, texts, query):
    assert "请输入要查找的字词" in ask(query)


@pytest.mark.clause("14.2")
def test_no_result_says_what_to_do_and_shows_what_comes_near(ask, texts):
    page = ask("电梯 量子纠缠")

    assert "可以减少字词" in page
    assert texts[0].title in page


def test_without_an_index_the_page_says_so(site):
    answer = Client(headers={"host": served_host(site.domain)}).get("/search", {"q": "电梯"})

    assert answer.status_code == 503
    assert "网站地图" in answer.content.decode()


def test_pages_lead_back_and_forth(ask, site):
    for number in range(12):
        publish(site, f"电梯安全检查第{number}期")
    rebuilding.rebuild()

    first, second = ask("电梯"), ask("电梯", page="2")

    assert "page=2" in first
    assert "找到 12 条结果" in second
    assert 'rel="prev"' in second
    assert "page=3" not in second


def test_public_answers_are_found_and_others_are_not(ask, site, texts):
    from jiyue.platform.interaction.models import Message
    from jiyue.platform.organisations.roles import Role
    from tests.interaction.conftest import answered, appointed
    from tests.interaction.conftest import ask as write

    desk = appointed(Role.CONTACT, site.host, "马伟"), appointed(Role.REVIEWER, site.host, "杨洁")
    shown, hidden = (write(site, title=f"第{n}封来信")[0] for n in (1, 2))
    answered(shown, *desk, public_title="低保户燃气补贴怎么领")
    answered(hidden, *desk, is_public=False, public_title="低保户燃气补贴另问")

    page = ask("燃气补贴")

    assert shown.public_path in page
    assert hidden.public_path not in page
    assert Message.objects.public().count() == 1


def test_the_index_is_fresh_after_a_rebuild_and_not_after_a_silent_change(site, texts):
    assert rebuilding.is_fresh()
    publish(site, "没有告知索引的一篇")
    assert not rebuilding.is_fresh()


def test_writing_twice_leaves_one_entry(texts):
    entry = Entry("resource:99", "再来一次", "正文", "news", sites=(1,))

    engine().write([entry], [])
    engine().write([entry], [])

    assert engine().count() == 4
    engine().write([], ["resource:99"])
    assert engine().count() == 3
