"""What only a browser shows: accessibility by axe, pages that harass their visitor, broken scripts, what is really loaded (16.1, 30.2, 32.7)."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.hosts import is_foreign
from jiyue.inspection.checks.on_phone import CHECK as PHONE
from jiyue.inspection.checks.on_phone import observe_phone
from jiyue.inspection.checks.resources import observe_loaded
from jiyue.inspection.facts.page import Link
from jiyue.inspection.fetch.urls import host_of
from jiyue.inspection.rendered import Loaded, Rendering, Trouble, Violation
from jiyue.inspection.states import State, Verdict

ACCESS, BEHAVIOUR, BROKEN = "accessibility", "page-behaviour", "script-error"
_KINDS = {
    "script": "script",
    "stylesheet": "style",
    "image": "image",
    "media": "media",
    "document": "frame",
    "font": "media",
}
_PARTS = frozenset({"script", "stylesheet", "xhr", "fetch"})
_MOST = 5
_ONE_WINDOW = 1


@cache
def _rules() -> dict[str, tuple[str, str]]:
    text = files("jiyue.inspection.checks").joinpath("data/axe.toml").read_text("utf-8")
    return {name: (fault, remedy) for name, (fault, remedy) in tomllib.loads(text)["rules"].items()}


def observe_rendering(rendering: Rendering, known: frozenset[tuple[str, str]] = frozenset()) -> Iterator[Draft]:
    """Yield what a rendered page shows. `known` are the hosts that its markup loads from, with the kind, which the checks of pages judge."""
    for violation in rendering.violations or ():
        yield _inaccessible(rendering, violation)
    yield from observe_phone(rendering)
    for trouble in rendering.troubles:
        if trouble.kind in _BEHAVIOUR and trouble.times >= _BEHAVIOUR[trouble.kind][2]:
            yield _harassing(rendering, trouble)
    if _has_left(rendering):
        detail = Trouble("elsewhere", 1, rendering.final_url)
        yield _harassing(rendering, detail)
    yield from _broken(rendering)
    if not _has_left(rendering):
        yield from observe_loaded(rendering.url, _more(rendering, known))


def _inaccessible(rendering: Rendering, violation: Violation) -> Draft:
    fault, remedy = _rules().get(violation.rule, (violation.help, "按 axe-core 的说明修改。"))
    sure = "" if violation.is_certain else "（须人工确认）"
    return Draft(
        check=ACCESS, url=rendering.url, subject=f"{violation.rule}\x1f{violation.is_certain}", kind=violation.rule, place=violation.place,
        excerpt=violation.excerpt, message=f"{fault}{sure}：{violation.times} 处", remedy=remedy,
        verdict=Verdict.FAIL if violation.is_certain else Verdict.TO_VERIFY,
    )  # fmt: skip


# Kind of trouble: message, remedy, from how many times on it is told.
_BEHAVIOUR = {
    "dialogs": ("页面反复弹出对话框", "删除弹出对话框的脚本；提示写在页面上。", 2),
    "windows": ("页面自行打开窗口", "删除自行打开窗口的脚本，核实是否被植入。", _ONE_WINDOW),
    "downloads": ("页面自行下载文件", "删除自行下载的脚本，核实是否被植入。", 1),
    "refused-address": ("页面要求访问者的浏览器访问内部地址", "删除指向内部地址的引用，核实是否被植入。", 1),
    "elsewhere": ("页面用脚本把访问者带到其他网站", "核实跳转是否被植入；不需要的予以删除。", 1),
    "reloads": ("页面不断自行刷新或跳转", "删除自行刷新和跳转的脚本，核实是否被植入。", 1),
    "requests": ("页面没完没了地发出请求", "检查循环请求的脚本；减少页面引用的文件。", 1),
    "bytes": ("页面要下载的内容过多", "压缩图片和脚本，视频等不随页面载入。", 1),
    "memory": ("页面使浏览器占用过多内存", "检查占用内存的脚本，核实是否被植入（如挖矿）。", 1),
    "crash": ("页面使浏览器崩溃", "检查页面脚本和元素数量。", 1),
    "hung": ("页面脚本占住浏览器，无法操作", "检查死循环的脚本，核实是否被植入（如挖矿）。", 1),
    "too-large": ("脚本生成的页面过大", "分页显示，减少一次生成的元素。", 1),
    "slow": ("规定时间内页面没有载入完", "检查迟迟不返回的文件；不让一个文件耽误整个页面。", 1),
}


def _harassing(rendering: Rendering, trouble: Trouble) -> Draft:
    message, remedy, _ = _BEHAVIOUR[trouble.kind]
    times = f"（{trouble.times} 次）" if trouble.times > 1 else ""
    return Draft(
        check=BEHAVIOUR, url=rendering.url, subject=trouble.kind, kind=trouble.kind, place="浏览器", excerpt=trouble.detail, message=message + times,
        remedy=remedy, verdict=Verdict.TO_VERIFY, state=rendering.state, repeats=trouble.times,
    )  # fmt: skip


def _has_left(rendering: Rendering) -> bool:
    """Whether scripts took the visitor to another site; a host of the same family is none."""
    final = rendering.final_url
    return final.startswith(("http://", "https://")) and is_foreign(final, host_of(rendering.url))


def _broken(rendering: Rendering) -> Iterator[Draft]:
    host = host_of(rendering.url)
    thrown = [text for text in rendering.console if not text.startswith("Failed to load")]
    for text in thrown[:_MOST]:
        yield _draft_broken(rendering, text[:100], f"脚本出错：{text[:120]}", text)
    missed = [one for one in rendering.loaded if one.kind in _PARTS and one.status >= 400 and host_of(one.url) == host]
    for one in missed[:_MOST]:
        yield _draft_broken(rendering, one.url, f"页面所需的文件打不开（{one.status}）", one.url)


def _draft_broken(rendering: Rendering, subject: str, message: str, excerpt: str) -> Draft:
    return Draft(
        check=BROKEN, url=rendering.url, subject=subject, kind="error", place="脚本", excerpt=excerpt, message=message,
        remedy="改正脚本，补上缺少的文件。", verdict=Verdict.TO_VERIFY,
    )  # fmt: skip


def _more(rendering: Rendering, known: frozenset[tuple[str, str]]) -> Iterator[Link]:
    """What only the browser was seen to load. Data that scripts ask for counts as script."""
    loaded = (*rendering.loaded, *(Loaded(url, "script", 0) for url in rendering.mixed))
    for one in loaded:
        kind = _KINDS.get(one.kind, "script")
        if (host_of(one.url), kind) not in known and one.url not in {rendering.url, rendering.final_url}:
            yield Link(one.url, kind, -1, "")


def measured(rendering: Rendering) -> tuple[str, ...]:
    """The checks that saw enough of a page for their silence to mean something."""
    if rendering.state is not State.DONE:
        return (BEHAVIOUR,) if rendering.troubles else ()
    seen = ((ACCESS, rendering.violations), (PHONE, rendering.phone))
    return (*(name for name, facts in seen if facts is not None), BEHAVIOUR, BROKEN)
