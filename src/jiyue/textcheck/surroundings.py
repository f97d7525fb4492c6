"""The words around a number, which tell a private person's from an office's."""

from typing import Final, Literal

from jiyue.patterns import late_pattern

Setting = Literal["private", "office", "none"]

_STOP: Final = late_pattern(r"[。；！？\n]")
PRIVATE_WORDS: Final = late_pattern(
    r"家庭(?!医生|教育)|本人|家长(?!学校|委员会)|家属|户主|住宅(?!专项|维修|建设|产业)|宅电|家里|个人(?!所得税|住房|信用|征信)|父亲|母亲|配偶|妻子|丈夫|监护人|子女|"
    r"村民(?!委员会|委|小组|代表|会议|自治)|学生(?![处科会]|工作|资助|管理|服务|事务|在线)|考生(?!服务|咨询)|患者(?!服务|安全)|病人|受助|低保(?![办科]|中心)|"
    r"身份证(?!管理|办理|制证)|住址|户籍(?![科室]|窗口|大厅|业务|管理|服务|派出所)|姓名|亡故|死者|当事人|被执行人|举报人信息|申请人|承租人|受益人|孤儿|"
    r"残疾人(?!联合会|就业|康复|服务|综合)|贫困户|脱贫户|易返贫"
)
OFFICE_WORDS: Final = late_pattern(
    r"值班|办公|咨询|监督|举报|投诉|服务|热线|联系人|联系电话|联系方式|客服|传真|报名|受理|业务|采购|招标|代理|单位|窗口|"
    r"公司|大厅|大队|派出所|政府|管委会|委员会|中心|法院|检察院|医院|学校|机关|抢修|应急|局|处|科|总机|办事"
)


_OFFICE_LABEL: Final = late_pattern(
    r"(?:办公|值班|咨询|监督|举报|投诉|服务|报名|受理|业务|单位|总机|应急|抢修|客服)[\u4e00-\u9fff]{0,4}(?:电话|手机|热线|号码|号)?[:：\s]*\Z"
    # a unit that the number is said to be of: “某市教育局：…”
    r"|(?:大学|学院|学校|中心|协会|学会|在线|联盟|委员会|管委会|办公室|[^问了解结格布全]局|办事处|[委院厅网])[:：]\s*\Z"
)


_BEFORE: Final = 26
_AFTER: Final = 8


def may_be_private(text: str, start: int, end: int) -> bool:
    """Tell whether a private word stands near enough to `text[start:end]` for `setting` to say "private" of anything in it."""
    return PRIVATE_WORDS.search(text, max(0, start - _BEFORE), end + _AFTER) is not None


def around(text: str, start: int, end: int, *, before: int = _BEFORE, after: int = _AFTER) -> str:
    """Return the part of the sentence before and after `text[start:end]`, without the span itself."""
    head = _STOP.split(text[max(0, start - before) : start])[-1]
    tail = _STOP.split(text[end : end + after], maxsplit=1)[0]
    return f"{head} {tail}"


def setting(text: str, start: int, end: int) -> Setting:
    """Tell whether the sentence around a number speaks of a private person, an office, or neither.

    A label right before the number wins (值班电话：…). Else a private word wins over an office word:
    "姓名 … 联系电话" is a list of persons.
    """
    if _OFFICE_LABEL.search(text[max(0, start - 16) : start]):
        return "office"
    words = around(text, start, end)
    if PRIVATE_WORDS.search(words):
        return "private"
    return "office" if OFFICE_WORDS.search(words) else "none"
