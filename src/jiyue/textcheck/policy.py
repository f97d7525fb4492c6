"""What a unit may decide about the text check: its own office numbers, lists that law wants published, the day it speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from jiyue.textcheck.hits import Severity

Treatment = Severity | None


@dataclass(frozen=True, slots=True)
class Policy:
    """The configurable part of the treatment; every exception is named here, none is silent.

    `office_phones` and `office_addresses` are the unit's own published ones and never hit.
    `office_context` is the treatment of numbers that the text itself calls office numbers.
    `officials` are the names of those whose office contact the unit publishes; a number right after such a name gets `office_context`.
    `is_public_list` marks a list whose publication law or rules demand (award lists, publicity lists);
    its mobiles, landlines, plates and addresses then get `public_list`. Citizen IDs, bank cards
    and passports stay forbidden even there, as they must be masked (13.5).
    `treatments` overrides the severity per kind; None switches a kind off.
    `on` is the day the text speaks of: names and titles are judged by what was in force then.
    `allow` lists phrases that this unit has confirmed as correct.
    """

    office_phones: frozenset[str] = frozenset()
    office_addresses: frozenset[str] = frozenset()
    office_context: Treatment = "explain"
    officials: frozenset[str] = frozenset()
    is_public_list: bool = False
    public_list: Treatment = "explain"
    treatments: Mapping[str, Treatment] = field(default_factory=lambda: MappingProxyType({}))
    on: date | None = None
    allow: frozenset[str] = frozenset()

    def treat(self, kind: str, severity: Severity) -> Treatment:
        """Return the severity that this unit gives to a hit of a kind, None when it is switched off."""
        if kind in self.treatments:
            return self.treatments[kind]
        if self.is_public_list and kind in PUBLIC_LIST_KINDS:
            return self.public_list
        return severity


PUBLIC_LIST_KINDS = frozenset({"mobile", "landline", "licence-plate", "home-address"})
DEFAULT_POLICY = Policy()
