"""What a person may do about a finding now; what they may not stays visible and says why (4.2, 33.2)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jiyue.platform.findings.models import COUNTED_STATES, LIVE_STATES, Finding, FindingState
from jiyue.platform.kernel.refusals import Cause
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person


def offers(finding: Finding, person: Person) -> list[dict[str, Any]]:
    """The buttons of a finding, in the order of their use, as the part `actions.html` takes them."""
    page = reverse("findings:finding", args=[finding.pk])
    return [
        {
            "label": _("责令整改…"),
            "url": f"{reverse('supervision:new-order')}?site={finding.site.key}&finding={finding.pk}",
            "icon": "send",
            "is_main": True,
            "refused": _refusal(finding, person, policy.Act.SEND_ORDER, COUNTED_STATES),
        },
        {
            "label": _("确认问题"),
            "url": reverse("findings:confirm", args=[finding.pk]),
            "icon": "ok",
            "is_post": True,
            "refused": _refusal(finding, person, policy.Act.JUDGE_FINDING, (FindingState.OPEN, FindingState.DISPUTED)),
        },
        {
            "label": _("申诉…"),
            "url": f"{page}#dispute",
            "icon": "flag",
            "refused": refusal_to_dispute(finding, person),
        },
        {
            "label": _("暂不处理…"),
            "url": f"{page}#mute",
            "icon": "paused",
            "refused": refusal_to_mute(finding, person),
        },
        {
            "label": _("立即复测"),
            "url": reverse("monitoring:inspect", args=[finding.site.key]),
            "icon": "pulse",
            "is_post": True,
            "refused": _refusal_to_measure(finding, person),
        },
    ]


def refusal_to_dispute(finding: Finding, person: Person) -> Cause:
    """Why the person may not contest the finding; empty when they may."""
    return _refusal(finding, person, policy.Act.DISPUTE_FINDING, (FindingState.OPEN, FindingState.CONFIRMED))


def refusal_to_mute(finding: Finding, person: Person) -> Cause:
    """Why the person may not set the finding aside; empty when they may."""
    return _refusal(finding, person, policy.Act.JUDGE_FINDING, COUNTED_STATES)


def _refusal_to_measure(finding: Finding, person: Person) -> Cause:
    host = finding.site.host
    if policy.may(person, policy.Act.ANSWER_ORDER, host):
        return ""
    return _said(policy.may(person, policy.Act.START_INSPECTION, host))


def _refusal(finding: Finding, person: Person, act: policy.Act, states: tuple[FindingState, ...]) -> Cause:
    if said := _said(policy.may(person, act, finding.site.host)):
        return said
    if finding.state in states:
        return ""
    if finding.state not in LIVE_STATES:
        return _("问题已关闭。")
    return _("问题目前是“%(state)s”。") % {"state": finding.get_state_display()}


def _said(answer: policy.Answer) -> Cause:
    return answer.refusal or ""
