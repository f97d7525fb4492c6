"""The checks by name: the clause they serve, what they are called, why they matter, how to mend."""

from dataclasses import dataclass

from jiyue.inspection.results import Observation, fingerprint
from jiyue.inspection.states import State, Verdict

CERTAIN = "certain"
DOUBTFUL = "to-verify"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `clause` is the one it cites unless an observation names a nearer one."""

    id: str
    clause: str
    title: str
    why: str


CHECKS = {
    check.id: check
    for check in (
        Check("dead-link", "32.7", "链接不可用", "值班读网应当发现并纠正打不开的链接；打不开的链接使公众找不到信息。"),
        Check(
            "page-label",
            "36.1",
            "页面标签缺失",
            "《政府网站发展指引》要求每个页面带有规定的网页标签，搜索和监管系统靠它识别网站、栏目和文章。",
        ),
        Check(
            "footer-mark", "8.4", "页脚标识缺失或不符", "网站底部应当列明中文域名和各项标识，公众靠它辨认真假政府网站。"
        ),
        Check("column-stale", "19.1", "栏目不更新", "栏目超过规定期限没有更新，属于一票否决情形。"),
        Check("column-empty", "19.6", "空白栏目", "空白栏目达到规定数量，属于一票否决情形。"),
        Check("personal-data", "13.5", "泄露个人信息", "网站不得公开公民身份号码、详细住址和个人联系方式。"),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An observation as a check words it; what it leaves out comes from the catalogue.

    `subject` tells observations of one check on one page apart, and stays the same over runs.
    """

    check: str
    url: str
    subject: str
    message: str
    remedy: str
    clause: str = ""
    kind: str = ""
    place: str = ""
    excerpt: str = ""
    why: str = ""
    verdict: Verdict = Verdict.FAIL
    state: State = State.DONE
    confidence: str = ""
    target: str = ""
    evidence: tuple[str, ...] = ()
    column_key: str | None = None
    repeats: int = 0

    def observation(self) -> Observation:
        """The observation. One that is certain by default is one whose verdict is FAIL."""
        known = CHECKS[self.check]
        return Observation(
            check=self.check, clause=self.clause or known.clause, url=self.url, place=self.place, excerpt=self.excerpt,
            message=self.message, why=self.why or known.why, remedy=self.remedy, verdict=self.verdict,
            confidence=self.confidence or (CERTAIN if self.verdict is Verdict.FAIL else DOUBTFUL), state=self.state,
            fingerprint=fingerprint(self.check, self.url, self.subject), kind=self.kind, target=self.target,
            evidence=self.evidence, column_key=self.column_key, repeats=self.repeats,
        )  # fmt: skip
