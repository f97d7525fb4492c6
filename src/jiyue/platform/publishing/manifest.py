"""Signed releases: what may lie in a site's public tree, provable by replaying its chain (28.1)."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings
from django.utils import timezone

from jiyue.platform.publishing import tree
from jiyue.platform.publishing.models import Release
from jiyue.platform.register.models import Site

GENESIS = "0" * 64


@cache
def signing_key() -> Ed25519PrivateKey:
    """The installation's signing key; made at first use, readable by its owner alone."""
    file = Path(settings.JIYUE_DATA) / "keys" / "manifest.pem"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = Ed25519PrivateKey.generate()
        draft = file.with_name("manifest.pem.new")
        draft.touch(mode=0o600)
        draft.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        draft.replace(file)
    loaded = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(loaded, Ed25519PrivateKey):
        message = f"{file} is not an Ed25519 key"
        raise TypeError(message)
    return loaded


def _digest(site: Site, number: int, written: dict[str, str], removed: list[str], previous: str) -> str:
    content = json.dumps(
        [site.key, number, written, removed, previous], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(content.encode()).hexdigest()


def release(site: Site, written: dict[str, str], removed: list[str]) -> Release | None:
    """Sign one change of a site's tree (path → SHA-256) and chain it to the release before; None when nothing changed."""
    if not written and not removed:
        return None
    last = Release.objects.select_for_update().filter(site=site).order_by("-number").first()
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    digest = _digest(site, number, written, removed, previous)
    return Release.objects.create(
        site=site,
        number=number,
        made_at=timezone.now(),
        written=written,
        removed=removed,
        previous_hash=previous,
        hash=digest,
        signature=signing_key().sign(digest.encode()).hex(),
    )


@dataclass(frozen=True)
class Guard:
    """What a check of a site's tree found: a broken chain, and files changed, missing or not ours."""

    broken_release: int | None
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    strange: tuple[str, ...]

    @property
    def is_intact(self) -> bool:
        """Whether the tree is exactly what was released."""
        return self.broken_release is None and not (self.changed or self.missing or self.strange)


def check_tree(site: Site) -> Guard:
    """Replay a site's releases, verify each hash and signature, and compare the outcome with the files on disk."""
    expected: dict[str, str] = {}
    previous, broken = GENESIS, None
    public = signing_key().public_key()
    for step in Release.objects.filter(site=site).order_by("number").iterator():
        digest = _digest(site, step.number, step.written, step.removed, step.previous_hash)
        try:
            public.verify(bytes.fromhex(step.signature), digest.encode())
        except (InvalidSignature, ValueError):
            broken = step.number
            break
        if step.previous_hash != previous or digest != step.hash:
            broken = step.number
            break
        expected.update(step.written)
        for path in step.removed:
            expected.pop(path, None)
        previous = step.hash
    root = tree.folder(site)
    present = (
        {f"/{file.relative_to(root).as_posix()}" for file in root.rglob("*") if file.is_file()}
        if root.is_dir()
        else set()
    )
    changed = tuple(
        sorted(path for path, digest in expected.items() if path in present and tree.digest_of(site, path) != digest)
    )
    return Guard(broken, changed, tuple(sorted(expected.keys() - present)), tuple(sorted(present - expected.keys())))
