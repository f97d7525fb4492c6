"""Pages on a phone, as the browser showed them at 390 pixels: laid out for it, without scrolling aside, readable, free to be enlarged (16.1)."""

import re
from collections.abc import Iterator

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.rendered import Phone, Rendering
from jiyue.inspection.states import Verdict

CHECK = "mobile-layout"
_SCREEN = 390
_TOLERANCE = 8
_LAID_OUT_FOR = 1.5 * _SCREEN
_LEAST_CHARACTERS = 10
# People with low vision enlarge to twice the size at least.
_LEAST_SCALE = 2.0
_SETTING = re.compile(r"([a-z-]{3,20})\s{0,3}=\s{0,3}([\w.-]{1,20})", re.IGNORECASE)


def observe_phone(rendering: Rendering) -> Iterator[Draft]:
    """Yield what a page does to the visitor with a phone; always to be verified, as a site may send phones elsewhere.

    A page that is laid out for a wider screen is told as that alone: it is shown sized down, so nothing sticks out and all is small.
    """
    phone = rendering.phone
    if phone is None:
        return
    if phone.width > _LAID_OUT_FOR:
        shown = f"viewport：{phone.viewport}" if phone.viewport else "没有 viewport 标签"
        yield _draft(
            rendering,
            "desktop-only",
            f"页面没有适配手机，按 {phone.width} 像素宽缩小显示",
            shown,
            "加上 viewport 标签，按屏幕宽度排版。",
        )
    else:
        yield from _fit(rendering, phone)
    if phone.viewport and _is_locked(phone.viewport):
        yield _draft(
            rendering,
            "zoom-locked",
            "页面禁止访问者放大",
            phone.viewport,
            "从 viewport 中删除 user-scalable=no 和过小的 maximum-scale。",
        )


def _fit(rendering: Rendering, phone: Phone) -> Iterator[Draft]:
    if phone.needed > phone.width + _TOLERANCE:
        message = f"手机上须左右滚动：屏幕 {phone.width} 像素，内容 {phone.needed} 像素"
        yield _draft(rendering, "scroll", message, phone.wide, "表格、图片和固定宽度的区域随屏幕缩小，或在其内部滚动。")
    if phone.small >= _LEAST_CHARACTERS:
        yield _draft(
            rendering,
            "small-text",
            f"手机上有 {phone.small} 个字小于 12 像素",
            phone.sample,
            "正文不小于 16 像素，其他文字不小于 12 像素。",
        )


def _is_locked(viewport: str) -> bool:
    settings = {name.lower(): value.lower() for name, value in _SETTING.findall(viewport)}
    try:
        most = float(settings.get("maximum-scale", _LEAST_SCALE))
    except ValueError:
        most = _LEAST_SCALE
    return settings.get("user-scalable") in {"no", "0"} or most < _LEAST_SCALE


def _draft(rendering: Rendering, kind: str, message: str, excerpt: str, remedy: str) -> Draft:
    shot = next((one.sha256[:16] for one in rendering.shots if one.name == "phone"), "")
    return Draft(
        check=CHECK, url=rendering.url, subject=kind, kind=kind, place=f"{_SCREEN} 像素宽的屏幕" + (f"，截图 {shot}" if shot else ""), excerpt=excerpt[:300],
        message=message, remedy=remedy, verdict=Verdict.TO_VERIFY,
    )  # fmt: skip
