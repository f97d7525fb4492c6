"""Every room of the platform says which clauses it serves, and names none that the measures do not have."""

import ast
import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from jiyue.platform.organisations.policy import RULES
from jiyue.rulebook import clauses

SOURCE = Path(__file__).parents[2] / "src" / "jiyue" / "platform"
KNOWN = {clause.id for clause in clauses.all()}
ARTICLES = {str(clause.article) for clause in clauses.all()}
ROOMS = sorted(app.name for app in apps.get_app_configs() if app.name.startswith("jiyue."))
# Addresses that carry out no clause of their own.
WITHOUT_CLAUSE = {
    "sign-in": "Django's, behind the locking of 31.1",
    "sign-out": "Django's",
    "javascript-catalog": "Django's: words of the editor",
    "editor-sign-out": "Django's",
    "editor-account": "leads to the workbench",
}
WAGTAIL = "workbench/cms/"


def cited(text):
    """The clauses, articles and chapters that a docstring names."""
    found = re.findall(r"(?<![\d.])(\d+\.\d+|A\d)(?![\d])", text)
    found += re.findall(r"(?:chapters?|articles?) (\d+)", text)
    return found + re.findall(r"\((\d+)(?=[,)])", text)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_which_clauses_it_serves(room):
    told = cited(importlib.import_module(room).__doc__ or "")

    assert told
    assert [one for one in told if one not in KNOWN | ARTICLES] == []


def calls(name):
    """Yield each call of a function in the sources, with the file that makes it."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name:
                yield node, file.relative_to(SOURCE)


def constant(node):
    return node.value if isinstance(node, ast.Constant) else None


def test_every_clause_that_a_view_executes_exists():
    named = [(constant(argument), file) for node, file in calls("executes") for argument in node.args]

    assert named
    assert [f"{file}: {clause}" for clause, file in named if clause not in KNOWN] == []


def test_every_clause_that_a_refusal_names_exists():
    second = [(constant(node.args[1]), file) for node, file in calls("Refusal") if len(node.args) > 1]
    named = [(clause, file) for clause, file in second if clause]

    assert named
    assert [f"{file}: {clause}" for clause, file in named if clause not in KNOWN] == []


def test_every_clause_behind_a_permission_exists():
    assert [f"{act}: {rule.clause}" for act, rule in RULES.items() if rule.clause not in KNOWN] == []


def views(patterns, prefix="", spaces=()):
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns, prefix + str(one.pattern), (*spaces, *filter(None, [one.namespace])))
        elif isinstance(one, URLPattern) and not (prefix + str(one.pattern)).startswith(WAGTAIL):
            yield ":".join((*spaces, one.name or "?")), one.callback


@pytest.mark.parametrize("urlconf", ["staff_urls", "public_urls"])
def test_every_view_says_which_clauses_it_executes(urlconf):
    found = dict(views(get_resolver(f"jiyue.platform.config.{urlconf}").url_patterns))

    assert found
    assert [
        name for name, view in found.items() if name not in WITHOUT_CLAUSE and not getattr(view, "executes", ())
    ] == []
