"""Loose files are read in any encoding, and what cannot be read is refused with a word of what to do."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from crawler.archive import FileFacts
from crawler.errors import FileRefused
from crawler.files import find_files, read_bytes, read_page

MEGABYTE = 1024 * 1024
TEXT = "社区网格员走访群众，推行“一格三员”工作法。\n\n记者 王  观\n"


def written(path: Path, body: bytes | str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_a_text_file_is_read_as_it_is(tmp_path: Path, encoding: str) -> None:
    page = read_page(written(tmp_path / "a.txt", TEXT.encode(encoding)), max_bytes=MEGABYTE)
    assert (page.text, page.address, page.single_article) == (TEXT, "file:a.txt", False)
    assert page.notes == (("read as GB18030",) if encoding.startswith("gb") else ())
    assert page.digest.startswith("sha256:")


def test_a_big5_file_is_read_and_noted(tmp_path: Path) -> None:
    text = "社區網格員走訪群眾，鄉鎮議事團解決停車難。"
    page = read_page(written(tmp_path / "a.txt", text.encode("big5")), max_bytes=MEGABYTE)
    assert (page.text, page.notes) == (text, ("read as Big5-HKSCS",))


def test_broken_utf_8_is_kept_and_named(tmp_path: Path) -> None:
    page = read_page(written(tmp_path / "a.txt", TEXT.encode() + "社".encode()[:2]), max_bytes=MEGABYTE)
    assert page.text.startswith(TEXT)
    assert page.notes == ("1 place is not UTF-8, shown as U+FFFD, the first in line 4",)


def test_line_ends_and_blanks_of_a_text_file_are_not_touched(tmp_path: Path) -> None:
    body = "　　一\r\n\r\n二\t\n"
    assert read_page(written(tmp_path / "a.txt", body), max_bytes=MEGABYTE).text == body


def test_a_web_page_is_read_without_its_navigation(tmp_path: Path) -> None:
    body = """<html><head><title>某站</title></head><body><nav>首页</nav><script>x()</script>
    <h1>标题</h1><p>第一段</p><p>第二段</p><footer>版权</footer></body></html>"""
    page = read_page(written(tmp_path / "a.html", body), max_bytes=MEGABYTE)
    assert (page.text, page.stated.headline, page.single_article) == ("标题\n第一段\n第二段", "标题", True)


def test_a_web_page_without_a_heading_takes_its_title_with_a_doubt(tmp_path: Path) -> None:
    page = read_page(written(tmp_path / "a.html", "<title>某站</title><p>第一段</p>"), max_bytes=MEGABYTE)
    assert (page.stated.headline, page.single_article) == ("某站", False)
    assert page.notes == ("the headline is the title of the web page",)


BINARY = [
    b"%PDF-1.7\n" + b"x" * 99,
    b"PK\x03\x04" + b"x" * 99,
    b"\x89PNG\r\n\x1a\n" + b"x" * 99,
    b"\x00\x01\x02\x03" * 50,
    bytes(range(256)) * 20,
    random.Random(7).randbytes(5000),
]


@pytest.mark.parametrize("body", BINARY, ids=["pdf", "zip", "png", "low", "all", "random"])
def test_a_binary_file_is_refused_whatever_it_is_called(tmp_path: Path, body: bytes) -> None:
    path = written(tmp_path / "a.txt", body)
    with pytest.raises(FileRefused, match="the file is not text"):
        read_bytes(path, max_bytes=MEGABYTE)


@pytest.mark.parametrize("body", [b"", b" \n\r\n\t"])
def test_an_empty_file_is_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(FileRefused, match=r"the file is empty: '\d bytes' \(.*a\.txt\)\. Fetch or export it again"):
        read_page(written(tmp_path / "a.txt", body), max_bytes=MEGABYTE)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"there is no such file: .*no\.txt\)\. Check the spelling"):
        read_page(tmp_path / "no.txt", max_bytes=MEGABYTE)


def test_a_file_over_the_limit_is_refused_with_the_setting_that_allows_it(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", b"x" * 1001)
    assert len(read_bytes(path, max_bytes=1001)) == 1001
    with pytest.raises(FileRefused, match=r"over 1000 bytes: '1001 bytes' .*MAX_FILE_BYTES.*CAIFENG_MAX_FILE_BYTES"):
        read_bytes(path, max_bytes=1000)


def test_a_huge_sparse_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(FileRefused, match="over 1048576 bytes"):
        read_bytes(path, max_bytes=MEGABYTE)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's rights, which would read everything; without any change when they are not ours."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    path.chmod(0)
    with (
        as_nobody(),
        pytest.raises(FileRefused, match=r"no permission to read the file: .*a\.txt\)\. Make it readable"),
    ):
        read_bytes(path, max_bytes=MEGABYTE)


def test_a_named_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(FileRefused, match="not a file with contents"):
        read_bytes(tmp_path / "a.txt", max_bytes=MEGABYTE)


def test_a_folder_with_the_name_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(FileRefused, match="this is a folder"):
        read_bytes(tmp_path / "a.txt", max_bytes=MEGABYTE)


def test_another_kind_of_file_is_refused_with_the_known_kinds(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"not read: '\.doc' .*Known kinds: \.txt, \.html, \.htm"):
        read_bytes(written(tmp_path / "a.doc"), max_bytes=MEGABYTE)


def test_a_folder_stands_for_its_files_in_order_and_names_them_from_itself(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.htm", "a.TXT", "notes.md", ".hidden.txt", ".git/x.txt"):
        written(tmp_path / "papers" / name)
    found = find_files([tmp_path / "papers"])
    assert [file.name for file in found.files] == ["papers/a.TXT", "papers/b/1.htm", "papers/b/2.txt"]
    assert found.refused == ()


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (error,) = find_files([tmp_path]).refused
    assert "the folder holds no file to read" in str(error)


META = """file,paper,date,page,address,source
a.txt,某某日报,2024-05-16,3,http://a.example/1,mmrb
b.txt,,2024/05/17,,,
"""


def test_a_meta_csv_says_what_its_files_are(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        written(tmp_path / name)
    written(tmp_path / "meta.csv", META)
    known = FileFacts(source="given", page_no=9)
    facts = [file.facts for file in find_files([tmp_path], facts=known).files]
    assert facts == [
        FileFacts("mmrb", "某某日报", date(2024, 5, 16), 3, "http://a.example/1"),
        FileFacts("given", None, date(2024, 5, 17), 9, None),
        known,
    ]


def test_a_meta_csv_is_honoured_for_a_single_file_and_may_be_gbk(tmp_path: Path) -> None:
    written(tmp_path / "a.txt")
    written(tmp_path / "b.txt")
    written(tmp_path / "meta.csv", META.encode("gbk"))
    (file,) = find_files([tmp_path / "a.txt"]).files
    assert (file.facts.paper, file.facts.page_no) == ("某某日报", 3)


WRONG_ROWS = [
    ("a.txt,x,16.5.2024,3", "wrong date: '16.5.2024' .*meta.csv, line 2.*Write it like 2024-05-16"),
    ("a.txt,x,2024-02-30,3", "wrong date: '2024-02-30'"),
    ("a.txt,x,2024-05-16,three", "wrong page: 'three' .*line 2"),
    ("a.txt,x,2024-05-16,0", "wrong page: '0'"),
    ("../a.txt,x,,", "does not name a file beside it"),
    ("no.txt,x,,", "names a file that is not there: 'no.txt'"),
    (",x,,", "does not name a file"),
]


@pytest.mark.parametrize(("row", "told"), WRONG_ROWS)
def test_a_wrong_row_is_told_and_the_rest_is_done(tmp_path: Path, row: str, told: str) -> None:
    for name in ("a.txt", "b.txt"):
        written(tmp_path / name)
    written(tmp_path / "meta.csv", f"file,paper,date,page\n{row}\nb.txt,某某日报,2024-05-16,2\n")
    found = find_files([tmp_path])
    (error,) = found.refused
    with pytest.raises(FileRefused, match=told):
        raise error
    spoiled = row.partition(",")[0] == "a.txt"
    assert [file.path.name for file in found.files] == (["b.txt"] if spoiled else ["a.txt", "b.txt"])
    assert found.files[-1].facts.page_no == 2


def test_a_file_with_two_rows_is_told(tmp_path: Path) -> None:
    written(tmp_path / "a.txt")
    written(tmp_path / "meta.csv", "file,page\na.txt,1\na.txt,2\n")
    found = find_files([tmp_path])
    assert found.files == ()
    assert "a file has two rows" in str(found.refused[0])


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("file,papper\na.txt,x\n", "unknown column: 'papper' .*Did you mean 'paper'"),
        ("paper,page\nx,1\n", "no column 'file'"),
        ("", "no column 'file'"),
    ],
)
def test_a_table_that_cannot_be_used_spoils_its_folder_only(tmp_path: Path, table: str, told: str) -> None:
    written(tmp_path / "good" / "b.txt")
    written(tmp_path / "bad" / "a.txt")
    written(tmp_path / "bad" / "meta.csv", table)
    found = find_files([tmp_path])
    assert [file.path.name for file in found.files] == ["b.txt"]
    with pytest.raises(FileRefused, match=told):
        raise found.refused[0]
