"""The whole index from the database, and whether that is needed."""

from jiyue.platform.search import documents
from jiyue.platform.search.installed import engine


def rebuild() -> int:
    """Make the index anew; readers have the old one until then. Return how many entries."""
    return engine().rebuild(documents.all_entries())


def is_fresh() -> bool:
    """Whether there is an index of this version with as many entries as there are public pages to be found."""
    held = engine().count()
    return held > 0 and held == documents.how_many()
