"""Service guides: which elements they lack (14.4; veto V6), and what in them can not be right."""

from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.guides import NAME, Guide, is_likely, read_guide
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict
from jiyue.patterns import late_pattern
from jiyue.rulebook.services import ELEMENTS

CHECK = "service-guide"
# What 14.4 wants beside the eight key classes.
_OTHERS = ("办理时限", "收费标准", "办理机构", "注意事项")
_GRAVE = 4
_SCRIPTED = late_pattern(r"\$\.(?:ajax|get|post|getJSON)\s*\(|XMLHttpRequest|fetch\s*\(|axios|new\s+Vue|createApp")
_VAGUE = late_pattern(
    r"其他(?:有关|相关)?材料|(?:有关|相关)材料(?!的)|按(?:照)?(?:有关|相关)规定(?:办理|执行|提交)|视情(?:况)?而定|另行通知|待定"
)
_NUMBER = late_pattern(r"(?:0\d{2,3}[-－ ]?)?\d{7,8}")
_DAYS = late_pattern(r"(\d{1,3})\s*个?(工作日|自然日|日|天)")
_FORM = late_pattern(r"(?:申请|登记|申报|审批|备案)表(?![（(，]?(?:在线|网上|系统|自动|自助){1,2}(?:填写|填报|生成))")


def observe_guide(page: Page) -> Iterator[Draft]:
    """Yield what a service guide lacks and contradicts; nothing of pages that are none.

    Four of the eight key classes or more missing is certain, unless a script or a tab may bring them, or the page may be no guide.
    """
    guide = guide_of(page)
    if guide is not None:
        yield from observe(page, guide)


def guide_of(page: Page) -> Guide | None:
    """The guide that a page is; None of all others."""
    return read_guide(page) if is_likely(page) else None


def observe(page: Page, guide: Guide) -> Iterator[Draft]:
    """Yield what a guide that was read lacks and contradicts."""
    yield from _missing(page, guide)
    yield from _contradictions(page, guide)
    yield from _forms(page, guide)


def lacking(guide: Guide) -> tuple[str, ...]:
    """The key classes that a guide does not say; its title is the item's name."""
    return tuple(name for name in ELEMENTS if name != NAME and not guide.elements.get(name))


def is_sure(page: Page, guide: Guide) -> bool:
    """Whether what a guide does not say is missing: no script may bring it, no tab show it, and it plainly is a guide."""
    return guide.is_plain and not guide.is_apart and _SCRIPTED.search(page.markup) is None


def _missing(page: Page, guide: Guide) -> Iterator[Draft]:
    key = lacking(guide)
    others = tuple(name for name in _OTHERS if not guide.elements.get(name))
    if not key and not others:
        return
    words = "、".join((*key, *others))
    is_certain = len(key) >= _GRAVE and is_sure(page, guide)
    yield _draft(
        page, "unusable" if len(key) >= _GRAVE else "missing", f"办事指南没有写明{words}", "、".join(guide.fields)[:200] or "没有读到要素",
        f"在办事指南中补齐{words}。", is_sure=is_certain,
    )  # fmt: skip


def _contradictions(page: Page, guide: Guide) -> Iterator[Draft]:
    for field in ("申请条件", "办理材料"):
        if vague := _VAGUE.search(guide.elements.get(field, "")):
            yield _draft(
                page,
                "vague",
                f"{field}写得含糊：“{vague[0]}”",
                guide.elements[field][:200],
                "逐项列明，不用兜底性表述。",
            )
            break
    asked, complained = (set(_NUMBER.findall(guide.elements.get(name, ""))) for name in ("联系电话", "监督电话"))
    if asked and asked == complained:
        number = min(asked)
        yield _draft(
            page,
            "same-phone",
            "咨询电话和监督投诉电话相同",
            number,
            "监督投诉电话应由承办机构以外的机构接听，分别列明。",
        )
    law, promise = (
        _days(guide, names)
        for names in (("法定办结时限", "法定时限", "法定期限"), ("承诺办结时限", "承诺时限", "承诺期限"))
    )
    if law and promise and law[1] == promise[1] and promise[0] > law[0]:
        shown = f"法定 {law[0]} {law[1]}，承诺 {promise[0]} {promise[1]}"
        yield _draft(page, "promise", "承诺办结时限长于法定办结时限", shown, "改正办结时限，承诺时限不得长于法定时限。")


def _days(guide: Guide, names: tuple[str, ...]) -> tuple[int, str] | None:
    for name in names:
        if found := _DAYS.search(guide.fields.get(name, "")):
            return int(found[1]), "工作日" if found[2] == "工作日" else "日"
    return None


def _forms(page: Page, guide: Guide) -> Iterator[Draft]:
    """A guide that asks for a form has to offer it, unless the form is filled in online."""
    form = _FORM.search(guide.elements.get("办理材料", ""))
    offered = any(
        link.kind == "attachment" or _FORM.search(link.text) or "下载" in link.text
        for link in page.links
        if link.place == "main"
    )
    if form and not offered:
        yield _draft(
            page,
            "no-form",
            f"办理材料中的{form[0]}没有提供下载",
            guide.elements["办理材料"][:200],
            "提供空白表格、填写说明和样表。",
        )


def _draft(page: Page, kind: str, message: str, excerpt: str, remedy: str, *, is_sure: bool = False) -> Draft:
    return Draft(
        check=CHECK, url=page.url, subject=kind, kind=kind, place="办事指南", excerpt=excerpt, message=message, remedy=remedy,
        verdict=Verdict.FAIL if is_sure else Verdict.TO_VERIFY,
    )  # fmt: skip
