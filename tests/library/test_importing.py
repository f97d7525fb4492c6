"""Documents from files: structure by chapters and articles, a draft that still has to be reviewed (13.1, 25.1)."""

import zipfile

import pytest

from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.library.importing.bringing import bring
from jiyue.platform.library.importing.reading import UnreadableFile, lines_of
from jiyue.platform.library.importing.structure import number, structured
from jiyue.platform.library.models import EditionState

TEXT = """某某市公园管理办法
第一章 总 则
第一条 为加强公园管理，制定本办法。
第二条 本办法适用于本市公园。
(一)综合公园;
第二章 附 则
第十三条 本办法自发布之日起施行。
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十一", 11), ("二十", 20), ("三十八", 38), ("一百零五", 105), ("一百二十", 120)],
)
def test_chinese_numbers_are_read(text, value):
    assert number(text) == value


def test_chapters_and_articles_become_headings_with_anchors():
    text = structured(TEXT.splitlines())

    assert (text.title, text.chapters, text.articles) == ("某某市公园管理办法", 2, 3)
    assert '<h2 id="chapter-1">第一章 总则</h2>' in text.body
    assert '<h3 id="article-13">第十三条</h3>' in text.body


def test_markup_in_a_text_stays_text():
    assert "<script>" not in structured(["标题", "第一条 <script>alert(1)</script>"]).body


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_files_are_read_in_their_encoding(tmp_path, encoding):
    file = tmp_path / "办法.txt"
    file.write_bytes(TEXT.encode(encoding))

    assert lines_of(file)[0] == "某某市公园管理办法"


def test_html_gives_its_blocks_without_scripts_and_navigation(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(
        "<nav><p>首页</p></nav><h1>通告</h1><div><p>第一条 正文</p></div><script>第九条</script>", encoding="utf-8"
    )

    assert lines_of(file) == ["通告", "第一条 正文"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        pytest.param("missing.txt", None, "没有这个文件", id="no file"),
        pytest.param("empty.txt", b" \n", "没有文字", id="nothing in it"),
        pytest.param("scan.ofd", b"x", "不支持", id="unknown kind"),
        pytest.param("broken.docx", b"PK-no-zip", "重新保存", id="broken DOCX"),
    ],
)
def test_an_unreadable_file_gets_a_sentence_that_says_what_to_do(tmp_path, name, content, why):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(UnreadableFile, match=why):
        lines_of(file)


def test_a_docx_is_read(tmp_path):
    file = tmp_path / "办法.docx"
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.splitlines())
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{paragraphs}</w:body></w:document>'
        )

    assert structured(lines_of(file)).articles == 3


@pytest.mark.clause("25.1")
def test_an_imported_document_is_a_draft_that_has_to_be_reviewed(column, chen):
    resource = bring(text=structured(TEXT.splitlines()), column=column, by=chen, file_name="办法.txt")

    assert not resource.live
    assert resource.editions.get().state == EditionState.DRAFT
    assert "article-13" in resource.get_latest_revision_as_object().body


def test_nobody_imports_into_another_hosts_column(column, wang):
    with pytest.raises(Refused):
        bring(text=structured(TEXT.splitlines()), column=column, by=wang, file_name="办法.txt")
