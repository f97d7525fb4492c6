"""Whether this machine has a browser for the tests of the browser pass."""

import pytest

from jiyue.inspection import BrowserMissing, Options
from jiyue.inspection.browser.installed import find


def is_there():
    try:
        return bool(find(Options()).axe)
    except BrowserMissing:
        return False


needed = pytest.mark.skipif(not is_there(), reason="The browser pass needs Chromium: apt-get install chromium")
