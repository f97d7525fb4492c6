"""Keeping secrets: contacts sealed at rest, lookup codes and addresses only as keyed hashes. The keys lie in DATA/keys."""

import hashlib
import hmac
import json
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

CODE_DIGITS = 8


class SealBroken(ValueError):
    """A sealed text that this installation's key does not open."""


def new_code() -> str:
    """A fresh lookup code of CODE_DIGITS digits, from the machine's own randomness."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def code_hash(number: str, code: str) -> str:
    """The keyed hash of a message's lookup code (64 hex digits); without the key no code can be tried against it."""
    return _keyed("code", f"{number}\n{code}")


def is_code(number: str, code: str, held: str) -> bool:
    """Whether a code belongs to a message, in a time that tells nothing; an unknown number is tried against an empty `held`."""
    return hmac.compare_digest(code_hash(number, code), held)


def address_hash(address: str) -> str:
    """What stands for a visitor's address in the counters: it can be compared, not read."""
    return _keyed("address", address)


def seal(contact: dict[str, str]) -> str:
    """Encrypt what the citizen gave to be reached by; empty when they gave nothing."""
    given = {name: value for name, value in contact.items() if value}
    return _lock().encrypt(json.dumps(given, ensure_ascii=False).encode()).decode() if given else ""


def unseal(sealed: str) -> dict[str, str]:
    """Open a sealed contact; raises SealBroken when it was sealed with another key."""
    if not sealed:
        return {}
    try:
        opened: dict[str, str] = json.loads(_lock().decrypt(sealed.encode()))
    except InvalidToken as error:
        raise SealBroken from error
    return opened


def _keyed(purpose: str, text: str) -> str:
    return hmac.new(_key("message-hash"), f"{purpose}\n{text}".encode(), hashlib.sha256).hexdigest()


def _lock() -> Fernet:
    return Fernet(_key("message-contact"))


@cache
def _key(name: str) -> bytes:
    """A key of its own for each purpose; made at first use, readable by its owner alone. The first process wins."""
    file = Path(settings.JIYUE_DATA) / "keys" / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_name(f"{name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_bytes(Fernet.generate_key())
        with suppress(FileExistsError):
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_bytes()
