"""The command `jiyue`: each room of the house adds its own sub-commands; the platform's only where it is installed.

A room is imported only when the command asked for is not one of the rooms before it, so `jiyue clauses`
never waits for Django.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from jiyue.command_line import MISUSED, Parser, why_not
from jiyue.rulebook.loading import DataError

_NO_READER = 141
_STOPPED = 130
# room → distributions that it needs beside the base
ROOMS = {"rulebook": (), "textcheck": (), "inspection": (), "platform": ("django", "wagtail")}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit state: 0 done, 1 found faults, 2 could not be run as asked, 130 stopped by Ctrl-C."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = _parser(words)
    arguments = parser.parse_args(words)
    if not hasattr(arguments, "run"):
        parser.print_help()
        return 0
    try:
        state = int(arguments.run(arguments) or 0)
        sys.stdout.flush()
    except DataError as fault:
        sys.stderr.write(f"{fault}\n")
        return MISUSED
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough; what Python would flush on its way out has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NO_READER
    except OSError as error:
        sys.stderr.write(f"{why_not(error)}\n")
        return MISUSED
    except KeyboardInterrupt:
        sys.stderr.write("已中断。\n")
        return _STOPPED
    return state


def _parser(words: Sequence[str]) -> Parser:
    parser = Parser(prog="jiyue", description="集约：一个平台、一本规则手册，管好全市政府网站。")
    subparsers = parser.add_subparsers(title="命令", metavar="命令")
    for room, needs in ROOMS.items():
        if _has_commands(room) and all(find_spec(name) for name in needs):
            import_module(f"jiyue.{room}.commands").register(subparsers)
        if words and words[0] in subparsers.choices:
            break
    return parser


def _has_commands(room: str) -> bool:
    folder = Path(__file__).parent / room
    return (folder / "commands.py").is_file() or (folder / "commands" / "__init__.py").is_file()


if __name__ == "__main__":
    sys.exit(main())
