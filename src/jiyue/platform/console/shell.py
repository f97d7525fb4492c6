"""What the frame of every staff page shows: product, person, menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from jiyue.platform.console.menu import menu
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.roles import Role


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the frame its variables; nothing for public pages and before sign-in."""
    product = _("%(city)s政府网站集约化平台") % {"city": settings.JIYUE_CITY_NAME}
    person = getattr(request, "user", None)
    if hasattr(request, "public_site") or person is None or not person.is_authenticated:
        return {"product_name": product, "side_name": _("登录")}
    held = policy.appointments(person)
    first = held[0] if held else None
    return {
        "product_name": product,
        "side_name": _("监管台") if policy.may(person, policy.Act.SEE_DASHBOARD) else _("工作台"),
        "home_url": reverse("home"),
        "search_url": "",
        "sign_out_url": reverse("sign-out"),
        "person": {
            "name": str(person),
            "unit": first.unit.name if first else _("未任职"),
            "role": str(Role(first.role).label) if first else "",
        },
        "menu": SimpleLazyObject(lambda: menu(request)),
    }
