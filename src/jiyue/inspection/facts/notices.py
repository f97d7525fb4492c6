"""Notices on a home page about the site itself: opening, temporary offline, closing or moving, change of domain (8.8, 9.2, 9.11, 11.7)."""

from collections.abc import Iterable
from typing import NamedTuple

from jiyue.inspection.facts.page import Link
from jiyue.patterns import late_pattern

KINDS = {
    "opening": late_pattern(r"网站.{0,20}(?:正式)?(?:开通|上线|启用|开办)|(?:开通|上线|启用).{0,20}网站"),
    "offline": late_pattern(
        r"(?:临时|暂时|暂停).{0,6}(?:下线|关闭|停止|停机|访问|服务)|(?:停机|系统)维护|升级改造.{0,12}(?:公告|通知)"
    ),
    "closing": late_pattern(
        r"(?:网站|站点|门户).{0,24}(?:关停|关闭|停办|迁移|整合|并入|注销|停止(?:运行|服务|更新))|(?:关停|关闭|停办|迁移|整合).{0,24}(?:网站|站点)"
    ),
    "domain": late_pattern(
        r"(?:域名|网址).{0,16}(?:变更|更换|调整|启用|停用|注销)|(?:变更|更换|启用|停用).{0,16}(?:域名|网址)"
    ),
}


class Notice(NamedTuple):
    """One notice that a page shows: its kind, its words and where it leads."""

    kind: str
    text: str
    url: str


def read_notices(links: Iterable[Link]) -> tuple[Notice, ...]:
    """The links of a page whose words are those of a notice about a site."""
    return tuple(
        Notice(kind, text, link.url)
        for link in links
        if len(text := link.text.strip()) >= _SHORTEST and link.kind in {"page", "attachment"}
        for kind, pattern in KINDS.items()
        if pattern.search(text)
    )


_SHORTEST = 6
