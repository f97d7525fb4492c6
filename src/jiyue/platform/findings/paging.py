"""Pages of a list that may be very long: the count stops at a bound, so that no page reads 100,000 rows."""

from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet

MOST = 10_000


class BoundedPaginator[Row: Model](Paginator[Row]):
    """A paginator over a queryset that counts up to a bound and offers no page beyond it."""

    object_list: QuerySet[Row]

    @cached_property
    def count(self) -> int:
        """The number of rows, at most the bound."""
        return self.object_list[:MOST].count()

    @property
    def is_cut(self) -> bool:
        """Whether there may be more rows than can be paged through; the list must then be narrowed."""
        return self.count >= MOST
