"""A report as one self-contained page in Chinese, to read, print and file. No script, no outside request."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from html import escape
from importlib.resources import files

from jiyue.inspection.checks.catalogue import CHECKS
from jiyue.inspection.checks.dead_link import CHECK as LINKS
from jiyue.inspection.checks.dead_link import OTHER_CHECKS
from jiyue.inspection.facts.dates import CHINA
from jiyue.inspection.report.as_html_asked import asked
from jiyue.inspection.report.as_html_shown import shown
from jiyue.inspection.report.score_card import BonusLine, ItemLine, ScoreCard, VetoLine, cards
from jiyue.inspection.report.words import CATEGORIES, ENTRY_STATES, citation
from jiyue.inspection.report.words import REPORT_STATES as REPORT_STATES
from jiyue.inspection.results import ColumnMeasurement, Evidence, Observation, Report
from jiyue.inspection.states import STATE_LABELS, VERDICT_LABELS, State, Verdict
from jiyue.rulebook import parameters
from jiyue.rulebook.verdicts import Outcome

_VERDICT_TONES = {Verdict.PASS: "good", Verdict.FAIL: "bad", Verdict.TO_VERIFY: "warn", Verdict.NONE: "void"}
_SHOWN_PER_CHECK = 300
_NAMED = 5
# Every link is measured once, whatever is odd about it.
_MEASURED_AS = dict.fromkeys(OTHER_CHECKS.values(), LINKS)


def page(reports: Sequence[Report]) -> str:
    """The whole page for the reports of one command."""
    style = files("jiyue.inspection.report").joinpath("report.css").read_text("utf-8")
    title = "网站检查报告" + (f" · {reports[0].site_name or reports[0].url}" if len(reports) == 1 else "")
    body = "".join(_site(report, number) for number, report in enumerate(reports, 1))
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{_text(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>'
        f"<body><main>{body}</main></body></html>\n"
    )


def _site(report: Report, number: int) -> str:
    by_check = {name: [one for one in report.observations if one.check == name] for name in CHECKS}
    evidence = {one.id: one for one in report.evidence}
    parts = [
        _head(report),
        _summary(report, by_check, number),
        _scores(report),
        _columns(report.columns),
        asked(report.probes),
        shown(report.renderings),
        _limits(report),
        *(_findings(name, found, evidence, number) for name, found in by_check.items() if found),
        _basis(report),
    ]
    return f'<article class="site">{"".join(parts)}</article>'


def _head(report: Report) -> str:
    tone, label = REPORT_STATES[report.state]
    spent = (report.finished_at - report.started_at).total_seconds()
    facts = (
        ("检查时间", _time(report.started_at)),
        ("用时", f"{spent:.1f} 秒"),
        ("查看页面", f"{report.pages} 个"),
        ("发出请求", f"{report.requests} 次"),
        ("判定口径", _set_title(report.parameter_set)),
        ("主办单位", report.owner or "—"),
    )
    rows = "".join(f"<div><dt>{name}</dt><dd>{_text(value)}</dd></div>" for name, value in facts)
    return (
        f'<header><p class="kind">网站检查报告</p><h1>{_text(report.site_name or report.url)}</h1>'
        f'<p class="address">{_link(report.url)}</p><p class="state {tone}">{label}</p><dl class="facts">{rows}</dl>'
        f"{''.join(f'<p class="note">{_text(note)}</p>' for note in report.notes)}</header>"
    )


def _summary(report: Report, by_check: dict[str, list[Observation]], number: int) -> str:
    """What was found, and in a few lines what was looked at without finding anything, and what there was nothing to look at for."""
    if report.state == "void":
        return ""
    failed = {check for fault in report.faults for check in fault.checks}
    rows, fine, idle, lost = [], [], [], []
    for name, found in by_check.items():
        states: Counter[State] = Counter()
        for one in report.measurements:
            if one.check == _MEASURED_AS.get(name, name):
                states[one.state] += one.pages
        measured = states[State.DONE]
        unmeasured = 0 if name in _MEASURED_AS else sum(states.values()) - measured
        title = CHECKS[name].title
        if found or (unmeasured and name not in failed):
            rows.append(_row(title, f"{name}-{number}", found, measured, unmeasured))
        elif name in failed:
            lost.append(title)
        elif measured:
            fine.append(f"{title} <small>{measured}</small>")
        else:
            idle.append(title)
    table = (
        "<table class='plain'><thead><tr><th scope='col'>项目</th><th scope='col'>已测量</th><th scope='col'>未能测量</th>"
        f"<th scope='col'>不符合</th><th scope='col'>待核实</th></tr></thead><tbody>{''.join(rows)}</tbody></table>"
        if rows
        else ""
    )
    return f"<section><h2>检查结果</h2>{_totals(report)}{table}{_listed('检查程序出错，没有判断或没有查完', lost, '')}{_listed('未发现问题', fine, '后附查看的页面或地址数')}{_listed('没有可查的内容', idle, '')}</section>"


def _totals(report: Report) -> str:
    """The two numbers that are asked for first."""
    counts = Counter(one.verdict for one in report.observations)
    tones = ((Verdict.FAIL, "bad"), (Verdict.TO_VERIFY, "warn"))
    shown = "".join(
        f"<div class='{tone if counts[verdict] else 'good'}'><dd>{counts[verdict]}</dd><dt>{VERDICT_LABELS[verdict]}</dt></div>"
        for verdict, tone in tones
    )
    return f"<dl class='totals'>{shown}</dl>"


def _row(title: str, anchor: str, found: Sequence[Observation], measured: int, unmeasured: int) -> str:
    counts = Counter(one.verdict for one in found)
    heading = f'<a href="#{anchor}">{title}</a>' if found else title
    return (
        f'<tr><th scope="row">{heading}</th><td class="n">{measured}</td><td class="n quiet">{unmeasured or "—"}</td>'
        f"{_count(counts[Verdict.FAIL], 'bad')}{_count(counts[Verdict.TO_VERIFY], 'warn')}</tr>"
    )


def _listed(head: str, titles: Sequence[str], note: str) -> str:
    more = f"，{note}" if note else ""
    return f"<p class='listed'><b>{head}</b>（{len(titles)} 项{more}）：{'；'.join(titles)}。</p>" if titles else ""


def _count(number: int, tone: str) -> str:
    return f'<td class="n {tone if number else "quiet"}">{number or "—"}</td>'


def _columns(columns: Sequence[ColumnMeasurement]) -> str:
    if not columns:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{_link(one.url, one.name)}</th><td>{_badge(one.verdict)}</td><td>{CATEGORIES.get(one.category, one.category)}</td>'
        f"<td>{ENTRY_STATES[one.entry_state]}{f'，{one.entries} 条' if one.entries else ''}</td>"
        f"<td class='day'>{one.newest_on or '—'}</td><td class='day'>{one.due_on or '—'}</td></tr>"
        f'<tr class="reason"><td colspan="6">{_text(one.reason)}</td></tr>'
        for one in columns
    )
    return (
        "<section><h2>栏目</h2><div class='wide' role='region' aria-label='栏目' tabindex='0'><table class='plain'><thead>"
        "<tr><th scope='col'>栏目</th><th scope='col'>判定</th><th scope='col'>类别</th>"
        "<th scope='col'>列表</th><th scope='col'>最近更新</th><th scope='col'>最迟更新</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _scores(report: Report) -> str:
    shown = cards(report)
    if not shown:
        return ""
    return f"<section class='scores'><h2>评分</h2>{''.join(map(_card_of_set, shown))}</section>"


def _card_of_set(card: ScoreCard) -> str:
    points = (
        ""
        if card.low is None
        else f"<b class='points'>{card.low}{'' if card.low == card.high else f' 至 {card.high}'} 分</b>"
    )
    # What was not measured and shows nothing is told in one paragraph, not in a row for each.
    vetoes = "".join(
        _veto_row(one) for one in card.vetoes if one.outcome != Outcome.UNDECIDED or one.margin or one.findings
    )
    items = "".join(_item_row(one) for one in card.items if one.taken is not None or one.signs)
    table = (
        "<table class='plain'><thead><tr><th scope='col'>扣分项目</th><th scope='col'>分值</th><th scope='col'>扣分</th><th scope='col'>依据</th></tr></thead>"
        f"<tbody>{items}</tbody></table>"
        if items
        else ""
    )
    bonuses = "".join(map(_bonus_row, card.bonuses))
    table += (
        "<table class='plain'><thead><tr><th scope='col'>加分项目</th><th scope='col'>分值</th><th scope='col'>加分</th><th scope='col'>所见</th></tr></thead>"
        f"<tbody>{bonuses}</tbody></table>"
        if bonuses
        else ""
    )
    judged = (
        "<table class='plain'><thead><tr><th scope='col'>单项否决</th><th scope='col'>判定</th><th scope='col'>距否决</th><th scope='col'>说明</th></tr></thead>"
        f"<tbody>{vetoes}</tbody></table>"
        if vetoes
        else ""
    )
    unjudged = "；".join(one.removesuffix("。").removesuffix("，不作判定") for one in card.unjudged)
    left = (
        f"<p class='listed'><b>机器没有判断</b>（{len(card.unjudged)} 项）：{_text(unjudged)}。</p>"
        if card.unjudged
        else ""
    )
    return (
        f"<div class='score'><h3>{_text(card.set_title)}<span class='total'>{_text(card.label)}</span>{points}</h3><p>{_text(card.reason)}</p>"
        f"{judged}{table}{left}</div>"
    )


def _veto_row(veto: VetoLine) -> str:
    tone = {"met": "good", "violated": "bad"}.get(veto.outcome, "void")
    return (
        f"<tr><th scope='row'>{_text(veto.code)} {_text(veto.title)}</th><td><span class='badge {tone}'>{veto.label}</span></td><td>{_text(veto.margin or '—')}</td>"
        f"<td>{_text(veto.reason)}{_behind(veto.findings)}</td></tr>"
    )


def _item_row(item: ItemLine) -> str:
    if item.taken is None:
        taken, reason = "未测量", _text(item.reason)
    else:
        taken = item.taken
        reason = (
            "；".join(f"{line.count} 处，扣 {line.points}{_behind(line.findings)}" for line in item.lines) or "没有扣分"
        )
    signs = f"；待核实{_behind(item.signs)}" if item.signs else ""
    return f"<tr><th scope='row'>{item.code} {_text(item.title)}</th><td class='n'>{item.cap}</td><td class='n'>{taken}</td><td>{reason}{signs}</td></tr>"


def _bonus_row(item: BonusLine) -> str:
    return (
        f"<tr><th scope='row'>{item.code} {_text(item.title)}</th><td class='n'>{item.cap}</td><td class='n'>{item.granted or '待认定'}</td>"
        f"<td>{_text(item.reason)}{_behind(item.signs)}</td></tr>"
    )


def _behind(names: Sequence[str]) -> str:
    """The numbers of the findings behind a line; their cards bear the same."""
    if not names:
        return ""
    more = f" 等 {len(names)} 条" if len(names) > _NAMED else ""
    return f" <small class='quiet'>问题编号 {'、'.join(names[:_NAMED])}{more}</small>"


def _limits(report: Report) -> str:
    items = "".join(f"<li>{_text(one)}</li>" for one in report.not_compared)
    return f"<section><h2>没有核对的内容</h2><ul>{items}</ul></section>" if items else ""


def _findings(name: str, found: list[Observation], evidence: dict[str, Evidence], number: int) -> str:
    check = CHECKS[name]
    order = sorted(found, key=lambda one: (one.verdict is not Verdict.FAIL, one.url))
    cards = "".join(_card(one, evidence) for one in order[:_SHOWN_PER_CHECK])
    more = len(order) - _SHOWN_PER_CHECK
    rest = f'<p class="quiet">另有 {more} 条，见 JSON 结果。</p>' if more > 0 else ""
    return (
        f'<section id="{name}-{number}"><h2>{check.title}<span class="total">{len(found)} 条</span></h2>'
        f'<p class="why">{_text(check.why)}</p><ol class="findings">{cards}</ol>{rest}</section>'
    )


def _card(one: Observation, evidence: dict[str, Evidence]) -> str:
    seen = "".join(_seen(evidence[name]) for name in one.evidence if name in evidence)
    excerpt = f"<blockquote>{_text(one.excerpt)}</blockquote>" if one.excerpt else ""
    return (
        f'<li class="{_VERDICT_TONES[one.verdict]}"><p class="message">{_badge(one.verdict)}{_text(one.message)}</p>'
        f'<p class="where">{_link(one.url)}{f" · {_text(one.place)}" if one.place else ""}</p>{excerpt}'
        f'<p class="remedy"><b>整改：</b>{_text(one.remedy)}</p>'
        f'<p class="basis">依据 {_text(citation(one.clause))}{f" · 核对 {one.repeats} 次" if one.repeats else ""}'
        f" · 编号 {one.fingerprint}</p>{f'<ul class="seen">{seen}</ul>' if seen else ''}</li>"
    )


def _seen(one: Evidence) -> str:
    status = str(one.status) if one.status else STATE_LABELS[one.state]
    return (
        f"<li>{_time(one.requested_at)} {one.method} {status} {one.elapsed_s * 1000:.0f} 毫秒"
        f"{f' · {one.address}' if one.address else ''} · SHA-256 <code>{one.sha256[:16] or '—'}</code></li>"
    )


def _basis(report: Report) -> str:
    warc = (
        f"<p>全部请求和响应保存在 <code>{_text(report.warc)}</code>，记录链 <code>{report.chain[:32]}</code>。</p>"
        if report.warc
        else ""
    )
    return (
        "<footer><p>“待核实”表示机器不能确定，需人工查看；没有看到的内容不作判断。“已测量”之外的超时、拦截、登录、解析失败等单独列出，不等于网站不符合。</p>"
        f"{warc}{_stamp(report)}</footer>"
    )


def _stamp(report: Report) -> str:
    stamp = report.timestamp
    if stamp is None:
        return ""
    if stamp.at is None:
        return f"<p>时间戳：没有得到（{_text(stamp.error)}）。</p>"
    signed = "签名已核对" if stamp.is_verified else stamp.error
    return f"<p>时间戳：{_time(stamp.at)}，{_text(stamp.url)}，序号 <code>{_text(stamp.serial)}</code>，{_text(signed)}，保存在 <code>{_text(stamp.file)}</code>。</p>"


def _set_title(name: str) -> str:
    return next((one.title for one in parameters.sets() if one.id == name), name)


def _badge(verdict: Verdict) -> str:
    return f'<span class="badge {_VERDICT_TONES[verdict]}">{VERDICT_LABELS[verdict]}</span>'


def _link(url: str, text: str = "") -> str:
    return f'<a href="{escape(url, quote=True)}" rel="noreferrer">{_text(text or url)}</a>'


def _text(value: object) -> str:
    return escape(str(value).encode("utf-8", "replace").decode("utf-8"))


def _time(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
