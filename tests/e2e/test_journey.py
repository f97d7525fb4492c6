"""The thread through all three sides: a draft becomes a page, the page is inspected, what is wrong is put right."""

import sys
import time
import tomllib
from importlib.resources import files

import pytest
from playwright.sync_api import expect

from tests.e2e import console, workbench
from tests.e2e.city import status
from tests.e2e.tour import PUBLIC

pytestmark = pytest.mark.e2e

NUMBER = "11010519491231002X"  # the national standard's own example; nobody's number
TITLE = "宝鸡市开展冬季社区便民服务集中行动"
FIRST = "11月下旬，市政府办公室会同各县区，在全市社区开展冬季便民服务集中行动，为期两周。"
WRONG = f"服务点负责人信息已登记，身份证号码{NUMBER}，居民可以现场核对。"
RIGHT = "各服务点在社区公告栏公布服务时间和办公电话，居民可以就近办理。"
LAST = "行动结束后，常态化服务由各街道便民服务中心承接。"
PUBLIC_S = 20

# What each check of the planted faults is called on the findings' screen: its section, and words of its message.
CHECKS = {
    "dead-link": ("链接", ""),
    "personal-data": ("内容", "公民身份号码"),
    "column-stale": ("更新", "工作动态"),
    "column-empty": ("更新", "古树名木"),
    "page-label": ("标签", ""),
    "footer-mark": ("标识", ""),
}

# What the host publishes to bring its columns up to date: title, column, text.
NEW_ITEMS = (
    (
        "市林业局部署冬季森林防火巡护",
        "工作动态",
        ["市林业局召开部署会，安排入冬以后的森林防火巡护。", "各林业站按网格落实巡护路线，每日记录。"],
    ),
    (
        "市林业局启动古树名木冬季养护",
        "古树名木",
        [
            "今冬养护覆盖全市挂牌的古树名木，重点是支撑加固和土壤改良。",
            "市民发现古树名木受损的，可以向就近林业站反映。",
        ],
    ),
)
ANSWER = "一、已改用标准模板；二、含个人信息的公示已撤下；三、失效链接已删去；四、工作动态、古树名木已更新。"


def faults(site: str) -> list[dict[str, str]]:
    """The faults that are planted in a site of the demonstration."""
    text = files("jiyue.cities.baoji").joinpath("faults.toml").read_text("utf-8")
    return [fault for fault in tomllib.loads(text)["faults"] if fault["site"] == site]


@pytest.mark.clause("13.5", "17.1", "17.2", "32.5")
def test_a_draft_with_a_citizens_number_is_refused_and_corrected_and_read(city, sit_down, citizen, tour, capsys):
    editor = sit_down("editor.portal")
    workbench.begin(editor, title=TITLE, kind="动态要闻", column="宝鸡要闻")
    workbench.write(editor, [FIRST, WRONG, LAST])
    tour.shot(editor.page, "00-editor-writes")
    workbench.save(editor)
    found = workbench.check(editor)
    expect(found, "the check names the paragraph").to_contain_text("正文第 2 段")
    assert NUMBER not in editor.page.get_by_role("region", name="发布前检查").inner_text(), "the check masks the number"
    expect(editor.page.get_by_role("button", name="送审"), "a forbidden text can not be sent").to_be_disabled()
    workbench.force_submission(editor)
    refusal = editor.page.get_by_role("alert")
    expect(refusal, "the platform itself refuses, and says where").to_contain_text("正文第 2 段")
    expect(refusal, "the refusal does not repeat the number").not_to_contain_text(NUMBER)
    tour.shot(editor.page, "01-editor-refused")

    workbench.back_to_editor(editor)
    workbench.write(editor, [FIRST, RIGHT, LAST])
    workbench.save(editor)
    expect(workbench.check(editor), "nothing forbidden is left").to_contain_text("禁止发布 0")
    workbench.submit(editor)

    reviewer = sit_down("reviewer.portal")
    workbench.open_review(reviewer, TITLE)
    reviewer.says(RIGHT, "the reviewer reads the text that was submitted")
    tour.shot(reviewer.page, "02-reviewer-reads")
    workbench.approve(reviewer)

    workbench.open_resource(editor, TITLE)
    clicked = time.monotonic()
    editor.press("已校对，发布")
    seconds = seconds_until(lambda: TITLE in status(city, "www.baoji", "/news/city-news/")[1], clicked)
    with capsys.disabled():
        sys.stdout.write(f"\nfrom the click to the public page: {seconds:.2f} s\n")
    editor.says("已发布", "the editor is told that the text is public")

    citizen.goto(f"{city.portal}/news/city-news/")
    citizen.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    expect(citizen.get_by_role("heading", level=1), "the citizen reads the title").to_contain_text(TITLE)
    assert citizen.url.startswith(f"{city.portal}/2"), "the article has the portal's own address"
    text = citizen.get_by_role("main").inner_text()
    assert RIGHT in text, "the citizen reads the text that was reviewed"
    assert NUMBER not in text, "nobody's number is public"
    tour.shot(citizen, "03-citizen-reads", PUBLIC)


