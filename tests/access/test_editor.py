"""Wagtail's own addresses: closed but for what the editor needs, and that for the people of the resource's unit alone (26.1)."""

import re

import pytest

from jiyue.platform.console.middleware import CLOSED_IN_NAMESPACE, OPEN_NAMES, OPEN_NAMESPACES
from tests.access.table import EDITOR
from tests.access.visiting import EVERYBODY, letter, rows, undone, wagtails
from tests.access.world import FOREIGN

pytestmark = [pytest.mark.django_db, pytest.mark.clause("26.1")]


def is_open(name):
    namespace, _, last = name.rpartition(":")
    return name in OPEN_NAMES or (namespace in OPEN_NAMESPACES and last not in CLOSED_IN_NAMESPACE)


def filled(path):
    """A path with something in each of its places; None where a pattern asks for more than that."""
    path = re.sub(r"<int:\w+>", "1", path)
    path = re.sub(r"<(?:\w+:)?\w+>", "x", path)
    return None if re.search(r"[(\\^$]", path) else f"/{path}"


def test_what_the_gate_opens_is_in_the_table():
    assert sorted(name for name, _path in wagtails() if is_open(name)) == sorted(EDITOR)


def test_everything_else_is_closed(visitor):
    taken_over = {
        filled(path) for name, path in wagtails() if is_open(name)
    }  # signing out, the own account: ours instead
    closed = [path for path in (filled(path) for name, path in wagtails() if not is_open(name)) if path]
    closed = [path for path in closed if path not in taken_over]

    assert len(closed) > 100
    assert [path for path in closed if visitor.visit("chen", path).code not in ("301", "404")] == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_role_gets_what_the_table_says(visitor, method):
    body = letter(visitor.world.keys) if method == "post" else None
    wrong = [
        f"{name} as {who}: {code}, not {should}"
        for name, row in EDITOR.items()
        for who, code, should in zip(
            EVERYBODY,
            visitor.codes(visitor.path(name, row), method, body),
            row.look if method == "get" else row.send,
            strict=True,
        )
        if code != should
    ]

    assert wrong == []


@pytest.mark.parametrize("who", ["nobody", *FOREIGN, "feng", "sun"])
def test_a_foreign_text_can_not_be_written_over(visitor, who):
    body, before = letter(visitor.world.keys), rows()

    with undone():
        for name, row in EDITOR.items():
            if row.arguments:
                visitor.act(who, visitor.path(name, row), "post", body)
        after = rows()

    assert before == after
