"""The public page of a text that is not public: the room above that knows the public theme names itself here."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

Renderer = Callable[[Any], str]
_renderers: dict[str, Renderer] = {}


def register(renderer: Renderer) -> None:
    """Name the function that renders a resource, saved or not, as its public page."""
    _renderers["article"] = renderer


def respond(request: Any, resource: Any) -> HttpResponse:
    """Answer with the public page of a text, never to be kept by any cache; the plain text where no theme is installed."""
    renderer = _renderers.get("article")
    answer = (
        HttpResponse(renderer(resource)) if renderer else render(request, "library/preview.html", {"text": resource})
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
