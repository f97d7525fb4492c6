"""The workbench as its people use it: drafts, the editor, reviews, columns, the site's settings."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.desk import Desk

SAVE = "保存，去检查与送审"


def begin(desk: Desk, *, title: str, kind: str, column: str) -> None:
    """Begin a draft in a column of the person's site; ends in the editor."""
    page = desk.menu("新建稿件")
    page.get_by_label("标题").fill(title)
    page.get_by_label("类别").select_option(label=kind)
    choose(page.get_by_label("主栏目"), column)
    desk.press("建稿并编辑")
    expect(paper(desk), "the editor stands open").to_be_visible()


def choose(chooser: Locator, words: str) -> None:
    """Choose the option that ends with some words: a column is named after its site."""
    wanted = chooser.locator("option", has_text=re.compile(rf"{re.escape(words)}$"))
    chooser.select_option(wanted.first.get_attribute("value"))


def paper(desk: Desk) -> Locator:
    """Where the text is written: the editor's field, not the small ones of its tools."""
    return desk.page.locator(".Draftail-Editor [contenteditable=true]").first


def write(desk: Desk, paragraphs: list[str]) -> None:
    """Write the text anew, paragraph by paragraph, as typed."""
    field = paper(desk)
    clear(desk, field)
    for number, text in enumerate(paragraphs):
        if number:
            desk.page.keyboard.press("Enter")
        desk.page.keyboard.type(text)
    settle(desk, paragraphs[-1])


def clear(desk: Desk, field: Locator) -> None:
    """Empty the editor; it takes a moment to notice what is selected."""
    for _attempt in range(5):
        field.click()
        desk.page.keyboard.press("Control+A")
        desk.page.wait_for_timeout(300)
        desk.page.keyboard.press("Delete")
        desk.page.wait_for_timeout(300)
        if not field.inner_text().strip():
            return
    raise AssertionError("The editor could not be emptied")


def settle(desk: Desk, words: str) -> None:
    """Wait until the form has what the editor shows: it is handed over a quarter of a second after the last key."""
    kept = desk.page.locator("[data-draftail-input]").first
    expect(kept, "the form has what was written").to_have_value(re.compile(re.escape(words)))


def save(desk: Desk) -> None:
    """Save and go on to the resource's page, where the check stands."""
    desk.press(SAVE)
    expect(desk.page, "saving leads to the page of the resource").to_have_url(re.compile(r"/workbench/resources/\d+/"))


def back_to_editor(desk: Desk) -> None:
    """From the page of a resource into the editor."""
    desk.page.get_by_role("main").get_by_role("link", name="编辑", exact=True).first.click()
    expect(paper(desk), "the editor stands open").to_be_visible()


def check(desk: Desk) -> Locator:
    """The panel with what the check found."""
    return desk.page.get_by_role("region", name="发布前检查").first


def submit(desk: Desk) -> None:
    """Send the text to review."""
    desk.press("送审")
    desk.says("已送审", "the text is on its way to a reviewer")


def force_submission(desk: Desk) -> None:
    """Send the form although its button is disabled, as somebody would who goes around the screen."""
    with desk.page.expect_navigation():
        desk.page.locator("form[action$='/submit/']").evaluate("form => HTMLFormElement.prototype.submit.call(form)")


def open_review(desk: Desk, title: str) -> None:
    """Find a text in the reviewer's queue and open it."""
    desk.menu("待我审核")
    desk.follow(title)


def approve(desk: Desk) -> None:
    """Tick every gate by itself and approve."""
    boxes = desk.page.get_by_role("main").get_by_role("checkbox")
    assert boxes.count() >= 5, "the five gates of 32.5 stand on the reviewer's desk"
    for box in boxes.all():
        box.check()
    desk.press(re.compile("^(同意|审核通过)$"))
    expect(desk.page.get_by_role("status"), "the reviewer is told that the text is approved").to_contain_text(
        re.compile("同意|通过")
    )


def open_resource(desk: Desk, title: str) -> None:
    """Find one of the unit's resources by its title and open its page."""
    desk.menu("信息资源")
    desk.page.get_by_role("main").get_by_label("标题").fill(title)
    desk.page.get_by_role("main").get_by_role("button", name=re.compile("筛选|查找|查询")).first.click()
    desk.page.wait_for_load_state()
    desk.follow(title)


def publish(desk: Desk, title: str) -> None:
    """Proofread the approved text and publish it."""
    open_resource(desk, title)
    desk.press("已校对，发布")
    desk.says("已发布", "the text is published")


def unlink(desk: Desk, words: str) -> None:
    """Take the link off some words of the text that is open in the editor; the words stay."""
    paper(desk).get_by_text(words).first.click()
    desk.page.get_by_role("button", name=re.compile("^(移除|删除|Remove)$")).first.click()
    expect(paper(desk).get_by_role("button", name=words), "the words are no link any more").to_have_count(0)
    kept = desk.page.locator("[data-draftail-input]").first
    expect(kept, "the form has the text without the link").not_to_have_value(re.compile('"LINK"'))


def withdraw(desk: Desk, title: str, reason: str) -> None:
    """Take a live text off all sites."""
    open_resource(desk, title)
    desk.page.get_by_text("撤下公开页面").click()
    desk.page.get_by_label("原因").fill(reason)
    desk.press("立即撤下")
    desk.says("已撤下", "the text is off the site")


def set_template(desk: Desk, template: str) -> None:
    """Choose the template of the person's site in its settings."""
    desk.menu("网站设置")
    desk.page.get_by_role("main").get_by_role("radio", name=template).check()
    desk.press("保存并更新全站")
    desk.says("已保存", "the settings of the site are kept")


def through_review(editor: Desk, reviewer: Desk, title: str) -> None:
    """Take a text, just saved by the editor, through submission, review and release."""
    submit(editor)
    open_review(reviewer, title)
    approve(reviewer)
    publish(editor, title)
