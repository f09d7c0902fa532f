"""Lists, figures, the map, the timeline, likeness: what pages over the whole library show."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from press.catalogue import Card
from press.paging import leaves
from press.similar import Likeness
from press.tiles import tile_map
from tests.press.shelf import GUIHUA, HANJIANG, YUNQI, Site

CARD = Card("a", "甲", "", "report", ("四川省", "德阳市", None), "510600", date(2024, 5, 1), "s", "报", 1, None, (), 0)


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("count", [0, 1, 120, 121, 500])
def test_every_item_is_on_one_page_of_its_list(count: int) -> None:
    pages = list(leaves("themes/a.html", range(count)))
    assert [item for page in pages for item in page.items] == list(range(count))
    assert [page.path for page in pages] == list(pages[0].paths)
    assert pages[0].path == "themes/a.html"


def cards(*traits: tuple[str, tuple[str, ...], tuple[str, ...], str | None]) -> dict[str, Card]:
    return {
        id: replace(CARD, id=id, models=models, themes=themes, names=("省", city, None))
        for id, models, themes, city in traits
    }


def test_cases_that_share_a_rare_model_are_alike_and_say_so() -> None:
    known = cards(("a", ("m",), (), None), ("b", ("m",), (), None), *((f"x{n}", (), (), None) for n in range(10)))
    (alike,) = Likeness(known).to(known["a"])
    assert (alike.card.id, alike.models) == ("b", ("m",))


def test_what_everybody_shares_makes_nobody_alike() -> None:
    known = cards(*((str(n), (), ("志愿服务",), "某市") for n in range(50)))
    assert Likeness(known).to(known["0"]) == ()


def test_the_case_that_shares_more_comes_first_and_itself_never() -> None:
    known = cards(
        ("a", ("m",), ("养老", "物业"), "甲市"),
        ("b", (), ("养老", "物业"), "乙市"),
        ("c", ("m",), ("养老", "物业"), "甲市"),
        *((f"x{n}", (), ("调解",), "丙市") for n in range(20)),
    )
    found = Likeness(known).to(known["a"])
    assert [alike.card.id for alike in found] == ["c", "b"]
    assert (found[0].themes, found[0].place) == (("养老", "物业"), "甲市")
    assert found[1].place == ""


def test_the_map_has_every_province_once_and_no_tile_on_another() -> None:
    tiles = tile_map(())
    assert len(tiles) == len({tile.name for tile in tiles}) == len({(tile.x, tile.y) for tile in tiles}) == 34
    assert {tile.shade for tile in tiles} == {0}


def test_a_province_with_cases_is_a_link_on_the_map(site: Site) -> None:
    html = site.read("places/index.html")
    assert re.search(r'<a href="\.\./places/510000\.html" aria-label="四川 2">', html)
    assert re.search(r'<a href="\.\./places/440000\.html" aria-label="广东 1">', html)


def test_the_timeline_leads_to_months_and_counts_the_undated(site: Site) -> None:
    said = words_of(site.read("timeline/index.html"))
    assert "2024 3" in said
    assert "另有 1 个案例没有日期" in said
    assert YUNQI.headline in site.read("timeline/2024-05.html")
    assert HANJIANG.headline not in site.read("timeline/2024-05.html")


def test_a_model_is_told_as_new_in_its_first_month_alone(site: Site) -> None:
    assert "大众议事团" in site.read("timeline/2024-03.html")
    assert "大众议事团" not in words_of(site.read("timeline/2024-05.html"))


def test_every_figure_is_in_one_shard_and_leads_to_its_row(site: Site) -> None:
    html = site.read("numbers/index.html")
    files = {file.partition("?")[0] for listed in re.findall(r'data-files="([^"]*)"', html) for file in listed.split()}
    found = Counter()
    for file in files:
        written = site.read(file)
        value = json.loads(written[written.index(",") + 1 : written.rindex(")")])
        for rows in value["units"].values():
            found.update((value["cases"][row[0]][0], row[1]) for row in rows)
    metrics = {case.id: len(case.article.metrics) for case in site.library.cases(only_cases=True)}
    assert found == Counter((id, n) for id, count in metrics.items() for n in range(1, count + 1))


def test_the_table_of_units_counts_figures_and_bounds(site: Site) -> None:
    rows = [words_of(row) for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", site.read("numbers/index.html"))]
    assert " 个 2 2 9 86 " in rows


def test_the_sources_say_how_complete_their_cases_are(site: Site) -> None:
    said = words_of(site.read("sources/ceshi-ribao.html"))
    assert "日期 day 100 %" in said
    assert "署名 author 33 %" in said


def test_a_case_tells_what_it_shares_with_another(site: Site) -> None:
    said = words_of(site.read(site.case_page(GUIHUA.headline)))
    assert "同有：“一核三联”" in said
    assert "compare.html#ids=" in site.read(site.case_page(GUIHUA.headline))
