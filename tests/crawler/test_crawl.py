"""A crawl over real HTTP on loopback: polite, complete, told truly, without doubles however badly it ends."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import settings as shipped
from crawler.archive import RESPONSE, REVISIT, Archive, FileFacts
from crawler.errors import ArchiveBusy, ArchiveError, CrawlFailed
from crawler.pages import page_of
from crawler.report import CrawlProgress, Failure
from crawler.run import crawl
from crawler.sample.serve import answer_sample, reachable, serve_samples
from crawler.sample.site import Served
from crawler.sources import Source, load_sources

SETTINGS: dict[str, object] = {name: getattr(shipped, name) for name in dir(shipped) if name.isupper()} | {
    "RETRY_TIMES": 0
}
PAPER = "qinglan-ribao"
FIRST, SECOND = date(2023, 5, 18), date(2023, 5, 25)
Answer = Callable[[str, str], Served | None]


def source_at(address: str, name: str = PAPER) -> Source:
    return replace(load_sources(None).get(name), through=address)


def texts(folder: Path) -> set[str]:
    archive = Archive(folder)
    pages = (page_of(entry, archive.payload(entry), None) for entry in archive.entries())
    return {page.text for page in pages if page}


def assert_no_doubles(folder: Path) -> None:
    kept = Counter((e.url, e.digest, e.status) for e in Archive(folder).entries() if e.kind == RESPONSE)
    assert [double for double, count in kept.items() if count > 1] == []
    warcs = sorted(str(path) for path in folder.glob("*.warc.gz"))
    code = "from warcio.cli import main; main()"
    checked = subprocess.run([sys.executable, "-c", code, "check", *warcs], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, "")


def test_a_crawl_fetches_every_page_and_article_and_a_second_one_only_adds_revisits(tmp_path: Path) -> None:
    seen: list[CrawlProgress] = []
    with reachable([load_sources(None).get(PAPER)]) as (source,):
        first = crawl(source, tmp_path, settings=SETTINGS, progress=seen.append)
        second = crawl(source, tmp_path, settings=SETTINGS)
    assert (first.pages_expected, first.pages_fetched) == (8, 8)
    assert (first.articles_expected, first.articles_fetched, first.failed) == (20, 20, ())
    assert (first.issues, first.is_complete) == ((FIRST, SECOND), True)
    assert (first.kept, first.revisits) == (30, 0)
    assert (first.fetched, second.unchanged) == (28, 30)
    assert (second.kept, second.revisits) == (0, 30)
    assert (seen[-1].pages_fetched, seen[-1].articles_fetched) == (8, 20)
    assert len(texts(tmp_path)) == 20
    assert_no_doubles(tmp_path)


def test_addresses_stay_the_same_whatever_the_port(tmp_path: Path) -> None:
    for _ in range(2):
        with serve_samples() as site:
            crawl(source_at(site.address), tmp_path, since=SECOND, settings=SETTINGS)
    kinds = Counter(entry.kind for entry in Archive(tmp_path).entries())
    assert kinds[RESPONSE] == kinds[REVISIT]
    assert all(e.url.startswith(f"http://{PAPER}.sample.invalid/") for e in Archive(tmp_path).entries())


def test_a_response_is_kept_with_its_request_and_the_robots_file_too(tmp_path: Path) -> None:
    with serve_samples() as site:
        crawl(source_at(site.address), tmp_path, since=SECOND, settings=SETTINGS)
    urls = [entry.url for entry in Archive(tmp_path).entries()]
    assert urls[0] == f"http://{PAPER}.sample.invalid/robots.txt"
    assert urls[1] == f"http://{PAPER}.sample.invalid/"


@pytest.mark.parametrize(
    ("since", "until", "issues"),
    [
        (FIRST, None, (FIRST, SECOND)),
        (FIRST, FIRST, (FIRST,)),
        (date(2023, 5, 16), date(2023, 5, 20), (FIRST,)),
        (None, FIRST, (FIRST,)),
        (date(2023, 5, 19), None, (SECOND,)),
        (date(2024, 1, 1), None, ()),
    ],
)
def test_dates_choose_the_issues(
    tmp_path: Path, since: date | None, until: date | None, issues: tuple[date, ...]
) -> None:
    with serve_samples() as site:
        report = crawl(source_at(site.address), tmp_path, since=since, until=until, settings=SETTINGS)
    assert report.issues == issues
    assert report.failed == ()


def test_days_without_an_issue_are_told_and_are_no_failure(tmp_path: Path) -> None:
    with serve_samples() as site:
        report = crawl(source_at(site.address), tmp_path, since=date(2023, 5, 23), settings=SETTINGS)
    assert report.days_without_issue == (date(2023, 5, 23), date(2023, 5, 24))
    assert report.is_complete


def test_dates_after_the_newest_issue_are_told(tmp_path: Path) -> None:
    with serve_samples() as site:
        report = crawl(source_at(site.address), tmp_path, since=date(2024, 1, 1), settings=SETTINGS)
    assert report.notes == ("no issue from 2024-01-01: the newest is of 2023-05-25",)


def changed(change: Callable[[str, Served], Served | None]) -> Answer:
    """The sample site, but with *change* between."""

    def answer(host: str, path: str) -> Served | None:
        served = answer_sample(host, path)
        return change(path, served) if served else None

    return answer


def crawled(folder: Path, answer: Answer, **changes: Any) -> Any:
    with serve_samples(answer) as site:
        return crawl(replace(source_at(site.address), **changes), folder, since=SECOND, settings=SETTINGS)


def test_a_page_that_fails_is_told_with_its_reason_and_the_rest_is_done(tmp_path: Path) -> None:
    def break_two(path: str, served: Served) -> Served | None:
        if path.endswith("101.htm"):
            return replace(served, status=503)
        return None if path.endswith("102.htm") else served

    report = crawled(tmp_path, changed(break_two))
    assert [(f.address[-7:], f.reason) for f in report.failed] == [
        ("101.htm", "the site answered 503"),
        ("102.htm", "the site answered 404"),
    ]
    assert report.articles_fetched == report.articles_expected - 2
    statuses = Counter(entry.status for entry in Archive(tmp_path).entries())
    assert (statuses[503], statuses[404]) == (1, 1)


def test_what_robots_txt_forbids_is_not_asked(tmp_path: Path) -> None:
    asked: list[str] = []

    def forbid(path: str, served: Served) -> Served:
        asked.append(path)
        return replace(served, body=b"User-agent: *\nDisallow: /html/") if path == "/robots.txt" else served

    report = crawled(tmp_path, changed(forbid))
    assert asked == ["/robots.txt", "/"]
    assert [failure.reason for failure in report.failed] == ["Forbidden by robots.txt"]


def test_a_changed_template_is_told_and_the_answer_kept(tmp_path: Path) -> None:
    def redesign(path: str, served: Served) -> Served:
        return replace(served, body="<h1>新版</h1>".encode()) if "content_" in path else served

    report = crawled(tmp_path, changed(redesign))
    assert {failure.reason for failure in report.failed} == {"fetched, but the markup is not that of the family"}
    assert (report.articles_fetched, len(report.failed)) == (0, report.articles_expected)


def test_an_entry_page_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    report = crawled(tmp_path, lambda host, path: Served("维护中".encode(), "text/html"))
    assert report.failed == (Failure(f"http://{PAPER}.sample.invalid/", "no issue is linked on the entry page"),)


def test_a_redirect_inside_is_followed_and_one_outside_is_not(tmp_path: Path) -> None:
    outside: list[str] = []

    def redirect(host: str, path: str) -> Served | None:
        if not host.startswith(PAPER):
            outside.append(host)
        if path == "/":
            return Served(b"", "text/html", 302, "/index.htm")
        if path.endswith("101.htm"):
            return Served(b"", "text/html", 302, "http://169.254.169.254/latest/meta-data/")
        return answer_sample(host, "/" if path == "/index.htm" else path)

    report = crawled(tmp_path, redirect)
    assert [failure.reason for failure in report.failed] == ["it is not on the source's own hosts"]
    assert report.articles_fetched == report.articles_expected - 1
    assert outside == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433"])
def test_this_machine_is_never_asked_unless_the_source_says_so(tmp_path: Path, host: str) -> None:
    asked: list[str] = []

    def answer(host: str, path: str) -> Served | None:
        asked.append(path)
        return answer_sample(host, path)

    with serve_samples(answer) as site:
        port = site.address.rpartition(":")[2]
        source = Source("inside", "内网报", f"http://{host}:{port}/{PAPER}/")
        report = crawl(source, tmp_path, settings=SETTINGS | {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False})
    assert asked == []
    assert len(report.failed) == 1
    if host != "localhost":
        assert report.failed[0].reason == "it is not a public address; a source may allow it with allow_loopback"


def test_a_source_on_this_machine_that_says_so_is_crawled(tmp_path: Path) -> None:
    with serve_samples() as site:
        source = Source("inside", "内网报", site.base_url(PAPER), allow_loopback=True)
        report = crawl(source, tmp_path, settings=SETTINGS)
    assert (report.articles_fetched, report.failed) == (10, ())


def run_and_kill(folder: Path, source: Source, *, after: int) -> None:
    """Crawl in a process that is killed with SIGKILL when it has told of *after* pages."""
    job = {"source": asdict(source), "archive": str(folder), "since": None, "until": None, "settings": SETTINGS}
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(json.dumps(job))
        child.stdin.close()
        for _ in range(after):
            assert "progress" in child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL


@pytest.mark.parametrize("after", [1, 19])
def test_a_killed_crawl_is_taken_up_again_without_doubles(tmp_path: Path, after: int) -> None:
    def slow(path: str, served: Served) -> Served:
        time.sleep(0.01)
        return served

    with serve_samples(changed(slow)) as site:
        run_and_kill(tmp_path, source_at(site.address), after=after)
        report = crawl(source_at(site.address), tmp_path, settings=SETTINGS)
    assert (report.articles_fetched, report.failed) == (20, ())
    assert report.revisits >= after
    assert len(texts(tmp_path)) == 20
    assert_no_doubles(tmp_path)


def test_a_record_torn_by_the_crash_is_reported_by_the_next_crawl(tmp_path: Path) -> None:
    with serve_samples() as site:
        crawl(source_at(site.address), tmp_path, since=SECOND, settings=SETTINGS)
        (warc,) = tmp_path.glob("*.warc.gz")
        with warc.open("ab") as file:
            file.write(warc.read_bytes()[:500])
        report = crawl(source_at(site.address), tmp_path, since=SECOND, settings=SETTINGS)
    assert "cut off" in report.notes[0]
    assert_no_doubles(tmp_path)


def test_a_crawl_ends_when_nobody_listens_any_more(tmp_path: Path) -> None:
    code = (
        "import sys, json, os, pathlib, signal\n"
        "from crawler.run import crawl; from crawler.sources import Source\n"
        "def stop(progress): os.kill(os.getpid(), signal.SIGKILL)\n"
        "crawl(Source('inside', 'x', sys.argv[1], allow_loopback=True, recent_issues=2), pathlib.Path(sys.argv[2]),\n"
        "      settings=json.loads(sys.argv[3]), progress=stop)"
    )
    answered: list[str] = []

    def slow(path: str, served: Served) -> Served:
        answered.append(path)
        time.sleep(0.1)
        return served

    with serve_samples(changed(slow)) as site:
        subprocess.run(
            [sys.executable, "-c", code, site.base_url(PAPER), str(tmp_path), json.dumps(SETTINGS, default=str)],
            check=False,
        )
        time.sleep(0.5)
        so_far = len(answered)
        time.sleep(0.5)
        assert len(answered) == so_far
        assert so_far < 20


def test_an_error_of_the_caller_ends_the_crawl_and_keeps_what_came(tmp_path: Path) -> None:
    def give_up(progress: CrawlProgress) -> None:
        raise KeyboardInterrupt

    with serve_samples() as site:
        with pytest.raises(KeyboardInterrupt):
            crawl(source_at(site.address), tmp_path, settings=SETTINGS, progress=give_up)
        assert crawl(source_at(site.address), tmp_path, settings=SETTINGS).is_complete
    assert_no_doubles(tmp_path)


def test_an_archive_that_another_process_writes_is_told(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive, serve_samples() as site:
        archive.append_file("a", b"a", facts=FileFacts(), kept_at=datetime.now(UTC))
        with pytest.raises(ArchiveBusy, match=f"another process is writing it: 'process {os.getpid()}'"):
            crawl(source_at(site.address), tmp_path, settings=SETTINGS)


def test_scrapy_that_cannot_start_is_told_with_its_own_words(tmp_path: Path) -> None:
    with serve_samples() as site, pytest.raises(CrawlFailed, match=r"Scrapy could not start: .*no_such_module"):
        crawl(source_at(site.address), tmp_path, settings=SETTINGS | {"SCHEDULER": "no_such_module.Scheduler"})


def test_a_sample_without_its_server_is_told() -> None:
    with pytest.raises(CrawlFailed, match="cannot crawl a sample newspaper, its server does not run: 'qinglan-ribao'"):
        crawl(load_sources(None).get(PAPER), Path("never-made"), settings=SETTINGS)


def test_days_the_wrong_way_round_are_told() -> None:
    with pytest.raises(CrawlFailed, match="from a day to an earlier one: '2023-05-25 to 2023-05-18'"):
        crawl(Source("a", "某", "http://a.example/"), Path("never-made"), since=SECOND, until=FIRST, settings=SETTINGS)


def test_an_archive_that_cannot_be_written_ends_the_crawl_with_that_error(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be", encoding="utf-8")
    with serve_samples() as site, pytest.raises(ArchiveError, match="cannot write the archive"):
        crawl(source_at(site.address), tmp_path / "archive", settings=SETTINGS)


@contextmanager
def largest_file(limit_bytes: int) -> Iterator[None]:
    """No file may grow beyond the limit, here and in processes started here: a full disk without filling one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_ends_the_crawl_and_a_later_one_goes_on(tmp_path: Path) -> None:
    with serve_samples() as site:
        with largest_file(30_000), pytest.raises(ArchiveError, match=r"cannot write .*Free space on the disk"):
            crawl(source_at(site.address), tmp_path, settings=SETTINGS)
        report = crawl(source_at(site.address), tmp_path, settings=SETTINGS)
    assert report.is_complete
    assert report.revisits > 0
    assert_no_doubles(tmp_path)


