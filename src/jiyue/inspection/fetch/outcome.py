"""From a raw answer to a measurement state: who ended the visit, and why."""

import re
from typing import NamedTuple

import pycurl

from jiyue.inspection.fetch.transfer import Answer
from jiyue.inspection.states import State


class Ending(NamedTuple):
    """How a request ended: `fault` is a short code, `error` the same in words."""

    state: State
    fault: str = ""
    error: str = ""


_OURS = {
    "address-guard": State.ABORTED,
    "headers-too-large": State.TOO_LARGE,
    "body-too-large": State.TOO_LARGE,
}
_TLS = {
    getattr(pycurl, name)
    for name in (
        "E_SSL_CONNECT_ERROR", "E_PEER_FAILED_VERIFICATION", "E_SSL_CIPHER", "E_SSL_CACERT_BADFILE", "E_SSL_ISSUER_ERROR",
        "E_SSL_CRL_BADFILE", "E_SSL_INVALIDCERTSTATUS", "E_SSL_PINNEDPUBKEYNOTMATCH", "E_SSL_CERTPROBLEM",
    )
}  # fmt: skip
# CURLE_TOO_LARGE, which pycurl has no name for.
_TOO_LARGE = 100
_DONE = Ending(State.DONE)
_CODES = {
    pycurl.E_OPERATION_TIMEDOUT: Ending(State.TIMED_OUT, "timed-out", "规定时间内没有打开"),
    pycurl.E_COULDNT_RESOLVE_HOST: Ending(State.DNS, "dns", "域名无法解析"),
    pycurl.E_COULDNT_CONNECT: Ending(State.REFUSED, "refused", "连接被拒绝"),
    pycurl.E_GOT_NOTHING: Ending(State.REFUSED, "no-answer", "连接后没有响应"),
    pycurl.E_RECV_ERROR: Ending(State.REFUSED, "reset", "连接被中断"),
    pycurl.E_SEND_ERROR: Ending(State.REFUSED, "reset", "连接被中断"),
    pycurl.E_PARTIAL_FILE: Ending(State.DONE, "cut-short", "正文没有传完"),
    pycurl.E_BAD_CONTENT_ENCODING: Ending(State.REFUSED, "bad-encoding", "压缩内容无法解开"),
    pycurl.E_URL_MALFORMAT: Ending(State.ABORTED, "bad-address", "地址不合规范"),
    _TOO_LARGE: Ending(State.TOO_LARGE, "headers-too-large", "响应头过大"),
}

# Answers of protection systems that are common before Chinese government sites: (status, mark in the body, name).
# A status alone is enough where the mark is empty: 412 and 521 are used by nothing else in practice.
CHALLENGES = (
    (412, b"", "动态防护（412）"),
    (521, b"", "加速乐验证（521）"),
    (405, b"errors.aliyun.com", "云防火墙拦截"),
    (503, b"cf-chl", "人机验证"),
    (503, b"_guard/", "人机验证"),
    (200, b"acw_sc__v2", "云防火墙人机验证"),
    (200, b"/_guard/", "人机验证"),
    (200, b"waf_verify", "人机验证"),
    (200, b"TencentCaptcha", "人机验证"),
)
_CHALLENGING = {
    one: tuple((mark, name) for status, mark, name in CHALLENGES if status == one) for one, _, _ in CHALLENGES
}
_SMALL_PAGE = 20_000
# A page with more links than this is the site's own, though a form on it may ask for proof that a person writes.
_FEW_LINKS = 10
_LOGIN_PATH = re.compile(
    r"/(?:cas/)?(?:login|signin|sso|oauth2?|passport|idp|authserver)\b|/login\.|[?&](?:service|redirect_uri)=",
    re.IGNORECASE,
)
_PASSWORD = re.compile(rb"<input[^>]{0,200}type\s*=\s*[\"']?password", re.IGNORECASE)


def ending_of(answer: Answer) -> Ending:
    """Judge how one request ended, before its content is looked at."""
    if answer.fault == "not-a-page":
        return Ending(State.DONE)
    if answer.fault in _OURS and (answer.code or answer.fault == "headers-too-large"):
        return Ending(_OURS[answer.fault], answer.fault, answer.fault_text)
    if not answer.code:
        return _of_status(answer)
    if answer.code in _TLS:
        return Ending(State.TLS, "tls", answer.message[:200])
    known = _CODES.get(answer.code, Ending(State.REFUSED, f"curl-{answer.code}", answer.message[:200]))
    if known.state is State.DONE and answer.status == 0:
        return Ending(State.REFUSED, known.fault, known.error)
    return known


def _of_status(answer: Answer) -> Ending:
    if answer.status in {401, 407}:
        return Ending(State.LOGIN, "login", f"要求登录（{answer.status}）")
    if answer.status in {403, 429}:
        return Ending(State.BLOCKED, "blocked", f"拒绝访问（{answer.status}）")
    if len(answer.body) <= _SMALL_PAGE and answer.body.count(b"</a>") <= _FEW_LINKS:
        for mark, name in _CHALLENGING.get(answer.status, ()):
            if mark in answer.body:
                return Ending(State.BLOCKED, "challenge", name)
    return _DONE


def leads_to_login(url: str, final_url: str, body: bytes) -> bool:
    """Whether a visit that was redirected ended at a sign-in page instead of what was asked for."""
    if url == final_url or _LOGIN_PATH.search(url):
        return False
    return bool(_LOGIN_PATH.search(final_url)) or (len(body) <= _SMALL_PAGE and _PASSWORD.search(body) is not None)
