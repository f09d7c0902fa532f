"""Word files: paragraphs in order, headlines by style or size, tables, text boxes, and hostile archives."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt

from crawler.docx import read_docx
from crawler.docx_styles import DocxText
from crawler.errors import FileRefused
from crawler.files import find_files, read_bytes, read_page
from index.ingest import hints_of
from nlp.read import read_page as read_text
from tests.alone import alone

MEGABYTE = 1024 * 1024
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REPORT = "近日，青石镇推行“一核三联”工作法，累计办理群众诉求126件，群众说好。"


def packed(body: str, **parts: bytes) -> bytes:
    """A Word file with this body in XML, and nothing that is not needed."""
    document = f'<w:document xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"{document}<w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", content)
    return held.getvalue()


def para(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def saved(document: object) -> bytes:
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return held.getvalue()


def marked(text: DocxText, role: str) -> list[str]:
    return [text.text[mark.start : mark.end] for mark in text.marks if mark.role == role]


def lines(text: DocxText) -> list[str]:
    return [line for line in text.text.split("\n") if line]


def test_paragraphs_headings_and_tables_come_in_order() -> None:
    document = Document()
    document.add_heading("青石镇：一核三联", 0)
    document.add_heading("一、基本情况", 1)
    document.add_paragraph(REPORT)
    table = document.add_table(rows=2, cols=3)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ["村", "户数", "件数", "石桥村", "312", "26"], strict=True
    ):
        cell.text = words
    document.add_heading("二、主要成效", 1)
    document.add_paragraph("全镇满意率达到97%。")
    read = read_docx(saved(document), where="a.docx")
    assert lines(read) == [
        *("青石镇：一核三联", "一、基本情况", REPORT, "村\t户数\t件数", "石桥村\t312\t26", "二、主要成效"),
        "全镇满意率达到97%。",
    ]
    assert (marked(read, "headline"), marked(read, "section")) == (
        ["青石镇：一核三联"],
        ["一、基本情况", "二、主要成效"],
    )


def test_a_headline_without_a_style_is_told_by_its_size() -> None:
    document = Document()
    for text, size in (("某镇：小网格办大事", 22), (REPORT, 12), ("某村：议事有了亭子", 22), (REPORT, 12)):
        document.add_paragraph().add_run(text).font.size = Pt(size)
    read = read_docx(saved(document), where="a.docx")
    assert marked(read, "headline") == ["某镇：小网格办大事", "某村：议事有了亭子"]


def test_a_bulletin_of_several_articles_has_a_masthead_and_headlines() -> None:
    document = Document()
    document.add_heading("工作简报", 0)
    for headline in ("某镇：小网格办大事", "某村：议事有了亭子"):
        document.add_heading(headline, 1)
        document.add_paragraph(REPORT)
    read = read_docx(saved(document), where="a.docx")
    assert (marked(read, "furniture"), len(marked(read, "headline"))) == (["工作简报"], 2)


def test_a_file_in_one_size_has_no_marks() -> None:
    assert read_docx(packed(para("甲") + para("乙")), where="a.docx") == DocxText("甲\n\n乙\n", ())


TEXT_BOX = "<w:p><w:r><w:t>正文</w:t></w:r><w:r>{}</w:r></w:p>"
BOXED = f"<w:pict><w:txbxContent>{para('框里的话')}</w:txbxContent></w:pict>"
KEPT = [
    ("a text box", TEXT_BOX.format(BOXED), ["正文", "框里的话"]),
    (
        "a text box given twice",
        TEXT_BOX.format(
            f"<mc:AlternateContent><mc:Choice>{BOXED}</mc:Choice><mc:Fallback>{BOXED}</mc:Fallback></mc:AlternateContent>"
        ),
        ["正文", "框里的话"],
    ),
    ("a content control", f"<w:sdt><w:sdtContent>{para('控件里的话')}</w:sdtContent></w:sdt>", ["控件里的话"]),
    (
        "inserted text",
        "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>",
        ["新增"],
    ),
    ("a line break", "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>", ["上", "下"]),
    ("a field", "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>", ["3"]),
    ("a link", "<w:p><w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink></w:p>", ["网址"]),
    (
        "a table that sets text in place",
        f"<w:tbl><w:tr><w:tc>{para('上段')}{para('下段')}</w:tc></w:tr></w:tbl>",
        ["上段", "下段"],
    ),
    (
        "a reading over a character",
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yǒng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>埇</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        ["埇"],
    ),
]


@pytest.mark.parametrize(("body", "wanted"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_what_a_reader_sees_is_read(body: str, wanted: list[str]) -> None:
    assert lines(read_docx(packed(body), where="a.docx")) == wanted


def test_a_report_in_word_is_read_as_an_article(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("青石镇：一核三联办实事", 0)
    document.add_paragraph("本报讯（记者 林小满）" + REPORT)
    document.save(str(tmp_path / "a.docx"))
    (file,) = find_files([tmp_path]).files
    page = read_page(file.path, max_bytes=MEGABYTE)
    (article,) = read_text(page.text, hints=hints_of(page)).articles
    assert (article.headline, [b.name for b in article.bylines]) == ("青石镇：一核三联办实事", ["林小满"])
    assert article.text == REPORT


REFUSED = [
    ("no ZIP", b"PK\x03\x04" + b"x" * 99, "it is damaged: '103 bytes'"),
    ("no Word file", packed("").replace(b"document.xml", b"document.abc"), "a ZIP file but no Word file"),
    ("torn XML", packed("<w:p>"), "it is damaged"),
    ("no text", packed("<w:p/>"), "holds no text"),
]


@pytest.mark.parametrize(("body", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_read_is_said_in_words(body: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        read_docx(body, where="a.docx")


LOL = '<!DOCTYPE w:document [<!ENTITY a "哈哈">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
READ_ALONE = """
import sys
from crawler.docx import read_docx
told = "read"
try:
    read_docx(open(sys.argv[1], "rb").read(), where="a.docx")
except Exception as error:
    told = type(error).__name__
"""


def _with_entities() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        body = "<w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body>"
        file.writestr("word/document.xml", f'{LOL}]><w:document xmlns:w="{WORD}">{body}</w:document>')
    return held.getvalue()


HOSTILE = {
    "a bomb of blanks": lambda: packed(" " * 60_000_000),
    "a bomb of styles": lambda: packed(para("甲"), styles=b" " * 60_000_000),
    "a bomb of entities": _with_entities,
    "a bomb of elements": lambda: packed("<w:p/>" * 2_000_000),
    "nested without end": lambda: packed("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_is_refused_in_time_and_memory(name: str, tmp_path: Path) -> None:
    body = HOSTILE[name]()
    path = tmp_path / "a.docx"
    path.write_bytes(body)
    cost = alone(READ_ALONE, str(path))
    assert cost.told == "FileRefused"
    assert cost.megabytes < 500
    assert cost.seconds < 5


def test_many_small_paragraphs_are_read_in_time() -> None:
    body = packed(para("网格员走访。") * 100_000)
    start = time.process_time()
    assert len(lines(read_docx(body, where="a.docx"))) == 100_000
    assert time.process_time() - start < 5


def test_an_old_word_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with pytest.raises(FileRefused, match=r"no \.docx file: 'old Office' .* Save an old Word file as \.docx"):
        read_bytes(path, max_bytes=MEGABYTE)
