"""A small city for the access matrix: one host with one of everything, another host, and the supervising roles.

Every text of the first host's rows begins with one of the words in `FOUND_BY` and goes on with a tail that stands
nowhere else (`marks`): whoever searches for the word is echoed the word alone, so a tail on a page is a leak.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.utils import timezone

from jiyue.platform.findings.models import Remark
from jiyue.platform.interaction import asking
from jiyue.platform.library.content import content_of
from jiyue.platform.library.models import Attachment, Edition, EditionState
from jiyue.platform.monitoring.models import Round, SiteRun
from jiyue.platform.organisations.models import Person
from jiyue.platform.organisations.roles import Role
from jiyue.platform.procedures.models import Case, CaseStep
from jiyue.platform.publishing import site_tree
from jiyue.platform.supervision.models import RectificationOrder
from tests import factories

# chen, liu, head: editor, reviewer and head of the host whose rows are asked for; wang, xu, tang: the same posts at
# another host; zhao, sun, qian, lin: Office, Bureau, Centre and the police, who look on; feng: Finance.
PEOPLE = {
    "chen": Role.EDITOR,
    "liu": Role.REVIEWER,
    "head": Role.HEAD,
    "wang": Role.EDITOR,
    "xu": Role.REVIEWER,
    "tang": Role.HEAD,
    "zhao": Role.OFFICE,
    "sun": Role.BUREAU,
    "qian": Role.CENTRE,
    "lin": Role.POLICE,
    "feng": Role.FINANCE,
}
OWN, FOREIGN = ("chen", "liu", "head"), ("wang", "xu", "tang")
FOUND_BY = "渭滨"
TAILS = {
    "site": "政务云上行",
    "column": "堤防巡查录",
    "resource": "闸门检修令",
    "attachment": "清淤台账表",
    "finding": "断链在第七页",
    "order": "整改九号令",
    "case": "下线八号案",
    "message": "暖气凉半月",
    "exception": "水闸旧站保留",
}


@dataclass(frozen=True)
class World:
    """The people by their names here, what addresses are filled with, and the marks of the first host's rows."""

    people: dict[str, Person]
    keys: dict[str, Any]
    marks: dict[str, str]
    own_host: str
    other_host: str


def _appoint(site: Any, other: Any) -> dict[str, Person]:
    units = dict.fromkeys(OWN, site.host) | dict.fromkeys(FOREIGN, other.host)
    return {
        name: factories.AppointmentFactory(
            role=role,
            person=factories.PersonFactory(username=name, name=f"人员{name}"),
            **({"unit": units[name]} if name in units else {}),
        ).person
        for name, role in PEOPLE.items()
    }


def _texts(site: Any, column: Any, people: dict[str, Person]) -> dict[str, Any]:
    """One text waiting for review with an attachment, standing in two columns of its site."""
    resource = factories.ResourceFactory(unit=site.host, title=f"{FOUND_BY}{TAILS['resource']}")
    factories.PlacementFactory(resource=resource, column=column)
    second = factories.PlacementFactory(resource=resource, column=factories.ColumnFactory(site=site), is_main=False)
    attachment = Attachment(resource=resource, title=f"{FOUND_BY}{TAILS['attachment']}")
    attachment.file.save(f"{TAILS['attachment']}.pdf", ContentFile(b"%PDF-1.4 x"))
    revision = resource.save_revision(user=people["chen"])
    edition = Edition.objects.get(resource=resource)
    edition.state, edition.submitted_by, edition.submitted_at = EditionState.SUBMITTED, people["chen"], timezone.now()
    edition.content, edition.content_hash = content_of(resource.get_latest_revision_as_object()), "h" * 64
    edition.save()
    return {
        "resource": resource.pk, "placement": second.pk, "attachment": attachment.pk, "edition": edition.pk, "revision": revision.pk,
    }  # fmt: skip


def _supervised(site: Any, people: dict[str, Person]) -> dict[str, Any]:
    """One finding, an order about it, and the run that saw it."""
    now = timezone.now()
    text = f"{FOUND_BY}{TAILS['finding']}"
    finding = factories.FindingFactory(site=site, message=text, evidence=[{"url": site.domain, "status": 404}])
    Remark.objects.create(finding=finding, at=now, verb="confirmed", text="")
    order = RectificationOrder.objects.create(
        number=f"{FOUND_BY}{TAILS['order']}", site=site, text="限期整改", sent_by=people["sun"], sent_at=now,
        due_on=timezone.localdate() + timedelta(days=5),
    )  # fmt: skip
    order.findings.add(finding)
    round_ = Round.objects.create(trigger="manual", started_at=now)
    run = SiteRun.objects.create(round=round_, site=site, state="done", started_at=now, finished_at=now)
    return {"finding": finding.pk, "order": order.pk, "round": round_.pk, "run": run.pk}


def _case(site: Any, people: dict[str, Person]) -> dict[str, Any]:
    """One application at the Office, with the scan of a decision made outside."""
    now = timezone.now()
    case = Case.objects.create(
        number=f"{FOUND_BY}{TAILS['case']}", procedure_id="temporary-offline", rulebook_version="2026",
        started_on=timezone.localdate(), site=site, applicant_unit=site.host, applicant=people["chen"], state="open",
        step="office", created_at=now,
    )  # fmt: skip
    step = CaseStep(
        case=case,
        step="province",
        round=1,
        decision="agree",
        person=people["zhao"],
        at=now,
        scan_name="批复.pdf",
        scan_sha256="h" * 64,
    )
    step.scan.save("reply.pdf", ContentFile(b"%PDF-1.4 x"), save=False)
    step.save()
    return {"case": case.pk, "scan": step.pk}


def _exception(site: Any, people: dict[str, Person]) -> dict[str, Any]:
    """One exception granted to the first host."""
    granted = factories.ExceptionFactory(
        clause="7.4",
        unit=site.unit,
        matter=f"{FOUND_BY}{TAILS['exception']}",
        reason=f"{FOUND_BY}{TAILS['exception']}",
        granted_by=people["zhao"],
    )
    return {"exception": granted.pk}


def _let_into_the_editor(people: dict[str, Person]) -> None:
    """Give everybody Wagtail's own key: what then keeps them out is the gate and the policy alone."""
    key = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    for person in people.values():
        person.user_permissions.add(key)


def build() -> World:
    """Make the city."""
    site = factories.SiteFactory(key="own", name=f"{FOUND_BY}{TAILS['site']}", domain="own.baoji.gov.cn")
    other = factories.SiteFactory(key="other", domain="other.baoji.gov.cn")
    people = _appoint(site, other)
    _let_into_the_editor(people)
    column = factories.ColumnFactory(site=site, title=f"{FOUND_BY}{TAILS['column']}")
    free = factories.ColumnFactory(site=site)
    factories.ColumnFactory(site=other)
    site_tree.mirror(site)
    site_tree.mirror(other)
    letter = asking.Letter(kind="question", title=f"{FOUND_BY}{TAILS['message']}", text="请问何时供暖？")
    message, _code = asking.ask(site=site, letter=letter, at=timezone.now())
    keys = {
        "site": site.key, "column": column.pk, "free-column": free.pk, "message": message.pk, "number": message.number, "procedure": "temporary-offline",
        "other-unit": other.host.pk, **_texts(site, column, people), **_supervised(site, people), **_case(site, people), **_exception(site, people),
        "other-key": other.host.key,
    }  # fmt: skip
    marks = {**TAILS, "number": message.number, "domain": site.domain, "editor": "人员chen", "reviewer": "人员liu"}
    return World(people, keys, marks, own_host="own.baoji.localhost", other_host="other.baoji.localhost")
