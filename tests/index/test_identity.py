"""Case ids: given once, kept through re-reading and republishing, the same in whatever order pages come."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from index.identity import (
    ID_LENGTH,
    SAME_ARTICLE,
    Sighting,
    Version,
    anchors,
    assign_ids,
    find_moves,
    match,
    overlap,
    pairs_of,
    short_hash,
)

texts = st.text("党建引领社区治理网格议事", min_size=1, max_size=40)


def nobody(id: str) -> bool:
    return False


def version(number: int, *articles: tuple[str, str, str | None]) -> Version:
    """A version of a page from (headline, text, given id) of its articles."""
    names = anchors([(headline, text) for headline, text, _ in articles])
    rows = zip(names, articles, strict=True)
    seen = tuple([Sighting(name, pairs_of(headline + text), given) for name, (headline, text, given) in rows])
    return Version(number, f"version {number}", seen)


def test_an_id_is_ten_characters_that_fit_a_file_name():
    assert len(short_hash("来源", "地址")) == ID_LENGTH
    assert set(short_hash("来源", "地址")) <= set("abcdefghijklmnopqrstuvwxyz234567")


@given(texts, texts)
def test_overlap_is_symmetric_and_full_for_the_same_text(one: str, other: str):
    assert overlap(pairs_of(one), pairs_of(other)) == overlap(pairs_of(other), pairs_of(one))
    assert overlap(pairs_of(one), pairs_of(one)) == 1.0


@given(texts, texts)
def test_sparing_the_count_never_changes_which_side_of_the_bar_a_pair_is_on(one: str, other: str):
    a, b = pairs_of(one), pairs_of(other)
    plainly = 2 * sum((a & b).values()) / (a.total() + b.total())
    assert (overlap(a, b) >= SAME_ARTICLE) == (plainly >= SAME_ARTICLE)


@given(st.lists(st.tuples(texts, texts), max_size=6))
def test_no_two_articles_of_a_page_have_one_anchor(articles: list[tuple[str, str]]):
    assert len(set(anchors(articles))) == len(articles)


@given(st.lists(texts, max_size=5), st.lists(texts, max_size=5))
def test_matching_is_one_to_one_and_never_below_half(old: list[str], new: list[str]):
    was = {str(n): pairs_of(text) for n, text in enumerate(old)}
    now = {n: pairs_of(text) for n, text in enumerate(new)}
    found = match(was, now)
    assert len(set(found.values())) == len(found)
    assert all(overlap(was[id], now[position]) >= SAME_ARTICLE for position, id in found.items())


def test_the_best_match_is_made_first():
    was = {"a": pairs_of("党建引领社区治理"), "b": pairs_of("党建引领社区治理网格议事")}
    assert match(was, {0: pairs_of("党建引领社区治理网格议事")}) == {0: "b"}


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_the_same_page_gives_the_same_ids_and_no_two_alike(articles: list[tuple[str, str]]):
    rows = [(headline, text, None) for headline, text in articles]
    first, again = assign_ids([version(1, *rows)], nobody), assign_ids([version(1, *rows)], nobody)
    assert first == again
    assert len(set(first[0].ids)) == len(articles)


def test_a_clash_with_another_address_is_salted():
    free = assign_ids([version(1, ("社区合伙人", "江城区", None))], nobody)[0].ids[0]
    salted = assign_ids([version(1, ("社区合伙人", "江城区", None))], lambda id: id == free)[0].ids[0]
    assert salted != free
    assert len(salted) == ID_LENGTH


def test_a_republished_page_keeps_the_ids_of_its_articles():
    old = version(
        1, ("社区合伙人来了", "江城区推行社区合伙人制度，居民参与", None), ("积分兑换", "文明积分换服务", None)
    )
    new = version(
        2, ("文明积分", "文明积分换服务了", None), ("社区合伙人来了", "江城区推行社区合伙人制度，居民都参与", None)
    )
    first, second = assign_ids([old, new], nobody)
    assert second.ids == (first.ids[1], first.ids[0])
    assert second.strand == first.strand


def test_an_error_page_at_the_address_does_not_take_the_cases_away():
    first, second = assign_ids(
        [version(1, ("社区合伙人", "江城区", None)), version(2, ("", "页面不存在", None))], nobody
    )
    assert second.strand != first.strand


def test_what_was_matched_once_stays_matched_when_newer_software_reads_other_texts():
    old = version(1, ("社区合伙人", "江城区推行制度", "aaaaaaaaaa"))
    new = version(2, ("全然不同", "文明积分", "aaaaaaaaaa"))
    assert assign_ids([old, new], nobody)[1].ids == ("aaaaaaaaaa",)


def test_whatever_arrives_first_the_ids_are_those_of_the_order_of_fetching():
    pages = {
        1: [("社区合伙人来了", "江城区推行社区合伙人制度，居民参与")],
        2: [("社区合伙人来了！", "江城区推行社区合伙人制度，居民都参与"), ("积分", "文明积分换服务")],
        3: [("积分", "文明积分换来好服务"), ("社区合伙人", "江城区推行社区合伙人制度，居民都来参与")],
    }
    outcomes = set()
    for order in permutations(pages):
        known: dict[int, tuple[str, ...]] = {}
        for arrived in order:
            known.setdefault(arrived, ())
            versions = [
                version(n, *[(h, t, known[n][i] if known[n] else None) for i, (h, t) in enumerate(pages[n])])
                for n in sorted(known)
            ]
            known = {a.document: a.ids for a in assign_ids(versions, nobody)}
        outcomes.add(tuple(known[n] for n in sorted(known)))
    assert len(outcomes) == 1


WHOLE = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"


def test_a_vanished_case_points_nowhere():
    (move,) = find_moves({"a": pairs_of("党建引领"), "b": pairs_of(WHOLE)}, {"b": pairs_of(WHOLE)})
    assert (move.kind, move.to) == ("vanished", ())


def test_a_merged_case_points_to_the_one_that_holds_its_text():
    (move,) = find_moves({"a": pairs_of(WHOLE[:8]), "b": pairs_of(WHOLE[8:])}, {"a": pairs_of(WHOLE)})
    assert (move.id, move.kind, move.to) == ("b", "merged", ("a",))


def test_a_case_split_into_many_points_to_all_of_them():
    pieces = {f"new{n}": pairs_of(WHOLE[n : n + 4]) for n in range(0, 16, 4)}
    (move,) = find_moves({"a": pairs_of(WHOLE)}, pieces)
    assert (move.kind, move.to) == ("split", tuple(pieces))


def test_a_case_that_lives_on_in_its_larger_piece_points_to_the_smaller_too():
    (move,) = find_moves({"a": pairs_of(WHOLE)}, {"a": pairs_of(WHOLE[:12]), "n": pairs_of(WHOLE[12:])})
    assert (move.id, move.kind, move.to) == ("a", "split", ("a", "n"))


def test_a_case_that_stays_leaves_no_pointer():
    assert find_moves({"a": pairs_of(WHOLE)}, {"a": pairs_of(WHOLE + "午")}) == ()
