"""Service guides (办事指南): their elements as a page names them, each with what it says (14.4; standards of guides)."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jiyue.inspection.facts.page import Page

NAME = "事项名称"
# Element → the names that guides give it.
_NAMES: Mapping[str, str] = {
    "设定依据": "设定依据 办理依据 法律依据 实施依据 政策依据 法定依据 审批依据",
    "申请条件": "申请条件 受理条件 办理条件 申报条件 办事条件 许可条件 申办条件",
    "办理材料": "申请材料 办理材料 申报材料 所需材料 提交材料 所需证件 材料清单 材料目录 申请材料目录 办事材料 申办材料",
    "办理流程": "办理流程 办理程序 办事流程 流程图 办理流程图 审批流程 审批程序 办理步骤 受理流程 申办流程 办事程序",
    "办理时限": "办理时限 办结时限 承诺时限 法定时限 承诺办结时限 法定办结时限 办理期限 承诺期限 法定期限 审批时限",
    "收费标准": "收费标准 收费情况 是否收费 收费依据 收费项目 办理费用 收费标准及依据 收费依据及标准",
    "办理机构": "实施主体 实施机关 办理机构 受理机构 实施机构 办事机构 办理单位 受理单位 承办机构 受理部门 办理部门",
    "办理地点": "办理地点 受理地点 办公地址 办事地点 办理地址 窗口地址 受理地址 办公地点 办理窗口",
    "办理时间": "办理时间 受理时间 工作时间 办公时间 服务时间 办公时间和地点 办理地点和时间 办理时间和地点",
    "联系电话": "联系电话 咨询电话 咨询方式 联系方式 咨询途径 联系人及电话 咨询服务电话",
    "注意事项": "注意事项 温馨提示 特别提示 办事须知",
    "监督电话": "监督电话 投诉电话 监督投诉方式 监督投诉电话 投诉监督电话 监督方式 监督投诉渠道",
    NAME: "事项名称 服务名称 项目名称 办理事项",
}
_BY_NAME = {name: element for element, names in _NAMES.items() for name in names.split()}
# Two elements in one field, as "办公时间和地点".
_BOTH = {"办公时间和地点": "办理地点", "办理地点和时间": "办理地点", "办理时间和地点": "办理地点"}
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
        for element in filter(None, (_BY_NAME[name], _BOTH.get(name))):
            elements[element] = elements.get(element) or value
    named = sum(name in elements for name in _NAMES if name != NAME)
    if named < _LEAST and not (named and _TITLE.search(page.title)):
        return None
    return Guide(page.title, elements, fields)


def _fields(pieces: Sequence[str]) -> dict[str, str]:
    """What stands behind each name of an element, up to the next name."""
    found: dict[str, str] = {}
    at, taken = "", 0
    for piece in pieces:
        name, value = _name_of(piece)
        if name:
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
    name = "".join(head.split()).strip(_ENDS)
    if len(name) <= _LONGEST_NAME and name in _BY_NAME:
        return name, rest.strip(_ENDS) if colon else ""
    return "", ""
