"""What other programs fetch: feeds, the OpenSearch description, tables with their dictionary."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nlp.records import Component
from press.feeds import NOT_XML, open_search
from press.tables import TABLES, columns_of, disarmed
from tests.press.shelf import GUIHUA, SMALL, YUNQI, Site, Told, document, site_of

BASE = "https://cases.example/lib/"
ATOM = "{http://www.w3.org/2005/Atom}"
FORMULAS = Told(
    headline="=cmd|'/c calc'!A0",
    text="+网格员\n推行“@三”机制，拨打－1件。\x0b共有3件。",
    models=[("“@三”机制", "@三", "机制", [Component("=1+1"), Component("乙", (Component("丙"),))])],
    metrics=[("－1件", -1.0, "件", "=HYPERLINK(1)", "exact")],
)


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small library, with one that is full of formulas, published for an address."""
    made = site_of(tmp_path_factory.mktemp("hosted"), *SMALL, (document(FORMULAS), {}), base_url=BASE)
    with made.library:
        yield made


def rows(site: Site, table: str) -> list[dict[str, str]]:
    content = (site.folder / "data" / f"{table}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def lines(site: Site, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in site.read(f"data/{table}.jsonl").splitlines()]


def test_the_tables_hold_every_case_model_and_figure(hosted: Site) -> None:
    cases = list(hosted.library.cases(only_cases=True))
    assert len(rows(hosted, "cases")) == len(cases)
    assert len(rows(hosted, "models")) == sum(len(case.article.models) for case in cases)
    assert len(rows(hosted, "metrics")) == sum(len(case.article.metrics) for case in cases)


@pytest.mark.parametrize("table", TABLES)
def test_the_dictionary_explains_exactly_the_columns(hosted: Site, table: str) -> None:
    assert tuple(rows(hosted, table)[0]) == columns_of(table)
    assert tuple(lines(hosted, table)[0]) == columns_of(table)


@pytest.mark.parametrize("table", TABLES)
def test_csv_and_json_lines_say_the_same(hosted: Site, table: str) -> None:
    for row, record in zip(rows(hosted, table), lines(hosted, table), strict=True):
        for name, value in record.items():
            if isinstance(value, str):
                assert row[name] == disarmed(value), name
            elif value is None:
                assert row[name] == ""


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_is_a_formula_but_numbers_stay_numbers(hosted: Site, table: str) -> None:
    for row in rows(hosted, table):
        for name, cell in row.items():
            assert not cell.startswith(tuple("=+@\t\r")), (name, cell)
    assert any(row["value"] == "-1" for row in rows(hosted, "metrics"))


def test_a_figure_can_be_traced_to_its_case_and_sentence(hosted: Site) -> None:
    row = next(row for row in rows(hosted, "metrics") if row["text"] == "累计办理群众诉求1.2万余件")
    assert (row["value"], row["unit"], row["object"], row["bound"]) == ("12000", "件", "群众诉求", "at_least")
    assert row["sentence"].endswith("办结率98.5%。")
    case = next(one for one in rows(hosted, "cases") if one["id"] == row["case"])
    assert f'id="e-k{row["number"]}"' in hosted.read(case["page"])
    assert case["citation"].startswith("林小满, 周牧. ")


def test_what_a_model_stands_for_is_a_tree(hosted: Site) -> None:
    record = next(one for one in lines(hosted, "models") if one["key"] == "一核三联" and one["components"])
    assert record["components"][0] == {"name": "一核", "components": [{"name": "镇党委"}]}  # type: ignore[index]
    assert f"{record['model']}.html" in {path.name for path in (hosted.folder / "models").iterdir()}


def test_the_feeds_are_atom_and_lead_to_cases(hosted: Site) -> None:
    feeds = sorted((hosted.folder / "feeds").glob("*.xml"))
    assert {"all.xml", "place-510000.xml"} <= {feed.name for feed in feeds}
    for feed in feeds:
        root = ElementTree.fromstring(feed.read_bytes())
        assert root.tag == f"{ATOM}feed"
        assert root.findtext(f"{ATOM}id") == f"{BASE}feeds/{feed.name}"
        for entry in root.iter(f"{ATOM}entry"):
            path = str(entry.findtext(f"{ATOM}id")).removeprefix(BASE)
            assert (hosted.folder / path).is_file()
            assert str(entry.findtext(f"{ATOM}updated")).endswith("T00:00:00Z")


def test_the_newest_case_comes_first_and_says_how_new_the_feed_is(hosted: Site) -> None:
    root = ElementTree.fromstring((hosted.folder / "feeds/all.xml").read_bytes())
    days = [str(entry.findtext(f"{ATOM}updated")) for entry in root.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0] == "2024-05-16T00:00:00Z"


def test_a_feed_holds_no_character_that_xml_cannot() -> None:
    assert "\x0b\x00\ufffe".translate(NOT_XML) == "\ufffd" * 3
    assert "\t\n汉".translate(NOT_XML) == "\t\n汉"


def test_the_search_of_the_site_is_described(hosted: Site) -> None:
    root = ElementTree.fromstring((hosted.folder / "opensearch.xml").read_bytes())
    url = next(element for element in root if element.tag.endswith("Url"))
    assert url.get("template") == f"{BASE}index.html?q={{searchTerms}}"
    assert 'type="application/opensearchdescription+xml"' in hosted.read("index.html")
    short = next(element for element in root if element.tag.endswith("ShortName"))
    assert len(short.text or "") <= 16
    assert ElementTree.fromstring(open_search("https://x.example/?a&<b>/")) is not None


def test_without_an_address_feeds_are_left_out(site: Site) -> None:
    assert not (site.folder / "feeds").exists()
    assert not (site.folder / "opensearch.xml").exists()
    assert "atom+xml" not in site.read("index.html")


def test_a_feed_knows_no_clock(hosted: Site, tmp_path: Path) -> None:
    again = site_of(tmp_path, *SMALL, (document(FORMULAS), {}), base_url=BASE)
    assert again.read("feeds/all.xml") == hosted.read("feeds/all.xml")


def test_shards_of_facts_hold_each_case_once_with_its_citations(hosted: Site) -> None:
    held: dict[str, dict[str, object]] = {}
    for file in (hosted.folder / "facts").glob("*.js"):
        written = file.read_text("utf-8")
        held |= json.loads(written[written.index(",") + 1 : written.rindex(")")])
    assert set(held) == set(hosted.library.fingerprints(only_cases=True))
    told = next(one for one in held.values() if one["title"] == YUNQI.headline)
    assert str(told["bibtex"]).startswith("@article{")
    assert str(told["ris"]).startswith("TY  - NEWS\r\n")
    assert [metric[:2] for metric in told["metrics"]] == [["9", "个"], ["≥ 12,000", "件"], ["98.5", "%"]]  # type: ignore[attr-defined]
    assert len(told["cells"]) == len(columns_of("cases"))  # type: ignore[arg-type]
    assert GUIHUA.headline in {one["title"] for one in held.values()}
