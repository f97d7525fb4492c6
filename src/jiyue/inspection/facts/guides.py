"""Service guides (办事指南): their elements as a page names them, each with what it says (14.4; standards of guides)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jiyue.inspection.facts.page import Page
from jiyue.patterns import late_pattern

NAME = "事项名称"
# Element → the names that guides give it.
_NAMES: Mapping[str, str] = {
    "设定依据": "设定依据 办理依据 法律依据 实施依据 政策依据 法定依据 审批依据 法律法规依据 政策法规依据 文件依据 办事依据 设立依据 法规依据 许可依据 受理依据 申报依据 服务依据",
    "申请条件": "申请条件 受理条件 办理条件 申报条件 办事条件 许可条件 申办条件 申领条件 准予条件 审批条件 批准条件 服务条件 申请资格 资格条件",
    "办理材料": "申请材料 办理材料 申报材料 所需材料 提交材料 所需证件 材料清单 材料目录 申请材料目录 办事材料 申办材料 申领材料 申请资料 申报资料 所需资料 需要材料 需提交材料 需提供材料 应提交材料 提供材料 报送材料 办理要件 申报要件 申请要件 须提交材料 需报材料 应备材料",
    "办理流程": "办理流程 办理程序 办事流程 流程图 办理流程图 审批流程 审批程序 办理步骤 受理流程 申办流程 办事程序 基本流程 工作流程 服务流程 申请流程 申报流程 申请程序 申报程序 窗口办理流程 现场办理流程 网上办理流程 网上申报流程 办理环节 审批环节",
    "办理时限": "办理时限 办结时限 承诺时限 法定时限 承诺办结时限 法定办结时限 办理期限 承诺期限 法定期限 审批时限 办理时效 办事时限 审批期限 办结期限 办结时间 服务时限 受理时限 承诺办理时限 法定办理时限 承诺办结时间 法定办结时间 承诺期",
    "收费标准": "收费标准 收费情况 是否收费 收费依据 收费项目 办理费用 收费标准及依据 收费依据及标准 收费标准和依据 收费依据和标准 审批收费 办理收费",
    "办理机构": "实施主体 实施机关 办理机构 受理机构 实施机构 办事机构 办理单位 受理单位 承办机构 受理部门 办理部门 责任单位 责任部门 服务单位 办理主体 实施部门 实施单位 决定机构 审批机关 审批机构 审批部门 许可机关 受理机关 服务机构 服务部门 承办部门 承办单位 主管部门 经办机构 经办单位",
    "办理地点": "办理地点 受理地点 办公地址 办事地点 办理地址 窗口地址 受理地址 办公地点 办理窗口 办事窗口 受理窗口 服务窗口 办事地址 办理场所 受理场所 窗口地点 服务地点 服务地址 经办地点",
    "办理时间": "办理时间 受理时间 工作时间 办公时间 服务时间 办事时间 接待时间 窗口时间 办公时间和地点 办理地点和时间 办理时间和地点",
    "联系电话": "联系电话 咨询电话 咨询方式 联系方式 咨询途径 联系人及电话 咨询服务电话 服务电话 办理电话 咨询热线 服务热线 业务咨询 咨询渠道 咨询投诉 咨询投诉电话 咨询及投诉电话",
    "注意事项": "注意事项 温馨提示 特别提示 办事须知",
    "监督电话": "监督电话 投诉电话 监督投诉方式 监督投诉电话 投诉监督电话 监督方式 监督投诉渠道 投诉渠道 投诉方式 监督举报电话 监督投诉 投诉监督 咨询投诉电话 咨询及投诉电话",
    NAME: "事项名称 服务名称 项目名称 办理事项 服务事项 审批事项 许可事项",
}
_BY_NAME = {name: element for element, names in _NAMES.items() for name in names.split()}
# Two elements in one field, as "办公时间和地点".
_BOTH = {"办公时间和地点": "办理地点", "办理地点和时间": "办理地点", "办理时间和地点": "办理地点"}
_JOINED = late_pattern(r"[与及和、]")
# A name may begin with more, as 线上办理流程 or 其他注意事项, where a number or a colon shows that it is one; 不予受理条件 is another.
_LONGEST_PREFIX = 6
_NOT_PREFIX = late_pattern(r"[不非无的]|符合|提交|查看|下载|点击")
# Names whose values nobody asks for: they end the value before them.
_OTHER_NAMES = (
    "服务对象 办理对象 申请对象 适用对象 行使层级 服务主题 主题分类 结果文件 事项类型 事项编码 实施编码 基本编码 业务办理项编码 办件类型 权力来源 委托部门 联办机构 通办范围 到办事现场次数 办理形式 办理方式 "
    "办理渠道 申报渠道 网上办理深度 审批结果 办理结果 结果名称 结果样本 结果领取方式 送达方式 数量限制 年审年检 中介服务 特殊环节 常见问题 受理范围 适用范围 实施主体性质 业务系统 法律救济 行政复议 行政诉讼 表格下载 相关附件 在线办理 交通指引 乘车路线 备注 常见问题解答 面向对象 审批对象 服务内容 受理方式 申请方式 结果送达 预约办理 网上支付 物流快递 基本信息 办理信息 "
    "结果信息 收费信息 办件类别 事项版本 责任事项 追责情形 法定办结时限单位 承诺办结时限单位 实施机构性质 监督机构 办理结果类型 受理数量限制 申请形式 是否面签 在线受理"
)
_OTHERS = frozenset(_OTHER_NAMES.split())
# The foot has a “联系方式” of its own; a telephone has digits.
_BY_NUMBER = ("联系电话", "监督电话")
_FOOT = late_pattern(r"网站地图|版权所有|主办单位|主办\s?[:：]|标识码|ICP备")
_SEPARATORS = ("|", "｜", "·", "-")
_NUMBERED = late_pattern(r"[\d@]")
_TITLE = late_pattern(r"(?:办事|服务|办理|申办)指南")
# Notices, rules and the guide to a body's information have headings like a guide's, and are none.
_NO_GUIDE = late_pattern(
    r"(?:公告|公示|通告|公报|简章|年报|年度报告|工作报告|公开指南|依申请公开|解读|通知|意见|办法|规定|细则|条例|方案|规划)(?:[（(].{0,24}[)）])?(?:$|[-_|｜—–\s])"
)
# What only a guide tells by these names; telephones, places and things to mind are told by any notice.
_OWN = frozenset(("设定依据", "申请条件", "办理材料", "办理流程", "办理时限", "收费标准"))
_LEAST_OWN = 3
# “办理时限说明” is told like “办理时限”.
_TAIL = late_pattern(r"(?:说明|要求|情况|信息|清单|目录|列表|如下)$")
_NUMBER = late_pattern(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[【★●■▶◆·])\s*")
_ENDS = "】:： 　*"
_LONGEST_NAME = 14
_PIECES = 30
_VALUE = 600
_LEAST = 3
_PLAIN = 5
_ROW = 4


class Guide(NamedTuple):
    """A guide's elements by name with what the page says of each; an element that it names and leaves empty says nothing.

    `fields` are the same by the page's own names. `is_apart` when names stand one behind the other, as on tabs: what they are the names of then stands
    elsewhere. `is_plain` when the title says that it is one, or five names do.
    """

    title: str
    elements: Mapping[str, str]
    fields: Mapping[str, str]
    is_apart: bool = False
    is_plain: bool = True


def is_likely(page: Page) -> bool:
    """Whether a page may be a guide, told without reading its parts: its title says so, or it names three elements."""
    if _TITLE.search(page.title):
        return True
    text = page.text
    # One character is sought many times as fast as two.
    if not ("办" in text and "办理" in text) and not ("受" in text and "受理" in text):
        return False
    return sum(name in text for name in _OFTEN) >= _LEAST


_OFTEN = ("依据", "条件", "材料", "流程", "时限", "收费", "地点", "受理时间", "办公时间", "咨询电话")


def read_guide(page: Page) -> Guide | None:
    """The guide that a page is; None when it names fewer than three elements and its title does not say that it is one."""
    is_titled = _TITLE.search(page.title) is not None
    if not is_titled and _NO_GUIDE.search(page.title):
        return None
    fields, is_apart = _fields(page.document.pieces())
    elements: dict[str, str] = {}
    for name, value in fields.items():
        for element in _elements_of(name):
            is_said = element not in _BY_NUMBER or _NUMBERED.search(value)
            elements[element] = elements.get(element) or (value if is_said else "")
    # Articles with advice have headings that end alike; names as guides write them tell that a page is one.
    named = {_BY_NAME[name] for name in fields if name in _BY_NAME} - {NAME}
    if not (named if is_titled else len(named) >= _LEAST and len(named & _OWN) >= _LEAST_OWN):
        return None
    return Guide(page.title, elements, fields, is_apart, is_titled or len(named) >= _PLAIN)


def _fields(pieces: Sequence[str]) -> tuple[dict[str, str], bool]:
    """What stands behind each name of an element, up to the next name; and whether names stand one behind the other."""
    found: dict[str, str] = {}
    at, taken = "", 0
    row = longest = 0
    for piece in pieces:
        name, value = _name_of(piece)
        if name in _OTHERS or _FOOT.search(piece) or (at and not found[at] and piece in _SEPARATORS):
            at = ""
        elif name:
            row = 0 if value else row + 1 if at and not found[at] else 1
            longest = max(longest, row)
            at, taken = name, 0
            found[at] = found.get(at) or value
        elif at and taken < _PIECES and len(found[at]) < _VALUE:
            taken += 1
            found[at] = f"{found[at]} {piece}".strip()
    return found, longest >= _ROW


def _name_of(piece: str) -> tuple[str, str]:
    """The element's name that a piece of text is, or begins with before a colon, and what follows; empty texts when it is none."""
    bare = _NUMBER.sub("", piece.strip())
    head, colon, rest = bare.replace("：", ":").partition(":")
    name = "".join(head.split()).strip(_ENDS) if len(head) <= _LONGEST_NAME * 3 else ""
    if not 1 < len(name) <= _LONGEST_NAME:
        return "", ""
    is_marked = bool(colon) or len(bare) < len(piece.strip())
    if name not in _OTHERS and name not in _BY_NAME and (short := _TAIL.sub("", name)) in _BY_NAME:
        name = short
    if name in _OTHERS or name in _BY_NAME or (is_marked and _elements_of(name)):
        return name, rest.strip(_ENDS) if colon else ""
    return "", ""


def _elements_of(name: str) -> tuple[str, ...]:
    """The elements that a name stands for: two where it joins two names, those of its end where it begins with more."""
    if name in _BY_NAME:
        return tuple(filter(None, (_BY_NAME[name], _BOTH.get(name))))
    parts = _JOINED.split(name)
    return tuple(dict.fromkeys(element for part in parts if (element := _element_at_end(part))))


def _element_at_end(name: str) -> str:
    for start in range(min(_LONGEST_PREFIX, len(name)) + 1):
        if element := _BY_NAME.get(name[start:]):
            return "" if _NOT_PREFIX.search(name[:start]) else element
    return ""
