"""Rounds and runs on screen: own rows only, void runs without figures, who may start what."""

import gzip

import pytest
from django.urls import reverse
from django.utils import timezone

from jiyue.platform.monitoring.evidence import stored_response
from jiyue.platform.monitoring.models import Round, SiteRun
from tests.factories import FindingFactory, SiteFactory


@pytest.fixture(autouse=True)
def _nothing_is_fetched(settings, tmp_path):
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": ["default", "inspection"]}
    }
    settings.JIYUE_DATA = tmp_path


def measured(site, state="done", **figures):
    made = Round.objects.create(trigger="manual", started_at=timezone.now())
    return SiteRun.objects.create(round=made, site=site, state=state, finished_at=timezone.now(), **figures)


@pytest.mark.clause("26.1")
def test_runs_of_others_do_not_exist_for_a_host(browse, host, site):
    own, foreign = measured(site), measured(SiteFactory())

    assert browse(host).get(reverse("monitoring:run", args=[own.pk])).status_code == 200
    for address in (reverse("monitoring:run", args=[foreign.pk]), reverse("monitoring:round", args=[foreign.round_id])):
        assert browse(host).get(address).status_code == 404


@pytest.mark.clause("33.1")
def test_a_void_run_shows_no_figures(browse, bureau, site):
    run = measured(site, "void", pages=777, found=888)
    page = browse(bureau).get(reverse("monitoring:round", args=[run.round_id])).content.decode()

    assert "作废" in page
    assert "777" not in page
    assert "888" not in page


@pytest.mark.clause("4.3")
@pytest.mark.parametrize("who", ["bureau", "centre"])
def test_bureau_and_centre_measure_all_sites(browse, site, who, request):
    answer = browse(request.getfixturevalue(who)).post(reverse("monitoring:inspect-all"))

    assert answer.status_code == 302
    assert SiteRun.objects.get().site == site


@pytest.mark.clause("4.3")
def test_a_host_measures_no_round(browse, host, site):
    assert browse(host).post(reverse("monitoring:inspect-all")).status_code == 403
    assert not SiteRun.objects.exists()


@pytest.mark.clause("33.2")
def test_a_host_asks_for_its_own_reinspection_and_for_no_other(browse, host, other_host, site):
    address = reverse("monitoring:inspect", args=[site.key])

    assert browse(other_host).post(address).status_code == 404
    assert browse(host).post(address).status_code == 302
    assert SiteRun.objects.get().round.trigger == "reinspection"


def test_a_site_under_inspection_is_not_measured_twice(browse, bureau, site):
    address = reverse("monitoring:inspect", args=[site.key])
    browse(bureau).post(address)
    browse(bureau).post(address)

    assert SiteRun.objects.count() == 1


def warc(folder, body):
    block = b"HTTP/1.1 200 -\r\nserver: x\r\n\r\n" + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:abc>\r\nContent-Length: {len(block)}\r\n\r\n".encode()
    path = folder / "evidence" / "one.warc.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(head + block + b"\r\n\r\n"))
    return path


@pytest.mark.clause("13.5")
def test_stored_text_is_shown_as_text_with_personal_data_masked(browse, bureau, site, tmp_path):
    path = warc(tmp_path, "<script>alert(1)</script>身份证号 610302199003072316".encode())
    finding = FindingFactory(site=site, evidence=[{"id": "abc", "warc": str(path), "at": timezone.now().isoformat()}])
    page = browse(bureau).get(reverse("monitoring:evidence", args=[finding.pk, 0])).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "610302199003072316" not in page


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "gone.warc.gz", ""])
def test_no_name_leads_out_of_the_evidence_folder(name, tmp_path):
    assert stored_response(name, "abc") is None
