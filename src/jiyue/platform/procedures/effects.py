"""What an approved case brings, by the names that the rulebook gives. Each may run twice and ends in the same state."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.findings import actions as findings
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.library import official
from jiyue.platform.procedures import holding, notices, overdue
from jiyue.platform.procedures.models import Case, CaseStep
from jiyue.platform.publishing import baking
from jiyue.platform.publishing.models import NoticeKind, PinnedNotice
from jiyue.platform.publishing.pages.catalogue import PageKey
from jiyue.platform.register.actions import set_state
from jiyue.platform.register.models import Site, SiteState

Effect = Callable[[Case, date], None]


def publish_offline_notice(case: Case, _today: date) -> None:
    """Publish the notice on the portal, as the examiner read it (9.2, 17.2)."""
    if case.notice_resource_id is not None:
        return
    portal, examined = _portal(case), examination(case)
    if examined is None or examined.person is None:
        raise Refused(Refusal(_("没有公告的审核记录，不能发布。"), "17.1"))
    reviewed = official.Reviewed(case.notice, examined.read_hash, case.applicant, examined.person)
    case.notice_resource = official.publish(
        unit=portal.host,
        reviewed=reviewed,
        column=notices.column_for(portal),
        reason=_("案件 %(number)s") % {"number": case.number},
    )
    case.save(update_fields=["notice_resource"])


def pin_offline_notice(case: Case, today: date) -> None:
    """Pin the notice on top of the portal's home page until the planned last day (9.2, R6)."""
    if case.notice_resource is None or case.end_on is None:
        raise Refused(Refusal(_("公告还没有发布，不能置顶。"), "9.2"))
    portal = _portal(case)
    PinnedNotice.objects.get_or_create(
        resource=case.notice_resource,
        defaults={
            "site": portal,
            "about": case.site,
            "kind": NoticeKind.OFFLINE,
            "from_on": today,
            "until_on": case.end_on,
        },
    )
    baking.bake_pages(portal, [PageKey("home"), PageKey("article", case.notice_resource.pk)], today=today)


def take_offline(case: Case, _today: date) -> None:
    """Put the notice page in the site's place and note the pause in the ledger; monitoring pauses with it (9.3)."""
    if case.site.is_on_platform:
        holding.place(case)
    set_state(site=case.site, state=SiteState.OFFLINE, by=None, reason=case.number)


def restore_site(case: Case, today: date) -> None:
    """Bring the site back: notice page away, ledger online, an overdue finding closed on this proof (9.3)."""
    if case.site.state == SiteState.OFFLINE:
        set_state(site=case.site, state=SiteState.ONLINE, by=None, reason=case.number)
    if case.site.is_on_platform:
        holding.remove(case.site)
    for finding in case.site.findings.live().filter(fingerprint=overdue.fingerprint(case)):
        proof = [{"case": case.number, "restored_on": today.isoformat()}]
        findings.close(finding=finding, by=None, evidence=proof, note=_("网站已恢复运行。"), at=timezone.now())


def withdraw_offline_notice(case: Case, today: date) -> None:
    """Unpin the notice when the site is back; the notice itself stays in the portal's column as a record (9.2)."""
    for pinned in PinnedNotice.objects.filter(resource=case.notice_resource).select_related("site"):
        last = min(today - timedelta(days=1), pinned.until_on or today)
        if last < pinned.from_on:
            pinned.delete()
        elif pinned.until_on != last:
            pinned.until_on = last
            pinned.save(update_fields=["until_on"])
        baking.bake_pages(pinned.site, [PageKey("home")], today=today)


EFFECTS: dict[str, Effect] = {
    "publish-offline-notice": publish_offline_notice,
    "pin-offline-notice": pin_offline_notice,
    "take-offline": take_offline,
    "restore-site": restore_site,
    "withdraw-offline-notice": withdraw_offline_notice,
}


def examination(case: Case) -> CaseStep | None:
    """The decision whose person read the notice and agreed to it."""
    read = case.steps.filter(decision="agree", round=case.round).exclude(read_hash="")
    return read.select_related("person").order_by("-at", "-pk").first()


def _portal(case: Case) -> Site:
    portal = notices.portal_for(case.site)
    if portal is None:
        raise Refused(Refusal(_("没有可以发布公告的门户网站。"), "9.2", _("请先登记本级政府门户网站。")))
    return portal
