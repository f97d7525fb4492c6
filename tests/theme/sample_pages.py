"""Sample contexts of texts, search, messages and the smaller pages. Everything in them is invented."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms

from jiyue.platform.publishing.pages.views import ArticleView, FileView, Link, NavItem
from jiyue.rulebook import clocks
from tests.theme.sample import (
    NOW,
    TODAY,
    column,
    documents,
    frame,
    interaction,
    item,
    links,
    navigation,
    siblings,
    site,
)
from tests.theme.sample_text import ANSWER, DOCUMENTS, LETTER, NEWS_BODY, POLICY_BODY, POLICY_OUTLINE


@dataclass(frozen=True)
class ResultView:
    """One result of a search; the two html fields hold escaped text with <mark>."""

    title_html: str
    snippet_html: str
    url: str
    site_name: str
    column_title: str
    published_on: date
    kind_label: str


@dataclass(frozen=True)
class MessageView:
    """A citizen's message as its writer sees it."""

    number: str
    title: str
    kind_label: str
    unit: str
    received_at: datetime
    state_label: str
    due_on: date
    deadline_steps: tuple[clocks.DayStep, ...]
    is_overdue: bool
    route: tuple[tuple[str, datetime | None, str, bool], ...]
    answer_html: str
    answered_at: datetime | None
    is_public: bool
    body_text: str
    deadline_text: str


