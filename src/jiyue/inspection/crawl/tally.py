"""What a walk counted beside what it saw."""

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """What the walk counted."""

    pages: int = 0
    queued_pages: int = 0
    unvisited: int = 0
    trapped: int = 0
    refused: int = 0
    links_cut: int = 0
    pages_cut: int = 0
    unchanged: int = 0
    revalidated: int = 0
    stopped_by: str = ""
