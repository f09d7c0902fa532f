"""Geometry alone tells the order: columns, texts round a corner, boxes, captions, heads. Texts written for this."""

from __future__ import annotations

from crawler.pdf.compose import compose
from crawler.pdf.layout import read_stories
from crawler.pdf.records import Glyph, PdfText, Rect, Sheet
from tests.crawler.typeset import set_lines, sheet_of, wrap

WIDTH = 14  # characters of a column, 126 points
ONE = (
    "春天的河水涨了起来，镇里的干部沿着堤坝走了一圈又一圈，把每一处隐患都记在本子上。",
    "村民说，从前遇到事情不知道找谁，现在门口就有服务点，电话一打就有人上门办理。",
    "到了年底，全镇一共办结各类小事三百多件，群众满意率一年比一年高，大家都说好。",
)
TWO = (
    "学校门口的早市搬进了新棚子，摊主们轮流打扫，街面干净了，孩子们上学也顺当了。",
    "社区把闲置的仓库改成图书角，老人看报，少年写字，夜里的灯一直亮到九点钟才熄。",
)


def read(sheet: Sheet) -> PdfText:
    return compose([read_stories(sheet)])


def marked(text: PdfText, role: str) -> list[str]:
    return [text.text[mark.start : mark.end] for mark in text.marks if mark.role == role]


def paragraphs(text: PdfText) -> list[str]:
    marks = {mark.start for mark in text.marks if mark.role != "end"}
    found, position = [], 0
    for line in text.text.split("\n"):
        if line and position not in marks:
            found.append(line)
        position += len(line) + 1
    return found


def columns(texts: tuple[str, ...], counts: tuple[int, ...], left: float, top: float) -> list[list[Glyph]]:
    return [set_lines(lines, left + 146 * n, top) for n, lines in enumerate(wrap(texts, counts, WIDTH))]


def test_two_columns_under_a_headline_are_read_one_after_the_other() -> None:
    head = set_lines(["堤坝上的本子"], 30, 50, 20)
    text = read(sheet_of(head, *columns(ONE, (5, 99), 30, 90)))
    assert (marked(text, "headline"), paragraphs(text)) == (["堤坝上的本子"], list(ONE))


def test_rows_of_two_columns_printed_across_are_not_mixed() -> None:
    parts = columns(ONE, (5, 99), 30, 90)
    across = sorted((glyph for part in parts for glyph in part), key=lambda glyph: (glyph.base, glyph.left))
    text = read(sheet_of(set_lines(["堤坝上的本子"], 30, 50, 20), across))
    assert paragraphs(text) == list(ONE)


def test_headlines_side_by_side_are_not_one() -> None:
    heads = sorted(
        set_lines(["堤坝上的本子"], 30, 50, 20) + set_lines(["早市有新棚"], 176, 50, 20), key=lambda g: g.left
    )
    left, right = columns(ONE, (99,), 30, 90), columns(TWO, (99,), 176, 90)
    text = read(sheet_of(heads, *left, *right))
    assert marked(text, "headline") == ["堤坝上的本子", "早市有新棚"]
    assert paragraphs(text) == [*ONE, *TWO]


def test_a_column_that_rises_beside_its_headline_goes_on_with_it() -> None:
    first, second, third = columns(ONE, (3, 3, 99), 30, 90)
    third = [Glyph(g.char, g.left, g.right, g.base - 36, g.size, g.font) for g in third]
    below = set_lines(["早市搬进了新棚子大家都高兴"], 30, 220, 20)
    text = read(
        sheet_of(set_lines(["堤坝上的本子"], 30, 50, 20), first, second, third, below, *columns(TWO, (3, 3), 30, 260))
    )
    assert paragraphs(text) == [*ONE, *TWO]


def test_a_headline_at_the_foot_of_a_column_heads_the_next() -> None:
    foot = set_lines(["早市有新棚"], 30, 330, 16)
    text = read(
        sheet_of(
            set_lines(["堤坝上的本子"], 30, 50, 16), *columns(ONE, (99,), 30, 90), foot, *columns(TWO, (99,), 176, 50)
        )
    )
    assert marked(text, "headline") == ["堤坝上的本子", "早市有新棚"]
    assert paragraphs(text) == [*ONE, *TWO]


def test_a_boxed_quotation_inside_a_column_is_set_apart() -> None:
    (lines,) = wrap(ONE, (99,), WIDTH)
    above, below = set_lines(lines[:5], 30, 90), set_lines(lines[5:], 30, 220)
    box = set_lines(["从前遇到事情", "不知道找谁"], 40, 172, 10)
    sides = (Rect(30, 165, 156, 166), Rect(30, 208, 156, 209), Rect(30, 165, 31, 209), Rect(155, 165, 156, 209))
    for shapes in (sides, (Rect(30, 165, 156, 209),)):
        text = read(sheet_of(set_lines(["堤坝上的本子"], 30, 50, 20), above, box, below, shapes=shapes))
        assert paragraphs(text) == list(ONE)
        assert marked(text, "box") == ["从前遇到事情不知道找谁"]


