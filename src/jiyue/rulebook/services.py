"""Whether a site's services are of use (36.1; national veto V6)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jiyue.rulebook import parameters
from jiyue.rulebook.judging import undecided
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.verdicts import Outcome, Verdict

CLAUSE = "36.1"
ELEMENTS = ("事项名称", "设定依据", "申请条件", "办理材料", "办理地点", "办理时间", "联系电话", "办理流程")


class GuideFacts(NamedTuple):
    """One service guide: which of the eight key elements it lacks."""

    missing: tuple[str, ...]
    source: str = ""


class GuideTerms(NamedTuple):
    """One set's numbers on guides."""

    missing_classes: Parameter
    lacking_guides: Parameter


def judge_guides(guides: Sequence[GuideFacts] | None, *, has_services: bool, on: date, city: str = "baoji") -> Verdict:
    """Judge whether the services of a site are impractical (V6); None when the guides could not be seen.

    A unit without outward services is not judged: its verdict is met and says so.
    """
    try:
        keys = ("guide-missing-classes", "guides-lacking")
        rules = GuideTerms(*(parameters.get(key, city=city, on=on) for key in keys))
    except NotHeld as missing:
        return undecided(CLAUSE, str(missing))
    if not has_services:
        return _verdict(rules, Outcome.MET, None, "没有对外服务职能，不检查。")
    if guides is None:
        return undecided(CLAUSE, "未能取得办事指南，不作判定。", rules.lacking_guides)
    return services_impractical(guides, rules)


def services_impractical(guides: Sequence[GuideFacts], rules: GuideTerms) -> Verdict:
    """Judge by terms given: no service at all, or so many guides that each lack so many key elements.

    A site with fewer guides than the limit violates when all of them lack that much.
    """
    if not guides:
        return _verdict(rules, Outcome.VIOLATED, 0, "没有提供任何办事服务。")
    lacking = sum(len(set(guide.missing) & set(ELEMENTS)) >= rules.missing_classes.value for guide in guides)
    limit = min(int(rules.lacking_guides.value), len(guides))
    outcome = Outcome.VIOLATED if lacking >= limit else Outcome.MET
    reason = f"缺 {rules.missing_classes.value} 类以上要素的指南 {lacking} 个，达到 {limit} 个即单项否决。"
    return _verdict(rules, outcome, limit - lacking, reason)


def _verdict(rules: GuideTerms, outcome: Outcome, margin: int | None, reason: str) -> Verdict:
    parameter = rules.lacking_guides
    return Verdict(
        outcome,
        CLAUSE,
        reason=reason,
        parameter_set=parameter.set,
        version=parameter.version,
        margin=margin,
        unit="count",
    )
