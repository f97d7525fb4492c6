"""Command line of the launcher: `python -m jiyue.platform.config.launcher`, which `make run` calls."""

import argparse
import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from functools import partial

from jiyue.platform.config.environment import Environment, EnvironmentProblem, read
from jiyue.platform.config.launcher import greeting, parts
from jiyue.platform.config.launcher.child import Child
from jiyue.platform.config.launcher.instance import CannotStart, check_port, sole_instance
from jiyue.platform.config.launcher.tether import end_with_parent, tied_to_me
from jiyue.platform.config.launcher.watch import watch


def main() -> int:
    """Run a city until told to end; 1 and one clear sentence when it can not run."""
    begin = time.monotonic()
    parser = argparse.ArgumentParser(prog="jiyue-launcher", description="Set up and run a city on this machine.")
    parser.add_argument(
        "--end-with-parent", action="store_true", help="end when the program that started this one does"
    )
    if parser.parse_args().end_with_parent:
        end_with_parent()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    try:
        environment = read(os.environ)
        with sole_instance(environment.data) as lock:
            check_port(environment.listen, environment.port)
            _set_up(environment, lock)
            asyncio.run(_run(environment, lock, begin))
    except (CannotStart, EnvironmentProblem) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _set_up(environment: Environment, lock: int) -> None:
    """Bring database, static files and baked pages up to date; the command says what it does."""
    environment.secret_key  # noqa: B018 (made before several processes ask for it)
    done = subprocess.run(  # noqa: S603 (our own command)
        parts.setting_up(),
        env=parts.variables(environment, os.environ),
        stdin=subprocess.DEVNULL,
        pass_fds=(lock,),
        start_new_session=True,
        preexec_fn=tied_to_me(signal.SIGTERM),
        check=False,
    )
    if done.returncode != 0:
        raise CannotStart(f"The city could not be set up in {environment.data}: see the lines above for the reason.")


async def _run(environment: Environment, lock: int, begin: float) -> None:
    variables = parts.variables(environment, os.environ)
    children = [Child(part, variables, lock=lock, show=_show) for part in parts.parts(environment)]
    await watch(
        children,
        is_answering=partial(greeting.is_answering, environment),
        greet=lambda: print_text(greeting.text(environment, seconds=time.monotonic() - begin)),
    )


def print_text(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _show(name: str, line: str) -> None:
    print_text(f"{name:<9} | {line}")


if __name__ == "__main__":
    sys.exit(main())
