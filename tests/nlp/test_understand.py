"""What an article says comes together; a page tells where those are that name no place; the docs keep in step."""

from __future__ import annotations

from pathlib import Path

from nlp.records import Article, Part
from nlp.themes import definitions
from nlp.understand import BY_PAGE, PAGE_RULE, understand_article, understand_page

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "understanding.md"


def article(headline: str, text: str, *, kind: str = "report") -> Article:
    return Article(1, kind, (Part("headline", headline, headline), Part("text", text, text)))


NEIGHBOURS = (
    article("邹城市推行积分制", "近日，邹城市推行积分制，组建评议队伍。"),
    article("梁山县开设村民课堂", "近日，梁山县开设村民课堂，组建宣讲队伍。"),
)
UNPLACED = article("我市推行“三问”工作法", "近日，我市推行“三问”工作法，建立回访制度，化解纠纷30件。")


def test_an_article_comes_with_everything_that_it_says() -> None:
    text = "邹城市推行“三问”工作法，落实三会一课，志愿者化解纠纷30件。"
    found = understand_article(article("志愿者“三问”解民忧", text))
    assert [model.key for model in found.models] == ["三问"]
    assert [metric.value for metric in found.metrics] == [30.0]
    assert [formula.name for formula in found.formulas] == ["三会一课"]
    assert {theme.name for theme in found.themes} == {"志愿服务"}
    assert [sentence.text for sentence in found.summary] == [found.text]
    assert found.place.county == "邹城市"
    assert found.is_case


def test_furniture_is_left_as_it_is() -> None:
    furniture = article("某县报", "编辑 王观 志愿者 志愿者 志愿者", kind="furniture")
    assert understand_page([furniture]) == (furniture,)


def test_a_page_tells_what_our_city_means() -> None:
    *_, found = understand_page([*NEIGHBOURS, UNPLACED])
    assert (found.place.province, found.place.city, found.place.county) == ("山东省", "济宁市", None)
    assert found.place.rule == PAGE_RULE
    assert found.place.confidence <= BY_PAGE


def test_one_neighbour_or_neighbours_of_two_provinces_tell_nothing() -> None:
    far = article("什邡市推行积分制", "近日，什邡市推行积分制。")
    for others in (NEIGHBOURS[:1], (NEIGHBOURS[0], far)):
        *_, found = understand_page([*others, UNPLACED])
        assert found.place.province is None


def test_what_the_paper_is_known_to_cover_wins_over_the_page() -> None:
    *_, found = understand_page([*NEIGHBOURS, UNPLACED], territory="510600")
    assert found.place.city == "德阳市"


def test_the_docs_show_the_scheme_of_themes() -> None:
    shown = DOCS.read_text("utf-8").split("<!-- themes -->")[1].split("<!-- /themes -->")[0]
    rows = [f"| {name} | {meaning} |" for name, meaning in definitions().items()]
    assert shown.strip().splitlines()[2:] == rows, "put these rows between the markers:\n" + "\n".join(rows)


def test_the_docs_name_only_tables_that_are_there() -> None:
    tables = {path.stem for path in (DOCS.parent.parent / "nlp" / "tables").glob("*.tsv")}
    named = [
        row.split("|")[3] for row in DOCS.read_text("utf-8").split("## Adding")[0].splitlines() if row[:4] == "| mo"
    ]
    assert {word.strip(" `") for cell in named for word in cell.split(",")} <= tables
