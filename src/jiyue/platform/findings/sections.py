"""The sections of supervision: which checks belong together, and what a screen calls them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One column of the site matrix and one part of the site file; `checks` are ids of the inspection."""

    id: str
    label: str | Promise
    checks: tuple[str, ...]


AVAILABILITY = Section("availability", _("可用性"), ("ipv6",))
UPDATE = Section(
    "update",
    _("更新"),
    (
        "column-stale",
        "column-empty",
        "home-stale",
        "column-entry",
        "site-map",
        "portal-column",
        "public-statistics",
        "maintenance-page",
        "list-order",
        "future-date",
        "date-mismatch",
        "forged-date",
    ),
)
LINKS = Section(
    "links",
    _("链接"),
    (
        "dead-link",
        "redirect-chain",
        "login-link",
        "slow-link",
        "blocked-link",
        "dangerous-link",
        "picture",
        "script-error",
    ),
)
CONTENT = Section(
    "content",
    _("内容"),
    (
        "personal-data",
        "wording",
        "secrecy-mark",
        "advert",
        "policy-attribute",
        "interpretation-link",
        "message-late",
        "map-number",
        "archive-mark",
        "attachment-type",
        "attachment-text",
        "service-guide",
        "site-search",
        "consultation",
        "source-whitelist",
        "duplicate-content",
    ),
)
SECURITY = Section(
    "security",
    _("安全"),
    (
        "illegal-content",
        "stuffed-title",
        "hidden-link",
        "injected-code",
        "third-party",
        "mixed-content",
        "page-behaviour",
        "cloaking",
        "page-tampering",
    ),
)
MARKS = Section(
    "marks", _("标识"), ("footer-mark", "foreign-mark", "domain-name", "second-domain", "site-notice", "exit-leftover")
)
LABELS = Section(
    "labels", _("标签"), ("page-label", "time-format", "accessibility-basics", "accessibility", "mobile-layout")
)

SECTIONS = (AVAILABILITY, UPDATE, LINKS, CONTENT, SECURITY, MARKS, LABELS)
BY_CHECK = {check: section for section in SECTIONS for check in section.checks}
OTHER = Section("other", _("其他"), ())


def section_of(check_id: str) -> Section:
    """The section of a check; 其他 for one that no section names."""
    return BY_CHECK.get(check_id, OTHER)
