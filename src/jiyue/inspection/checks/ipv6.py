"""Whether the site's name has an IPv6 address and opens by it, by the probes (27.2; D24)."""

from collections.abc import Iterable, Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.results import Measurement, Probed
from jiyue.inspection.states import State, Verdict

CHECK, PROBE = "ipv6", "ipv6"
_RESOLVERS = "dns-resolvers"
_LEAST = 2


def observe_ipv6(probes: Iterable[Probed], home: str) -> Iterator[Draft]:
    """Yield a draft when the home page did not open over IPv6, or shows something else there.

    Certain only where several resolvers answered and none knows an IPv6 address: that does not hang on our own way out, which may have no IPv6.
    """
    known = {one.probe: one for one in probes}
    one = known.get(PROBE)
    if one is None or one.verdict is not Verdict.TO_VERIFY:
        return
    same = dict(one.facts).get("same_content", "")
    is_sure = not same and has_no_address(known.get(_RESOLVERS))
    message = (
        "通过 IPv6 打开的内容与 IPv4 不同"
        if same
        else "域名没有 IPv6 地址"
        if is_sure
        else "首页没有通过 IPv6 打开（监测端也可能没有 IPv6）"
    )
    yield Draft(
        check=CHECK, url=home, subject="differs" if same else "unreachable", kind="differs" if same else "unreachable", place="域名和服务器", excerpt=one.note[:200],
        message=message, remedy="开通 IPv6 解析和服务，内容与 IPv4 一致。", verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY, state=one.state if not is_sure else State.DONE,
    )  # fmt: skip


def has_no_address(resolved: Probed | None) -> bool:
    """Whether at least two resolvers gave addresses, and none of them an IPv6 one."""
    if resolved is None or resolved.state is not State.DONE:
        return False
    given = [value for _, value in resolved.facts if "." in value]
    return len(given) >= _LEAST and not any(":" in value for value in given)


def measure(probes: Iterable[Probed]) -> list[Measurement]:
    """How the probe ended, where it was asked."""
    return [Measurement(CHECK, one.target, one.state, one.verdict, one.note) for one in probes if one.probe == PROBE]
