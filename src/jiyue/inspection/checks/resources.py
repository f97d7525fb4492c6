"""What a page loads: unencrypted parts of an encrypted page, and parts from other people's hosts (28.1, 30.2)."""

from collections.abc import Iterable, Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import is_foreign, why_compromised
from jiyue.inspection.facts.page import Link, Page
from jiyue.inspection.fetch.urls import host_of
from jiyue.inspection.states import Verdict

MIXED, THIRD_PARTY = "mixed-content", "third-party"
_LINKS = frozenset({"page", "attachment"})
_CODE = frozenset({"script", "style", "frame"})
_KINDS = {"script": "脚本", "style": "样式", "frame": "框架", "image": "图片", "media": "音视频"}


def observe_resources(page: Page) -> Iterator[Draft]:
    """Yield one draft for each host from which a page loads what it should not, by the kind of resource.

    `image` links to pictures count too, as the facts can not tell a picture that is shown from one that is linked to.
    """
    return observe_loaded(page.url, page.others)


def observe_loaded(url: str, links: Iterable[Link]) -> Iterator[Draft]:
    """The same for the references of the page at `url`, wherever they were seen."""
    host = host_of(url)
    is_encrypted = url.startswith("https:")
    seen: set[tuple[str, str, str]] = set()
    for link in links:
        if link.kind in _LINKS:
            continue
        where = host_of(link.url)
        if is_encrypted and link.url.startswith("http:") and (MIXED, where, link.kind) not in seen:
            seen.add((MIXED, where, link.kind))
            yield _mixed(url, link, where)
        if where != host and (THIRD_PARTY, where, link.kind) not in seen and is_foreign(link.url, host):
            seen.add((THIRD_PARTY, where, link.kind))
            yield _foreign(url, link, where)


def _mixed(url: str, link: Link, where: str) -> Draft:
    kind = _KINDS.get(link.kind, "资源")
    return Draft(
        check=MIXED, url=url, subject=f"{where}\x1f{link.kind}", kind=link.kind, target=link.url, place=kind, excerpt=link.url[:300],
        message=f"加密页面从 {where} 以未加密方式载入{kind}",
        remedy="把地址改为 https，或改为相对地址；对方不支持 https 的，把文件存到本站。",
        verdict=Verdict.FAIL if link.kind in _CODE else Verdict.TO_VERIFY,
    )  # fmt: skip


def _foreign(url: str, link: Link, where: str) -> Draft:
    kind, why = _KINDS.get(link.kind, "资源"), why_compromised(where)
    return Draft(
        check=THIRD_PARTY, url=url, subject=f"{where}\x1f{link.kind}", kind="compromised" if why else link.kind, target=link.url, place=kind,
        excerpt=link.url[:300], message=f"页面从站外主机 {where} 载入{kind}" + (f"：{why}" if why else ""),
        remedy="立即删除该引用，改用本站保存的文件，并检查页面是否被植入代码。" if why else f"把{kind}存到本站；确需引用的，核实对方身份并留存说明。",
        verdict=Verdict.FAIL if why else Verdict.TO_VERIFY,
    )  # fmt: skip
