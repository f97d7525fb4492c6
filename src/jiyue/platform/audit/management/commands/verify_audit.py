"""Walk the audit chain and name the first broken entry (4.9)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiyue.platform.audit import trail


class Command(BaseCommand):
    help = "Verify the hash chain of the audit trail; exit code 1 and the first broken entry when it does not hold."

    def handle(self, *_args: Any, **_options: Any) -> None:
        result = trail.verify()
        if result.broken_at is not None:
            message = f"审计链在第 {result.broken_at} 条断开：{result.reason}（此前 {result.checked} 条完好）。"
            raise CommandError(message)
        self.stdout.write(f"审计链完好，共 {result.checked} 条。")
