"""How text becomes terms: characters with positions that follow one another, and the words of the segmenter.

Not jieba's ChineseAnalyzer, which gives character offsets of words where Whoosh wants positions, so that no phrase is
found. Not bigrams either: Whoosh spends some 150 bytes and 100 microseconds on every distinct term, and 2,000 reports
have 6,000 characters but 300,000 bigrams; the positions of the characters say the same (the export makes bigrams of
them). Between two paragraphs a position stays free, so that no phrase runs across.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from whoosh import fields, formats

from index.search.spots import Spots, encode_spots
from nlp.words import cut

PARAGRAPH_GAP = 1  # positions left free; any number above 0 keeps phrases within their paragraph
MAX_WORD = 12  # characters; longer "words" of the segmenter are numbers or addresses
WORD_END = "\t"  # white space, so that no squeezed text holds it
_WORD = re.compile(r"\w{2,}")

Paragraphs = Mapping[int, Sequence[str]]  # number of the field → its paragraphs, squeezed
Cut = Mapping[int, Sequence[str]]  # the same, with the words parted
Posting = tuple[bytes, int, float, bytes]  # as Whoosh wants it: term, frequency, weight, value


class CharacterField(fields.FieldType):  # type: ignore[misc]
    """Every character, with its positions in each field of the case."""

    def __init__(self) -> None:
        super().__init__(formats.Format(), None)

    def index(self, value: Paragraphs, **_: Any) -> Iterator[Posting]:
        for character, spots in _spots(value).items():
            yield character.encode(), 1, 1.0, encode_spots(spots)


class WordField(fields.FieldType):  # type: ignore[misc]
    """The words of our segmenter that are two characters or longer: the vocabulary of the library."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: Cut, **_: Any) -> Iterator[Posting]:
        paragraphs = [paragraph for some in value.values() for paragraph in some]
        for word in {word for paragraph in paragraphs for word in paragraph.split(WORD_END) if is_word(word)}:
            yield word.encode(), 1, 1.0, b""


def cut_texts(texts: Paragraphs) -> Cut:
    """Every paragraph cut into words, parted by WORD_END."""
    return {number: [WORD_END.join(cut(paragraph)) for paragraph in some] for number, some in texts.items()}


def is_word(text: str) -> bool:
    """Whether *text* may stand in the vocabulary."""
    return len(text) <= MAX_WORD and _WORD.fullmatch(text) is not None


def _spots(value: Paragraphs) -> dict[str, Spots]:
    found: defaultdict[str, Spots] = defaultdict(dict)
    for field, paragraphs in value.items():
        position = 0
        for paragraph in paragraphs:
            for offset, character in enumerate(paragraph):
                found[character].setdefault(field, []).append(position + offset)
            position += len(paragraph) + PARAGRAPH_GAP
    return found
