"""What an inspection is told about a site: its register record, addresses as they are served here, and the limits."""

from datetime import date
from pathlib import Path

from django.conf import settings

from jiyue.inspection import ColumnRecord, NoticeRecord, Options, SiteRecord
from jiyue.platform.publishing.models import PinnedNotice
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import Site, SiteKind, SiteState


def record_of(site: Site, *, on: date) -> SiteRecord:
    """The register record that the pages are compared against, with the notices that have to hang on the home page on a day (8.8, 9.2, 9.11, 11.7)."""
    base = site_address(site)
    columns = tuple(
        ColumnRecord(
            key=column.key,
            name=column.title,
            url=f"{base}/{column.path.strip('/')}/",
            category=column.category,
            cycle_days=column.cycle_days,
        )
        for column in site.columns.in_use().order_by("position", "pk")
    )
    return SiteRecord(
        name=site.name,
        domain=site.domain,
        site_code=site.site_code,
        icp_number=site.icp_number,
        police_number=site.police_number,
        chinese_domain=site.chinese_domain,
        host_name=site.host.name,
        kind=site.kind,
        level=site.level,
        unit_name=site.host.name if site.kind == SiteKind.DEPARTMENT else site.name,
        status="exited" if site.state == SiteState.CLOSED else "",
        notices=tuple(map(_notice, PinnedNotice.objects.showing(on).filter(site=site).select_related("resource"))),
        columns=columns,
    )


def _notice(pinned: PinnedNotice) -> NoticeRecord:
    """A notice by its own title: several of a kind may hang there at once."""
    return NoticeRecord(
        kind=pinned.kind, starts_on=pinned.from_on, ends_on=pinned.until_on or date.max, subject=pinned.resource.title
    )


def options_for(site: Site, day: date) -> Options:
    """The limits of a run; sites served here may be visited though their addresses are private, because the operator said so."""
    return Options(
        parameter_set=settings.JIYUE_PARAMETER_SET,
        max_pages=2000,
        max_seconds=600.0,
        allow_addresses=tuple(settings.JIYUE_INSPECTED_ADDRESSES),
        # Addresses outside this installation are looked at only where the net reaches them; at home nothing leaves the machine.
        check_external=not settings.JIYUE_INSPECTED_ADDRESSES,
        retry_after_s=(1.0, 3.0),
        # What hacked pages hide from everybody but a spider or a phone, and what stands in attachments and pictures (13.5, 30.1, 30.2, 32.7).
        agents=True,
        max_documents=30,
        max_pictures=30,
        evidence_dir=evidence_folder() / f"{day:%Y-%m}" / site.key,
    )


def evidence_folder() -> Path:
    """Where the evidence of all runs lies."""
    return Path(settings.JIYUE_DATA) / "evidence"
