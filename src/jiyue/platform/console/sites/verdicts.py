"""The verdict box: the same columns under each parameter set, with the distance to each veto (19.7, 36.1, promises 8 and 12)."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiyue.platform.console.survey import Survey, is_near, near_days
from jiyue.rulebook import parameters
from jiyue.rulebook.columns import SiteVerdict, Veto
from jiyue.rulebook.verdicts import Outcome

STATE = "state"
WORDS = {
    Outcome.MET: ("ok", gettext_lazy("合格")),
    Outcome.VIOLATED: ("bad", gettext_lazy("单项否决")),
    Outcome.UNDECIDED: ("info", gettext_lazy("无法判定")),
}
ITEMS = (
    ("V4-1", "19.1", gettext_lazy("动态、要闻类栏目")),
    ("V4-1", "19.2", gettext_lazy("通知公告、政策文件类栏目")),
    ("V4-1", "36.1", gettext_lazy("上述两类一级栏目合计")),
    ("V4-2", "19.5", gettext_lazy("应更新长期未更新栏目")),
    ("V4-3", "19.6", gettext_lazy("空白栏目")),
)


def verdict_box(survey: Survey) -> dict[str, Any]:
    """What the part `verdict.html` needs; a site in a pause, or without any facts, is judged by nothing."""
    sets = tuple(dict.fromkeys((settings.JIYUE_PARAMETER_SET, STATE)))
    found = [survey.verdict(set_id) for set_id in sets]
    titles = {one.id: one.title for one in parameters.sets()}
    return {
        "sets": [_set(verdict, titles[set_id], survey) for set_id, verdict in zip(sets, found, strict=True)],
        "set_labels": [titles[set_id] for set_id in sets],
        "vetoes": [row for item in ITEMS if (row := _item(item, found, survey))],
        "actions": [],
    }


def _set(verdict: SiteVerdict, title: str, survey: Survey) -> dict[str, Any]:
    if survey.is_paused:
        return {"label": title, "state": "void", "word": _("暂停判定"), "text": _("批准的临时下线期间不计更新期限")}
    state, word = WORDS[verdict.outcome]
    left = verdict.margin_days
    text, tone = _("只判栏目更新；其他单项另有监测"), ""
    if verdict.outcome is Outcome.VIOLATED:
        biting = [veto for veto in verdict.vetoes if veto.outcome is Outcome.VIOLATED]
        text, tone = " ".join(veto.text for veto in biting), "bad"
    elif left is not None:
        text, tone = (
            _("距最近一项否决 %(days)d 天：%(names)s") % {"days": left, "names": _nearest(verdict, survey)},
            "warn" if is_near(verdict) else "",
        )
    elif verdict.reason:
        text = verdict.reason
    return {"label": title, "state": state, "word": word, "text": text, "text_tone": tone}


def _nearest(verdict: SiteVerdict, survey: Survey) -> str:
    """The column whose silence would bring the nearest veto."""
    day = verdict.breach_on
    for picture in survey.pictures:
        due = picture.verdict.due_on
        if day is not None and due is not None and (day - due).days == 1:
            return _("「%(title)s」") % {"title": picture.column.title}
    return _("合并计数")


def _item(item: tuple[str, str, Any], found: Sequence[SiteVerdict], survey: Survey) -> dict[str, Any] | None:
    code, clause, label = item
    limits = [
        _limit(next((one for one in verdict.vetoes if (one.code, one.clause) == (code, clause)), None), survey)
        for verdict in found
    ]
    if not any(limits):
        return None
    return {"label": label, "clause": clause, "limits": limits}


def _limit(veto: Veto | None, survey: Survey) -> dict[str, Any] | None:
    if veto is None:
        return None
    if veto.outcome is Outcome.UNDECIDED or survey.is_paused:
        return {
            "share": None,
            "tone": "info",
            "text": _("%(count)d/%(limit)d 个，另 %(open)d 个无法判定") % _counts(veto),
            "url": "#update",
        }
    left = (veto.breach_on - survey.today).days - 1 if veto.breach_on else None
    if veto.count >= veto.limit:
        return {
            "share": 1,
            "tone": "bad",
            "text": _("%(count)d/%(limit)d 个，已否决") % _counts(veto),
            "url": "#update",
        }
    text = _("%(count)d/%(limit)d 个") % _counts(veto)
    if left is not None:
        text += _("，还有 %(days)d 天") % {"days": left}
    share = max(veto.count / veto.limit, 1 - left / 30 if left is not None and left < 30 and veto.limit == 1 else 0)
    return {
        "share": share,
        "tone": "warn" if left is not None and left <= near_days(veto.clause) else "ok",
        "text": text,
        "url": "#update",
    }


def _counts(veto: Veto) -> dict[str, int]:
    return {"count": veto.count, "limit": veto.limit, "open": veto.undecided}
