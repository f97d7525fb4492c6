"""Asking, looking up, reading answers on a site's own host (15.1, 18.2, 13.5, 32.8)."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from jiyue.platform.interaction import asking, limits, sealing
from jiyue.platform.interaction.models import Attempt, Message
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.publishing import baking
from jiyue.platform.publishing.pages import parts
from jiyue.platform.publishing.pages.views import Reading
from jiyue.platform.register.addresses import served_host
from tests.interaction.conftest import THURSDAY, answered, ask

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "complaint",
    "title": "路灯夜间不亮",
    "text": "滨河路东段路灯三天没有亮，请尽快修。",
    "name": "王演示",
    "phone": "13891712345",
}


def ticket(page):
    """Number and code as the page shows them, its first two terms."""
    return re.findall(r"<dd>([0-9 -]+)</dd>", page)[:2]


def baked(site, settings, path):
    file = Path(settings.JIYUE_BAKED) / served_host(site.domain) / path.lstrip("/")
    return file.read_text(encoding="utf-8") if file.is_file() else None


@pytest.mark.clause("18.2")
def test_the_asker_gets_a_number_and_a_code_and_sees_the_state_with_them(visitor, site):
    sent = visitor.post("/messages/new", TYPED).content.decode()
    number, code = ticket(sent)

    seen = visitor.post("/messages/state", {"number": number, "code": code}).content.decode()

    assert "待受理" in seen
    assert TYPED["title"] in seen
    assert Message.objects.get().unit == site.host


def test_code_and_contact_are_nowhere_in_the_database(visitor):
    sent = visitor.post("/messages/new", TYPED).content.decode()
    _number, code = ticket(sent)
    row = str(Message.objects.values().get())

    assert code.replace(" ", "") not in row
    assert TYPED["phone"] not in row
    assert sealing.unseal(Message.objects.get().contact) == {"name": "王演示", "phone": "13891712345"}


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"text": "路灯"}, "至少写 10 个字"),
    ({"title": "灯"}, "至少写 4 个字"),
    ({"text": "灯" * 3001}, "3000"),
    ({"phone": "call me"}, "手机号码"),
    ({"kind": "spam"}, "spam"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(visitor, changed, sentence):
    answer = visitor.post("/messages/new", TYPED | changed)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "王演示" in answer.content.decode()
    assert not Message.objects.exists()


def test_an_expired_page_keeps_what_was_typed(site):
    strict = Client(enforce_csrf_checks=True, headers={"host": served_host(site.domain)})

    answer = strict.post("/messages/new", TYPED)

    assert answer.status_code == 403
    assert TYPED["text"] in answer.content.decode()
    assert not Message.objects.exists()


def test_a_machine_that_fills_in_everything_writes_nothing(visitor):
    visitor.post("/messages/new", TYPED | {"website": "http://spam.example/"})

    assert not Message.objects.exists()


def test_one_address_writes_ten_times_an_hour_and_not_eleven(visitor):
    sent = [visitor.post("/messages/new", TYPED).status_code for _ in range(11)]

    assert sent == [200] * 10 + [429]
    assert visitor.post("/messages/new", TYPED, headers={"x-forwarded-for": "192.0.2.7"}).status_code == 200
    assert "127.0.0.1" not in str(list(Attempt.objects.values()))


def test_only_paths_of_the_site_are_kept_as_the_page_in_question(visitor):
    for about in ("/2026/06/1.html", "//evil.example/", "javascript:alert(1)"):
        visitor.post("/messages/new", TYPED | {"about": about})

    assert list(Message.objects.order_by("pk").values_list("about", flat=True)) == ["/2026/06/1.html", "", ""]


@pytest.mark.clause("18.2")
def test_an_unknown_number_and_a_wrong_code_get_the_same_answer(visitor, message):
    unknown = visitor.post("/messages/state", {"number": "610300-20250101-0001", "code": "12345678"})
    wrong = visitor.post("/messages/state", {"number": message.number, "code": "12345678"})

    def told(answer):
        return re.sub(r'value="[^"]*"', "", answer.content.decode())

    assert unknown.status_code == wrong.status_code == 404
    assert told(unknown) == told(wrong)


def test_a_code_can_not_be_tried_out_even_from_many_addresses(message):
    at = timezone.now()
    for attempt in range(limits.MOST_PER_HOUR["wrong-code"]):
        assert asking.look_up(number=message.number, code="00000000", address=f"192.0.2.{attempt}", at=at) is None

    with pytest.raises(Refused, match="过多"):
        asking.look_up(number=message.number, code="00000001", address="198.51.100.1", at=at)
    assert asking.look_up(number=message.number, code="x", address="198.51.100.1", at=at + timedelta(hours=1)) is None


def test_counters_go_after_two_days(message):
    limits.count("ask", "192.0.2.1", at=THURSDAY)

    assert limits.forget(at=THURSDAY + timedelta(days=1)) == 0
    assert limits.forget(at=THURSDAY + timedelta(days=2)) == 1


def test_markup_in_a_letter_is_text(visitor, site):
    number, code = (lambda pair: (pair[0].number, pair[1]))(
        ask(site, title="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>请修路")
    )

    seen = visitor.post("/messages/state", {"number": number, "code": code}).content.decode()

    assert "<script>alert" not in seen
    assert "<img src=x" not in seen


@pytest.mark.clause("18.3")
def test_the_asker_may_say_once_that_the_answer_does_not_answer(visitor, site, clerk, reviewer):
    message, code = ask(site)
    answered(message, clerk, reviewer)
    said = {"number": message.number, "code": code, "reason": "没有说何时完工"}

    assert visitor.post("/messages/not-answered", said | {"code": "00000000"}).status_code == 404
    assert visitor.post("/messages/not-answered", said).status_code == 200
    assert visitor.post("/messages/not-answered", said).status_code == 409
    assert Message.objects.get().not_answered_reason == "没有说何时完工"


@pytest.mark.clause("13.5", "18.2")
def test_a_released_answer_stands_on_the_site_until_it_is_taken_off(site, settings, clerk, reviewer):
    from jiyue.platform.interaction import actions

    message = answered(ask(site, text="我叫13891712345，村口路塌了")[0], clerk, reviewer)

    page, listed = baked(site, settings, message.public_path), baked(site, settings, "/interaction/messages/index.html")
    assert "修复工程将于10月16日进场" in page
    assert "13891712345" not in page
    labels = dict(re.findall(r'<meta name="(\w+)" content="([^"]*)"', page))
    assert {"SiteName", "ColumnName", "ArticleTitle", "PubDate", "ContentSource"} <= labels.keys()
    assert labels["ArticleTitle"]
    assert message.public_path in listed
    actions.unpublish(message=message, by=reviewer, reason="含个人信息")
    assert baked(site, settings, message.public_path) is None
    assert message.public_path not in baked(site, settings, "/interaction/messages/index.html")


def test_what_is_not_public_has_no_page(visitor, site, clerk, reviewer):
    message = answered(ask(site)[0], clerk, reviewer, is_public=False)

    assert visitor.get(message.public_path).status_code == 404
    assert message.public_path not in baking.bake_site(site).written


@pytest.mark.clause("26.1")
def test_an_answer_stands_only_on_the_site_that_was_asked(site, clerk, reviewer, settings):
    from tests.factories import SiteFactory

    message = answered(ask(site)[0], clerk, reviewer)
    other = Client(headers={"host": served_host(SiteFactory().domain)})

    assert other.get(message.public_path).status_code == 404


@pytest.mark.clause("32.8")
def test_the_home_page_counts_what_came_in(site, clerk, reviewer):
    now = timezone.now()
    answered(ask(site, at=now)[0], clerk, reviewer, at=now)
    ask(site, at=now)

    figures = parts.interaction(site, Reading())

    assert (figures.received, figures.answered, figures.average_workdays, figures.overdue) == (2, 1, 0, 0)
    assert [answer.title for answer in figures.answers] == ["通村道路塌陷何时修复"]


def test_without_an_answer_there_is_no_average(site):
    figures = parts.interaction(site, Reading())

    assert (figures.received, figures.average_workdays) == (0, None)


def test_an_address_that_is_none_gets_the_sites_own_page(visitor):
    answer = visitor.get("/messages/nothing")

    assert answer.status_code == 404
    assert "凤县人民政府" in answer.content.decode()