def test_the_spider_works_by_hand_with_the_shipped_settings(tmp_path: Path) -> None:
    with serve_samples() as site:
        folder = tmp_path / "sources"
        folder.mkdir()
        text = f'title = "内网报"\nbase = "{site.base_url(PAPER)}"\nallow_loopback = true\n'
        (folder / "inside.toml").write_text(text, encoding="utf-8")
        options = ["-a", "source=inside", "-a", f"library={tmp_path}", "-a", "since=2023-05-25"]
        ran = subprocess.run(
            [
                sys.executable,
                "-m",
                "scrapy",
                "crawl",
                "epaper",
                *options,
                "-s",
                "AUTOTHROTTLE_ENABLED=0",
                "-s",
                "CAIFENG_ALLOW_LOOPBACK=1",
                "-s",
                "DOWNLOAD_DELAY=0",
            ],
            env=os.environ | {"SCRAPY_SETTINGS_MODULE": "settings"},
            cwd=Path(shipped.__file__).parent,
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr
    assert len(texts(tmp_path / "archive")) == 10, ran.stderr


def test_the_shipped_settings_are_polite() -> None:
    assert shipped.ROBOTSTXT_OBEY
    assert shipped.AUTOTHROTTLE_ENABLED
    assert shipped.DOWNLOAD_DELAY >= 1
