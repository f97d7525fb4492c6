"""Reading of what the register of a city holds: units, sites, columns, people."""

from jiyue.cities.profile import vocabulary as words
from jiyue.cities.profile.fields import Row
from jiyue.cities.profile.records import Column, Person, Site, Unit

COLUMN_FIELDS = (
    "site", "key", "path", "title", "parent", "column_type", "category", "cycle_days", "fed_by", "unit", "owner", "deputy",
    "description", "keywords", "in_navigation", "order",
)  # fmt: skip
PERSON_FIELDS = ("key", "name", "login", "unit", "site", "roles", "post", "phone", "demonstration")

HOST_NAME = r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}"
PHONE = r"0\d{2,3}-\d{7,8}"


def unit(row: Row) -> Unit:
    """Read one unit."""
    return Unit(
        key=row.key("key"),
        name=row.text("name"),
        short_name=row.text("short_name"),
        kind=row.choice("kind", words.UNIT_KINDS),
        level=row.choice("level", words.LEVELS),
        parent=row.key("parent", default=""),
        division_code=row.matching("division_code", r"[1-9]\d{5}", "六位行政区划代码"),
        has_administrative_functions=row.flag("has_administrative_functions"),
        has_service_function=row.flag("has_service_function"),
        roles=row.texts("roles", allowed=words.UNIT_ROLES),
        subdomain=row.matching("subdomain", r"[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?", "下级域名的一节", default=""),
        portal_domain=row.matching("portal_domain", HOST_NAME, "域名", default=""),
        verified=row.flag("verified"),
        source=row.choice("source", words.SOURCES),
        note=row.text("note", default=""),
        address=row.text("address", default=""),
        phone=row.matching("phone", PHONE, "带区号的办公电话", default=""),
        demonstration=row.flag("demonstration"),
    )


def site(row: Row) -> Site:
    """Read one site. Its code and filing numbers are proven by `code_document`, or marked as demonstration."""
    found = Site(
        key=row.key("key"),
        unit=row.key("unit"),
        host=row.key("host"),
        undertaker=row.key("undertaker", default=""),
        operator=row.key("operator", default=""),
        competent_unit=row.key("competent_unit"),
        name=row.text("name"),
        english_name=row.text("english_name"),
        kind=row.choice("kind", words.SITE_KINDS),
        level=row.choice("level", words.LEVELS),
        domain=row.matching("domain", HOST_NAME, "域名"),
        chinese_domain=row.text("chinese_domain", default=""),
        site_code=row.text("site_code", default=""),
        icp_number=row.text("icp_number", default=""),
        police_number=row.text("police_number", default=""),
        mark=row.choice("mark", words.MARKS, default=""),
        on_platform=row.flag("on_platform"),
        template=row.choice("template", words.TEMPLATES),
        state=row.choice("state", words.SITE_STATES),
        code_document=row.text("code_document", default=""),
        demonstration=row.flag("demonstration"),
    )
    if (found.site_code or found.icp_number or found.police_number) and not (
        found.demonstration or found.code_document
    ):
        problem = "标识码和备案号既无批准文件，也未标为演示（8.6）"
        row.refuse("site_code", problem, "请在 code_document 填批准文号，或写 demonstration = true，或留空")
    return found


def column(row: Row) -> Column:
    """Read one column; all but static columns and mere headings have an update cycle (32.2)."""
    found = Column(
        site=row.key("site"),
        key=row.key("key"),
        path=row.matching("path", r"[a-z0-9-]+(/[a-z0-9-]+)*", "英文路径（如 disclosure/policies）"),
        title=row.text("title"),
        parent=row.key("parent", default=""),
        column_type=row.choice("column_type", words.COLUMN_TYPES),
        category=row.choice("category", words.CATEGORIES),
        cycle_days=row.number("cycle_days", least=1, most=732, optional=True),
        fed_by=row.choice("fed_by", words.FED_BY),
        unit=row.key("unit"),
        owner=row.key("owner"),
        deputy=row.key("deputy"),
        description=row.text("description"),
        keywords=row.texts("keywords"),
        in_navigation=row.flag("in_navigation"),
        order=row.count("order", most=999),
    )
    if found.category != "static" and found.cycle_days is None:
        row.refuse("cycle_days", "应更新的栏目没有更新周期（32.2）", "请填写天数，或把类别改为 static")
    if not found.keywords:
        row.refuse("keywords", "缺少栏目关键词（网页标签 ColumnKeywords）", "请填写，以分号分隔")
    if found.owner == found.deputy:
        row.refuse("deputy", "A、B 岗是同一人（32.2）", "请另选一人为 B 岗")
    return found


def person(row: Row) -> Person:
    """Read one person; nobody is both editor and reviewer (17.1)."""
    found = Person(
        key=row.key("key"),
        name=row.matching("name", r"[\u4e00-\u9fff]{2,4}", "二至四字的中文姓名"),
        login=row.matching("login", r"[a-z0-9-]+(\.[a-z0-9-]+)+", "英文登录名（如 editor.tourism）"),
        unit=row.key("unit"),
        site=row.key("site", default=""),
        roles=row.texts("roles", allowed=words.PERSON_ROLES),
        post=row.text("post"),
        phone=row.matching("phone", PHONE, "带区号的办公电话"),
        demonstration=row.flag("demonstration"),
    )
    if not found.roles:
        row.refuse("roles", "没有岗位", f"请从下列值中选择：{'、'.join(words.PERSON_ROLES)}")
    if {"editor", "reviewer"} <= set(found.roles):
        row.refuse("roles", "编辑发布与信息审核由同一人担任（17.1）", "请分设两人")
    if not found.demonstration:
        row.refuse("demonstration", "随平台发布的人员都是虚构的，须标明", "请写 true")
    return found
