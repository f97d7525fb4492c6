"""How a look at an address ended, apart from what it means for the site."""

from enum import StrEnum


class State(StrEnum):
    """The end of one measurement. Only DONE allows a judgement of the content."""

    DONE = "done"
    TIMED_OUT = "timed-out"
    BLOCKED = "blocked"
    LOGIN = "login"
    REFUSED = "refused"
    DNS = "dns"
    TLS = "tls"
    TOO_LARGE = "too-large"
    ABORTED = "aborted"
    OWN_OUTAGE = "own-outage"


class Verdict(StrEnum):
    """What a check says: it never says FAIL of what was not seen."""

    PASS = "pass"  # noqa: S105 - a verdict, no secret
    FAIL = "fail"
    TO_VERIFY = "to-verify"
    NONE = "none"


# Ends that a network between us and the site may have caused as well as the site itself.
NETWORK_STATES = frozenset({State.TIMED_OUT, State.REFUSED, State.DNS, State.TLS})

STATE_LABELS = {
    State.DONE: "已测量",
    State.TIMED_OUT: "超时",
    State.BLOCKED: "被拦截",
    State.LOGIN: "需登录",
    State.REFUSED: "连接被拒",
    State.DNS: "域名解析失败",
    State.TLS: "证书或加密连接失败",
    State.TOO_LARGE: "内容过大",
    State.ABORTED: "未测量（超出限额或不予访问）",
    State.OWN_OUTAGE: "监测端故障",
}

VERDICT_LABELS = {
    Verdict.PASS: "符合",
    Verdict.FAIL: "不符合",
    Verdict.TO_VERIFY: "待核实",
    Verdict.NONE: "不作判断",
}
