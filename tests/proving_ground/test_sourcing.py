"""`caifeng sources`: the shipped ones are sound, one is checked, and a new one is made from nothing but an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from crawler.families import families
from crawler.sources import Source, load_sources, read_source
from crawler.survey import check_source
from desk.cli import run
from tests.proving_ground.crawling import SETTINGS, crawl_ground
from tests.proving_ground.forms import FORMS
from tests.proving_ground.lists import atom, government, plain_site
from tests.proving_ground.serving import Answer, Ground, of_paths, serve

REAL = [source for source in load_sources(None) if not source.sample]


def test_at_least_twelve_real_papers_are_shipped_with_their_territory() -> None:
    assert len([source for source in REAL if source.territory]) >= 12
    assert not any(source.allow_loopback for source in REAL)


@pytest.mark.parametrize("source", REAL, ids=lambda source: source.name)
def test_a_shipped_source_says_that_nobody_tried_it_and_makes_good_addresses(source: Source) -> None:
    assert not source.tried_live
    addresses = [source.entry_address]
    if source.habits.kind == "epaper":
        days = (date(2024, 5, 6), date(2025, 5, 6))
        addresses = [source.issue_address(day) for day in days]
        assert all(source.on(day).habits.is_page(source.issue_address(day)) for day in days)
    assert all(source.owns(address) for address in addresses)


def test_the_day_of_an_issue_chooses_the_version() -> None:
    paper = load_sources(None).get("renmin-ribao")
    old, new = paper.on(date(2024, 11, 30)), paper.on(date(2024, 12, 1))
    assert (old.family, new.family, paper.on(None).family) == ("founder-nbs", "founder-pc", "founder-pc")
    assert paper.issue_address(date(2024, 11, 30)).endswith("/html/2024-11/30/nbs.D110000renmrb_01.htm")
    assert paper.issue_address(date(2024, 12, 1)).endswith("/pc/layout/202412/01/node_01.html")


def test_every_family_says_what_it_is() -> None:
    assert all(family.title and family.kind for family in families().values())


@contextmanager
def polite_enough(site: Mapping[str, Answer]) -> Iterator[Ground]:
    with serve(of_paths(site)) as ground:
        yield ground


NEW = {form.family: (form.entry_path, form.family, form.site()) for form in FORMS} | {
    "government list": (government("createPageHTML")[0], "government", government("createPageHTML")[1]),
    "plain list": ("/list/1.html", "listing", plain_site()),
    "feed": ("/feed.xml", "feed", atom()),
}


ALWAYS = ("founder", "pretitle", "government list", "feed")  # the others take a minute more: in `make check`


@pytest.mark.parametrize("name", [n if n in ALWAYS else pytest.param(n, marks=pytest.mark.long) for n in NEW])
def test_a_new_source_made_from_an_address_alone_collects_the_whole_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    entry, family, site = NEW[name]
    with polite_enough(site) as ground:
        asked = ["sources", "new", f"http://{ground.address}{entry}", "--name", "found", "--allow-loopback"]
        assert run(["--library", str(tmp_path), *asked]) == 0
        assert f"family: {family} " in capsys.readouterr().out
        source = read_source(tmp_path / "sources" / "found.toml")
        assert (source.family, source.tried_live) == (family, False)
        done = crawl_ground(tmp_path / "archive", ground, source, since=date(2024, 1, 1))
    assert done.report.failed == ()
    assert len(done.pages) == 12


def test_a_source_is_checked_by_its_newest_page_and_one_article() -> None:
    form = FORMS[0]
    with polite_enough(form.site()) as ground:
        source = Source("a", "山河日报", f"http://{ground.address}/", allow_loopback=True)
        survey = check_source(source, today=date(2024, 5, 16), settings=SETTINGS)
    assert survey.is_good
    assert "issue of: 2024-05-16" in survey.findings
    assert "pages linked: 2; articles linked: 3" in survey.findings
    assert "headline: “三张清单”管好小院事（2）" in survey.findings


def test_a_source_whose_site_changed_is_told() -> None:
    with polite_enough({"/": Answer("<html>改版中</html>".encode())}) as ground:
        source = Source("a", "山河日报", f"http://{ground.address}/", allow_loopback=True)
        survey = check_source(source, today=date(2024, 5, 16), settings=SETTINGS)
    assert not survey.is_good
    assert survey.findings[-1] == "no article was found"


def test_an_address_that_shows_no_family_writes_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with polite_enough({"/": Answer("<html><p>欢迎</p></html>".encode())}) as ground:
        code = run(["--library", str(tmp_path), "sources", "new", f"http://{ground.address}/", "--allow-loopback"])
    assert code == 1
    assert "the family of the site was not recognised" in capsys.readouterr().err
    assert not (tmp_path / "sources").exists()


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    path = tmp_path / "sources" / "mine.toml"
    path.write_text('title = "我的"\nbase = "http://a.example/"\n', encoding="utf-8")
    with polite_enough(FORMS[0].site()) as ground:
        asked = ["sources", "new", f"http://{ground.address}/", "--name", "mine", "--allow-loopback"]
        assert run(["--library", str(tmp_path), *asked]) == 2
    assert "我的" in path.read_text(encoding="utf-8")


def test_sources_are_listed_one_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--library", str(tmp_path), "sources"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "changshou-ribao\t长寿日报\t500115\tpretitle\tnot tried live" in lines
    assert "qinglan-ribao\t清澜日报\t370700\tfounder\tsample" in lines


def test_a_broken_source_file_is_told_and_the_others_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "torn.toml").write_text("title = ", encoding="utf-8")
    assert run(["--library", str(tmp_path), "sources"]) == 1
    told = capsys.readouterr()
    assert "qinglan-ribao" in told.out
    assert "torn" in told.err
