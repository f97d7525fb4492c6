"""The part of a report that tells what was asked of the site as a whole: certificate, names, IPv6, search."""

from collections.abc import Sequence
from html import escape

from jiyue.inspection.results import Probed
from jiyue.inspection.states import STATE_LABELS, VERDICT_LABELS, State, Verdict

PROBES = {
    "home-time": "首页用时", "security-headers": "安全响应头", "not-found-page": "404 页面", "https": "HTTPS 访问", "http-to-https": "HTTP 跳转到 HTTPS",
    "certificate": "证书", "ipv6": "IPv6 访问", "bare-domain": "不带 www 的域名", "site-search": "站内搜索", "dns-resolvers": "域名解析",
    "name-servers": "域名服务器", "soa-serial": "域名服务器同步", "dnssec": "DNSSEC", "caa": "CAA 记录", "domain-expiry": "域名到期",
    "hosting-address": "服务器地址", "other-domains": "其他域名",
}  # fmt: skip
_FACTS = {
    "dns": "解析", "connect": "连接", "tls": "加密", "first_byte": "首字节", "total": "总计（秒）", "status": "状态", "length": "长度", "final_url": "到达",
    "names": "证书名称", "issuer": "颁发者", "expires": "到期", "expires_on": "到期日", "days_left": "剩余天数", "chain": "证书数", "versions": "协议版本",
    "address": "地址", "addresses": "地址", "same_content": "内容相同", "form": "搜索地址", "servers": "域名服务器", "ds": "DS 记录数", "validated": "已校验",
    "records": "记录", "ranges": "地址段数据",
}  # fmt: skip
_VALUES = {"yes": "是", "no": "否"}
_TONES = {Verdict.PASS: "good", Verdict.FAIL: "bad", Verdict.TO_VERIFY: "warn", Verdict.NONE: "void"}
_LONGEST = 200


def asked(probes: Sequence[Probed]) -> str:
    """The section; nothing where nothing was asked."""
    if not probes:
        return ""
    return (
        "<section class='asked'><h2>整站检测</h2><div class='wide' role='region' aria-label='整站检测' tabindex='0'><table class='plain'><thead><tr>"
        "<th scope='col'>项目</th><th scope='col'>判定</th><th scope='col'>说明</th><th scope='col'>所见</th></tr></thead>"
        f"<tbody>{''.join(map(_row, probes))}</tbody></table></div></section>"
    )


def _row(one: Probed) -> str:
    note = one.note or ("" if one.state is State.DONE else STATE_LABELS[one.state])
    facts = "；".join(f"{_FACTS.get(name, name)}：{_VALUES.get(value, value)}" for name, value in one.facts if value)
    cut = facts[:_LONGEST] + ("…" if len(facts) > _LONGEST else "")
    return (
        f"<tr><th scope='row'>{_text(PROBES.get(one.probe, one.probe))}</th><td><span class='badge {_TONES[one.verdict]}'>{VERDICT_LABELS[one.verdict]}</span></td>"
        f"<td>{_text(note)}</td><td class='quiet'>{_text(cut)}</td></tr>"
    )


def _text(value: object) -> str:
    return escape(str(value).encode("utf-8", "replace").decode("utf-8"))
