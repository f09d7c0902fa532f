"""How text becomes terms: our own analyzers, because Whoosh wants positions that follow one another.

jieba's ChineseAnalyzer gives character offsets instead, and every phrase query fails. A bigram stands at the position
of its first character; between two paragraphs one position stays free, so that no phrase runs across.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Token, Tokenizer

from nlp.words import cut

PARAGRAPH_GAP = 1  # positions left free; any number above 0 keeps phrases within their paragraph
MAX_WORD = 12  # characters; longer "words" of the segmenter are numbers or addresses
_WORD = re.compile(r"\w{2,}")


class BigramTokenizer(Tokenizer):  # type: ignore[misc]
    """Every two neighbouring characters. The value is squeezed paragraphs, one a line."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        token, position = Token(positions=True), 0
        token.boost = 1.0
        for paragraph in value.split("\n"):
            for offset in range(len(paragraph) - 1):
                token.text = paragraph[offset : offset + 2]
                token.pos = position + offset
                yield token
            position += len(paragraph) + PARAGRAPH_GAP


class SingleTokenizer(Tokenizer):  # type: ignore[misc]
    """Every character, for queries of one character."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        token = Token()
        token.boost = 1.0
        for position, character in enumerate(value.replace("\n", "")):
            token.text, token.pos = character, position
            yield token


class WordTokenizer(Tokenizer):  # type: ignore[misc]
    """The words of our segmenter that are two characters or longer, numbered one after the other: the vocabulary."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        token = Token(positions=True)
        token.boost = 1.0
        for position, word in enumerate(w for line in value.split("\n") for w in cut(line) if is_word(w)):
            token.text, token.pos = word, position
            yield token


def is_word(text: str) -> bool:
    return len(text) <= MAX_WORD and _WORD.fullmatch(text) is not None
