"""The page that stands in for a site that is offline for a time, in the site's own public tree (9.2, 9.3)."""

import hashlib
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _

from jiyue.platform.procedures import notices
from jiyue.platform.procedures.models import Case
from jiyue.platform.publishing import manifest, tree
from jiyue.platform.publishing.models import BakedPage
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import labels, site_view
from jiyue.platform.publishing.pages.views import Reading
from jiyue.platform.publishing.rendering import render
from jiyue.platform.register.models import Site

PAGE, RETRY = "/.offline/index.html", "/.offline/retry-after"


def place(case: Case) -> None:
    """Write the notice page and the moment of return; from then on the front answers 503 with them. Safe to repeat.

    The moment comes first: the front looks for the page alone.
    """
    files = {RETRY: _return_moment(case).encode("ascii"), PAGE: render("public/holding.html", context(case)).encode()}
    with transaction.atomic():
        written = {}
        for path, content in files.items():
            digest = hashlib.sha256(content).hexdigest()
            if tree.digest_of(case.site, path) != digest:
                written[path] = tree.write(case.site, path, content)
            BakedPage.objects.update_or_create(
                site=case.site, path=path, defaults={"sha256": digest, "size": len(content), "baked_at": timezone.now()}
            )
        manifest.release(case.site, written, [])


def remove(site: Site) -> None:
    """Take the page away; from then on the site answers again. Safe to repeat."""
    with transaction.atomic():
        held = BakedPage.objects.filter(site=site, path__in=[PAGE, RETRY])
        paths = sorted(held.values_list("path", flat=True))
        for path in (PAGE, RETRY):
            tree.remove(site, path)
        held.delete()
        manifest.release(site, {}, paths)


def context(case: Case) -> dict[str, Any]:
    """What the page shows."""
    site = case.site
    phone = case.form.get("public_phone", "")
    return {
        "site": site_view(Shelf(site), Reading()),
        "labels": labels(site),
        "page_title": notices.title(case),
        "crumbs": [],
        "notice_title": notices.title(case),
        "period_label": notices.period(case),
        "reason": case.form.get("cause", ""),
        "contact": _("%(phone)s（%(unit)s）") % {"phone": phone, "unit": case.applicant_unit.name},
        "published_on": timezone.localdate(case.decided_at) if case.decided_at else None,
    }


def _return_moment(case: Case) -> str:
    if case.end_on is None:
        return ""
    moment = timezone.make_aware(datetime.combine(case.end_on + timedelta(days=1), time.min))
    return http_date(moment.timestamp())
