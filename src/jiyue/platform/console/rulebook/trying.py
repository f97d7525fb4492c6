"""What the city's standing would be by another number, before anybody changes it (38.1)."""

import json
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiyue.platform.monitoring.facts import city_facts
from jiyue.rulebook import effects, parameters
from jiyue.rulebook.parameter_files import UNITS
from jiyue.rulebook.verdicts import Outcome

COUNTED_UNITS = frozenset({"days", "workdays", "weeks", "months", "years", "count", "times"})
LONGEST_S = 30
SHOWN = 20


class TrialForm(forms.Form):
    """Which number of a clause to try out, and with what value."""

    key = forms.ChoiceField(label=gettext_lazy("把参数"))
    value = forms.IntegerField(label=gettext_lazy("改为"), min_value=1, max_value=1000)

    def __init__(self, data: Any, *, clause_id: str) -> None:
        super().__init__(data)
        field = self.fields["key"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key.id, f"{key.title}（{UNITS[key.unit][0]}）") for key in triable(clause_id)]


def triable(clause_id: str) -> list[parameters.Key]:
    """The numbers of a clause that judge the facts the platform holds, and can be tried out."""
    return [one for one in parameters.keys().values() if one.clause == clause_id and one.unit in COUNTED_UNITS]


def try_out(key: str, value: int, *, now: datetime) -> dict[str, Any]:
    """Judge the city's facts of now by a changed number; gives the sentence, and the changes one by one.

    In a process of its own: a trial changes for a moment what a whole process takes for the rules, and others read
    them at the same time.
    """
    today = timezone.localdate(now)
    with tempfile.TemporaryDirectory(prefix="jiyue-trial-") as folder:
        facts, changed = Path(folder, "facts.json"), Path(folder, "changed.toml")
        facts.write_text(json.dumps(city_facts(now=now), ensure_ascii=False), encoding="utf-8")
        changed.write_text(f'[[value]]\nkey = "{key}"\nvalue = {value}\n', encoding="utf-8")
        own = parameters.folder_of(settings.JIYUE_PARAMETER_SET)
        done = subprocess.run(  # noqa: S603 - our own command, on files just written
            [
                *(sys.executable, "-m", "jiyue.cli", "rules", "effect", str(changed), "--facts", str(facts), "--json"),
                *("--set", settings.JIYUE_PARAMETER_SET, "--on", today.isoformat()),
                *(("--city-folder", str(own)) if own else ()),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST_S,
        )
    if done.returncode != 0:
        return {"refusal": done.stderr.strip() or _("未能试算。")}
    return _told(json.loads(done.stdout))


def _told(found: list[dict[str, Any]]) -> dict[str, Any]:
    worse = [one for one in found if one["after"] == "violated"]
    sites = {one["site"] for one in found}
    sentence = _("今天将新增 %(worse)d 项不符合，%(better)d 项转为其他结果，涉及 %(sites)d 个网站。") % {
        "worse": len(worse),
        "better": len(found) - len(worse),
        "sites": len(sites),
    }
    lines = [f"{one['site']}｜{one['what']}：{_words(one, 'before')} → {_words(one, 'after')}" for one in found[:SHOWN]]
    return {"sentence": sentence, "lines": lines, "left_off": max(0, len(found) - SHOWN)}


def _words(one: dict[str, Any], side: str) -> str:
    return effects.Judgement("", "", Outcome(one[side]), one[f"{side}_days_left"]).words
