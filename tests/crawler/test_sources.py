"""A source is read from its TOML file, and a wrong file is told so that it can be mended."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from crawler.errors import SourceError
from crawler.families import families
from crawler.sources import Source, load_sources, read_source, source_from_json, source_to_json
from crawler.sources.writing import source_to_toml

GOOD = 'title = "某某日报"\nbase = "http://epaper.example.com/mmrb/"\nterritory = "370700"\n'


def written(folder: Path, text: str, name: str = "mmrb.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_is_named_by_its_file_and_has_polite_defaults(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, GOOD))
    assert (source.name, source.title, source.territory) == ("mmrb", "某某日报", "370700")
    assert (source.family, source.publish, source.delay_seconds, source.allow_loopback) == (
        "founder",
        "extract",
        None,
        False,
    )
    assert source.entry_address == "http://epaper.example.com/mmrb/"


def test_the_first_page_of_an_issue_is_made_from_its_date(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, GOOD + "first_node = 12\n"))
    assert source.issue_address(date(2024, 5, 6)) == "http://epaper.example.com/mmrb/html/2024-05/06/node_12.htm"


OWN = ["http://epaper.example.com/x", "https://img.example.com/a.htm"]
FOREIGN = [
    "http://example.com/",
    "http://evil.epaper.example.com/",
    "http://epaper.example.com:8080/",
    "http://127.0.0.1/",
    "ftp://epaper.example.com/",
    "file:///etc/passwd",
    "http://epaper.example.com@evil.example/",
    "http://u:p@epaper.example.com/",
    "http://epaper.example.com:bad/",
    "javascript:alert(1)",
    "",
]


@pytest.mark.parametrize("url", OWN + FOREIGN)
def test_only_the_sources_own_hosts_are_its_own(url: str) -> None:
    source = Source("mmrb", "某", "http://epaper.example.com/mmrb/", hosts=("img.example.com",))
    assert source.owns(url) == (url in OWN)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("delay_second = 3", "wrong key: 'delay_second' .*Did you mean 'delay_seconds'"),
        ("nonsense = 3", "wrong key: 'nonsense' .*Known keys: allow_loopback, base"),
        ('family = "foundry"', "wrong family: 'foundry' .*must be one of feed, founder"),
        ('publish = "all"', "wrong publish: 'all' .*must be one of full, extract, citation"),
        ("first_node = true", "wrong first_node: True .*whole number"),
        ("delay_seconds = -1", "wrong delay_seconds: -1 .*seconds from 0"),
        ('issue = "html/{jahr}/node.htm"', "wrong issue"),
        ('through = "10.0.0.8:80"', "wrong through: '10.0.0.8:80' .*loopback"),
        ('hosts = "img.example.com"', "wrong hosts"),
        ("a = = b", r"not TOML: .*line 4.*mmrb\.toml\)\. Mend that line"),
    ],
)
def test_a_wrong_line_is_told_with_its_file_and_what_may_stand_there(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        read_source(written(tmp_path, GOOD + line + "\n"))


@pytest.mark.parametrize(
    "base", ["ftp://a.example/", "http://a.example", "http://", "http://u:p@a.example/", "http://a:x/"]
)
def test_a_base_that_is_no_web_address_is_refused(tmp_path: Path, base: str) -> None:
    with pytest.raises(SourceError, match="wrong base"):
        read_source(written(tmp_path, f'title = "某"\nbase = "{base}"\n'))


def test_a_missing_key_and_a_wrong_territory_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="lacks a key: 'base'"):
        read_source(written(tmp_path, 'title = "某"\n'))
    with pytest.raises(SourceError, match=r"wrong territory: 370700 .*six digits in quotes"):
        read_source(written(tmp_path, GOOD.replace('"370700"', "370700")))


def test_a_librarys_source_stands_over_the_shipped_one(tmp_path: Path) -> None:
    written(tmp_path, GOOD, "qinglan-ribao.toml")
    assert load_sources(tmp_path).get("qinglan-ribao").title == "某某日报"
    assert load_sources(None).get("qinglan-ribao").title == "清澜日报"


def test_a_broken_file_spoils_only_its_own_source(tmp_path: Path) -> None:
    written(tmp_path, "title = ", "broken.toml")
    sources = load_sources(tmp_path)
    assert len(list(sources)) == len(list(load_sources(None)))
    with pytest.raises(SourceError, match="not TOML"):
        sources.get("broken")


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(SourceError, match=r"no source of that name: 'qinglan' .*Did you mean 'qinglan-ribao'\?"):
        load_sources(None).get("qinglan")


def test_a_folder_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    assert list(load_sources(tmp_path / "none"))


MARKED = GOOD + '[markup]\nheadline = ["#ctitle"]\n'
VERSIONED = GOOD + '[[versions]]\nvalid_until = 2024-05-15\nfamily = "zjol"\nissue = "{year}/{month}{day}.htm"\n'


def test_a_source_may_have_single_habits_of_its_own(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, MARKED))
    assert source.habits.headline == ("#ctitle",)
    assert source.habits.body == Source("a", "某", "http://a.example/").habits.body


def test_the_version_of_a_day_is_the_first_that_was_still_valid(tmp_path: Path) -> None:
    older = '[[versions]]\nvalid_until = 2020-01-01\nfamily = "pretitle"\n'
    source = read_source(written(tmp_path, VERSIONED + older))
    days = (date(2019, 1, 1), date(2020, 1, 2), date(2024, 5, 15), date(2024, 5, 16))
    assert [source.on(day).family for day in days] == ["pretitle", "zjol", "zjol", "founder"]
    assert source.issue_address(date(2024, 5, 15)) == "http://epaper.example.com/mmrb/2024/0515.htm"
    assert source.issue_address(date(2024, 5, 16)) == "http://epaper.example.com/mmrb/html/2024-05/16/node_2.htm"


def test_a_source_survives_the_way_to_another_process(tmp_path: Path) -> None:
    source = read_source(written(tmp_path, VERSIONED + '[markup]\nbody = ["#a", "#b"]\n'))
    back = source_from_json(json.loads(json.dumps(source_to_json(source))))
    assert (back.versions, back.hosts, back.habits) == (source.versions, source.hosts, source.habits)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MARKED.replace("headline", "headlin"), r"wrong key: 'headlin' .*\[markup\].*Did you mean 'headline'"),
        (MARKED.replace('["#ctitle"]', '"#ctitle"'), "wrong headline: '#ctitle' .*a list of CSS selectors"),
        (MARKED.replace("#ctitle", "##"), r"wrong headline: '##' .*\[markup\]"),
        (GOOD + "[markup]\narticle = '('\n", r"wrong article: '\(' .*unterminated"),
        (VERSIONED.replace("2024-05-15", '"2024-05-15"'), "wrong valid_until: '2024-05-15' .*without quotes"),
        (VERSIONED.replace("issue =", "title ="), r"wrong key: 'title' .*\[\[versions\]\]"),
        (GOOD + 'hours = "22-6"\n', "wrong hours: '22-6' .*like 22:00-06:00"),
        (GOOD + "daily_budget = 0\n", "wrong daily_budget: 0 .*from 1"),
    ],
)
def test_a_wrong_habit_version_or_limit_is_told_before_anything_is_fetched(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(SourceError, match=told):
        read_source(written(tmp_path, text))


def test_a_written_source_is_read_as_it_was(tmp_path: Path) -> None:
    source = Source("mmrb", '某"某\\日报', "http://a.example/", hosts=("b.example",), by_date=True, delay_seconds=2.5)
    assert read_source(written(tmp_path, source_to_toml(source, remarks=("看一看",)))) == source


def test_the_walk_through_names_every_key_and_family() -> None:
    told = (Path(__file__).parents[2] / "docs" / "add-a-source.md").read_text(encoding="utf-8")
    keys = {field.name for field in fields(Source)} - {"name", "sample", "through"}
    assert [word for word in sorted(keys | set(families())) if f"`{word}`" not in told] == []
