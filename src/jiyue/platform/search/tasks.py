"""Keeping the index true, in the background: the worker of the default queue is the one writer."""

from django.tasks import task

from jiyue.platform.search import documents
from jiyue.platform.search.installed import engine


@task
def index_rows(refs: list[str]) -> int:
    """Bring the entries of some rows up to date; return how many of them can be found now.

    The rows are read at the moment of the work, so running it twice, late or out of order ends in the same index.
    """
    found = documents.rows(refs)
    engine().write([documents.entry_of(row) for row in found.values()], [name for name in refs if name not in found])
    return len(found)