def seconds_until(is_so, begin: float) -> float:
    """Wait until something is so; return the seconds since `begin`."""
    while not is_so():
        assert time.monotonic() - begin < PUBLIC_S, f"the page is public within {PUBLIC_S} s"
        time.sleep(0.05)
    return time.monotonic() - begin


@pytest.mark.clause("4.2", "19.1", "19.6", "32.7", "33.1", "33.2")
def test_planted_faults_are_found_ordered_put_right_and_closed_by_measuring_again(city, sit_down, citizen, tour):
    bureau = sit_down("officer.bureau")
    console.open_site(bureau, "市林业局")
    console.inspect(bureau)
    tour.shot(bureau.page, "04-bureau-inspects")
    seen = console.findings(bureau, "forestry")
    for fault in faults("forestry"):
        section, words = CHECKS[fault["check"]]
        hits = [row for row in seen if section in row["方面"] and words in row["问题"]]
        assert hits, f"the inspection finds {fault['key']} ({fault['place']})"
    if tour.is_kept:  # a dashboard is worth a picture when all sites were read
        console.inspect_all(bureau)
    bureau.menu("今日工作")
    tour.shot(bureau.page, "05-bureau-dashboard")
    bureau.go("/findings/?site=forestry")
    tour.shot(bureau.page, "06-bureau-findings")

    console.open_site(bureau, "市林业局")
    tour.shot(bureau.page, "07-bureau-site-file")
    ordered = console.order_everything(bureau)
    assert ordered == len(seen), "every finding of the site can be ordered to be put right"
    tour.shot(bureau.page, "08-bureau-orders")
    number = console.send_order(bureau)

    host = sit_down("editor.forestry")
    tour.shot(host.page, "09-host-workbench")
    console.open_order(host, number)
    tour.shot(host.page, "10-host-order")

    workbench.set_template(host, "标准")
    tour.shot(host.page, "11-host-settings")
    workbench.withdraw(host, "林区生态护林员补聘人员公示", "公示含公民身份号码和联系电话，立即撤下。")
    reviewer = sit_down("reviewer.forestry")
    title = "冬季林区管护装备领取和报名事项"
    workbench.open_resource(host, title)
    workbench.back_to_editor(host)
    workbench.unlink(host, "护林志愿者报名表")
    workbench.save(host)
    tour.shot(host.page, "12-host-corrects")
    workbench.through_review(host, reviewer, title)
    for title, column, paragraphs in NEW_ITEMS:
        workbench.begin(host, title=title, kind="动态要闻", column=column)
        workbench.write(host, paragraphs)
        workbench.save(host)
        workbench.through_review(host, reviewer, title)
    wait_until_public(city, NEW_ITEMS[-1])
    console.open_order(host, number)
    host.page.get_by_role("textbox", name="整改答复").fill(ANSWER)
    host.press("提交答复并复测")
    host.says("正在复测", "the answer starts a second measurement, it closes nothing itself")
    tour.shot(host.page, "13-host-answered")

    console.open_order(bureau, number)
    console.wait_until(bureau, "已办结", is_there=True, why="the second measurement closes the order")
    tour.shot(bureau.page, "14-order-closed")
    closed = console.findings(bureau, "forestry", state="closed")
    assert len(closed) >= ordered, "every finding that was ordered is closed"
    left = {row["问题"] for row in console.findings(bureau, "forestry")} & {row["问题"] for row in seen}
    assert left == set(), "nothing that was ordered is still there"
    for words in ("公民身份号码", "链接指向", "页脚缺少网站地图"):
        bureau.go(f"/findings/?site=forestry&state=closed&query={words}")
        bureau.follow(words)
        bureau.says("关闭依据", "a finding is closed with what the second measurement saw")
    tour.shot(bureau.page, "15-finding-closed")

    citizen.goto(f"{city.host('lyj.baoji')}/")
    expect(citizen.get_by_role("contentinfo"), "the footer carries what 8.4 asks for").to_contain_text("6103009029")
    tour.shot(citizen, "16-citizen-corrected-site", PUBLIC)


def wait_until_public(city, item) -> None:
    """Wait until the host's last item stands in its column: the answer would otherwise start measuring too early."""
    title, _column, _text = item
    seconds_until(lambda: title in status(city, "lyj.baoji", "/topics/")[1], time.monotonic())
