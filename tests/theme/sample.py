"""View models with Chinese text of real length, as the pages of publishing make them. Everything in them is invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from jiyue.platform.publishing.pages.views import (
    AnswerView,
    BlockView,
    ColumnView,
    InteractionView,
    ItemView,
    Link,
    NavItem,
    NoticeView,
    PairView,
    SiteView,
)
from tests.theme.sample_text import (
    COUNTIES,
    DEPARTMENTS,
    DISCLOSURE,
    DOCUMENTS,
    NEWS,
    RESPONSES,
    SERVICES,
)

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def links(titles: str) -> tuple[Link, ...]:
    return tuple(Link(title, f"/c{index}/") for index, title in enumerate(titles.split()))


def item(title: str, days: int = 0, **more: Any) -> ItemView:
    day = TODAY - timedelta(days=days)
    return ItemView(title, f"/2026/{day:%m}/{1000 + days}.html", day, NOW - timedelta(days=days), **more)


def news(count: int = 9, start: int = 0) -> tuple[ItemView, ...]:
    return tuple(item(NEWS[(start + n) % len(NEWS)], n, source="宝鸡市人民政府办公室") for n in range(count))


def documents() -> tuple[ItemView, ...]:
    return tuple(
        item(title, 6 * n, document_number=number, has_interpretation=read, kind_label=kind, validity=state)
        for n, (title, number, read, kind, state) in enumerate(DOCUMENTS)
    )


def navigation(current: str = "") -> tuple[NavItem, ...]:
    names = ["走进宝鸡", "政务动态", "政务公开", "解读回应", "政务服务", "政民互动", "数据发布", "专题专栏", "市长信箱"]
    return tuple(NavItem(name, f"/n{n}/", name == current, ()) for n, name in enumerate(names))


def site(current: str = "", **changes: Any) -> SiteView:
    portal = SiteView(
        key="baoji",
        name="宝鸡市人民政府",
        english_name="The People's Government of Baoji Municipality",
        kind="portal",
        level="city",
        domain="www.baoji.gov.cn",
        chinese_domain="宝鸡市人民政府.政务",
        site_code="6103000001",
        icp_number="陕ICP备00000000号-1",
        police_number="陕公网安备61030000000000号",
        police_record_code="61030000000000",
        host_name="宝鸡市人民政府办公室",
        undertaker_name="宝鸡市大数据管理中心",
        operator_name="",
        address="陕西省宝鸡市金台区示例路1号",
        postcode="721000",
        phone="0917-0000000（工作日上班时间）",
        is_ipv6=True,
        mark="government",
        template="standard",
        is_grey=False,
        is_demonstration=True,
        nav=navigation(current),
        portal=None,
        error_report_url="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=6103000001",
        languages=links("简体 繁體"),
    )
    return replace(portal, **changes)


def department(**changes: Any) -> SiteView:
    names = ["机构概况", "工作动态", "通知公告", "政策文件", "政府信息公开", "互动交流"]
    own = {
        "key": "fgw",
        "name": "宝鸡市发展和改革委员会",
        "english_name": "Baoji Development and Reform Commission",
        "kind": "department",
        "domain": "fgw.baoji.gov.cn",
        "chinese_domain": "",
        "host_name": "宝鸡市发展和改革委员会",
        "portal": Link("宝鸡市人民政府", "http://www.baoji.localhost:8000/"),
        "nav": tuple(NavItem(name, f"/n{n}/") for n, name in enumerate(names)),
        "languages": (),
    }
    return site(**(own | changes))


def labels(*kinds: str) -> list[tuple[str, str]]:
    """The page labels of §2.6: three on every page, four more on columns, three more on texts."""
    found = [("SiteName", "宝鸡市人民政府"), ("SiteDomain", "www.baoji.gov.cn"), ("SiteIDCode", "6103000001")]
    if "column" in kinds:
        found += [
            ("ColumnName", "政策文件"),
            ("ColumnDescription", "市政府文件"),
            ("ColumnKeywords", "政策,文件"),
            ("ColumnType", "政策文件"),
        ]
    if "text" in kinds:
        found += [
            ("ArticleTitle", "加装电梯"),
            ("PubDate", "2026-08-28 09:30"),
            ("ContentSource", "宝鸡市人民政府办公室"),
        ]
    return found


def frame(title: str, *kinds: str, trail: str | None = None, **changes: Any) -> dict[str, Any]:
    crumbs = [Link("首页", "/"), *links(trail or ""), Link(title, "")] if trail is not None else []
    return {
        "site": changes.pop("site", site()),
        "labels": labels(*kinds),
        "page_title": title,
        "crumbs": crumbs,
        **changes,
    }


def interaction() -> InteractionView:
    rows = [
        ("小区加装电梯公示期满，何时可以开工", "咨询", "市住房和城乡建设局", 3),
        ("建议在经二路小学门口增设人行信号灯", "建议", "市公安局", 3),
        ("退休异地安置后医保如何备案", "咨询", "市医疗保障局", 1),
        ("小微企业贷款贴息今年还能申请吗", "咨询", "市财政局", 2),
        ("夜间渣土车噪声扰民，请求处理", "投诉", "金台区人民政府", 4),
    ]
    answers = tuple(
        AnswerView(t, kind, unit, days, f"/messages/610300-2026-{n:04}", TODAY)
        for n, (t, kind, unit, days) in enumerate(rows)
    )
    calls = (
        item("《停车设施管理办法（草案）》公开征求意见", 3, summary="还有 9 天截止 · 12月20日前公布采纳情况"),
        item("2027年民生实事项目建议征集", 9, summary="还有 22 天截止 · 1月10日前公布结果"),
        item("老城区公厕布点与开放时间问卷", 40, summary="已截止 · 结果已公布：采纳 31 条，未采纳 12 条均说明理由"),
    )
    return InteractionView(
        312, 287, Decimal("2.6"), 0, answers, calls, links("市长信箱 部门信箱 征集调查 在线访谈 办理统计"), "2026年11月"
    )


def home(**changes: Any) -> dict[str, Any]:
    files = documents()
    pictures = tuple(
        item(title, n)
        for n, title in enumerate(
            [
                "秦岭北麓生态步道宝鸡段全线贯通",
                "老站房片区更新方案公开征求意见",
                "青铜文化季：十二座博物馆延长开放至20时",
            ]
        )
    )
    readings = (
        item("市城管执法局负责人谈供暖提前与退费", kind_label="负责人"),
        item("一张图看懂报停、报修和室温检测", kind_label="图解"),
        item("室温不到18℃怎么办？十问十答", kind_label="问答"),
    )
    lead_summary = "市政府常务会议审议通过秋冬季民生保障工作方案，对供暖、蔬菜肉蛋储备、困难群众救助、道路除冰、流感防治等作出安排，各县区10月底前公布本地方案和值班电话。"
    return frame(
        "宝鸡市人民政府",
        "column",
        **(
            {
                "notices": [
                    NoticeView("临时下线", "凤县政府网站11月24日至26日系统迁移，暂停访问", "/2026/11/1.html", 4),
                    NoticeView("关停迁移", "市地震局网站关停，内容并入本站部门频道", "/2026/11/2.html", None),
                ],
                "lead": item("今冬供暖提前至11月10日，九项民生保障安排同步公布", summary=lead_summary),
                "carousel": pictures,
                "tabs": [
                    BlockView(name, f"/t{n}/", news(9, n))
                    for n, name in enumerate(["宝鸡要闻", "部门动态", "区县动态", "国务院信息"])
                ],
                "policies": BlockView("政策文件", "/policies/", files),
                "policy_columns": links("市政府令 政府公报 常务会议 通知公告 人事信息 规划计划"),
                "interpretations": [PairView(files[0], readings), PairView(files[4], readings)],
                "responses": BlockView("回应关切", "/responses/", tuple(item(t, n) for n, t in enumerate(RESPONSES))),
                "disclosure_links": links(DISCLOSURE),
                "service_links": links(
                    "身份户籍 医保报销 公积金 不动产登记 入学报名 生育一件事 就业社保 企业开办 车辆驾照"
                ),
                "services": BlockView(
                    "政务服务", "/services/", tuple(item(t, source=u, summary=s) for t, u, s in SERVICES)
                ),
                "interaction": interaction(),
                "topics": [
                    item("青铜器之乡", summary="文物保护与开放"),
                    item("秦岭生态保护", summary="举报电话与进展"),
                    Link("优化营商环境", "/z3/"),
                    Link("乡村全面振兴", "/z4/"),
                ],
                "counties": links(COUNTIES),
                "departments": links(DEPARTMENTS),
                "upper_sites": links("中国政府网 陕西省人民政府 国家政务服务平台 陕西政务服务网"),
                "updated_at": NOW,
            }
            | changes
        ),
    )


def empty_home() -> dict[str, Any]:
    """A site on its first day: nothing published, nothing received."""
    none = InteractionView(0, 0, None, 0, (), (), (), "2026年11月")
    bare = dict.fromkeys(
        (
            "notices",
            "carousel",
            "tabs",
            "policy_columns",
            "interpretations",
            "disclosure_links",
            "service_links",
            "topics",
            "counties",
            "departments",
            "upper_sites",
        ),
        (),
    )
    return home(
        lead=None,
        policies=BlockView("政策文件", "", ()),
        responses=BlockView("回应关切", "", ()),
        services=None,
        interaction=none,
        **bare,
    )


def department_home() -> dict[str, Any]:
    names = ["工作动态", "通知公告", "重点项目", "价格监测", "能源保供"]
    tabs = [BlockView(name, f"/t{n}/", news(8, n)) for n, name in enumerate(names)]
    return home(
        site=department(),
        page_title="宝鸡市发展和改革委员会",
        tabs=tabs,
        notices=(),
        services=None,
        service_links=(),
        interpretations=(),
        topics=(),
        counties=(),
        upper_sites=links("宝鸡市人民政府 陕西省发展和改革委员会"),
    )


def siblings() -> tuple[NavItem, ...]:
    inner = tuple(
        NavItem(name, f"/s/{name}/", name == "市政府办公室文件")
        for name in ["市政府令", "市政府文件", "市政府办公室文件", "行政规范性文件", "历史与失效文件"]
    )
    return (
        *(NavItem(name, f"/s/{name}/") for name in ["公开指南", "公开制度", "法定主动公开内容"]),
        NavItem("政策文件", "/s/p/", False, inner),
        *(NavItem(name, f"/s/{name}/") for name in ["政府公报", "规划计划", "财政预决算", "依申请公开"]),
    )


def column(**changes: Any) -> dict[str, Any]:
    view = ColumnView(
        "市政府办公室文件",
        "宝鸡市人民政府办公室印发的规范性文件和其他文件。",
        "通知公告政策类",
        "每6个月至少更新一次",
        "/s/市政府办公室文件/",
    )
    context = {
        "column": view,
        "items": documents() * 2 + news(6),
        "newer_url": "",
        "older_url": "list-30.html",
        "first_url": "/s/p/",
        "total": 612,
        "range_label": "2026-10-01 至 2026-11-20",
        "siblings": siblings(),
        "parent": Link("政府信息公开", "/s/"),
    }
    return frame(
        "市政府办公室文件", "column", trail="政府信息公开 政策文件", **({"site": site("政务公开")} | context | changes)
    )
