"""A PDF that cannot be read is refused in words, within five seconds and 500 MB, and its bytes are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive import Archive, FileFacts
from crawler.errors import FileRefused
from crawler.files import find_files, read_bytes, read_page
from crawler.pdf import read_pdf
from crawler.sources import load_sources
from index.ingest import ingest_archive
from index.library import Library
from tests.alone import alone
from tests.crawler.made_pdf import HOSTILE, locked, pages_of, scan, text_page

MEGABYTE = 1024 * 1024
SECONDS, MEGABYTES = 5.0, 500


REFUSE_ONE = """
import sys
from crawler.errors import FileRefused
from crawler.pdf import read_pdf
from tests.alone import alone
told = "read"
try:
    read_pdf(open(sys.argv[1], "rb").read(), where="a.pdf")
except FileRefused as refusal:
    told = refusal.where
"""


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_pdf_is_refused_in_time_and_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(HOSTILE[name]())
    cost = alone(REFUSE_ONE, str(path))
    assert cost.told == "a.pdf"
    assert cost.seconds < SECONDS
    assert cost.megabytes < MEGABYTES


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (scan(pages=3), r"no text, and there is no OCR here: '3 pages' \(a\.pdf\)\. Let an OCR program"),
        (locked(), r"locked with a password: '\d+ bytes' \(a\.pdf\)\. Save it again without a password"),
        (
            text_page("whole")[:300],
            r"cannot be opened, it is damaged: '300 bytes' \(a\.pdf\)\. Fetch or export it again",
        ),
    ],
    ids=["scan", "locked", "broken"],
)
def test_what_cannot_be_read_is_said_in_words(body: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        read_pdf(body, where="a.pdf")


def test_a_page_without_text_among_others_is_noted() -> None:
    drawn = b"BT /F1 12 Tf 50 700 Td (A page with text) Tj ET"
    both = pages_of(drawn, pages=2, extra=(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>",)).replace(
        b"/Kids[3 0 R 3 0 R]", b"/Kids[3 0 R 6 0 R]", 1
    )
    read = read_pdf(both, where="a.pdf")
    assert (read.text, read.pages) == ("A page with text\n", 2)
    assert read.notes == ("1 page without text (2): pictures are not read, there is no OCR here",)


def test_a_text_under_the_name_of_a_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("社区网格员", "utf-8")
    with pytest.raises(FileRefused, match=r"the file is no \.pdf file: 'text'"):
        read_bytes(path, max_bytes=MEGABYTE)


def test_a_pdf_is_found_in_a_folder_and_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(text_page("Village council", "opens a hall."))
    (file,) = find_files([tmp_path]).files
    page = read_page(file.path, max_bytes=MEGABYTE)
    assert page.text.split() == ["Village", "council", "opens", "a", "hall."]


def test_a_scan_stays_in_the_archive_and_its_failure_in_the_library(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as archive, Library.open(tmp_path / "library", create=True) as library:
        archive.append_file("scan.pdf", scan(), facts=FileFacts(), kept_at=datetime(2024, 5, 1, tzinfo=UTC))
        report = ingest_archive(archive, load_sources(None), library)
        (entry,) = archive.entries()
        assert archive.payload(entry).body == scan()
        assert "there is no OCR here" in report.failed[0].reason
        assert "there is no OCR here" in library.failures()[0].reason
