"""Visits to the staff host as anybody: each is rolled back, so that one does not change what the next one gets."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.access.world import PEOPLE, World

STAFF_HOST = "console.localhost"
STAFF, PUBLIC = "jiyue.platform.config.staff_urls", "jiyue.platform.config.public_urls"
WAGTAIL = "workbench/cms/"
EVERYBODY = ("nobody", *PEOPLE)


def names(patterns, prefix="", spaces=()):
    """Yield each address of an address list: its full name and its path."""
    for one in patterns:
        if isinstance(one, URLResolver):
            space = (*spaces, one.namespace) if one.namespace else spaces
            yield from names(one.url_patterns, prefix + str(one.pattern), space)
        elif isinstance(one, URLPattern):
            yield ":".join((*spaces, one.name or "?")), prefix + str(one.pattern)


def addresses(urlconf):
    """Every address of an address list but Wagtail's."""
    return [(name, path) for name, path in names(get_resolver(urlconf).url_patterns) if not path.startswith(WAGTAIL)]


def wagtails():
    """Every address below Wagtail's prefix."""
    return [(name, path) for name, path in names(get_resolver(STAFF).url_patterns) if path.startswith(WAGTAIL)]


@dataclass(frozen=True)
class Answer:
    """What came back: the code ("in" for the way to the sign-in) and the text, files unpacked."""

    code: str
    text: str


class Visitor:
    """Visits addresses as each person of the world."""

    def __init__(self, world: World):
        self.world = world
        self.sessions = {}
        for name, person in world.people.items():
            client = Client()
            client.force_login(person)
            self.sessions[name] = client.cookies["sessionid"].value

    def address(self, name, arguments, urlconf=STAFF):
        """The path of a named address with the arguments that the world has for it."""
        known = {key: self.world.keys.get(value, value) for key, value in arguments.items()}
        return reverse(name, urlconf=urlconf, kwargs=known)

    def path(self, name, row, urlconf=STAFF):
        """The path of a line of the table, with what it is asked."""
        return self.address(name, row.arguments, urlconf) + row.query

    def visit(self, who, path, method="get", body=None, host=STAFF_HOST):
        """Ask for an address as somebody; whatever it does to the database is undone."""
        with undone():
            return self.act(who, path, method, body, host)

    def act(self, who, path, method="get", body=None, host=STAFF_HOST):
        """Ask for an address as somebody, and let it do what it does."""
        client = Client(raise_request_exception=False, headers={"host": host})
        if who in self.sessions:
            client.cookies["sessionid"] = self.sessions[who]
        response = getattr(client, method)(path, body)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        is_sign_in = response.status_code == 302 and response.headers["Location"].startswith("/sign-in/?")
        return Answer("in" if is_sign_in else str(response.status_code), content.decode("utf-8", "replace"))

    def codes(self, path, method="get", body=None):
        """What each person gets, in the order of the table."""
        return [self.visit(who, path, method, body).code for who in EVERYBODY]


@contextmanager
def undone():
    """Undo whatever the database suffers inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows():
    """Everything that the platform keeps, as it stands now."""
    kept = [
        model for model in apps.get_models() if model.__module__.startswith("jiyue.") and model.__name__ != "Person"
    ]
    return {model._meta.label: sorted(map(repr, model._base_manager.values_list())) for model in kept}


# A form that fits every address at once, filled in as somebody would who has seen another's screen.
def letter(keys):
    return {
        "reason": "情况属实，请予办理", "text": "已收悉，正在核实办理", "opinion": "同意", "answer": "经核实，定于15日恢复供暖。",
        "to": keys["other-unit"], "is_for_asker": "on", "until": str(timezone.localdate() + timedelta(days=7)), "column": keys["free-column"],
        "title": "越权修改的标题", "kind": "news", "decision": "agree", "seen_version": 1, "seen_hash": "h" * 64, "submit": "1",
        "outcome": "answer", "findings": keys["finding"], "due_on": "2099-01-01", "name": "越权修改", "source": "越权",
        "unit": keys["other-key"], "valid_from": "2099-01-01",
        "external-link-chooser-url": "/2026/01/1.html",
        **{f"gate_{gate}": "on" for gate in ("political", "legal", "policy", "secrecy", "wording", "suitable")},
    }  # fmt: skip