class MessageForm(forms.Form):
    """The fields of a letter."""

    kind = forms.ChoiceField(
        label="类型",
        choices=[("ask", "咨询"), ("advice", "建议"), ("complaint", "投诉"), ("help", "求助")],
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(
        label="写给",
        choices=[("", "由值班人员转办"), ("zjj", "市住房和城乡建设局"), ("jyj", "市教育局")],
        required=False,
    )
    title = forms.CharField(label="标题", max_length=50, help_text="一句话说明来信的事情，不超过50字。")
    body = forms.CharField(
        label="内容", widget=forms.Textarea, help_text="请不要写身份证号、银行卡号。公开答复时会隐去个人信息。"
    )
    name = forms.CharField(label="姓名", required=False)
    phone = forms.CharField(label="联系电话", help_text="只用于核实和答复。")
    is_public = forms.BooleanField(label="同意隐去个人信息后公开", required=False)


class LookupForm(forms.Form):
    """What a citizen needs to see a letter again."""

    number = forms.CharField(label="查询编号")
    code = forms.CharField(label="查询码", help_text="提交来信时显示的六位数字。")


def policy(**changes: Any) -> dict[str, Any]:
    meta = (
        ("索引号", "016005000/2026-00412"),
        ("主题分类", "城乡建设、环境保护 / 城乡建设（含住房）"),
        ("发布机构", "宝鸡市人民政府办公室"),
        ("文号", "宝政办发〔2026〕28号"),
        ("成文日期", "2026-08-26"),
        ("发布日期", "2026-08-28 09:30"),
        ("有效性", "现行有效"),
        ("公开方式", "主动公开 · 行政规范性文件"),
    )
    files = (
        FileView("附件1 既有住宅加装电梯协议书（示范文本）", "/files/a/1.docx", "DOCX", "48 KB"),
        FileView("附件2 加装电梯联合审查申请表及填写样例", "/files/a/2.pdf", "PDF", "312 KB"),
        FileView("附件3 财政补助申请条件、材料和时限一览表", "/files/a/3.xlsx", "XLSX", "26 KB"),
    )
    readings = (
        item(
            "市住建局主要负责人谈“两个三分之二”的含义",
            kind_label="负责人解读",
            summary="为什么先看参与表决比例、再看同意比例，一梯两户怎么算。",
            source="市住房和城乡建设局",
        ),
        item(
            "加装电梯六步走：谁来办、多长时间",
            kind_label="图解",
            summary="从业主协商到使用登记的流程图，附各县区窗口地址，配文字版。",
        ),
        item(
            "低层住户不同意怎么协商？八个常见问题",
            kind_label="问答",
            summary="采光、噪声、分摊比例和补助申领，逐条给出依据条款。",
        ),
    )
    view = ArticleView(
        title="宝鸡市人民政府办公室关于印发《宝鸡市既有住宅加装电梯实施办法》的通知",
        subtitle="",
        body_html=POLICY_BODY,
        published_at=NOW,
        source="宝鸡市人民政府办公室",
        source_url="",
        author="",
        editor_name="示例编辑",
        unit_name="宝鸡市人民政府办公室",
        kind="policy",
        url="/2026/08/1234.html",
        meta=meta,
        attachments=files,
        outline=tuple(Link(title, f"#c{n}") for n, title in enumerate(POLICY_OUTLINE, 1)),
        interpretations=readings,
        interprets=(),
        related=documents()[3:6],
        archived_on=None,
        content_hash="9f2c4b7d1e8a60355b0c77a1d2e4f6089f2c4b7d1e8a60355b0c77a1d2e4f608",
        edition_number=2,
    )
    return frame(
        "宝鸡市既有住宅加装电梯实施办法",
        "column",
        "text",
        trail="政府信息公开 政策文件",
        site=site("政务公开"),
        article=replace(view, **changes),
        column=column()["column"],
    )


def news_text(**changes: Any) -> dict[str, Any]:
    plain = {
        "title": "今冬供暖提前至11月10日，九项民生保障安排同步公布",
        "subtitle": "——市政府常务会议审议通过秋冬季民生保障工作方案",
        "body_html": NEWS_BODY,
        "kind": "news",
        "meta": (),
        "attachments": (),
        "outline": (),
        "interpretations": (),
        "related": (),
        "source_url": "https://www.gov.cn/",
        "author": "示例记者",
    }
    return policy(**(plain | changes)) | {"page_title": "今冬供暖提前至11月10日"}


def search(**changes: Any) -> dict[str, Any]:
    results = [
        ResultView(
            title.replace("的", "<mark>的</mark>", 1),
            "各县、区人民政府，市政府各工作部门、各直属机构：《宝鸡市既有<mark>住宅</mark>加装<mark>电梯</mark>实施办法》已经市政府第十四次常务会议审议通过，现印发给你们，请结合实际认真贯彻执行……",
            "/2026/08/1234.html",
            "宝鸡市人民政府",
            "市政府办公室文件",
            TODAY,
            kind,
        )
        for title, _, _, kind, _ in DOCUMENTS
    ]
    groups = [
        ("全部", 47, "?q=1", True),
        ("政策文件", 21, "?q=2", False),
        ("动态要闻", 14, "?q=3", False),
        ("公开答复", 9, "?q=4", False),
        ("办事指南", 3, "?q=5", False),
    ]
    context = {
        "query": "加装电梯",
        "scope": "site",
        "scopes": [("site", "本站", "?a"), ("all", "全市网站", "?b")],
        "groups": groups,
        "results": results,
        "total": 47,
        "newer_url": "",
        "older_url": "?page=2",
        "suggestions": links("住房公积金提取 不动产登记 既有住宅加装电梯"),
        "error": "",
    }
    return frame("搜索", trail="", **(context | changes))


def letter(**changes: Any) -> dict[str, Any]:
    promise = "来信最迟在收到的次日起5个工作日内答复；涉及多个部门的，办理期间会在查询页说明进展。"
    note = "姓名和联系电话只用于核实和答复，不公开。公开答复时隐去能够识别个人的内容。"
    return frame(
        "我要写信",
        trail="政民互动",
        site=site("政民互动"),
        **({"form": MessageForm(), "csrf_input": "", "promise": promise, "privacy_note": note} | changes),
    )


def sent() -> dict[str, Any]:
    deadline = clocks.due(date(2026, 11, 19), 5, "workdays")
    return frame(
        "来信已收到",
        trail="政民互动",
        number="610300-20261119-0186",
        code="482916",
        due_on=deadline.due_on,
        deadline=deadline,
    )


def message(*, answered: bool = True, late: bool = False) -> MessageView:
    deadline = clocks.due(date(2026, 9, 30), 5, "workdays")
    day = datetime(2026, 9, 30, 8, 42, tzinfo=UTC)
    done = datetime(2026, 10, 10, 8, 20, tzinfo=UTC) if answered else None
    route = (
        ("收到来信", day, "系统自动登记", True),
        ("受理", day + timedelta(hours=1), "市政府办公室信箱值班岗", True),
        ("转市住房和城乡建设局", day + timedelta(days=8), "同时抄送金台区人民政府", True),
        ("拟稿", day + timedelta(days=9), "承办科室联系小区所在社区", True),
        ("审核", done, "单位负责人签发", answered),
        ("答复", done, "", answered),
        ("公开", None, "隐去个人信息后公开", False),
    )
    state = "已答复" if answered else ("超期未答复" if late else "办理中")
    return MessageView(
        "610300-20260930-0186",
        "小区加装电梯公示期满，何时可以开工",
        "咨询",
        "市住房和城乡建设局",
        day,
        state,
        deadline.due_on,
        deadline.steps,
        late,
        route,
        ANSWER if answered else "",
        done,
        True,
        LETTER,
        deadline.explanation,
    )


def state(view: MessageView | None = None, **changes: Any) -> dict[str, Any]:
    return frame(
        "查询来信",
        trail="政民互动",
        site=site("政民互动"),
        **({"form": LookupForm(), "csrf_input": "", "message": view, "error": ""} | changes),
    )


def answers() -> dict[str, Any]:
    return frame(
        "公开答复",
        "column",
        trail="政民互动",
        answers=interaction().answers * 4,
        total=1284,
        range_label="2026-11-01 至 2026-11-20",
        newer_url="",
        older_url="list-64.html",
        first_url="",
        siblings=siblings()[:3],
        parent=Link("政民互动", "/hd/"),
    )


def sitemap() -> dict[str, Any]:
    tree = [
        NavItem(
            entry.title,
            entry.url,
            False,
            siblings()
            if n % 3 == 1
            else tuple(NavItem(link.title, link.url) for link in links("本地概况 工作动态 通知公告 图片新闻")),
        )
        for n, entry in enumerate(navigation())
    ]
    return frame("网站地图", trail="", tree=tree)


def holding() -> dict[str, Any]:
    own = site(
        name="凤县人民政府",
        english_name="",
        host_name="凤县人民政府办公室",
        portal=Link("宝鸡市人民政府", "http://www.baoji.localhost:8000/"),
        site_code="",
        chinese_domain="",
        icp_number="",
        police_number="",
        mark="",
        error_report_url="",
    )
    return frame(
        "临时下线公告",
        site=own,
        notice_title="凤县人民政府网站系统迁移期间暂停访问的公告",
        period_label="2026-11-24 至 2026-11-26（3天）",
        reason="机房搬迁和系统升级",
        contact="凤县人民政府办公室 0917-0000000",
        published_on=TODAY,
    )
