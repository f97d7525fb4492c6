"""How far an inspection is, on a terminal and in a log."""

import io

from rich.console import Console

from jiyue.inspection import progress
from jiyue.inspection.run import Progress

STEP = Progress(12, 34, 56, 7)


def test_pages_rate_findings_and_rest_are_told():
    assert progress.words(STEP, 4.0) == "页面 12（3.0/秒）  请求 34  问题 7  待查 56"


def test_a_terminal_gets_one_line_for_each_site():
    out = io.StringIO()
    with progress.Live(Console(file=out, force_terminal=True, width=120)) as shown:
        for name in ("http://a.cn/", "http://b.cn/[x]"):
            shown.follow(name)(STEP)

    assert "http://a.cn/" in out.getvalue()
    assert "http://b.cn/[x]" in out.getvalue()
    assert "页面 12" in out.getvalue()


def test_a_log_gets_a_line_now_and_then(monkeypatch, capsys):
    times = iter([0.0, 1.0, 6.0, 7.0, 12.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(times))

    tell = progress.Lines().follow("http://a.cn/")
    for _ in range(4):
        tell(STEP)

    assert capsys.readouterr().err.count("http://a.cn/") == 2


def test_quiet_says_nothing(capsys):
    with progress.display(is_quiet=True) as shown:
        shown.follow("x")(STEP)

    assert capsys.readouterr().err == ""
