"""Service guides (办事指南): their elements as a page names them, each with what it says (14.4; standards of guides)."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jiyue.inspection.facts.page import Page

NAME = "事项名称"
# Element → the names that guides give it.
_NAMES: Mapping[str, str] = {
    "设定依据": "设定依据 办理依据 法律依据 实施依据 政策依据 法定依据 审批依据 法律法规依据 政策法规依据 文件依据 办事依据",
    "申请条件": "申请条件 受理条件 办理条件 申报条件 办事条件 许可条件 申办条件 申领条件 准予条件 审批条件",
    "办理材料": "申请材料 办理材料 申报材料 所需材料 提交材料 所需证件 材料清单 材料目录 申请材料目录 办事材料 申办材料 申领材料 申请资料 申报资料 所需资料 需要材料 需提交材料 需提供材料 应提交材料 提供材料 报送材料",
    "办理流程": "办理流程 办理程序 办事流程 流程图 办理流程图 审批流程 审批程序 办理步骤 受理流程 申办流程 办事程序 基本流程 工作流程 服务流程 申请流程 申报流程 申请程序 申报程序",
    "办理时限": "办理时限 办结时限 承诺时限 法定时限 承诺办结时限 法定办结时限 办理期限 承诺期限 法定期限 审批时限 办理时效 办事时限",
    "收费标准": "收费标准 收费情况 是否收费 收费依据 收费项目 办理费用 收费标准及依据 收费依据及标准",
    "办理机构": "实施主体 实施机关 办理机构 受理机构 实施机构 办事机构 办理单位 受理单位 承办机构 受理部门 办理部门 责任单位 责任部门 服务单位",
    "办理地点": "办理地点 受理地点 办公地址 办事地点 办理地址 窗口地址 受理地址 办公地点 办理窗口 办事窗口 受理窗口 服务窗口",
    "办理时间": "办理时间 受理时间 工作时间 办公时间 服务时间 办公时间和地点 办理地点和时间 办理时间和地点",
    "联系电话": "联系电话 咨询电话 咨询方式 联系方式 咨询途径 联系人及电话 咨询服务电话",
    "注意事项": "注意事项 温馨提示 特别提示 办事须知",
    "监督电话": "监督电话 投诉电话 监督投诉方式 监督投诉电话 投诉监督电话 监督方式 监督投诉渠道",
    NAME: "事项名称 服务名称 项目名称 办理事项",
}
_BY_NAME = {name: element for element, names in _NAMES.items() for name in names.split()}
# Two elements in one field, as "办公时间和地点".
_BOTH = {"办公时间和地点": "办理地点", "办理地点和时间": "办理地点", "办理时间和地点": "办理地点"}
_JOINED = re.compile(r"[与及和、]")
# A name may begin with more, as 线上办理流程 or 其他注意事项, where a number or a colon shows that it is one; 不予受理条件 is another.
_LONGEST_PREFIX = 6
_NOT_PREFIX = re.compile(r"[不非无的]|符合|提交|查看|下载|点击")
# Names whose values nobody asks for: they end the value before them.
_OTHER_NAMES = (
    "服务对象 办理对象 申请对象 适用对象 行使层级 服务主题 主题分类 结果文件 事项类型 事项编码 实施编码 基本编码 业务办理项编码 办件类型 权力来源 委托部门 联办机构 通办范围 到办事现场次数 办理形式 办理方式 "
    "办理渠道 申报渠道 网上办理深度 审批结果 办理结果 结果名称 结果样本 结果领取方式 送达方式 数量限制 年审年检 中介服务 特殊环节 常见问题 受理范围 适用范围 实施主体性质 业务系统 法律救济 行政复议 行政诉讼 表格下载 相关附件 在线办理"
)
_OTHERS = frozenset(_OTHER_NAMES.split())
# The foot has a “联系方式” of its own; a telephone has digits.
_BY_NUMBER = ("联系电话", "监督电话")
_FOOT = re.compile(r"网站地图|版权所有|主办单位|主办\s?[:：]|标识码|ICP备")
_SEPARATORS = ("|", "｜", "·", "-")
_NUMBERED = re.compile(r"[\d@]")
_TITLE = re.compile(r"(?:办事|服务|办理|申办)指南")
_NUMBER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[【★●■▶◆·])\s*")
_ENDS = "】:： 　*"
_LONGEST_NAME = 14
_PIECES = 30
_VALUE = 600
_LEAST = 3


class Guide(NamedTuple):
    """A guide's elements by name with what the page says of each; an element that it names and leaves empty says nothing.

    `fields` are the same by the page's own names.
    """

    title: str
    elements: Mapping[str, str]
    fields: Mapping[str, str]


def is_likely(page: Page) -> bool:
    """Whether a page may be a guide, told without reading its parts: its title says so, or it names three elements."""
    if _TITLE.search(page.title):
        return True
    text = page.text
    if "办理" not in text and "受理" not in text:
        return False
    return sum(name in text for name in _OFTEN) >= _LEAST


_OFTEN = ("依据", "条件", "材料", "流程", "时限", "收费", "地点", "受理时间", "办公时间", "咨询电话")


def read_guide(page: Page) -> Guide | None:
    """The guide that a page is; None when it names fewer than three elements and its title does not say that it is one."""
    fields = _fields(page.document.pieces())
    elements: dict[str, str] = {}
    for name, value in fields.items():
        for element in _elements_of(name):
            is_said = element not in _BY_NUMBER or _NUMBERED.search(value)
            elements[element] = elements.get(element) or (value if is_said else "")
    # Articles with advice have headings that end alike; names as guides write them tell that a page is one.
    named = len({_BY_NAME[name] for name in fields if name in _BY_NAME} - {NAME})
    if named < _LEAST and not (named and _TITLE.search(page.title)):
        return None
    return Guide(page.title, elements, fields)


def _fields(pieces: Sequence[str]) -> dict[str, str]:
    """What stands behind each name of an element, up to the next name."""
    found: dict[str, str] = {}
    at, taken = "", 0
    for piece in pieces:
        name, value = _name_of(piece)
        if name in _OTHERS or _FOOT.search(piece) or (at and not found[at] and piece in _SEPARATORS):
            at = ""
        elif name:
            at, taken = name, 0
            found[at] = found.get(at) or value
        elif at and taken < _PIECES and len(found[at]) < _VALUE:
            taken += 1
            found[at] = f"{found[at]} {piece}".strip()
    return found


def _name_of(piece: str) -> tuple[str, str]:
    """The element's name that a piece of text is, or begins with before a colon, and what follows; empty texts when it is none."""
    bare = _NUMBER.sub("", piece.strip())
    head, colon, rest = bare.replace("：", ":").partition(":")
    name = "".join(head.split()).strip(_ENDS) if len(head) <= _LONGEST_NAME * 3 else ""
    if not 1 < len(name) <= _LONGEST_NAME:
        return "", ""
    is_marked = bool(colon) or len(bare) < len(piece.strip())
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
