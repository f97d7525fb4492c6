"""Finds what must not stand in a published text: personal data, secrecy marks, wrong and sensitive wording. No Django.

It serves the clauses 13.5, 13.10, 30.1, 30.2 and 32.7. `scan` reads plain text, `scan_html` a page; both
answer with hits that say where, why (clause), how sure, and what to do. Excerpts are masked.
"""

from jiyue.textcheck.hits import CONFIDENCE_LABELS, KINDS, PERSONAL, SEVERITY_LABELS, Confidence, Hit, Severity
from jiyue.textcheck.policy import DEFAULT_POLICY, Policy
from jiyue.textcheck.scanner import Scanner, default_scanner
from jiyue.textcheck.visible import visible_text

__all__ = [
    "CONFIDENCE_LABELS",
    "DEFAULT_POLICY",
    "KINDS",
    "PERSONAL",
    "SEVERITY_LABELS",
    "Confidence",
    "Hit",
    "Policy",
    "Scanner",
    "Severity",
    "scan",
    "scan_html",
    "visible_text",
]


def scan(text: str, policy: Policy = DEFAULT_POLICY) -> tuple[Hit, ...]:
    """Return the hits in a plain text, in its order (13.5, 13.10, 30.1, 30.2, 32.7)."""
    return default_scanner().scan(text, policy)


def scan_html(html: str, policy: Policy = DEFAULT_POLICY) -> tuple[Hit, ...]:
    """Return the hits in a page; `start` and `end` count characters of `visible_text(html)`."""
    return default_scanner().scan(visible_text(html), policy)
