"""The archive keeps what came, as it came, once, and survives crashes and a full disk."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawler.archive import FILE, RESPONSE, REVISIT, Archive, Entry, Exchange, FileFacts
from crawler.archive.index import INDEX_NAME, entry_of, line_of
from crawler.archive.store import MAX_PAYLOAD_BYTES
from crawler.errors import ArchiveBusy, ArchiveError

NOON = datetime(2024, 5, 16, 4, 0, 0, 123456, tzinfo=UTC)
FACTS = FileFacts(source="样报", paper="样例日报", issued=date(2024, 5, 16), page_no=2, address="http://a.example/1")


def exchange(url: str = "http://a.example/1.htm", body: bytes = "<p>稻田</p>".encode(), minutes: int = 0) -> Exchange:
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body))))
    return Exchange(url, NOON + timedelta(minutes=minutes), 200, headers, body, "a", (("Host", "a.example"),))


def warcio_check(folder: Path) -> subprocess.CompletedProcess[str]:
    warcs = sorted(str(path) for path in folder.glob("*.warc.gz"))
    return subprocess.run(
        [sys.executable, "-c", "from warcio.cli import main; main()", "check", "-v", *warcs],
        capture_output=True,
        text=True,
        check=False,
    )


def assert_clean(folder: Path) -> None:
    checked = warcio_check(folder)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "fail" not in checked.stdout
    assert "digest pass" in checked.stdout


def test_a_response_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        kept = archive.append_response(exchange())
    (entry,) = Archive(tmp_path).entries()
    payload = Archive(tmp_path).payload(entry)
    assert entry == kept
    assert payload.body == "<p>稻田</p>".encode()
    assert payload.header("content-type") == "text/html; charset=utf-8"
    assert (entry.kind, entry.status, entry.media_type, entry.source) == (RESPONSE, 200, "text/html", "a")
    assert_clean(tmp_path)


def test_an_unchanged_payload_becomes_a_revisit_that_gives_the_first_ones_bytes(tmp_path: Path) -> None:
    for minutes in (0, 5):
        with Archive(tmp_path) as archive:
            archive.append_response(exchange(minutes=minutes))
    first, second = Archive(tmp_path).entries()
    assert (first.kind, second.kind, second.repeats) == (RESPONSE, REVISIT, first.record)
    assert Archive(tmp_path).payload(second).body == "<p>稻田</p>".encode()
    assert second.length < first.length + 300
    assert_clean(tmp_path)


def test_a_page_that_changes_back_is_a_revisit_of_its_first_state_and_the_latest(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        for minutes, body in enumerate((b"A", b"B", b"A")):
            archive.append_response(exchange(body=body, minutes=minutes))
        latest = archive.latest("http://a.example/1.htm")
        assert latest is not None
        assert (latest.kind, archive.payload(latest).body) == (REVISIT, b"A")


def test_the_same_payload_at_another_address_is_kept_for_itself(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        kinds = [archive.append_response(exchange(url=f"http://a.example/{n}")).kind for n in (1, 2)]
    assert kinds == [RESPONSE, RESPONSE]


def test_a_compressed_answer_is_kept_compressed_and_given_unpacked(tmp_path: Path) -> None:
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
    packed = gzip.compress(b"<p>plain</p>" * 50)
    with Archive(tmp_path) as archive:
        entry = archive.append_response(Exchange("http://a.example/z", NOON, 200, headers, packed, "a"))
        assert archive.payload(entry).body == b"<p>plain</p>" * 50
    assert_clean(tmp_path)


def test_an_answer_that_unpacks_without_end_is_refused_when_read(tmp_path: Path) -> None:
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"))
    bomb = gzip.compress(bytes(MAX_PAYLOAD_BYTES + 1), compresslevel=1)
    with Archive(tmp_path) as archive:
        entry = archive.append_response(Exchange("http://a.example/bomb", NOON, 200, headers, bomb, "a"))
        with pytest.raises(ArchiveError, match="over 268435456 bytes when unpacked"):
            archive.payload(entry)


@pytest.mark.parametrize("body", [b"", b"\x00" * 10, b"x" * 3_000_000, "𬶍".encode("gb18030")])
def test_any_bytes_are_kept(tmp_path: Path, body: bytes) -> None:
    with Archive(tmp_path) as archive:
        entry = archive.append_response(exchange(body=body))
        assert archive.payload(entry).body == body
    assert_clean(tmp_path)


def test_a_header_with_a_line_break_or_chinese_cannot_break_the_record(tmp_path: Path) -> None:
    headers = (("Content-Type", "text/html"), ("X-Note", "a\r\nWARC-Type: request"), ("X-Name", "采风"))
    with Archive(tmp_path) as archive:
        archive.append_response(Exchange("http://a.example/h", NOON, 404, headers, b"none", "a"))
        assert archive.rebuild_index() == ()
        (entry,) = archive.entries()
    assert (entry.status, entry.kind) == (404, RESPONSE)
    assert_clean(tmp_path)


def test_a_loose_file_is_kept_with_what_was_said_of_it(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.append_file("稿 件/一.txt", "正文".encode(), facts=FACTS, kept_at=NOON)
    (entry,) = Archive(tmp_path).entries()
    assert (entry.kind, entry.url, entry.stated, entry.source) == (FILE, "file:稿 件/一.txt", FACTS, "样报")
    assert Archive(tmp_path).payload(entry).body == "正文".encode()
    assert_clean(tmp_path)


def test_the_same_file_twice_adds_nothing_but_new_facts_do(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        first = archive.append_file("a.txt", b"x", facts=FACTS, kept_at=NOON)
        again = archive.append_file("a.txt", b"x", facts=FACTS, kept_at=NOON + timedelta(days=1))
        other = archive.append_file("a.txt", b"x", facts=FileFacts(), kept_at=NOON)
    assert first is not None
    assert again is None
    assert other is not None
    with Archive(tmp_path) as archive:
        assert archive.append_file("a.txt", b"x", facts=FACTS, kept_at=NOON) is None
        assert len(list(archive.entries())) == 2


def filled(folder: Path, *, count: int = 5, max_bytes: int = 10**9) -> list[Entry]:
    with Archive(folder, max_bytes=max_bytes) as archive:
        for n in range(count):
            archive.append_response(exchange(url=f"http://a.example/{n}", body=bytes([65 + n]) * 999))
        archive.append_response(exchange(url="http://a.example/0", body=b"A" * 999))
        archive.append_file("一.txt", b"text", facts=FACTS, kept_at=NOON)
        return list(archive.entries())


def test_files_are_rotated_by_size(tmp_path: Path) -> None:
    entries = filled(tmp_path, max_bytes=1500)
    assert len({entry.warc for entry in entries}) > 2
    assert [Archive(tmp_path).payload(entry).body[:1] for entry in entries] == [
        b"A",
        b"B",
        b"C",
        b"D",
        b"E",
        b"A",
        b"t",
    ]
    assert_clean(tmp_path)


@pytest.mark.parametrize("max_bytes", [1500, 10**9])
def test_the_index_is_rebuilt_byte_for_byte_from_the_warcs(tmp_path: Path, max_bytes: int) -> None:
    filled(tmp_path, max_bytes=max_bytes)
    before = (tmp_path / INDEX_NAME).read_bytes()
    with Archive(tmp_path) as archive:
        assert archive.rebuild_index() == ()
    assert (tmp_path / INDEX_NAME).read_bytes() == before


def test_a_lost_index_is_rebuilt_by_repair(tmp_path: Path) -> None:
    entries = filled(tmp_path)
    (tmp_path / INDEX_NAME).unlink()
    archive = Archive(tmp_path)
    assert list(archive.entries()) == entries
    archive.repair()
    assert list(archive.entries()) == entries
    assert (tmp_path / INDEX_NAME).exists()


def test_reading_a_torn_archive_changes_nothing_on_the_disk(tmp_path: Path) -> None:
    entries = filled(tmp_path)
    (warc,) = tmp_path.glob("*.warc.gz")
    torn = warc.read_bytes() + b"\x1f\x8b\x08torn"
    warc.write_bytes(torn)
    assert list(Archive(tmp_path).entries()) == entries
    assert warc.read_bytes() == torn


@pytest.mark.parametrize("cut", [1, 7, 60, 300])
def test_a_torn_last_record_is_cut_off_and_reported(tmp_path: Path, cut: int) -> None:
    entries = filled(tmp_path)
    (warc,) = tmp_path.glob("*.warc.gz")
    whole = warc.read_bytes()
    warc.write_bytes(whole[:-cut])
    with Archive(tmp_path) as archive:
        (report,) = archive.rebuild_index()
        assert "torn last record" in report
        assert list(archive.entries()) == entries[:-1]
        archive.append_file("一.txt", b"text", facts=FACTS, kept_at=NOON)
    assert len(list(Archive(tmp_path).entries())) == len(entries)
    assert_clean(tmp_path)


def test_wherever_the_end_is_torn_exactly_the_whole_records_are_left(tmp_path: Path) -> None:
    entries = filled(tmp_path)
    (warc,) = tmp_path.glob("*.warc.gz")
    whole = warc.read_bytes()
    for size in range(0, len(whole), 61):
        warc.write_bytes(whole[:size])
        with Archive(tmp_path) as archive:
            archive.rebuild_index()
            assert list(archive.entries()) == [entry for entry in entries if entry.offset + entry.length <= size]
        assert warc.stat().st_size <= size


def test_an_archive_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / INDEX_NAME).unlink()
    (tmp_path / INDEX_NAME).mkdir()
    with pytest.raises(ArchiveError, match=r"cannot read the archive: .*index\.cdxj\)\. Mend its permissions"):
        Archive(tmp_path)


def test_a_torn_record_that_the_index_never_knew_is_cut_off_before_the_next_append(tmp_path: Path) -> None:
    entries = filled(tmp_path)
    (warc,) = tmp_path.glob("*.warc.gz")
    whole = warc.read_bytes()
    warc.write_bytes(whole + whole[:77])
    with Archive(tmp_path) as archive:
        archive.append_response(exchange(url="http://a.example/new"))
        assert "cut off 77 bytes" in archive.repairs[0]
    assert len(list(Archive(tmp_path).entries())) == len(entries) + 1
    assert_clean(tmp_path)


def test_records_that_a_crash_kept_from_the_index_are_found_again(tmp_path: Path) -> None:
    entries = filled(tmp_path)
    index = tmp_path / INDEX_NAME
    lines = index.read_bytes().splitlines(keepends=True)
    index.write_bytes(b"".join(lines[:3]) + lines[3][:40])
    archive = Archive(tmp_path)
    assert list(archive.entries()) == entries
    assert len(index.read_bytes()) < len(b"".join(lines))
    archive.repair()
    assert list(archive.entries()) == entries
    assert index.read_bytes() == b"".join(lines)


def test_damage_in_the_middle_is_passed_over_and_never_cut(tmp_path: Path) -> None:
    entries = filled(tmp_path)
    (warc,) = tmp_path.glob("*.warc.gz")
    content = bytearray(warc.read_bytes())
    middle = entries[2].offset + entries[2].length // 2
    content[middle : middle + 4] = b"\xff\xff\xff\xff"
    warc.write_bytes(content)
    with Archive(tmp_path) as archive:
        (report,) = archive.rebuild_index()
        assert "damaged bytes" in report
        assert list(archive.entries()) == entries[:2] + entries[3:]
    assert warc.stat().st_size == len(content)


def test_a_record_that_is_not_where_the_index_says_is_an_error_with_advice(tmp_path: Path) -> None:
    entries = filled(tmp_path)
    (warc,) = tmp_path.glob("*.warc.gz")
    warc.unlink()
    with pytest.raises(ArchiveError, match=r"caifeng-00000\.warc\.gz, byte \d+\)\. Put the WARC file back"):
        Archive(tmp_path).payload(entries[0])


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from crawler.archive import Archive, FileFacts; from datetime import datetime, UTC\n"
        "try:\n"
        "    with Archive(pathlib.Path(sys.argv[1])) as archive:\n"
        "        archive.append_file('b', b'b', facts=FileFacts(), kept_at=datetime.now(UTC))\n"
        "except Exception as error: print(type(error).__name__, error); sys.exit(1)"
    )
    with Archive(tmp_path) as archive:
        archive.append_file("a", b"a", facts=FileFacts(), kept_at=NOON)
        other = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
        assert other.stdout.startswith("ArchiveBusy cannot write the archive, another process is writing it: 'process ")
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 0
    assert len(list(Archive(tmp_path).entries())) == 2


def test_two_archives_of_one_process_cannot_write_at_once_either(tmp_path: Path) -> None:
    with Archive(tmp_path) as one, Archive(tmp_path) as two:
        one.append_file("a", b"a", facts=FileFacts(), kept_at=NOON)
        with pytest.raises(ArchiveBusy):
            two.append_file("b", b"b", facts=FileFacts(), kept_at=NOON)


FULL_DISK = """
import os, resource, sys, pathlib
from datetime import UTC, datetime
from crawler.archive import Archive, FileFacts
from crawler.errors import ArchiveError
archive = Archive(pathlib.Path(sys.argv[1]))
archive.append_file("small", b"small", facts=FileFacts(), kept_at=datetime.now(UTC))
archive.commit()
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    archive.append_file("large", os.urandom(100_000), facts=FileFacts(), kept_at=datetime.now(UTC))
except ArchiveError as error:
    print(error)
archive.append_file("after", b"after", facts=FileFacts(), kept_at=datetime.now(UTC))
archive.close()
"""


def test_a_disk_without_room_is_reported_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    told = subprocess.run([sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "cannot write to the archive" in told.stdout
    assert "Free space on the disk" in told.stdout
    assert [entry.url for entry in Archive(tmp_path).entries()] == ["file:small", "file:after"]
    assert_clean(tmp_path)


def test_an_index_line_says_everything_of_its_entry(tmp_path: Path) -> None:
    for entry in filled(tmp_path):
        assert entry_of(line_of(entry)) == entry
    assert "example,a)/0 20240516" in line_of(next(Archive(tmp_path).entries()))


def test_an_archive_that_is_not_there_is_empty_and_reading_makes_no_folder(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    assert list(archive.entries()) == []
    assert archive.latest("http://a.example/") is None
    assert not (tmp_path / "archive").exists()
