"""The refusal: what is not allowed, why by which clause, and what to do instead."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Refusal:
    """One reason why something may not happen: a sentence, the clause behind it, and the way out.

    `exception_url` leads to where an exception from the clause can be had, for what is ruled out in principle only (R1).
    """

    sentence: str
    clause: str = ""
    remedy: str = ""
    exception_url: str = ""

    def __str__(self) -> str:
        return self.sentence


# Why a button is not offered: a refusal with its clause, or a bare sentence where the state of things alone forbids it.
Cause = Refusal | str


class Refused(PermissionDenied):
    """Raised by an action that the rules or the permission policy forbid; carries the refusals to show."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__("；".join(refusal.sentence for refusal in refusals))
        self.refusals = refusals
