"""Random and hostile inputs for the text check: no exception, true places, nothing shown in full, both engines alike.

usage: python benchmarks/textcheck_fuzz.py [--seed 1] [--seconds 150]

Inputs are made from a seed, so that a failure can be had again: it is printed with its seed and number. Four of ten are texts
of pieces that detectors look for, cut and joined at random; two are runs of digits in every script; two are markup; one is
bytes that pretend to be a document, an archive among them; one is a lexicon file. Every fiftieth text is read by the fallback
engine, too, and the answers compared. Prints how many inputs of each kind it tried and the longest time that one of them took.
"""

import argparse
import io
import logging
import random
import sys
import time
import zipfile
from collections import Counter

from jiyue.textcheck import PERSONAL, Policy, Scanner, default_scanner, scan_html
from jiyue.textcheck.attachments import scan_attachment
from jiyue.textcheck.folding import DIGITS, INVISIBLE, SEPARATORS
from jiyue.textcheck.lexicon import LexiconError, read_csv
from jiyue.textcheck.numbers import citizen_id_is_valid

PIECES = (
    "身份证", "护照E12345678", "陕C12345", "东风路1号楼2单元501室", "三组15号", "机密★5年", "秸杆", "凤翔县", "微信：abcdef1", "138****1234",
    "6103****1234", "。", "\n", "姓名：", "值班电话：", "内部资料", "《", "，，", "\ud800", "\u200b", "<p>", "X", "0917-3261234", "公安备案 61030302000123号",
    "家庭电话", "户主", "楼", "单元", "室", "号", "《民法典》第", "一千二百六十一条", "《行政处罚怯》", "不得外传", "商业秘密★", "密级：", "11010519491231002X",
    "13912345678", "6222021234567890128", "610303491231002", "澳门新葡京官网", "谨防", "中华人共和国", "原凤翔县", "卡号", "QQ:12345678", "市长",
)  # fmt: skip
DIGIT_PIECES = (
    *DIGITS,
    *SEPARATORS,
    "139",
    "1234",
    "5678",
    "110105",
    "19491231",
    "002X",
    "6222",
    "0917",
    "x",
    "*",
    "元",
)
TAGS = ("<p>", "</p>", "<td>", "<br>", "<!--", "-->", "<script>", "</script>", "<meta name=description content='", "'>", "<img alt=\"", "\">", "&#8203;", "&nbsp;", "<", ">", "&#x110000;", "\0")  # fmt: skip
XML = ("<w:p>", "</w:p>", "<w:t>", "</w:t>", "<row>", "</row>", '<c r="A1" t="s">', "<v>", "</v>", "</c>", "<si>", "<t>", "</t>", "</si>", "&lt;", "<!DOCTYPE x>", "]]>", "0", "身份证", "11010519491231002X")  # fmt: skip
CELLS = ("wrong", "right", "class", "错误写法", "类别", "typo", "错别字", "甲乙", "|", "", "2021-01-18", "2021-13-01", "提示", '"', "\n", ",", ",", ",")  # fmt: skip
ALPHABET = "".join(DIGITS) + SEPARATORS + INVISIBLE + "Xx*＊张三的陕CE室号组元🀄\udfff\x00"


def text_of(rnd: random.Random) -> str:
    """Pieces and odd characters."""
    parts = (
        rnd.choice(PIECES) if rnd.random() < 0.6 else "".join(rnd.choices(ALPHABET, k=rnd.randint(1, 9)))
        for _ in range(rnd.randint(1, 12))
    )
    return "".join(parts)


def digits_of(rnd: random.Random) -> str:
    """One or two runs of digits."""
    return rnd.choice(PIECES) + "".join(rnd.choices(DIGIT_PIECES, k=rnd.randint(3, 30))) + rnd.choice(PIECES)


def markup_of(rnd: random.Random) -> str:
    """Broken pages."""
    return "".join(rnd.choice(TAGS) if rnd.random() < 0.5 else rnd.choice(PIECES) for _ in range(rnd.randint(1, 20)))


def document_of(rnd: random.Random) -> tuple[bytes, str]:
    """Office files, archives and others, most of them damaged."""
    body = "".join(rnd.choices(XML, k=rnd.randint(0, 12))).encode()
    kind, name = rnd.choice(
        (
            ("word/document.xml", "a.docx"),
            ("xl/worksheets/sheet1.xml", "a.xlsx"),
            ("xl/sharedStrings.xml", "a.xlsx"),
            ("ppt/slides/slide1.xml", "a.pptx"),
            ("a.txt", "a.zip"),
            ("", "a.doc"),
            ("", "a.txt"),
            ("", "a.pdf"),
        )
    )
    if not kind:
        head = {"a.doc": b"\xd0\xcf\x11\xe0", "a.pdf": b"%PDF-1.4\n", "a.txt": b""}[name]
        return head + body.decode().encode(rnd.choice(("utf-8", "utf-16-le", "gb18030"))) + rnd.randbytes(9), name
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", rnd.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        archive.writestr(kind, b"<x xmlns:w='w'>" + body + b"</x>")
    data = bytearray(stream.getvalue())
    for _ in range(rnd.choice((0, 0, 1, 3))):
        data[rnd.randrange(len(data))] = rnd.randrange(256)
    return bytes(data), name


def try_text(text: str, hits: tuple, number: int, engines: tuple[Scanner, Scanner]) -> None:
    """What must hold of every answer."""
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.excerpt
        assert hit.message
        assert hit.advice
        assert hit.clause
        written = text[hit.start : hit.end]
        if hit.kind in PERSONAL and hit.kind != "home-address":
            assert written not in hit.excerpt + hit.context or "*" in written or text.count(written) > 1
        if hit.kind == "citizen-id" and citizen_id_is_valid(written):
            assert written[6:14] not in hit.excerpt
    if number % 50 == 0:
        assert engines[1].scan(text) == hits


def try_one(rnd: random.Random, number: int, engines: tuple[Scanner, Scanner]) -> str:
    """Make one input and try it; return its kind."""
    dice = rnd.random()
    if dice < 0.6:
        text = text_of(rnd) if dice < 0.4 else digits_of(rnd)
        try_text(text, engines[0].scan(text), number, engines)
        engines[0].scan(text, Policy(is_public_list=True, officials=frozenset({"市长"})))
        return "text" if dice < 0.4 else "digits"
    if dice < 0.8:
        scan_html(markup_of(rnd))
        return "markup"
    if dice < 0.9:
        data, name = document_of(rnd)
        assert all(part.why_not or part.name for part in scan_attachment(data, name))
        return "document"
    try:
        list(
            read_csv(
                io.StringIO("错误写法,类别,起始日期\n" + "".join(rnd.choices(CELLS, k=rnd.randint(0, 20)))),
                name="a.csv",
            )
        )
    except LexiconError:
        return "lexicon, refused"
    return "lexicon"


def main() -> int:
    """Try inputs for a time; return 1 at the first that fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=150)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)  # pypdf tells what it thinks of each broken file
    engines = default_scanner(), Scanner(engine="plain")
    counts: Counter[str] = Counter()
    slowest, number, end = 0.0, 0, time.monotonic() + options.seconds
    while time.monotonic() < end:
        number += 1
        rnd = random.Random(f"{options.seed}:{number}")
        started = time.perf_counter()
        try:
            counts[try_one(rnd, number, engines)] += 1
        except Exception:
            print(f"failed: seed {options.seed}, input {number}", file=sys.stderr)
            raise
        slowest = max(slowest, time.perf_counter() - started)
    print(f"seed {options.seed}: {number} inputs, {dict(counts)}, no failure, slowest {slowest * 1000:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
