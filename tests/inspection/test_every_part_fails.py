"""Each part of an inspection, and each check by itself, fails: it is told and not judged, nothing passes by it, and everything else is reported."""

import asyncio
import importlib
import inspect as inspect_module
import pkgutil
import sys
from pathlib import Path

import pytest

from jiyue.inspection import (
    CHECKS,
    Options,
    asking,
    checks,
    crawl,
    facts,
    inspect,
    inspecting,
    missing_pages,
    parts,
    replay,
    reporting,
)
from jiyue.inspection.asking import agents, landings
from jiyue.inspection.checks import (
    attachments,
    columns,
    consultations,
    dangerous_link,
    dating,
    dead_link,
    footer_mark,
    home,
    ipv6,
    on_page,
    page_label,
    personal_data,
    pictures,
    policies,
    portal_items,
    search,
    second_domain,
    site_map,
    site_snapshot,
    site_wide,
)  # fmt: skip
from jiyue.inspection.checks.seeing import Seeing
from jiyue.inspection.crawl import gate, walk
from jiyue.inspection.faults import Part
from jiyue.inspection.probes import site as site_probes
from tests.inspection import every_part
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Server
from tests.inspection.planted_faults import break_down, need_nothing_to_be_made_better, need_only_this_to_fail, told

PLANTS_FAULTS = True
# Where a fault is planted for each part, by the name that the part has in `parts`. A part that is not here fails the suite.
SPOTS = {
    "LISTS": (walk, "read_sitemap"),
    "WALK": (walk.Walk, "_walk_again"),
    "NO_SUCH_PAGE": (inspecting, "ask_for_nothing"),
    "LABELS": (page_label, "observe_labels"),
    "MARKS": (footer_mark, "observe_marks"),
    "PERSONAL": (personal_data, "observe_personal_data"),
    "ARTICLE": (columns, "article_day"),
    "OTHERS": (agents, "observe_view"),
    "LANDINGS": (landings, "judge_landing"),
    "PICTURES": (pictures, "observe_picture"),
    "SEEN": (Seeing, "seen"),
    "SEARCH": (search, "observe_search"),
    "IPV6": (ipv6, "measure"),
    "DOMAINS": (second_domain, "measure"),
    "PORTAL_ENTRIES": (portal_items, "observe_entries"),
    "PUBLIC_STATISTICS": (portal_items, "observe_days"),
    "LINKS": (dead_link, "judge_target"),
    "DANGERS": (dangerous_link, "observe_targets"),
    "COLUMNS": (columns, "measure_column"),
    "HOME_STALE": (home, "newest_on"),
    "MISMATCHES": (dating, "observe_mismatch"),
    "DUPLICATES": (site_wide, "observe_duplicates"),
    "READINGS": (policies, "without_readings"),
    "CALLS": (consultations.Consultations, "observe"),
    "SITE_MAP": (site_map, "can_be_read"),
    "ENTRIES": (site_wide, "observe_entry"),
    "SNAPSHOT": (site_snapshot, "take"),
    "UNCOMPARED": (reporting, "not_compared"),
    "REST": (inspecting.Inspection, "_conclude"),
}
# These fail only while a site is asked.
LIVE = {
    "ROBOTS": (gate, "read_robots"),
    "DOCUMENTS": (attachments, "observe_parts"),
    "PROBE": (site_probes, "security_headers"),
}
# These are planted by tests of their own below.
APART = {"PAGE", "HOME_PAGE", "ANSWER", "HOME_AGAIN", "BROWSER", "BROWSER_LINKS", "COMPARISON"}
# Where these fail, pages and links go unseen: what rests on them can not be there.
WIDE = {"LISTS", "ROBOTS", "WALK", "REST", "ARTICLE"}


def test_every_part_has_a_place_where_its_fault_is_planted():
    named = {name for name, part in vars(parts).items() if isinstance(part, Part)}

    assert named == SPOTS.keys() | LIVE.keys() | APART
    assert {check for name in named for check in getattr(parts, name).checks} <= CHECKS.keys()
    assert set(parts.REST.checks) == CHECKS.keys()
    on_pages = {check for kind in ("home", "column", "article", "other") for check in on_page.names_of(kind)}
    assert on_pages <= {*parts.PAGE.checks, *parts.HOME_PAGE.checks}


@pytest.fixture(scope="module")
def evidence(tmp_path_factory):
    """The evidence of one inspection of that site, and what it says while nothing fails."""

    async def take():
        server = Server()
        await server.start()
        every_part.lay(server)
        chosen = Options(
            allow_addresses=("127.0.0.0/8", "::1/128"), retry_after_s=(0.05, 0.1), evidence_dir=tmp_path_factory.mktemp("evidence"), **every_part.WANTED | {"max_documents": 0},
        )  # fmt: skip
        report = await inspect(server.url(), options=chosen, record=every_part.record(server), now=NOW)
        await server.stop()
        return Path(report.warc), await replay(Path(report.warc))

    return asyncio.run(take())


@pytest.mark.clause("32.7", "36.1")
@pytest.mark.parametrize("name", SPOTS)
async def test_a_part_that_fails_is_told_and_costs_no_other_part(evidence, monkeypatch, name):
    warc, whole = evidence
    part = getattr(parts, name)
    break_down(monkeypatch, *SPOTS[name])

    report = await replay(warc)

    assert part.title in {fault.part for fault in report.faults}
    assert set(part.checks) <= {check for fault in report.faults for check in fault.checks}
    assert told(report, part)
    assert (whole.state, whole.faults, report.state) == ("done", (), "aborted")
    need_nothing_to_be_made_better(report, whole)
    if name not in WIDE:
        need_only_this_to_fail(report, whole)


@pytest.mark.parametrize("name", LIVE)
async def test_a_part_that_fails_while_a_site_is_asked_is_told_and_costs_no_other_part(look, monkeypatch, name):
    changes = {"robots": "respect"} if name == "ROBOTS" else {}
    whole = await look(**changes)
    break_down(monkeypatch, *LIVE[name])

    report = await look(**changes)

    assert told(report, getattr(parts, name))
    assert report.state == "aborted"
    need_nothing_to_be_made_better(report, whole)
    if name not in WIDE:
        need_only_this_to_fail(report, whole)


def functions_of(module):
    return [
        name
        for name, one in vars(module).items()
        if inspect_module.isfunction(one) and one.__module__ == module.__name__ and name not in WITHOUT_NET
    ]


# The day in China of an instant: the report itself can not do without.
WITHOUT_NET = {"china_day"}
JUDGING = [
    importlib.import_module(f"{package.__name__}.{one.name}")
    for package in (asking, checks, crawl, facts)
    for one in pkgutil.iter_modules(package.__path__)
]
JUDGING.append(missing_pages)


@pytest.mark.parametrize("module", JUDGING, ids=lambda one: one.__name__.removeprefix("jiyue.inspection."))
async def test_no_function_of_ours_that_fails_ends_an_inspection_or_makes_a_site_look_better(
    evidence, monkeypatch, module
):
    warc, whole = evidence
    places = [one for name, one in sys.modules.items() if name.startswith("jiyue.inspection")]
    for name in functions_of(module):
        known, calls = getattr(module, name), []

        def fails(*_, calls=calls, **__):
            calls.append(1)
            raise ZeroDivisionError

        with monkeypatch.context() as broken:
            for place in places:
                for word in [word for word, one in vars(place).items() if one is known]:
                    broken.setattr(place, word, fails)
            report = await replay(warc)
        if calls:
            assert report.faults, name
            assert report.state == "aborted", name
            assert not told(report, parts.REST), name
            need_nothing_to_be_made_better(report, whole)
