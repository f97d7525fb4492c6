"""The examples of a lexicon: sentences in which an entry must hit, and sentences in which nothing may (32.7)."""

from collections.abc import Iterator
from datetime import timedelta

from jiyue.textcheck.lexicon import Entry
from jiyue.textcheck.policy import Policy
from jiyue.textcheck.scanner import Scanner


def failures(scanner: Scanner) -> Iterator[str]:
    """Yield, in Chinese, what does not hold of the entries of a compiled check; nothing if all of them do.

    Every entry is tried: the form alone must hit, the day before it became wrong it must not, the right form must not,
    and its own examples must hold. A form that hits only within a longer one of the lexicon counts as hitting.
    """
    for entry in scanner.entries:
        yield from _failures_of(entry, scanner)


def _failures_of(entry: Entry, scanner: Scanner) -> Iterator[str]:
    form = entry.wrong
    if not any(form in rule for rule in _rules(scanner, f"“{form}”")):
        yield f"“{form}”：单独出现时没有命中"
    if entry.since and form in _rules(scanner, f"“{form}”", Policy(on=entry.since - timedelta(days=1))):
        yield f"“{form}”：起始日期之前命中"
    rights = (f"关于{right}的通知" for right in entry.right.split("|") if right)
    yield from (
        f"“{form}”：不应命中，却被命中：{sentence}"
        for sentence in (*rights, *entry.miss)
        if form in _rules(scanner, sentence)
    )
    yield from (f"“{form}”：应命中，却没有命中：{sentence}" for sentence in entry.hit if not _rules(scanner, sentence))


def _rules(scanner: Scanner, sentence: str, policy: Policy | None = None) -> list[str]:
    return [hit.rule for hit in scanner.scan(sentence, policy or Policy()) if hit.word_class]
