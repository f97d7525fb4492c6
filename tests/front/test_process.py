"""The front as a process of its own: started by its command line, on uvloop, without Django, ended by SIGTERM."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def command(tree):
    return [
        *(sys.executable, "-m", "jiyue.platform.publishing.front", "--listen", "127.0.0.1"),
        *("--baked", str(tree / "baked"), "--static", str(tree / "static"), "--application", str(tree / "app.sock")),
    ]


def answer(port):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/news/", headers={"Host": "www.a.localhost"})
    for _ in range(100):
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return response.read()
        except OSError:
            time.sleep(0.05)
    return None


def test_it_serves_logs_and_ends_when_told(command):
    port = free_port()
    process = subprocess.Popen([*command, "--port", str(port), "--access-log"], stdout=subprocess.PIPE, text=True)
    try:
        assert answer(port) == b"<title>news</title>"
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=10)

    assert process.returncode == 0
    assert output.splitlines()[-1] == "127.0.0.1 www.a.localhost GET /news/ 200 19"


def test_a_taken_port_is_told(command):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([*command, "--port", port], capture_output=True, text=True, check=False, timeout=20)

    assert done.returncode == 1
    assert f"port {port} can not be opened" in done.stderr


def test_it_needs_no_django():
    code = "import sys, jiyue.platform.publishing.front.__main__; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
