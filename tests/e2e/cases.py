"""Applications as the host files them and the Office examines them: annex 2, the decision, the province's answer."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.e2e.desk import Desk

# A scan is told by its first bytes; what is on the paper does not matter here.
SCAN = {"name": "批复.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def fill(desk: Desk, *, start: date, end: date) -> None:
    """Fill annex 2 for a temporary offline; names and office telephones come from the ledger."""
    page = desk.page
    for name, value in (("leader_name", "邵春梅"), ("leader_phone", "0917-0001068"), ("leader_mobile", "13800138000")):
        page.locator(f"[name={name}]").fill(value)
    for name, value in (
        ("contact_name", "侯志远"),
        ("contact_phone", "0917-0001072"),
        ("contact_mobile", "13800138000"),
    ):
        page.locator(f"[name={name}]").fill(value)
    page.get_by_label("申请理由").fill("网站运行环境须整体升级，升级期间无法访问；完成测试后恢复运行。")
    page.get_by_label("下线原因").select_option(label="系统升级")
    page.get_by_label("计划开始日").fill(start.isoformat())
    page.get_by_label("计划最后一日").fill(end.isoformat())
    page.get_by_label("公告咨询电话").fill("0917-3260000")
    page.get_by_label("下线期间的替代办法").fill("项目审批信息请在市政府门户网站查询。")


def open_application(desk: Desk) -> None:
    """Begin an application for a temporary offline from the list of cases."""
    desk.menu("申请与报备")
    desk.follow("申请临时下线")


def open_case(desk: Desk, number: str) -> None:
    """Open a case from the list."""
    desk.menu("申请与报备")
    desk.follow(number)


def number_of(desk: Desk) -> str:
    """The number that a case got when it was handed in."""
    said = re.search(r"宝网下〔\d{4}〕\d+号", desk.page.get_by_role("main").inner_text())
    assert said, "a case that was handed in has a number"
    return said[0]


def agree(desk: Desk) -> None:
    """Agree to the step that is due."""
    desk.page.get_by_role("radio", name="同意", exact=True).check()
    desk.press("提交意见")
    expect(desk.page.get_by_role("status"), "the opinion is recorded").to_contain_text("已登记")


def record_province(desk: Desk, *, on: date) -> None:
    """Record the province's approval with its number, its day and the scan (9.1)."""
    desk.page.get_by_label("文号").fill(f"陕政办函〔{on.year}〕12号")
    desk.page.get_by_label("决定日期").fill(on.isoformat())
    desk.page.get_by_label("文件扫描件").set_input_files([SCAN])
    agree(desk)
