"""Faults of our own program: the part that fails is logged whole, told in the report and not judged; everything else goes on (32.7)."""

import logging
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import NamedTuple

from msgspec import structs

from jiyue.inspection.fetch.warc_reading import WarcBroken
from jiyue.inspection.results import Fault, Measurement
from jiyue.inspection.states import State, Verdict

_log = logging.getLogger(__name__)
UNJUDGED = "检查程序出错，没有判断"
_NAMED = 20
_TOLD = 3
# A fault that comes back at every page is logged whole so many times; after that its name and place are enough.
_LOGGED_WHOLE = 20


class EvidenceLost(OSError):
    """The evidence can not be written any more: what is seen from here on could not be proven, so the run ends."""


_NOT_OURS = (EvidenceLost, WarcBroken)


class Part(NamedTuple):
    """A part of an inspection that can fail by itself, with the `checks` that it feeds.

    `shared` are those of them that have one measurement for the whole site: one target that failed takes its pass away. All others have one for each
    target, or count the pages that they judged. `told` takes the place of the usual sentence; it has room for the count.
    """

    title: str
    checks: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    told: str = ""


class Faults:
    """The parts of one inspection that failed. `write_down` is told of those that failed while a server was asked: evidence alone would not show them."""

    def __init__(self, write_down: Callable[[Fault], None] | None = None) -> None:
        self._write_down = write_down
        self._parts: dict[Part, dict[str, None]] = {}
        self._whole: set[Part] = set()

    def __bool__(self) -> bool:
        return bool(self._parts)

    def net(self, part: Part, target: str = "", *, is_asking: bool = False) -> "Net":
        """A net below a part, or below one target of it: what falls is noted, and the inspection goes on behind the net."""
        return Net(self, part, target, is_asking=is_asking)

    def note(self, part: Part, target: str = "", error: BaseException | None = None) -> None:
        """Note that a part failed, or one target of it. Raises the error where it is no fault of ours."""
        if isinstance(error, Exception):
            require_ours(error)
        targets = self._parts.setdefault(part, {})
        if target:
            targets[target] = None
        else:
            self._whole.add(part)
        if error is not None:
            whole = error if len(targets) <= _LOGGED_WHOLE else None
            _log.error("not judged: %s %s (%s)", part.title, target, type(error).__name__, exc_info=whole)

    def write_down(self, part: Part, target: str) -> None:
        """Have a fault written down beside the evidence."""
        if self._write_down is not None:
            targets = (target,) if target else ()
            self._write_down(Fault(part=part.title, checks=part.checks, targets=targets, count=len(targets)))

    def recall(self, faults: Iterable[Fault]) -> None:
        """Note what stands beside the evidence: it was not asked then, and can not be judged now."""
        for fault in faults:
            known = (one for one in self._parts if (one.title, one.checks) == (fault.part, fault.checks))
            part = next(known, Part(fault.part, fault.checks))
            for target in fault.targets or ("",):
                self.note(part, target)

    def has(self, *parts: Part) -> bool:
        """Whether any of these parts failed, as a whole or on a target."""
        return any(part in self._parts for part in parts)

    def touch(self, *checks: str) -> bool:
        """Whether any of these checks rests on a part that failed."""
        return any(not {*part.checks}.isdisjoint(checks) for part in self._parts)

    def failed_on(self, *parts: Part) -> frozenset[str]:
        """The targets on which any of these parts failed."""
        return frozenset(target for part in parts for target in self._parts.get(part, ()))

    def all(self) -> tuple[Fault, ...]:
        """The faults for the report; of one part as a whole no targets are told."""
        named = {part: () if part in self._whole else tuple(targets) for part, targets in self._parts.items()}
        return tuple(
            Fault(part=part.title, checks=part.checks, targets=targets[:_NAMED], count=len(targets))
            for part, targets in named.items()
        )

    def notes(self) -> Iterator[str]:
        """What the report has to say of them."""
        for part, targets in self._parts.items():
            if part in self._whole:
                yield f"检查程序出错，“{part.title}”没有判断。"
                continue
            told = part.told or f"“{part.title}”有 {{}} 个没有判断"
            more = "等" if len(targets) > _TOLD else ""
            yield f"检查程序出错，{told.format(len(targets))}：{'、'.join([*targets][:_TOLD])}{more}。"

    def without_passes(self, measurements: Iterable[Measurement], home: str) -> tuple[Measurement, ...]:
        """The measurements, where nothing passes that a fault kept from being judged, and every such check has a row that says so."""
        found = list(measurements)
        for part, targets in self._parts.items():
            for number, one in enumerate(found):
                if one.check in part.shared and one.verdict is Verdict.PASS:
                    found[number] = structs.replace(one, state=State.OWN_OUTAGE, verdict=Verdict.NONE, note=UNJUDGED)
            said = {(one.check, one.target) for one in found if one.verdict is Verdict.NONE}
            first, pages = next(iter(targets), home), max(1, len(targets))
            found += [
                Measurement(check, first, State.OWN_OUTAGE, Verdict.NONE, UNJUDGED, pages)
                for check in part.checks
                if (check, first) not in said
            ]
        return tuple(found)


class Net:
    """A net below one part. What falls into it goes no further, unless it is no fault of ours: evidence that is lost or was changed ends the run."""

    __slots__ = ("_faults", "_is_asking", "_part", "_target")

    def __init__(self, faults: Faults, part: Part, target: str, *, is_asking: bool) -> None:
        self._faults = faults
        self._part = part
        self._target = target
        self._is_asking = is_asking

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, _NOT_OURS):
            return False
        self._faults.note(self._part, self._target, error)
        if self._is_asking:
            self._faults.write_down(self._part, self._target)
        return True


def require_ours(error: Exception) -> None:
    """Raise what is no fault of the program, also out of a group of tasks."""
    if isinstance(error, _NOT_OURS):
        raise error
    for one in error.exceptions if isinstance(error, ExceptionGroup) else ():
        require_ours(one)
