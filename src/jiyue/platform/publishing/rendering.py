"""The public theme's template environment: Jinja2 with escaping on, three date filters, local static files."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jiyue.platform.kernel.static import static_address
from jiyue.platform.register.addresses import staff_address


def _local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


def clause_url(clause_id: str) -> str:
    """Where anybody reads a clause: in the rulebook on the staff host, which is public."""
    return f"{staff_address()}/rulebook/{clause_id}/"


def environment(**options: Any) -> Environment:
    """Make the environment that the settings name; `options` are those of Django's Jinja2 backend."""
    options["undefined"] = StrictUndefined
    made = Environment(**options, extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - the backend sets autoescape
    made.install_gettext_callables(gettext, ngettext, newstyle=False)  # type: ignore[attr-defined]
    made.globals["static"] = static_address
    made.globals["clause_url"] = clause_url
    made.filters["date"] = lambda moment: f"{_local(moment):%Y-%m-%d}" if moment else ""
    made.filters["daymonth"] = lambda moment: f"{_local(moment):%m-%d}" if moment else ""
    made.filters["stamp"] = lambda moment: f"{_local(moment):%Y-%m-%d %H:%M}" if moment else ""
    return made


@cache
def baker() -> Environment:
    """The environment that bakes: the same one, outside a request."""
    folder = settings.TEMPLATES[0]["DIRS"][0]
    return environment(loader=FileSystemLoader(str(folder)), autoescape=True, auto_reload=False)


def render(template: str, context: dict[str, Any]) -> str:
    """Render one template of the public theme, for example `public/article.html`."""
    return baker().get_template(template).render(context)
