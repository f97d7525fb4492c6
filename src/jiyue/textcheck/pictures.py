"""The text in pictures, by recognition. Needs the extra `jiyue[ocr]` (rapidocr with its models, onnxruntime)."""

import io
import threading
from functools import cache
from importlib import import_module, util
from typing import Any, Final

from jiyue.textcheck.documents import DEFAULT_LIMITS, DocumentError, Limits

_HEADS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
NOT_READ: Final = "图片中的文字未检查"
NOT_INSTALLED: Final = "未安装文字识别组件（pip install jiyue[ocr]），图片中的文字未检查"
SUREST: Final = 0.6
_ONE_AT_A_TIME: Final = threading.Lock()


def is_picture(data: bytes) -> bool:
    """Tell a picture by how its content begins."""
    return data.startswith(_HEADS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def can_read() -> bool:
    """Tell whether the extra is installed."""
    return util.find_spec("rapidocr") is not None and util.find_spec("onnxruntime") is not None


def picture_text(data: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return the text that stands in a picture, one recognised line a line; raise DocumentError where it can not be read.

    What is recognised with less certainty than SUREST is left out. A hit in such a text is always to be verified.
    """
    if not can_read():
        raise DocumentError(NOT_INSTALLED)
    pixels = _pixels(data, limits)
    with _ONE_AT_A_TIME:
        read = _engine()(pixels)
    lines = zip(read.txts or (), read.scores or (), strict=False)
    return "\n".join(line for line, score in lines if score >= SUREST)


# A hostile picture makes the decoder raise anything; whatever it is, it is the file's fault and the file is reported.
def _pixels(data: bytes, limits: Limits) -> Any:  # noqa: ANN401 - an array of a package that may not be installed
    image, numpy = import_module("PIL.Image"), import_module("numpy")
    try:
        with image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            if width * height <= limits.pixels:
                return numpy.asarray(picture.convert("RGB"))[:, :, ::-1]
    except Exception as error:
        raise DocumentError("图片损坏，无法读取") from error
    raise DocumentError("图片过大，未检查")


@cache
def _engine() -> Any:  # noqa: ANN401 - rapidocr is an extra
    return import_module("rapidocr").RapidOCR(params={"Global.log_level": "critical"})
