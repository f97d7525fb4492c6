"""Why an item of the score card could not be judged, and what was seen of it, in the words of its reader."""

from datetime import date

from jiyue.inspection.report.score_facts import calls_within_a_year
from jiyue.inspection.report.score_sources import sources
from jiyue.inspection.seen import Seen

_MOST = 3


def why_undecided(item: str, seen: Seen, *, on: date) -> str:
    """What was seen of an item, and what one inspection can not see of it."""
    shown = what_was_seen(item, seen, on=on)
    return "；".join(filter(None, (shown, sources()[item].left)))


def what_was_seen(item: str, seen: Seen, *, on: date) -> str:
    """Entries, numbers and days that belong to an item; empty when nothing was seen."""
    match item:
        case "no-channel":
            return "、".join(f"{one.text}（{one.url}）" for one in seen.channels[:_MOST])
        case "services-impractical" | "guides" | "guide-forms":
            more = "，另有政务服务平台" if seen.service_platform else ""
            return f"读到办事指南 {len(seen.guides)} 个{more}" if seen.guides or more else ""
        case "interpretations" if seen.interpretations:
            return f"读到解读 {seen.interpretations} 篇，最新 {seen.newest_interpretation_on or '没有日期'}"
        case "consultations" | "bonus-solicitation":
            calls = calls_within_a_year(seen, on)
            return (
                f"一年内读到征集调查 {len(calls)} 次，其中可在线提交 {sum(one.is_online for one in calls)} 次"
                if seen.calls
                else ""
            )
        case "public-answers" | "replies" if seen.messages.read:
            return f"读到公开留言 {seen.messages.read} 条，写明没有答复的 {len(seen.messages.open)} 条，最新答复 {seen.messages.newest_answer_on or '没有日期'}"
        case _:
            entry = seen.entry(item)
            return f"看到入口“{entry.text}”（{entry.url}）" if entry is not None else ""
