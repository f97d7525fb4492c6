"""Why something may not be, in the words that a host reads: clause, sentence, and what to do instead."""

from typing import NamedTuple


class Refusal(NamedTuple):
    """One reason to refuse.

    `sentence` says what is wrong, `remedy` what the reader may do next; both are whole Chinese
    sentences. `severity` is "refused" (不予通过) or "flagged" (须核实): a flag never blocks (R20).
    """

    clause: str
    sentence: str
    remedy: str = ""
    severity: str = "refused"

    @property
    def is_blocking(self) -> bool:
        """Whether this alone keeps the thing from happening."""
        return self.severity == "refused"
