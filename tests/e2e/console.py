"""The console as the Bureau uses it: inspect a site, see its findings, order its host, see the order closed."""

import re
import time

from tests.e2e.desk import Desk

MEASURED_S = 240  # a site of a hundred pages on two busy cores


def open_site(desk: Desk, name: str) -> None:
    """From the dashboard's matrix into the file of a site."""
    desk.menu("今日工作")
    desk.follow(name, desk.page.get_by_role("table", name="各网站六项监测"))


def inspect(desk: Desk) -> None:
    """Start an inspection from the site's file and wait on its round's page until it has ended."""
    desk.press("立即监测")
    desk.says("各网站的监测", "the round's page stands open")
    wait_until(desk, "进行中", is_there=False, why="the inspection ends")


def wait_until(desk: Desk, text: str, *, is_there: bool, why: str, seconds: float = MEASURED_S) -> None:
    """Read a page again until its main part says something, or no longer says it."""
    deadline = time.monotonic() + seconds
    while (text in desk.page.get_by_role("main").inner_text()) is not is_there:
        assert time.monotonic() < deadline, (
            f"Within {seconds:g} s {why}; the page said:\n{desk.page.get_by_role('main').inner_text()}"
        )
        desk.page.wait_for_timeout(1500)
        desk.page.reload()


def inspect_all(desk: Desk) -> None:
    """Have every site read, and wait until all have been."""
    desk.menu("监测轮次")
    desk.press("立即监测全部网站")
    wait_until(desk, "进行中", is_there=False, why="all sites are read", seconds=5 * MEASURED_S)


def findings(desk: Desk, site: str, *, state: str = "live") -> list[dict[str, str]]:
    """Every finding of a site on the findings' screen, with what each of its columns says."""
    desk.go(f"/findings/?site={site}&state={state}")
    found: list[dict[str, str]] = []
    while True:
        for row in desk.page.get_by_role("main").locator("tbody tr").all():
            cells = {
                cell.get_attribute("data-label") or "": cell.inner_text().strip() for cell in row.locator("td").all()
            }
            found.append({"问题": row.locator("th").inner_text().strip(), **cells})
        onward = desk.page.get_by_role("main").get_by_role("link", name=re.compile("下一页|后一页"))
        if not onward.count():
            return found
        onward.first.click()
        desk.page.wait_for_load_state()


def order_everything(desk: Desk) -> int:
    """From the site's file order its host to put every finding right; returns how many there are."""
    desk.follow("责令整改")
    boxes = desk.page.get_by_role("main").get_by_role("checkbox").all()
    for box in boxes:
        box.check()
    return len(boxes)


def send_order(desk: Desk) -> str:
    """Send the order that is filled; returns its number."""
    desk.press("发出整改通知")
    desk.says("已发出", "the order is sent")
    number: str = desk.page.get_by_role("heading", level=1).inner_text().strip()
    return number


def open_order(desk: Desk, number: str) -> None:
    """Open an order from the list of those not closed, or of those closed when the measurement was quicker."""
    desk.menu("整改通知")
    if not desk.page.get_by_role("main").get_by_role("link", name=number).count():
        desk.page.get_by_role("main").get_by_role("link", name=re.compile("已办结")).first.click()
    desk.follow(number)
