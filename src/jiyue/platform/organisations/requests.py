"""The request as our views see it: signed-in person and htmx details are typed."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from jiyue.platform.organisations.models import Person

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request whose person is known, because every staff view asks for sign-in first."""

    user: Person
    htmx: "HtmxDetails"
