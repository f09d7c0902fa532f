"""The damages of the benchmark: seeded, graded, and nothing lost that a perfect reader is asked for."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest

from tests.benchmarks.cuts import cut_inside, set_lines, wrap
from tests.benchmarks.damages import BY_HALF, DAMAGES, WHOLE, Damage
from tests.benchmarks.glyphs import reword, unmark
from tests.benchmarks.sheet import Sheet, load_sheets
from tests.scoring import fold

SHEETS = load_sheets()
NAMED = {damage.name: damage for damage in DAMAGES}
RECAST = {"s2t", "s2hk", "s2tw", "s2twp", "overdone", "web copy"}  # printed in other characters than the key


def sheets_for(damage: Damage) -> list[Sheet]:
    return [s for s in SHEETS if s.script == "simplified" or not damage.from_simplified][:4]


def letters(text: str) -> Counter[str]:
    return Counter(fold(text))


def test_the_sheets_hold_every_sample_article_once() -> None:
    assert len(SHEETS) == 12
    assert sum(len(sheet.stories) for sheet in SHEETS) == 60


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.source)
def test_each_printed_paragraph_is_a_line_of_its_key_as_long_as_that(sheet: Sheet) -> None:
    for story in sheet.stories:
        lines = story.key["text"].split("\n")
        assert [len(paragraph.core) for paragraph in story.paragraphs] == [len(line) for line in lines]
        if sheet.script == "simplified":
            assert [paragraph.core for paragraph in story.paragraphs] == lines


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_the_same_seed_gives_the_same_page_and_another_seed_a_page_as_large(damage: Damage) -> None:
    sheet, strength = sheets_for(damage)[0], damage.strengths[1]
    assert damage.to(sheet, strength, seed=1) == damage.to(sheet, strength, seed=1)
    assert len(damage.to(sheet, strength, seed=2).key["articles"]) == len(sheet.stories)


@pytest.mark.parametrize("damage", [d for d in DAMAGES if d.name not in RECAST], ids=lambda damage: damage.name)
def test_every_character_that_is_asked_for_is_still_on_the_page(damage: Damage) -> None:
    for sheet in sheets_for(damage):
        if sheet.script == "simplified":
            for strength in damage.strengths:
                page = damage.to(sheet, strength, seed=1)
                asked = Counter[str]()
                for article in page.key["articles"]:
                    asked.update(letters(article["text"]))
                assert not asked - letters(page.text)


@pytest.mark.parametrize("name", ["columns", "rows", "displaced", "wrapped", "run on", "blank lines"])
def test_a_page_in_disorder_holds_what_the_clean_one_held_and_nothing_more(name: str) -> None:
    for sheet in SHEETS[:4]:
        for strength in NAMED[name].strengths:
            assert letters(NAMED[name].to(sheet, strength, seed=1).text) == letters(sheet.text)


@pytest.mark.parametrize("name", [d.name for d in DAMAGES if d.name != "none"])
def test_a_damaged_page_is_another_page(name: str) -> None:
    sheet = sheets_for(NAMED[name])[0]
    assert all(NAMED[name].to(sheet, strength, seed=1).text != sheet.text for strength in NAMED[name].strengths)


@pytest.mark.parametrize("name", ["pinyin", "web copy"])
def test_without_what_was_scattered_the_page_is_clean_again(name: str) -> None:
    damage = NAMED[name]
    for sheet in sheets_for(damage):
        for strength in damage.strengths:
            page = damage.to(sheet, strength, seed=1)
            kept = list(page.text)
            for start, end in page.noise:
                assert re.fullmatch(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹêếềḿ0-5]+[)）]", page.text[start:end])
                kept[start:end] = [""] * (end - start)
            readings = len(page.noise) / sum(len(story.body) for story in sheet.stories)
            assert readings == pytest.approx(strength, rel=0.35)
            if name == "pinyin":
                assert letters("".join(kept)) >= letters(sheet.text)


@pytest.mark.parametrize("name", ["s2t", "s2hk", "s2tw", "s2twp", "overdone"])
def test_a_converted_page_keeps_its_length_and_tells_what_should_come_back(name: str) -> None:
    for sheet in sheets_for(NAMED[name]):
        for strength in NAMED[name].strengths:
            page = NAMED[name].to(sheet, strength, seed=1)
            assert page.unified is not None
            assert len(page.unified) == len(page.text)
            assert page.unified != page.text
            if name != "s2twp":
                assert fold(page.unified) == fold(sheet.text)


def test_half_the_articles_are_converted_less_than_all() -> None:
    sheet, damage = sheets_for(NAMED["s2t"])[0], NAMED["s2t"]

    def changed(strength: float) -> int:
        return sum(a != b for a, b in zip(damage.to(sheet, strength, seed=1).text, sheet.text, strict=True))

    assert 0 < changed(BY_HALF) < changed(WHOLE)


def test_taiwans_own_words_are_told_apart() -> None:
    wording = reword("打印机里装软件")
    assert wording.printed == "印表機裡裝軟體"
    assert [wording.unified[start:end] for start, end in wording.words] == ["印表机", "软体"]


def test_marks_come_out_as_spans() -> None:
    assert unmark("群\ue000(qún)\ue001众") == ("群(qún)众", ((1, 6),))


def test_lost_heads_and_tails_are_flagged_and_their_text_is_gone() -> None:
    for name, flag in (("heads lost", "missing_head"), ("tails lost", "missing_tail")):
        for sheet in SHEETS:
            page = NAMED[name].to(sheet, 0.5, seed=1)
            lost = [a for a in page.key["articles"] if a[flag]]
            assert lost
            for article in lost:
                whole = next(s.key for s in sheet.stories if s.key["text"].find(article["text"]) >= 0)
                assert 0.3 < len(article["text"]) / len(whole["text"]) < 0.8
                assert (article["headline"] == "") is (flag == "missing_head")


def test_fragments_end_inside_a_phrase_and_make_up_the_text() -> None:
    text = SHEETS[0].stories[0].body
    fragments = cut_inside(text, Random(1))
    assert "".join(fragments) == text
    assert len(fragments) > 2
    for fragment in fragments[:-1]:
        assert "\u4e00" <= fragment[-1] <= "\u9fff"


@pytest.mark.parametrize("width", [16, 24, 40])
def test_lines_keep_every_character_and_their_width(width: int) -> None:
    text = SHEETS[0].stories[0].body
    for lines in (wrap(text, width), set_lines(text, width)):
        assert "".join(lines) == text.replace("\n", "")
        assert max(map(len, lines)) <= width
    assert not [line for line in set_lines(text, width) if line[0] in "。，、"]
