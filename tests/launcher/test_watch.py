"""Watched processes: named lines, restart after a crash, an orderly end, and nothing left after kill -9."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiyue.platform.config.launcher.child import Child, Patience
from jiyue.platform.config.launcher.instance import CannotStart
from jiyue.platform.config.launcher.parts import Part
from jiyue.platform.config.launcher.watch import watch

QUICK = Patience(first_wait=0.02, longest_wait=0.1, steady=30, to_end=2)
CITY = Path(__file__).with_name("small_city.py")


@pytest.fixture
def lock(tmp_path):
    descriptor = os.open(tmp_path / "lock", os.O_CREAT | os.O_RDWR)
    yield descriptor
    os.close(descriptor)


@pytest.fixture
def lines():
    return []


@pytest.fixture
def child(lock, lines):
    def make(code, *arguments, patience=QUICK, answers=True):
        part = Part("fake", (sys.executable, "-c", code, *arguments), answers=answers)
        return Child(
            part,
            {"GREETING": "hello"},
            lock=lock,
            show=lambda name, line: lines.append((name, line)),
            patience=patience,
        )

    return make


async def until(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


def lives(pid):
    """A process that ended, but that nobody has asked about yet, is dead as well."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_lines_carry_the_name_and_the_environment_is_the_one_given(child, lines):
    one = child(
        "import os, time; print(os.environ['GREETING'], '宝鸡', flush=True); print('x' * 200_000, flush=True); time.sleep(60)"
    )
    keeping = asyncio.create_task(one.keep())

    await until(lambda: len(lines) == 2)
    await one.end()
    await keeping

    assert lines[0] == ("fake", "hello 宝鸡")
    assert lines[1] == ("fake", "x" * 200_000)


async def test_a_crash_is_told_and_mended_with_growing_waits(child, lines):
    one = child("import sys; sys.exit(3)")
    keeping = asyncio.create_task(one.keep())

    await until(lambda: one.crashes >= 4)
    await one.end()
    await keeping

    assert [line for _, line in lines[:4]] == [
        f"ended with code 3; starting it again in {wait} s" for wait in ("0.02", "0.04", "0.08", "0.1")
    ]


async def test_a_killed_process_comes_back_and_its_helpers_are_gone(child, lines, tmp_path):
    one = child(
        "import os, pathlib, subprocess, sys, time\n"
        "helper = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(os.getpid(), helper.pid, flush=True); time.sleep(600)"
    )
    keeping = asyncio.create_task(one.keep())
    await until(lambda: lines)
    first, helper = map(int, lines[0][1].split())

    os.kill(first, signal.SIGKILL)
    await until(lambda: len(lines) == 3)
    await until(lambda: not lives(helper))
    await one.end()
    await keeping

    assert lines[1][1].startswith("was ended by SIGKILL; starting it again")
    await until(lambda: not any(lives(int(pid)) for pid in lines[2][1].split()))


async def test_good_running_makes_earlier_crashes_forgotten(child):
    one = child(
        "import time; time.sleep(0.2)", patience=Patience(first_wait=0.01, longest_wait=1, steady=0.1, to_end=1)
    )
    keeping = asyncio.create_task(one.keep())

    await until(lambda: one.crashes == 1)
    await asyncio.sleep(1)
    await one.end()
    await keeping

    assert one.crashes == 1


async def test_a_process_that_will_not_end_is_killed(child, lines):
    one = child(
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)",
        patience=Patience(to_end=0.2),
    )
    keeping = asyncio.create_task(one.keep())
    await until(lambda: lines)

    await one.end()
    await asyncio.wait_for(keeping, 5)

    assert "killed" in lines[-1][1]


async def test_a_process_told_to_end_while_it_starts_does_end(child):
    one = child("import time; time.sleep(600)")
    keeping = asyncio.create_task(one.keep())
    await asyncio.sleep(0)

    await one.end()

    await asyncio.wait_for(keeping, 5)


async def test_what_never_stays_up_ends_the_start_with_a_sentence(child):
    async def never():
        return False

    with pytest.raises(CannotStart, match="The fake process does not stay up"):
        await watch([child("raise SystemExit(1)")], is_answering=never, greet=lambda: None)


async def test_what_never_answers_ends_the_start_with_a_sentence(child):
    async def never():
        return False

    with pytest.raises(CannotStart, match=r"did not answer within 0\.3 s"):
        await watch([child("import time; time.sleep(60)")], is_answering=never, greet=lambda: None, most_s=0.3)


async def test_what_works_behind_is_started_once_the_platform_answers(child, lines):
    answering = asyncio.Event()
    greeted = asyncio.Event()

    async def is_answering():
        return answering.is_set()

    front = child("import time; print('front', flush=True); time.sleep(60)")
    behind = child("import time; print('behind', flush=True); time.sleep(60)", answers=False)
    watching = asyncio.create_task(watch([behind, front], is_answering=is_answering, greet=greeted.set))
    await until(lambda: lines)
    before = list(lines)
    answering.set()
    await until(lambda: len(lines) == 2)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(watching, 10)

    assert before == [("fake", "front")]
    assert greeted.is_set()
    assert lines[1] == ("fake", "behind")


@pytest.fixture
def city(tmp_path):
    """Starts small cities on one data folder, kills what is left of them."""
    started = []

    def start(data=tmp_path / "data"):
        process = subprocess.Popen(
            [sys.executable, str(CITY), str(data)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def all_gone(running, seconds=5):
    """A killed process may take a moment to go on a busy machine."""
    deadline = time.monotonic() + seconds
    while any(lives(pid) for pid in running) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(lives(pid) for pid in running)


def ready(process):
    for line in process.stdout:
        if line == "ready\n":
            return
    pytest.fail("the city did not come up")


def pids(data):
    return [int(pid) for name in ("one", "two") for pid in (data / name).read_text().split()]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything_in_order(city, tmp_path, number):
    process = city()
    ready(process)
    running = pids(tmp_path / "data")
    assert all(lives(pid) for pid in running)

    process.send_signal(number)
    output, _ = process.communicate(timeout=15)

    assert output.endswith("ended\n")
    assert process.returncode == 0
    assert all_gone(running)


def test_after_kill_9_the_children_end_and_the_next_start_succeeds(city, tmp_path):
    process = city()
    ready(process)
    parents = pids(tmp_path / "data")[::2]

    process.kill()
    process.wait()
    again = city()
    ready(again)

    assert all_gone(parents)


def test_a_second_instance_on_the_same_folder_is_told_of_the_first(city, tmp_path):
    first = city()
    ready(first)

    output, _ = city().communicate(timeout=15)

    assert f"already runs on the data folder {tmp_path / 'data'} (process {first.pid})" in output
    assert first.poll() is None


def test_two_folders_do_not_disturb_each_other(city, tmp_path):
    ready(city())
    ready(city(tmp_path / "other"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's help is Linux's")
def test_when_make_is_killed_everything_ends(tmp_path):
    data = tmp_path / "data"
    makefile = tmp_path / "Makefile"
    makefile.write_text(f"run:\n\t@{sys.executable} {CITY} {data} --end-with-parent\n")
    make = subprocess.Popen(["make", "-f", str(makefile), "run"], stdout=subprocess.PIPE, text=True)
    ready(make)
    running = pids(data)

    make.kill()
    make.communicate(timeout=15)

    assert all_gone(running)
