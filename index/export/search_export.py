"""The search of the browser: Whoosh's postings written anew as script shards, which search.js reads.

Never Whoosh's own files: they are pickled, and change with its versions. The same library gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from pathlib import Path

from index.errors import IndexStale
from index.export.digits import ALPHABET
from index.export.shards import Term, content_hash, script, shard_of, spots_value, terms_value
from index.export.terms import make_terms
from index.folding import fold_table
from index.library import Library
from index.search import check_index
from index.search.fields import FIELDS
from index.search.postings import CardRecord, Postings, open_postings
from index.search.ranking import BODY_CHARACTERS, K1, B
from index.search.sizes import STEPS

FORMAT = 1
FOLDER = "search"
LEAD_CHARACTERS = 40  # of the text on a card: what is shown of a case whose headline says it

# 2,000 cases make at most 2 * 142 + 250 + 2 = 536 files: USB sticks dislike more than 600. One moves the others.
SHARD_BYTES = 16_384  # aimed at, of postings in one shard
CASES_A_SHARD = 14  # never more shards than cases / 14
CASES_A_CARD_FILE = 8  # ten results come from ten files: 10 * 8 * 260 bytes


def export_search(index_folder: Path, library: Library) -> Iterator[tuple[str, bytes]]:
    """(file name, content) of every file of the browser's search, the manifest last.

    Raises IndexMissing, or IndexStale when the index does not hold exactly the listed cases of *library*.
    """
    behind = check_index(index_folder, library)
    with open_postings(index_folder) as postings:
        if behind:
            raise IndexStale(f"The search cannot be exported: {behind[0]}")
        yield from _files(postings)


def _files(postings: Postings) -> Iterator[tuple[str, bytes]]:
    cards = list(postings.cards())
    terms = make_terms(postings.texts())
    shards = _sort_into_shards(terms, len(cards))
    words = _words_of_shards(postings.words(), len(shards))
    series: dict[str, Sequence[object]] = {
        "terms": [terms_value(some, known) for some, known in zip(shards, words, strict=True)],
        "spots": [spots_value(some) for some in shards],
        "cards": _card_values(cards),
    }
    names: dict[str, list[str]] = {}
    for name, values in series.items():
        files = [_file(f"{name}-{number}", value) for number, value in enumerate(values)]
        names[name] = [file[0].rpartition("-")[2].removesuffix(".js") for file in files]
        yield from files
    folding = _file("fold", _fold_value(term.text for term in terms))
    yield folding
    yield f"{FOLDER}/manifest.js", script("manifest", _manifest(cards, names, folding[0]))


def _file(name: str, value: object) -> tuple[str, bytes]:
    content = script(name, value)
    return f"{FOLDER}/{name}-{content_hash(content)}.js", content


def _sort_into_shards(terms: Sequence[Term], cases: int) -> list[list[Term]]:
    size = sum(len(term.posting) + 8 for term in terms)
    count = max(1, min(ceil(size / SHARD_BYTES), cases // CASES_A_SHARD))
    shards: list[list[Term]] = [[] for _ in range(count)]
    for term in terms:
        shards[shard_of(term.text, count)].append(term)
    return shards


def _words_of_shards(words: Iterable[str], shards: int) -> list[list[str]]:
    """A word is in the shard of its first two characters, where a query has to look anyway."""
    sorted_words: list[list[str]] = [[] for _ in range(shards)]
    for word in words:
        sorted_words[shard_of(word[:2], shards)].append(word)
    return sorted_words


def _card_values(cards: Sequence[CardRecord]) -> list[list[list[object]]]:
    rows: list[list[object]] = [
        [c.id, c.title, c.place, c.day, c.text[:LEAD_CHARACTERS].replace("\n", " "), c.original_title or 0]
        for c in cards
    ]
    return [rows[start : start + CASES_A_CARD_FILE] for start in range(0, len(rows), CASES_A_CARD_FILE)]


def _fold_value(characters: Iterable[str]) -> list[str]:
    """Only what folds to a character that the library has: another one finds nothing, folded or not."""
    held = set(characters)
    pairs = sorted((c, folded) for c, folded in fold_table().items() if folded in held)
    return ["".join([c for c, _ in pairs]), "".join([folded for _, folded in pairs])]


def _manifest(cards: Sequence[CardRecord], names: dict[str, list[str]], fold_file: str) -> dict[str, object]:
    return {
        "format": FORMAT,
        "docs": len(cards),
        "sizes": "".join([ALPHABET[card.size] for card in cards]),
        "steps": STEPS,
        "cardsPerFile": CASES_A_CARD_FILE,
        "terms": names["terms"],
        "spots": names["spots"],
        "cards": names["cards"],
        "fold": fold_file.rpartition("-")[2].removesuffix(".js"),
        "fields": [{"name": f.name, "weight": f.weight, "printed": f.printed} for f in FIELDS],
        "bodyCharacters": BODY_CHARACTERS,
        "k1": K1,
        "b": B,
    }
