"""Looks at a website from outside: fetch, crawl, page facts, checks, report. Asynchronous, no Django.

It serves the clauses 7.5, 8.4-8.6, 13.5, 19 and 32.7. What was seen (measurement state) and what it means
(verdict) are two things: what was not seen is never called wrong.
"""

from jiyue.inspection.browser.installed import BrowserMissing
from jiyue.inspection.checks.catalogue import CHECKS, Check
from jiyue.inspection.fetch.warc_reading import WarcBroken
from jiyue.inspection.look import look
from jiyue.inspection.options import Options
from jiyue.inspection.record import ColumnRecord, NoticeRecord, RecordInvalid, SiteRecord
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.results import ColumnMeasurement, Evidence, Measurement, Observation, Report, Times
from jiyue.inspection.run import AddressInvalid, Progress, inspect, replay
from jiyue.inspection.stamping import StampingMissing
from jiyue.inspection.states import STATE_LABELS, VERDICT_LABELS, State, Verdict

__all__ = [
    "CHECKS",
    "STATE_LABELS",
    "VERDICT_LABELS",
    "AddressInvalid",
    "BrowserMissing",
    "Check",
    "ColumnMeasurement",
    "ColumnRecord",
    "Evidence",
    "Measurement",
    "NoticeRecord",
    "Observation",
    "Options",
    "Progress",
    "RecordInvalid",
    "Rendering",
    "Report",
    "SiteRecord",
    "StampingMissing",
    "State",
    "Times",
    "Verdict",
    "WarcBroken",
    "inspect",
    "look",
    "replay",
]
