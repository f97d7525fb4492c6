"""Pictures that answer and show nothing: empty, a page in their place, cut off, or of no kind that browsers know (32.7)."""

from typing import NamedTuple

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.file_kinds import PICTURES, kind_of, size_of
from jiyue.inspection.states import Verdict

CHECK = "picture"
# Kinds whose size stands elsewhere than in a header of fixed places.
_SIZELESS = frozenset({"svg", "ico", "tiff", "avif", "heic"})
_ODD = frozenset({"tiff", "heic"})


class Picture(NamedTuple):
    """A picture of the site: its address, the nearest page that shows it, and its words there."""

    url: str
    page: str
    text: str


def about(body: bytes) -> str:
    """Kind, size and length of a picture in words."""
    size = size_of(body)
    shown = f"，{size.width}×{size.height} 像素" if size is not None else ""
    return f"{kind_of(body).upper()}{shown}，{len(body)} 字节"


def judge(body: bytes, *, is_cut: bool) -> tuple[str, str]:
    """What is wrong with the bytes of a picture, as kind and sentence; both empty when nothing is."""
    kind = kind_of(body)
    if not body:
        return "empty", "图片文件是空的（0 字节）"
    if kind == "page":
        return "page", "图片地址返回的是网页，不是图片"
    if kind not in PICTURES:
        return "unknown", "图片地址返回的内容不是图片"
    if is_cut or (kind not in _SIZELESS and size_of(body) is None):
        return "broken", "图片文件不完整或已损坏"
    if kind in _ODD:
        return "odd", f"多数浏览器不能显示这种格式的图片（{kind.upper()}）"
    return "", ""


def observe_picture(picture: Picture, body: bytes, *, is_cut: bool, evidence: str) -> Draft | None:
    """The draft for a picture that shows nothing; a host may show pictures to its own pages only, so that a person has to look."""
    kind, message = judge(body, is_cut=is_cut)
    if not kind:
        return None
    return Draft(
        check=CHECK, url=picture.page, subject=picture.url, kind=kind, target=picture.url, place=f"图片“{picture.text[:60] or '（无文字）'}”",
        excerpt=picture.url[:300], message=message, remedy="用浏览器核实；图片确实不能显示的，重新上传或删除引用。", verdict=Verdict.TO_VERIFY,
        evidence=(evidence,),
    )  # fmt: skip
