"""The attributes of a policy document as the block above its text names them (13.1; D05)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jiyue.inspection.facts.dates import chinese_date, first_date
from jiyue.inspection.facts.fields import read_fields
from jiyue.inspection.facts.page import Page

# Attribute → the names that makers give it.
_NAMES: Mapping[str, str] = {
    "索引号": "索引号 索引编号 信息索引号 信息索引 索引号码 索取号",
    "文号": "文号 发文字号 发文文号 文件编号 文件字号 发文号 公文字号 文件文号",
    "发布机构": "发布机构 发文机关 发布机关 公开机构 制定机关 发布单位 发文单位 发文机构 公开主体 公开单位 公开机关 信息公开机构 制发机关 制定单位 产生机构",
    "成文日期": "成文日期 成文时间 生成日期 生成时间 生产日期 发文日期 发文时间 印发日期 产生日期",
    "发布日期": "发布日期 发布时间 公开日期 公开时间 公布日期 上网日期",
    "有效性": "有效性 文件状态 效力状态 是否有效 文件有效性 信息有效性 有效状态 时效性 时效状态 文件时效 时效 效力 文件效力 效力情况 是否废止 有效性状态",
}
_BY_NAME = {name: attribute for attribute, names in _NAMES.items() for name in names.split()}
_OTHER_NAMES = (
    "名称 标题 信息名称 文件名称 信息分类 主题分类 主题词 主题 分类 组配分类 体裁分类 体裁 公开方式 公开形式 公开类别 公开范围 公开时限 公开责任部门 服务对象 关键词 内容概述 概述 摘要 "
    "生效日期 生效时间 实施日期 施行日期 失效日期 失效时间 废止日期 有效期 信息来源 来源 统一编号 统一登记号 登记号 规范性文件编号 浏览次数 阅读次数 字体 字号 分享到 打印 责任编辑"
)
_OTHERS = frozenset(_OTHER_NAMES.split())
_MOST_PIECES = 1500
_SHORT = 12
# A template's “〔〕 号” is no number.
_DIGIT = re.compile(r"\d")
_VALIDITY = re.compile(r"有效|失效|废止|生效|修[改订]|试行|执行|^[是否]$")


class Attributes(NamedTuple):
    """What the block says; an attribute that it names and leaves empty is in `named` only. `published_on` is the block's own day."""

    index_number: str
    number: str
    agency: str
    issued_on: date | None
    published_on: date | None
    validity: str
    named: frozenset[str]


def read_attributes(page: Page) -> Attributes:
    """Read the attributes of a page; of several names for one the first that has a value counts."""
    said: dict[str, str] = {}
    for name, value in read_fields(page.document.pieces()[:_MOST_PIECES], _BY_NAME, _OTHERS).items():
        attribute = _BY_NAME[name]
        said[attribute] = said.get(attribute) or value.strip(" -—无") or ""
    validity, number = said.get("有效性", ""), said.get("文号", "")
    issued, published = said.get("成文日期", ""), said.get("发布日期", "")
    return Attributes(
        said.get("索引号", ""), number if _DIGIT.search(number) else "", said.get("发布机构", ""), first_date(issued) or chinese_date(issued),
        first_date(published) or chinese_date(published), validity if _VALIDITY.search(validity[:_SHORT]) else "", frozenset(said),
    )  # fmt: skip
