"""The part of a report that shows pages as a browser did: pictures, sized down and inside the file, and what the pages did."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from jiyue.inspection.rendered import Rendering, Shot
from jiyue.inspection.states import STATE_LABELS

_WIDTHS = {"desktop": "电脑", "phone": "手机"}


def shown(renderings: Sequence[Rendering]) -> str:
    """The section; nothing where no browser was used."""
    if not renderings:
        return ""
    return (
        f"<section class='shown'><h2>浏览器所见<span class='total'>{len(renderings)} 个页面</span></h2>"
        f"<p class='why'>图为缩小后的截图，原图和脚本运行后的页面在证据文件中。</p>{''.join(map(_page, renderings))}</section>"
    )


def _page(one: Rendering) -> str:
    pictures = "".join(_picture(shot, one.url) for shot in one.shots if shot.small)
    found = one.violations
    certain = sum(row.is_certain for row in found or ())
    accessible = (
        "没有做无障碍检测" if found is None else f"axe 判定违反 {certain} 条、待人工确认 {len(found) - certain} 条"
    )
    facts = f"{STATE_LABELS[one.state]} · {one.elapsed_s:.1f} 秒 · {one.requests} 次请求 · {one.nodes} 个元素 · {accessible}"
    if one.phone is not None:
        facts += (
            f" · 手机上排版宽 {one.phone.width}、内容宽 {one.phone.needed} 像素，小于 12 像素的字 {one.phone.small} 个"
        )
    error = f" · {_text(one.error)}" if one.error else ""
    return (
        f"<div class='shot-page'><h3><a href='{_text(one.url)}' rel='noreferrer'>{_text(one.url)}</a></h3>"
        f"<p class='quiet'>{facts}{error}</p><div class='shots'>{pictures}</div></div>"
    )


def _picture(shot: Shot, url: str) -> str:
    data = b64encode(shot.small).decode("ascii")
    return (
        f"<figure><img class='{shot.name}' src='data:image/jpeg;base64,{data}' alt='{_text(url)} 在{_WIDTHS[shot.name]}上的样子'>"
        f"<figcaption>{_WIDTHS[shot.name]}，{shot.width} 像素宽 · SHA-256 <code>{shot.sha256[:16]}</code></figcaption></figure>"
    )


def _text(value: object) -> str:
    return escape(str(value).encode("utf-8", "replace").decode("utf-8"))
