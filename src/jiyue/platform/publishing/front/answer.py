"""What is sent: a ready answer, or word that the application gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A head without Date and Connection, and a body in memory, or a stretch of a file (`path`, `start`, `length`)."""

    status: int
    head: bytes
    body: bytes = b""
    path: str = ""
    start: int = 0
    length: int = 0
    stamp: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Forward:
    """The application answers."""
