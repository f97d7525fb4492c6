"""What the probe of the site's own search means (14.2; D25)."""

from collections.abc import Iterable, Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.results import Measurement, Probed
from jiyue.inspection.states import Verdict

CHECK = PROBE = "site-search"


def observe_search(probes: Iterable[Probed], home: str) -> Iterator[Draft]:
    """Yield a draft when the search of the site with this home page did not find a title that the home page shows."""
    for one in probes:
        if one.probe == PROBE and one.verdict is Verdict.TO_VERIFY:
            titles = "；".join(f"“{name}”{said}" for name, said in one.facts if name != "form")
            yield Draft(
                check=CHECK, url=home, subject="not-found", kind="not-found", target=one.target, place="站内检索", excerpt=titles[:300], message=one.note or "站内检索没有找到首页上的信息",
                remedy="检查检索服务和索引是否正常更新；按标题检索应当在首屏找到该信息。", verdict=Verdict.TO_VERIFY, state=one.state,
            )  # fmt: skip


def measure(probes: Iterable[Probed]) -> list[Measurement]:
    """How the probe of the search ended, where it was asked."""
    return [Measurement(CHECK, one.target, one.state, one.verdict, one.note) for one in probes if one.probe == PROBE]
