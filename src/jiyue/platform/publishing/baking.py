"""Baking: pages become files; what each read is recorded, and a change makes anew only the pages that read it (25.2, 28.1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from jiyue.platform.library.models import Attachment
from jiyue.platform.publishing import manifest, tree
from jiyue.platform.publishing.models import BakedPage, PageTag
from jiyue.platform.publishing.pages.catalogue import PageKey, all_pages, make
from jiyue.platform.publishing.pages.files import public_file_path
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.views import Reading
from jiyue.platform.register.models import Site

BATCH = 500
Made = tuple[str, str, Reading]


@dataclass
class Bake:
    """What one baking did: pages looked at, files written (path → SHA-256) and removed."""

    seen: int = 0
    written: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)


def bake_site(site: Site, *, today: date | None = None) -> Bake:
    """Bake every page of a site, write those that changed, and remove files that belong to no page any more."""
    day = today or timezone.localdate()
    done, keep = Bake(), set[str]()
    shelf = Shelf(site)
    batch: list[PageKey] = []
    for key in all_pages(site):
        batch.append(key)
        if len(batch) >= BATCH:
            keep |= _bake(shelf, batch, day, done)
            batch = []
    keep |= _bake(shelf, batch, day, done)
    stale = (
        BakedPage.objects.filter(site=site).exclude(path__startswith="/files/").exclude(path__startswith="/.offline/")
    )
    gone = [path for path in stale.values_list("path", flat=True) if path not in keep]
    with transaction.atomic():
        _remove(site, gone, done)
        manifest.release(site, {}, gone)
    return done


def bake_pages(site: Site, keys: Iterable[PageKey], *, today: date | None = None) -> Bake:
    """Bake some pages of a site."""
    done = Bake()
    _bake(Shelf(site), list(dict.fromkeys(keys)), today or timezone.localdate(), done)
    return done


def _bake(shelf: Shelf, keys: list[PageKey], day: date, done: Bake) -> set[str]:
    """Make pages, then write those whose bytes changed; return the paths that stay.

    Pages are made before the transaction begins: rendering takes most of the time, and writers must not wait for it.
    """
    done.seen += len(keys)
    made = [(key, make(shelf, key, today=day)) for key in keys]
    return _store(shelf.site, made, done)


@transaction.atomic
def _store(site: Site, made: list[tuple[PageKey, Made | None]], done: Bake) -> set[str]:
    """Write files, record tags and hashes, sign the release."""
    gone = [f"page:{key.text}" for key, page in made if page is None]
    removed = list(BakedPage.objects.filter(site=site, tags__tag__in=gone).values_list("path", flat=True))
    pages = {page[0]: (key, page) for key, page in made if page is not None}
    before = {page.path: page for page in BakedPage.objects.filter(site=site, path__in=pages)}
    written: dict[str, str] = {}
    changed: list[BakedPage] = []
    tags: dict[str, set[str]] = {}
    for path, (key, (_path, text, reading)) in pages.items():
        if key.kind == "article" and key.pk is not None:
            written |= _bake_files(site, key.pk)
        tags[path] = reading.tags | {f"page:{key.text}"}
        page = _write(site, path, text.encode(), before.get(path))
        if page is not None:
            changed.append(page)
            written[path] = page.sha256
    _record(site, changed, tags)
    _remove(site, removed, done)
    manifest.release(site, written, removed)
    done.written |= written
    return set(pages)


def _write(site: Site, path: str, content: bytes, known: BakedPage | None) -> BakedPage | None:
    """Write a file unless those very bytes lie there; return its record, yet to be saved, when it was written."""
    if tree.digest_if_same(site, path, content, known.sha256 if known else "") is not None:
        return None
    digest = tree.write(site, path, content)
    return BakedPage(site=site, path=path, sha256=digest, size=len(content), baked_at=timezone.now())


def _record(site: Site, changed: list[BakedPage], tags: dict[str, set[str]]) -> None:
    """Save the records of written files, and bring the tags of all pages that were made up to date."""
    BakedPage.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["site", "path"], update_fields=["sha256", "size", "baked_at"]
    )
    keys = dict(BakedPage.objects.filter(site=site, path__in=tags).values_list("path", "pk"))
    held: dict[int, set[str]] = defaultdict(set)
    for pk, tag in PageTag.objects.filter(page__in=keys.values()).values_list("page_id", "tag"):
        held[pk].add(tag)
    for path, pk in keys.items():
        if lost := held[pk] - tags[path]:
            PageTag.objects.filter(page=pk, tag__in=lost).delete()
    PageTag.objects.bulk_create(
        [PageTag(page_id=pk, tag=tag) for path, pk in keys.items() for tag in sorted(tags[path] - held[pk])],
        ignore_conflicts=True,
    )


def _bake_files(site: Site, resource_id: int) -> dict[str, str]:
    """Copy a live resource's attachments into the public tree; they keep their address as long as their bytes."""
    written: dict[str, str] = {}
    for attachment in Attachment.objects.filter(resource=resource_id):
        digest = attachment.digest()
        if not digest:
            continue
        path = public_file_path(attachment, digest)
        if tree.digest_of(site, path) == digest:
            continue
        with attachment.file.open("rb") as stream:
            content = stream.read()
        written[path] = tree.write(site, path, content)
        BakedPage.objects.update_or_create(
            site=site, path=path, defaults={"sha256": written[path], "size": len(content), "baked_at": timezone.now()}
        )
    return written


def _remove(site: Site, paths: Iterable[str], done: Bake) -> None:
    for path in paths:
        tree.remove(site, path)
        done.removed.append(path)
    BakedPage.objects.filter(site=site, path__in=list(paths)).delete()
