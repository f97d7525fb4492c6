"""Reading of the demonstration content: items, messages, links and the planted faults."""

from jiyue.cities.profile import vocabulary as words
from jiyue.cities.profile.bodies import faults_of
from jiyue.cities.profile.dating import unknown_marks
from jiyue.cities.profile.digest import DIGESTS
from jiyue.cities.profile.fields import Row
from jiyue.cities.profile.records import Fault, Item, Link, Message

# 〔year〕 may be a date mark, so that numbers stay in step with the day of seeding.
DOCUMENT_NUMBER = r"[\u4e00-\u9fff]{1,12}〔(\d{4}|\{year(-\d+)?\})〕[1-9]\d{0,3}号"
TWO_YEARS = 732


def item(row: Row) -> Item:
    """Read one item; `digest` in place of `body` names a text that code makes from the rulebook."""
    found = Item(
        key=row.key("key"),
        site=row.key("site"),
        column=row.key("column"),
        unit=row.key("unit"),
        kind=row.choice("kind", words.ITEM_KINDS),
        title=row.text("title"),
        summary=row.text("summary"),
        body_html=_body(row),
        source=row.text("source"),
        author=row.text("author"),
        editor=row.key("editor"),
        reviewer=row.key("reviewer"),
        days_ago=row.count("days_ago", most=TWO_YEARS),
        at=row.clock("at"),
        keywords=row.texts("keywords"),
        document_number=row.matching("document_number", DOCUMENT_NUMBER, "规范的发文字号", default=""),
        genre=row.text("genre", default=""),
        topic=row.text("topic", default=""),
        signed_days_before=row.number("signed_days_before", least=0, most=TWO_YEARS, optional=True),
        interpretation_need=row.choice("interpretation_need", words.INTERPRETATION_NEEDS, default=""),
        interprets=row.key("interprets", default=""),
        demonstration=row.flag("demonstration"),
    )
    _check(row, found)
    return found


def _body(row: Row) -> str:
    digest = row.choice("digest", DIGESTS, default="")
    if digest in DIGESTS:
        return DIGESTS[digest]()
    body = row.text("body")
    for problem in faults_of(body):
        row.refuse("body", problem, "请修正正文")
    return body


def _check(row: Row, found: Item) -> None:
    if found.editor == found.reviewer:
        row.refuse("reviewer", "编辑与审核是同一人（17.1）", "请由另一人审核")
    if not found.keywords:
        row.refuse("keywords", "缺少关键词", "请填写二至六个")
    if found.kind == "policy" and not (found.genre and found.topic):
        row.refuse("genre", "政策文件缺少体裁或主题分类", "请填写 genre 和 topic")
    if found.kind == "interpretation" and not found.interprets:
        row.refuse("interprets", "解读没有指明所解读的文件（15.5）", "请填写政策文件的键")
    for name in ("title", "summary", "body"):
        for mark in unknown_marks(found.body_html if name == "body" else getattr(found, name)):
            row.refuse(name, f"不认识日期标记 {mark}", "请用 {day+3}、{date-1}、{month}、{year}，或删去花括号")


def message(row: Row) -> Message:
    """Read one citizen message."""
    found = Message(
        key=row.key("key"),
        site=row.key("site"),
        unit=row.key("unit"),
        kind=row.choice("kind", words.MESSAGE_KINDS),
        theme=row.text("theme"),
        title=row.text("title"),
        text=row.text("text"),
        received_days_ago=row.count("received_days_ago", most=TWO_YEARS),
        at=row.clock("at"),
        transferred_from=row.texts("transferred_from"),
        answer=row.text("answer", default=""),
        answered_after=row.number("answered_after", least=0, most=60, optional=True),
        is_public=row.flag("is_public"),
        demonstration=row.flag("demonstration"),
    )
    if bool(found.answer) != (found.answered_after is not None):
        row.refuse("answered_after", "答复与答复用时应同时填写或同时留空", "请补齐，或把两者都删去")
    if found.is_public and not found.answer:
        row.refuse("is_public", "没有答复的留言不能公开", "请写 false，或补上答复")
    return found


def link(row: Row) -> Link:
    """Read one link to a site outside the city."""
    return Link(
        group=row.choice("group", words.LINK_GROUPS),
        title=row.text("title"),
        url=row.matching("url", r"https?://[a-z0-9.-]+\.gov\.cn(/\S*)?", "政府网站的网址"),
        order=row.count("order", most=999),
    )


def fault(row: Row) -> Fault:
    """Read one planted fault."""
    return Fault(
        key=row.key("key"),
        check=row.choice("check", words.CHECKS),
        clause=row.matching("clause", r"\d{1,2}\.\d{1,2}", "条款号（如 19.1）", default=""),
        site=row.key("site"),
        column=row.key("column", default=""),
        item=row.key("item", default=""),
        place=row.text("place"),
        excerpt=row.text("excerpt", default=""),
        correction=row.text("correction"),
    )
