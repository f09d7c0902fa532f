"""The search of the browser: what the index holds, written anew as script shards, which search.js reads.

Never Whoosh's own files: they are pickled, and change with its versions. The same library gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.errors import IndexStale
from index.export.bits import pack
from index.export.columns import columns
from index.export.folds import fold_values
from index.export.postings import Harvest, Term
from index.export.shards import (
    content_hash,
    count_files,
    pairs_value,
    plain_value,
    script,
    shard_of,
    sort_into_shards,
    terms_value,
    written_size,
)
from index.export.strings import compounds, find_strings
from index.library import Library
from index.search import check_index
from index.search.fields import FIELDS
from index.search.postings import Kept, open_postings
from index.search.ranking import BODY_CHARACTERS, K1, B
from index.search.sizes import STEPS
from index.search.sounds import by_use, initials_of, syllables_of
from index.search.vocabulary import common_cases, least_cases

FORMAT = 2
FOLDER = "search"
SIZE_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/!#$%()*,-.:;=?@[]^_`{|}~ >"
SERIES = {1: "singles", 2: "pairs", 3: "strings"}  # of what is no word, by its length
COMPOUND = "+"  # before a word of the sounds: two words side by side, heard only when whole

File = tuple[str, bytes]


def export_search(index_folder: Path, library: Library) -> Iterator[File]:
    """(file name, content) of every file of the browser's search, the manifest last.

    Raises IndexMissing, or IndexStale when the index does not hold exactly the listed cases of *library*.
    """
    behind = check_index(index_folder, library)
    with open_postings(index_folder) as cases:
        if behind:
            raise IndexStale(f"The search cannot be exported: {behind[0]}")
        yield from _Export(cases).files()


class _Export:
    """One export: files as they are made, and the hashes of their names, which the manifest tells."""

    def __init__(self, cases: Sequence[Kept]) -> None:
        self._cases = cases
        self._hashes: dict[str, list[str]] = {}

    def files(self) -> Iterator[File]:
        vocabulary = find_vocabulary(self._cases)
        terms = self._terms(vocabulary)
        yield from self._term_files(terms, vocabulary)
        yield from self._sound_files(terms["words"], vocabulary)
        yield from self._card_files()
        yield from self._name_files()
        small, shards = fold_values([term.text for term in terms["singles"]])
        yield from self._series("folds", shards)
        for name, value in columns([case.facets for case in self._cases]):
            yield from self._series(f"facet-{name}", [value])
        yield f"{FOLDER}/manifest.js", script("manifest", self._manifest(small))

    def _terms(self, vocabulary: frozenset[str]) -> dict[str, list[Term]]:
        """Series → its terms, by code points."""
        texts = [case.texts for case in self._cases]
        paragraphs = [[text for some in one.values() for text in some] for one in texts]
        strings = find_strings(paragraphs, enough=common_cases(len(texts)))
        words = vocabulary | compounds(strings, vocabulary)
        harvest = Harvest(word for word in vocabulary | strings if len(word) > 2)
        for number, one in enumerate(texts):
            harvest.add(number, one)
        terms: dict[str, list[Term]] = {"words": [], "strings": [], "pairs": [], "singles": []}
        for term in harvest.terms(len(texts)):
            terms["words" if term.text in words else SERIES[min(3, len(term.text))]].append(term)
        return terms

    def _term_files(self, terms: dict[str, list[Term]], vocabulary: frozenset[str]) -> Iterator[File]:
        shards = {
            series: sort_into_shards(some, count_files(series, cases=len(self._cases), size=written_size(some)))
            for series, some in terms.items()
        }
        yield from self._series("words", [terms_value(some, vocabulary) for some in shards["words"]])
        yield from self._series("strings", [terms_value(some, vocabulary) for some in shards["strings"]])
        yield from self._series("pairs", [pairs_value(some, len(shards["pairs"])) for some in shards["pairs"]])
        yield from self._series("singles", [plain_value(some) for some in shards["singles"]])

    def _sound_files(self, words: Sequence[Term], vocabulary: frozenset[str]) -> Iterator[File]:
        """The vocabulary with its readings, by initials; the commonest words first."""
        ordered = by_use({term.text: term.cases for term in words})
        rows = [(word, syllables) for word in ordered if (syllables := syllables_of(word))]
        count = count_files("sounds", cases=len(self._cases), size=len(rows) * 24)
        files: list[list[str]] = [[] for _ in range(count)]
        for word, syllables in rows:
            row = " ".join(
                [word if word in vocabulary else COMPOUND + word, *["|".join(readings) for readings in syllables]]
            )
            for number in sorted({shard_of(initials, count) for initials in initials_of(syllables)}):
                files[number].append(row)
        yield from self._series("sounds", ["\t".join(some) for some in files])

    def _card_files(self) -> Iterator[File]:
        rows = [_card(case) for case in self._cases]
        count = count_files("cards", cases=len(rows), size=len(rows) * 1000)
        yield from self._series("cards", [rows[number::count] for number in range(count)])

    def _name_files(self) -> Iterator[File]:
        """What was made of each case, field by field: its text says what is printed, but not this."""
        derived = [number for number, field in enumerate(FIELDS) if not field.printed]
        rows = [[case.texts.get(number, []) for number in derived] for case in self._cases]
        count = count_files("names", cases=len(rows), size=len(rows) * 1000)
        yield from self._series("names", [rows[number::count] for number in range(count)])

    def _series(self, series: str, values: Sequence[object]) -> Iterator[File]:
        """One file a value; its name holds a hash of what is in it."""
        hashes = self._hashes[series] = []
        for number, value in enumerate(values):
            content = script(f"{series}-{number}", value)
            hashes.append(content_hash(content))
            yield f"{FOLDER}/{series}-{number}-{hashes[-1]}.js", content

    def _partial(self) -> str:
        """A bit for each case whose text may not be shown whole; "" when all may."""
        bits = "".join(["0" if case.whole else "1" for case in self._cases])
        return pack(bits) if "1" in bits else ""

    def _manifest(self, small_folds: list[str]) -> dict[str, object]:
        return {
            "format": FORMAT,
            "docs": len(self._cases),
            "sizes": "".join([SIZE_LETTERS[case.size] for case in self._cases]),
            "partial": self._partial(),
            "steps": STEPS,
            "files": {series: "".join(hashes) for series, hashes in self._hashes.items()},
            "folds": small_folds,
            "fields": [[field.weight, int(field.printed)] for field in FIELDS],
            "bodyCharacters": BODY_CHARACTERS,
            "k1": K1,
            "b": B,
        }


def _card(case: Kept) -> list[object]:
    place = " ".join([name for name in case.facets["place"] if name])
    return [case.id, case.title, place, case.facets["day"][0]]


def find_vocabulary(cases: Sequence[Kept]) -> frozenset[str]:
    """The words that stand in enough cases, and the names found in any."""
    names = frozenset[str]().union(*[case.names for case in cases])
    held = Counter(word for case in cases for word in case.words)
    return names | frozenset([word for word, times in held.items() if times >= least_cases(len(cases))])
