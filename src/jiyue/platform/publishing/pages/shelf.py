"""What all pages of one site share while they are made: read once per bake, not once per page."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from jiyue.platform.library.models import Placement
from jiyue.platform.publishing.pages.views import Reading
from jiyue.platform.register.models import Column, Site


@dataclass
class Shelf:
    """One site with its columns, joined to their parents and children; lives for one bake and is thrown away after it."""

    site: Site
    remembered: dict[str, tuple[object, frozenset[str]]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns in use, in their order, with parent and site filled in."""
        found = list(self.site.columns.in_use().order_by("position", "pk"))
        by_key = {column.pk: column for column in found}
        for column in found:
            column.site = self.site
            if column.parent_id is not None:
                column.parent = by_key.get(column.parent_id)
        return found

    @cached_property
    def below(self) -> dict[int | None, list[Column]]:
        """The columns by the column above them; those on top under None."""
        found: dict[int | None, list[Column]] = defaultdict(list)
        for column in self.columns:
            found[column.parent_id].append(column)
        return found

    @cached_property
    def main_columns(self) -> dict[int, int]:
        """Under which column the page of each resource stands: its main one on this site, else the first."""
        placed = Placement.objects.filter(column__site=self.site).order_by("is_main", "-pk")
        return dict(placed.values_list("resource_id", "column_id").iterator(chunk_size=5000))

    def column(self, pk: int | None) -> Column | None:
        """A column in use by its key."""
        return next((column for column in self.columns if column.pk == pk), None)

    def of_type(self, *column_types: str) -> list[Column]:
        """The columns that have one of the types of the national vocabulary (standards §2.2)."""
        return [column for column in self.columns if column.column_type in column_types]

    def feeding(self, column: Column) -> list[Column]:
        """The columns whose items a column's list shows: itself, or with it those below when it gathers them."""
        if not column.is_fed_by_children:
            return [column]
        return [column, *(feed for child in self.below[column.pk] for feed in self.feeding(child))]

    def once[Made](self, name: str, reading: Reading, make: Callable[[Reading], Made]) -> Made:
        """Make something that several pages show once, and give each of them the tags of what was read for it."""
        if name not in self.remembered:
            inner = Reading()
            self.remembered[name] = (make(inner), frozenset(inner.tags))
        made, tags = self.remembered[name]
        reading.tags |= tags
        return made  # type: ignore[return-value]
