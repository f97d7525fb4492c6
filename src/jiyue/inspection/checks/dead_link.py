"""Links that do not lead where they promise (32.7), by page and link text: dead, blocked, slow, behind a sign-in, or by redirects, each a check of its own."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import family, is_official
from jiyue.inspection.crawl.targets import Look, Place, Target
from jiyue.inspection.fetch.urls import host_of, name_of, origin_of
from jiyue.inspection.results import Measurement
from jiyue.inspection.states import NETWORK_STATES, State, Verdict

CHECK = "dead-link"
# Kinds of trouble that are no death; all others are dead links.
OTHER_CHECKS = {
    "blocked": "blocked-link",
    "slow": "slow-link",
    "oversized": "slow-link",
    "login": "login-link",
    "redirect": "redirect-chain",
    "elsewhere": "redirect-chain",
    "to-home": "redirect-chain",
}
_LONG_CHAIN = 3
# Two thirds of the time after which a page counts as not open (36.1).
_SLOW_S = 10.0
_SIGN_IN = re.compile(r"登录|登陆|注册|个人中心|用户中心|我的|log ?in|sign ?in", re.IGNORECASE)
_FRONT = re.compile(r"/(?:(?:index|default|home|main)\w*(?:\.\w+)?)?$", re.IGNORECASE)
_SERVER_ERROR = 500
_PARTS = {"header": "页头或导航", "footer": "页脚", "main": "正文区"}
_KINDS = {
    "page": "链接",
    "attachment": "附件",
    "image": "图片",
    "script": "脚本",
    "style": "样式",
    "frame": "框架",
    "media": "音视频",
}


class Judgement(NamedTuple):
    """What the looks at one address amount to. `kind` is "" when nothing is wrong."""

    kind: str
    state: State
    verdict: Verdict
    message: str
    remedy: str


_FINE = Judgement("", State.DONE, Verdict.PASS, "", "")
_REMOVE = "更正链接地址；内容已不存在的，删除该链接或恢复内容。"


_TOO_FEW = Judgement("", State.ABORTED, Verdict.NONE, "核对次数不足，未作判断", "")


def judge_target(target: Target, *, is_way_out_proven: bool) -> Judgement:
    """Judge one address from all its looks; one good look is enough to be alive (flapping is not dead).

    Dead needs an answer that says so, or a network failure, in every look, the looks spread over time. Blocked,
    slow and sign-in are no deaths. Network failures count only when the way to the host is proven: our own net reaches the
    outside, and, for an address inside, the site as a whole still answers.
    """
    if not target.is_settled:
        return _TOO_FEW
    last = target.looks[-1]
    good = next((look for look in target.looks if look.has_answered), None)
    if good is not None:
        return _of_good(target, good)
    if not is_way_out_proven and (last.state in NETWORK_STATES or (target.is_inside and last.status >= _SERVER_ERROR)):
        state = last.state if target.is_inside else State.OWN_OUTAGE
        return Judgement("", state, Verdict.NONE, "检查时网络或整个网站中断，未作判断", "")
    return _of_answer(last, len(target.looks)) if last.state is State.DONE else _of_state(target, last)


def _of_good(target: Target, look: Look) -> Judgement:
    """What is odd about an address that opens: many redirects, an end on another site or on the home page, or a long wait."""
    if look.hops >= _LONG_CHAIN:
        return _doubt(
            "redirect", f"链接经过 {look.hops} 次跳转才到达", f"把链接改为最终地址 {look.final_url}，去掉中间的跳转。"
        )
    if look.hops and (there := _elsewhere(target, look)):
        return _doubt(
            "elsewhere",
            f"链接被转到另一个网站 {there}",
            f"核实内容是否仍在；确已迁移的改为新地址 {look.final_url}，已不存在的删除链接。",
        )
    if look.hops and target.is_inside and _ends_at_front(target.url, look.final_url):
        return _doubt(
            "to-home",
            "链接没有到达内容，被转到网站首页",
            "内容已不存在的，删除链接，并让服务器对该地址返回 404；内容已迁移的，改为新地址。",
        )
    if look.times.total >= _SLOW_S:
        return _doubt(
            "slow",
            f"链接打开缓慢，用时 {look.times.total:.1f} 秒",
            "核实服务器和线路；附件过大的压缩或分开提供。",
        )
    return _FINE


def _doubt(kind: str, message: str, remedy: str) -> Judgement:
    return Judgement(kind, State.DONE, Verdict.TO_VERIFY, message, remedy)


def _elsewhere(target: Target, look: Look) -> str:
    """The host outside on which an address ends that belongs to another; official hosts may take each other's place."""
    here, there = host_of(target.url), host_of(look.final_url)
    return "" if family(here) == family(there) or is_official(there) or is_official(here) else name_of(there)


