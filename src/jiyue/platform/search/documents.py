"""What can be found: live resources with their places, and public answers; as entries of the index and as rows to show."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet
from turbohtml import parse

from jiyue.platform.interaction.models import Message
from jiyue.platform.library.models import Placement, Resource
from jiyue.platform.register.models import Column, Feed, Site
from jiyue.platform.search import words
from jiyue.platform.search.engine import Entry

LONGEST_BODY = 30_000
ANSWER = "answer"
RESOURCE, MESSAGE = "resource", "message"


def ref(row: Resource | Message) -> str:
    """The name of a row in the index."""
    return f"{RESOURCE if isinstance(row, Resource) else MESSAGE}:{row.pk}"


def findable_resources() -> QuerySet[Resource]:
    """The resources that the public can read on a site of the platform, with their places there."""
    places = (
        Placement.objects.filter(column__site__in=_sites(), column__retired_on=None)
        .select_related("column__site")
        .order_by("-is_main", "pk")
    )
    found = (
        Resource.objects.published()
        .select_related("publisher")
        .filter(placements__column__site__in=_sites(), placements__column__retired_on=None)
        .distinct()
    )
    return found.prefetch_related(Prefetch("placements", queryset=places, to_attr="found_places"))


def findable_answers() -> QuerySet[Message]:
    """The public answers on sites of the platform."""
    return Message.objects.public().filter(site__in=_sites()).select_related("site", "unit")


def all_entries() -> Iterator[Entry]:
    """Everything that the index should hold, row by row."""
    for resource in findable_resources().order_by("pk").iterator(chunk_size=500):
        yield entry_of(resource)
    for message in findable_answers().order_by("pk").iterator(chunk_size=500):
        yield entry_of(message)


def how_many() -> int:
    """How many entries the index should hold."""
    return findable_resources().count() + findable_answers().count()


def rows(refs: Iterable[str]) -> dict[str, Resource | Message]:
    """The rows behind refs that the public may read now; whatever was withdrawn since is not among them."""
    keys: dict[str, list[int]] = {RESOURCE: [], MESSAGE: []}
    for name in refs:
        kind, _separator, key = name.partition(":")
        keys[kind].append(int(key))
    found: dict[str, Resource | Message] = {ref(row): row for row in findable_resources().filter(pk__in=keys[RESOURCE])}
    found |= {ref(row): row for row in findable_answers().filter(pk__in=keys[MESSAGE])}
    return found


def entry_of(row: Resource | Message) -> Entry:
    """A row as the index holds it."""
    if isinstance(row, Message):
        columns = Column.objects.in_use().filter(site_id=row.site_id, fed_by=Feed.MESSAGES).values_list("pk", flat=True)
        body = f"{row.public_text}\n{row.answer}"
        return Entry(
            ref(row), row.public_title, body, ANSWER, "", words.numbers_in(body), (row.site_id,), tuple(columns)
        )
    places: list[Placement] = row.found_places
    body = text_of(row)
    return Entry(
        ref=ref(row),
        title=row.title,
        body=body[:LONGEST_BODY],
        kind=row.kind,
        number=words.canonical(row.document_number),
        cites=words.numbers_in(f"{row.title}\n{body}"),
        sites=tuple(dict.fromkeys(place.column.site_id for place in places)),
        columns=tuple(dict.fromkeys(place.column_id for place in places)),
    )


def text_of(row: Resource | Message) -> str:
    """What is read of a row besides its title, without markup."""
    if isinstance(row, Message):
        return shown_text(row)
    return " ".join(part for part in (row.summary, row.keywords, row.publisher.name, shown_text(row)) if part)


def shown_text(row: Resource | Message) -> str:
    """The running text of a row, from which results quote."""
    if isinstance(row, Message):
        return f"{row.public_text} {row.answer}"
    body = " ".join(parse(row.body).strings) or row.summary
    return f"{row.document_number} {body}".strip()


def _sites() -> QuerySet[Site]:
    return Site.objects.in_operation().filter(is_on_platform=True)
