"""Files of a tree as ready answers: read once, remembered within a bound, looked at again at each request."""

import gzip
import os
import stat
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import blake2b
from pathlib import Path

from jiyue.platform.publishing.front import headers, media_types
from jiyue.platform.publishing.front.answer import Answer
from jiyue.platform.publishing.front.paths import inside

_SMALLEST_GZIP = 512
_ENTRY_COST = 2048  # bytes that an entry takes beside its body, roughly


@dataclass(slots=True)
class Variant:
    """One representation of a file, with its answers made once."""

    etag: bytes
    whole: Answer
    unchanged: Answer


_UNREAD = Variant(b"", Answer(500, b""), Answer(500, b""))


@dataclass(slots=True)
class File:
    """A file as it was at `stamp`; one too big to remember is read anew each time (`is_streamed`)."""

    path: str
    name: str
    stamp: tuple[int, int, int]
    size: int
    changed_at: int
    last_modified: bytes
    is_streamed: bool
    is_compressible: bool
    extra: bytes
    plain: Variant
    packed: Variant | None = None
    looked_at: float = -1

    def gzipped(self) -> Variant:
        """Return the gzip representation, made at the first request for it. Its ETag differs: strong tags must."""
        if self.packed is None:
            body = gzip.compress(self.plain.whole.body, 6, mtime=0)
            self.packed = _variant(self, self.plain.etag[:-1] + b'-gz"', body, is_gzip=True)
        return self.packed


@dataclass(frozen=True, slots=True)
class Folder:
    """The path names a folder, but lacks the closing slash."""


class Files:
    """All trees' remembered files, the least recently asked dropped first."""

    def __init__(self, *, most_bytes: int, biggest_file: int, is_https: bool) -> None:
        self._files: OrderedDict[tuple[str, bytes], File] = OrderedDict()
        self._bytes = 0
        self._most_bytes = most_bytes
        self._biggest_file = biggest_file
        self._is_https = is_https

    def remembered(self, root: str, address: bytes, now: float) -> File | None:
        """Return the file of an earlier `find` if it is still the same on the disk.

        One look (a stat) serves all requests of one turn of the event loop, whose clock stands still meanwhile: `now`.
        """
        key = (root, address)
        file = self._files.get(key)
        if file is None or file.looked_at == now:
            return file
        try:
            facts = os.stat(file.path)  # noqa: PTH116 (Path.stat costs three times as much)
        except OSError:
            self._forget(key)
            return None
        if (facts.st_mtime_ns, facts.st_size, facts.st_ino) != file.stamp:
            self._forget(key)
            return None
        file.looked_at = now
        self._files.move_to_end(key)
        return file

    def find(self, root: str, address: bytes, parts: list[str]) -> File | Folder | None:
        """Look up the decoded `parts` below `root`; a name that ends in a slash means its index.html."""
        tree = Path(root)
        path = tree.joinpath(*parts[:-1], parts[-1] or "index.html")
        try:
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode) and parts[-1]:
                return Folder() if inside(path, tree) else None
            if not stat.S_ISREG(mode) or not inside(path, tree):
                return None
            file = self._read(path, tree)
        except (OSError, ValueError):
            return None
        self._remember((root, address), file)
        return file

    def _read(self, path: Path, tree: Path) -> File:
        """Read the file through one descriptor, so that a rename meanwhile can not mix two editions."""
        descriptor = os.open(os.path.realpath(path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as opened:
            facts = os.fstat(descriptor)
            is_streamed = facts.st_size > self._biggest_file
            body = b"" if is_streamed else opened.read()
        if is_streamed:
            size, tag = facts.st_size, f"{facts.st_size:x}-{facts.st_mtime_ns:x}-{facts.st_ino:x}"
        else:
            size, tag = len(body), blake2b(body, digest_size=12).hexdigest()
        address = path.relative_to(tree).as_posix()
        file = File(
            path=str(path),
            name=path.name,
            stamp=(facts.st_mtime_ns, facts.st_size, facts.st_ino),
            size=size,
            changed_at=int(facts.st_mtime),
            last_modified=formatdate(int(facts.st_mtime), usegmt=True).encode(),
            is_streamed=is_streamed,
            is_compressible=media_types.is_compressible(path.name) and not is_streamed and size >= _SMALLEST_GZIP,
            extra=headers.of_file(address, path.name, is_https=self._is_https),
            plain=_UNREAD,
        )
        file.plain = _variant(file, f'"{tag}"'.encode(), body, is_gzip=False)
        return file

    def _remember(self, key: tuple[str, bytes], file: File) -> None:
        self._forget(key)
        self._files[key] = file
        self._bytes += _cost(file)
        self._shrink()

    def _shrink(self) -> None:
        while self._bytes > self._most_bytes and self._files:
            _, dropped = self._files.popitem(last=False)
            self._bytes -= _cost(dropped)

    def _forget(self, key: tuple[str, bytes]) -> None:
        with suppress(KeyError):
            self._bytes -= _cost(self._files.pop(key))


def _cost(file: File) -> int:
    """What a file may take: its gzip form, made later, is no bigger than itself."""
    return _ENTRY_COST + len(file.plain.whole.body) * (2 if file.is_compressible else 1)


def _variant(file: File, etag: bytes, body: bytes, *, is_gzip: bool) -> Variant:
    common = b"ETag: %b\r\nLast-Modified: %b\r\n%b" % (etag, file.last_modified, file.extra)
    if file.is_compressible:
        common += b"Vary: Accept-Encoding\r\n"
    coding = b"Content-Encoding: gzip\r\n" if is_gzip else b"Accept-Ranges: bytes\r\n"
    length = file.size if file.is_streamed else len(body)
    described = b"Content-Type: %b\r\nContent-Length: %d\r\n" % (media_types.content_type(file.name).encode(), length)
    head = b"HTTP/1.1 200 OK\r\n" + described + coding + common
    if file.is_streamed:
        whole = Answer(200, head, path=file.path, length=file.size, stamp=file.stamp)
    else:
        whole = Answer(200, head, body)
    return Variant(etag, whole, Answer(304, b"HTTP/1.1 304 Not Modified\r\n" + common))