def _ends_at_front(url: str, final_url: str) -> bool:
    path, final = (one.partition("?")[0][len(origin_of(one)) :] for one in (url, final_url))
    return final.count("/") == 1 and bool(_FRONT.match(final)) and not (path.count("/") == 1 and _FRONT.match(path))


def _of_answer(look: Look, times: int) -> Judgement:
    if look.fault.startswith("redirect-"):
        return Judgement(
            "redirect", State.DONE, Verdict.FAIL, f"链接打不开：{look.error}", "检查服务器的跳转设置，使地址能够打开。"
        )
    if look.status in {404, 410}:
        return Judgement(
            "dead", State.DONE, Verdict.FAIL, f"链接指向的内容不存在（{look.status}，共核对 {times} 次）", _REMOVE
        )
    if look.status >= _SERVER_ERROR:
        return Judgement(
            "dead", State.DONE, Verdict.FAIL, f"链接指向的服务器出错（{look.status}，共核对 {times} 次）", _REMOVE
        )
    return Judgement(
        "dead",
        State.DONE,
        Verdict.TO_VERIFY,
        f"链接返回异常状态 {look.status}",
        "用浏览器核实；确实打不开的，更正或删除链接。",
    )


_STATES = {
    State.DNS: ("dead", Verdict.FAIL, "链接的域名无法解析", _REMOVE),
    State.REFUSED: ("dead", Verdict.FAIL, "链接的服务器拒绝或中断连接", _REMOVE),
    State.TIMED_OUT: (
        "slow",
        Verdict.TO_VERIFY,
        "链接在规定时间内没有打开",
        "核实对方服务器是否过慢；长期打不开的，更正或删除链接。",
    ),
    State.BLOCKED: ("blocked", Verdict.TO_VERIFY, "链接拒绝监测程序访问", "用浏览器核实；能够打开的无需处理。"),
    State.LOGIN: (
        "login",
        Verdict.TO_VERIFY,
        "链接要求登录后才能查看",
        "核实该内容是否应当公开；确需登录的，在链接处注明。",
    ),
    State.TOO_LARGE: (
        "oversized",
        Verdict.TO_VERIFY,
        "链接的页面过大，没有读完",
        "核实页面是否正常；确需这样大的，分页或改为附件。",
    ),
    State.TLS: (
        "certificate",
        Verdict.TO_VERIFY,
        "链接的安全证书有问题，浏览器会提示不安全",
        "通知对方更换证书，或更正链接。",
    ),
}


def _of_state(target: Target, last: Look) -> Judgement:
    if last.fault == "address-guard":
        message = "链接指向内网或本机地址，公众无法打开"
        return Judgement(
            "internal", State.ABORTED, Verdict.TO_VERIFY, message, "改为公众能够访问的地址，或删除该链接。"
        )
    if last.state not in _STATES:
        return Judgement("", last.state, Verdict.NONE, last.error, "")
    states = {look.state for look in target.looks}
    kind, verdict, message, remedy = _STATES[last.state]
    if len(states) > 1 and verdict is Verdict.FAIL:
        return Judgement(
            "slow",
            last.state,
            Verdict.TO_VERIFY,
            "链接多次核对结果不一致，均未打开",
            "用浏览器核实；长期打不开的，更正或删除链接。",
        )
    detail = f"：{last.error}" if last.error else ""
    return Judgement(kind, last.state, verdict, f"{message}（共核对 {len(target.looks)} 次{detail}）", remedy)


def observe_target(target: Target, judgement: Judgement) -> Iterator[Draft]:
    """Yield one observation for each named place of an address with which something is wrong."""
    more = target.place_count - len(target.places)
    for place in sorted(target.places):
        if judgement.kind == "login" and _SIGN_IN.search(place.text):
            continue  # the link says what it leads to
        yield Draft(
            check=OTHER_CHECKS.get(judgement.kind, CHECK),
            url=place.page,
            subject=f"{target.url}\x1f{place.text}",
            target=target.url,
            kind=judgement.kind,
            place=_where(place),
            excerpt=f"{_KINDS.get(place.kind, '链接')}“{place.text or '（无文字）'}” → {target.url}",
            message=judgement.message + (f"；另有 {more} 处同样的链接" if more > 0 else ""),
            remedy=judgement.remedy,
            verdict=judgement.verdict,
            state=judgement.state,
            evidence=tuple(look.evidence_id for look in target.looks),
            repeats=len(target.looks),
        )


def _where(place: Place) -> str:
    return _PARTS.get(place.part, "页面") + f"，{_KINDS.get(place.kind, '链接')}文字“{place.text or '（无文字）'}”"


def measure(target: Target, judgement: Judgement) -> Measurement:
    """How the looks at an address ended."""
    return Measurement(CHECK, target.url, judgement.state, judgement.verdict, judgement.kind)
