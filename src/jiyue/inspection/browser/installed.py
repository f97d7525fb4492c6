"""What the browser pass needs on this machine: Playwright, a Chromium, and axe-core; all optional, looked for when asked."""

import os
import shutil
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from jiyue.inspection.options import Options

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge")
_HOME = "JIYUE_CHROMIUM"


class BrowserMissing(Exception):
    """The browser pass was asked for and can not be had here; the message says what to install."""


class Installed(NamedTuple):
    """Where the browser is, and the text of axe-core; empty where there is none."""

    chromium: Path
    axe: str


def find(options: Options) -> Installed:
    """What is installed. Raises BrowserMissing."""
    if find_spec("playwright") is None:
        raise BrowserMissing("浏览器检查需要 Playwright：pip install 'jiyue[browser]'")
    return Installed(_chromium(options.browser_path), _axe(options.axe_path))


def _chromium(asked: Path | None) -> Path:
    named = asked or (Path(os.environ[_HOME]) if os.environ.get(_HOME) else None)
    if named is not None:
        if not named.is_file():
            raise BrowserMissing(f"{named}：没有这个浏览器")
        return named
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    raise BrowserMissing(
        f"没有找到 Chromium：安装它（如 apt-get install chromium），或用 --browser-path 或环境变量 {_HOME} 指明位置"
    )


def _axe(asked: Path | None) -> str:
    """The rules of axe-core (MPL-2.0): a file that was named, or the copy that a package on PyPI carries; we ship none."""
    if asked is not None:
        try:
            return asked.read_text("utf-8")
        except OSError as error:
            raise BrowserMissing(f"{asked}：无法读取 axe-core（{error}）") from error
    if find_spec("axe_playwright_python") is None:
        return ""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
