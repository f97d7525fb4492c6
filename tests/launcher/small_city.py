"""A launcher of two small fakes, as a program that tests may kill: `python small_city.py DATA [--end-with-parent]`."""

import asyncio
import sys
from pathlib import Path

from jiyue.platform.config.launcher.child import Child
from jiyue.platform.config.launcher.instance import CannotStart, sole_instance
from jiyue.platform.config.launcher.parts import Part
from jiyue.platform.config.launcher.tether import end_with_parent
from jiyue.platform.config.launcher.watch import watch

# Each writes its number and its own child's, which lives in the same group.
FAKE = """
import os, pathlib, subprocess, sys, time
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(f"{os.getpid()} {other.pid}")
print("up", flush=True)
time.sleep(600)
"""


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def show(name, line):
    say(f"{name} | {line}")


async def run(data, lock):
    files = [data / "one", data / "two"]
    children = [
        Child(Part(file.name, (sys.executable, "-c", FAKE, str(file)), answers=True), {}, lock=lock, show=show)
        for file in files
    ]

    async def is_answering():
        return all(file.exists() for file in files)

    await watch(children, is_answering=is_answering, greet=lambda: say("ready"))


def main():
    data = Path(sys.argv[1])
    if "--end-with-parent" in sys.argv:
        end_with_parent()
    try:
        with sole_instance(data) as lock:
            asyncio.run(run(data, lock))
    except CannotStart as problem:
        say(problem)
        return 1
    say("ended")
    return 0


if __name__ == "__main__":
    sys.exit(main())
