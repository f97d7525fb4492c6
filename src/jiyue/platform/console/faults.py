"""What the staff side answers when an address leads nowhere, a request is malformed, or the platform itself fails."""

import logging
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from jiyue.platform.kernel.refusals import Refusal

log = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Say that there is no such page; the same for what does not exist and for what is another unit's (26.1)."""
    return render(request, "theme/404.html", {"page_title": _("没有找到")}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django names it
    """Say that the request could not be read, and that nothing was changed."""
    refusal = Refusal(_("提交的内容无法识别，没有作任何改动。"), "", _("请返回上一页，刷新后重新提交。"))
    context = {"page_title": _("未能提交"), "refusals": [refusal]}
    return render(request, "theme/refused.html", context, status=400)


def failed(_request: HttpRequest) -> HttpResponse:
    """Say that the platform failed, with a number that leads to the log; drawn without database and shell."""
    incident = secrets.token_hex(4)
    log.error("incident %s: see the error above", incident)
    product = _("%(city)s政府网站集约化平台") % {"city": settings.JIYUE_CITY_NAME}
    return HttpResponse(render_to_string("theme/500.html", {"incident": incident, "product_name": product}), status=500)