def test_an_article_in_a_frame_is_an_article() -> None:
    framed = [set_lines(["早市有新棚"], 330, 60, 16), *columns(TWO, (99,), 330, 95)]
    text = read(
        sheet_of(
            set_lines(["堤坝上的本子"], 30, 50, 20),
            *columns(ONE, (5, 99), 30, 90),
            *framed,
            shapes=(Rect(320, 50, 470, 300),),
        )
    )
    assert marked(text, "headline") == ["堤坝上的本子", "早市有新棚"]
    assert paragraphs(text) == [*ONE, *TWO]


def test_a_headline_on_a_ground_of_its_own_heads_what_stands_below() -> None:
    ground = (Rect(25, 44, 310, 76),)
    text = read(sheet_of(set_lines(["堤坝上的本子"], 30, 50, 20), *columns(ONE, (5, 99), 30, 90), shapes=ground))
    assert (marked(text, "headline"), paragraphs(text)) == (["堤坝上的本子"], list(ONE))


def test_large_type_inside_a_broken_sentence_is_no_headline() -> None:
    (lines,) = wrap(ONE, (99,), WIDTH)
    pulled = set_lines(["电话一打就有人"], 30, 166, 14)
    text = read(
        sheet_of(
            set_lines(["堤坝上的本子"], 30, 50, 20), set_lines(lines[:5], 30, 90), pulled, set_lines(lines[5:], 30, 196)
        )
    )
    assert marked(text, "headline") == ["堤坝上的本子"]
    assert paragraphs(text) == list(ONE)


def test_a_caption_under_its_picture_is_not_body() -> None:
    (lines,) = wrap(ONE, (99,), WIDTH)
    caption = set_lines(["干部在堤坝上查看水情。"], 30, 233, 8)
    text = read(
        sheet_of(
            *(
                set_lines(["堤坝上的本子"], 30, 50, 20),
                set_lines(lines[:5], 30, 90),
                caption,
                set_lines(lines[5:], 30, 256),
            ),
            pictures=(Rect(30, 165, 156, 230),),
        )
    )
    assert (paragraphs(text), marked(text, "caption")) == (list(ONE), ["干部在堤坝上查看水情。"])


def test_text_round_a_picture_is_one_paragraph() -> None:
    narrow = ["\u3000\u3000春天的河水", "涨了起来，镇", "里的干部沿着"]
    lines = ["堤坝走了一圈又一圈，把每一处", "隐患都记在本子上。"]
    text = read(
        sheet_of(
            *(set_lines(["堤坝上的本子"], 30, 50, 20), set_lines(narrow, 30, 90), set_lines(lines, 30, 130.5)),
            *columns(ONE[1:], (99,), 30, 157.5),
            pictures=(Rect(96, 90, 156, 128),),
        )
    )
    assert paragraphs(text) == list(ONE)


def test_kicker_and_subhead_are_told_by_their_place_at_the_headline() -> None:
    head = (
        set_lines(["水乡见闻"], 30, 30, 12),
        set_lines(["堤坝上的本子"], 30, 46, 20),
        set_lines(["——青石镇走笔"], 30, 72, 12),
    )
    text = read(sheet_of(*head, *columns(ONE, (5, 99), 30, 95)))
    assert [marked(text, role) for role in ("kicker", "headline", "subhead")] == [
        ["水乡见闻"],
        ["堤坝上的本子"],
        ["——青石镇走笔"],
    ]


def test_the_date_line_above_and_the_editors_below_are_furniture() -> None:
    top = (set_lines(["青石日报"], 30, 10), set_lines(["2024年5月16日"], 250, 10))
    foot = set_lines(["责任编辑：某某"], 30, 780)
    text = read(sheet_of(*top, set_lines(["堤坝上的本子"], 30, 50, 20), *columns(ONE, (5, 99), 30, 90), foot))
    assert marked(text, "furniture") == ["青石日报", "2024年5月16日", "责任编辑：某某"]
    assert paragraphs(text) == list(ONE)


def test_a_line_that_stands_on_every_page_is_furniture() -> None:
    pages = [
        read_stories(
            sheet_of(set_lines([head], 30, 50, 20), *columns(texts, (99,), 30, 90), set_lines([f"第{n}页"], 280, 790))
        )
        for n, (head, texts) in enumerate((("堤坝上的本子", ONE), ("早市有新棚", TWO)), 1)
    ]
    text = compose(pages)
    assert (marked(text, "furniture"), paragraphs(text)) == (["第1页", "第2页"], [*ONE, *TWO])


def test_a_page_in_one_size_has_no_marks() -> None:
    text = read(sheet_of(*columns(ONE, (5, 99), 30, 90)))
    assert (text.marks, text.text.split()) == ((), list(ONE))


def test_an_empty_page_is_empty() -> None:
    assert compose([read_stories(sheet_of())]).text == ""
