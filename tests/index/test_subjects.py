"""What a case is about is found by the name of the theme or formula, also where the article prints another word."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from crawler.items import Page
from index.library import Library
from index.search import build_index, search
from nlp.records import Document, Evidence, Formula, Theme
from tests.index.making import Draft, make_page, read

COUNCIL = Draft("巷口有事商量", "街坊坐下来，把停车的事商量好了。")
LUNCH = Draft("午饭有着落", "独居老人到食堂吃饭，志愿者上门送餐。")
THEMES = ("议事协商", "养老")


def keep(library: Library, number: int, draft: Draft) -> str:
    page = make_page(draft, address=f"file:{number}")
    return library.add_reading(page, themed(page, draft, THEMES[number])).cases[0]


def themed(page: Page, draft: Draft, name: str) -> Document:
    document = read(page, draft)
    here = Evidence("text", 0, 2)
    article = dataclasses.replace(
        document.articles[0],
        themes=(Theme(name, (here,), "by hand", 1.0),),
        formulas=(Formula("枫桥经验", "formula", here, "by hand", 1.0),) if name == THEMES[0] else (),
    )
    return dataclasses.replace(document, articles=(article,))


def test_a_case_is_found_by_its_theme_and_by_the_formula_it_names(tmp_path: Path) -> None:
    with Library.open(tmp_path, create=True) as library:
        ids = [keep(library, number, draft) for number, draft in enumerate((COUNCIL, LUNCH))]
        build_index(library, tmp_path / "index")
    found = {
        query: [hit.id for hit in search(tmp_path / "index", query).hits] for query in ("养老", "枫桥经验", "“养老”")
    }
    assert found == {"养老": [ids[1]], "枫桥经验": [ids[0]], "“养老”": []}  # a phrase in quotes must be printed


def test_a_theme_filters_by_its_whole_name(tmp_path: Path) -> None:
    with Library.open(tmp_path, create=True) as library:
        ids = [keep(library, number, draft) for number, draft in enumerate((COUNCIL, LUNCH))]
        build_index(library, tmp_path / "index")
    assert [hit.id for hit in search(tmp_path / "index", "", theme="议事协商").hits] == [ids[0]]
    assert search(tmp_path / "index", "", theme="议事").total == 0
