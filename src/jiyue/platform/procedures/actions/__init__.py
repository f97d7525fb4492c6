"""Every change of a case: applied for, decided, recorded, withdrawn, begun, ended."""

from jiyue.platform.procedures.actions.applying import open_draft, save_draft, submit, withdraw
from jiyue.platform.procedures.actions.deciding import Ruling, decide
from jiyue.platform.procedures.actions.running import begin, restore

__all__ = ["Ruling", "begin", "decide", "open_draft", "restore", "save_draft", "submit", "withdraw"]
