"""The people of the supervision side."""

from tests.supervisors import browse, bureau, centre, host, other_host, site

__all__ = ["browse", "bureau", "centre", "host", "other_host", "site"]
