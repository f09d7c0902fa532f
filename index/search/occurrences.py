"""Where a string stands: counts a document and field, from the postings of its characters.

All numbers come from the live documents, never from Whoosh's statistics, which count deleted ones until it merges:
so a ranking does not depend on the history of updates, and the browser can compute the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from index.search.analysis import MAX_WORD, is_word
from index.search.fields import most_times
from index.search.sounds import WHOLE, by_use, hear, heard_until, initials_of, likely_initials, syllables_of
from index.search.spots import decode_counts, decode_spots
from index.search.vocabulary import common_cases, least_cases

FIELD = "characters"
VOCABULARY = ("words", "names")

Counts = dict[int, dict[int, int]]  # document number → number of the field → occurrences, none of them 0
Starts = dict[int, set[int]]  # number of the field → where a phrase may begin


class Occurrences:
    """Looks strings up in one reader, each once."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._found: dict[str, Counts] = {}
        self._words: dict[str, bool] = {}
        self._with_initials: dict[str, list[str]] = {}

    def of(self, text: str) -> Counts:
        """The documents in which *text* (squeezed, not empty) stands in any field."""
        if text not in self._found:
            self._found[text] = self._count(text)
        return self._found[text]

    def pieces(self, word: str) -> list[str]:
        """*word* cut, left to right, into the longest words of the library's vocabulary.

        Empty when anything is left over: who types a word cut in the middle, or 1+6+X, means it whole.
        """
        pieces: dict[str, None] = {}
        start = 0
        while start < len(word):
            ends = range(min(len(word), start + MAX_WORD), start + 1, -1)
            end = next((e for e in ends if self.is_known(word[start:e])), None)
            if end is None:
                return []
            pieces[word[start:end]] = None
            start = end
        return list(pieces)

    def words_with(self, initials: str) -> list[str]:
        """The words of the vocabulary whose first two characters begin with these letters, the commonest first."""
        if initials not in self._with_initials:
            self._with_initials[initials] = self._list_words(initials)
        return self._with_initials[initials]

    def _list_words(self, initials: str) -> list[str]:
        every = {word for field in VOCABULARY for word in self._reader.field_terms(field)}
        found = [word for word in every if initials in _initials(word)]
        return by_use({word: self.cases_of(word) for word in found if self.is_known(word)})

    def words_from(self, start: str) -> list[str]:
        """The words of the vocabulary that begin so, by code points."""
        found = {raw.decode() for field in VOCABULARY for raw in self._reader.expand_prefix(field, start)}
        return sorted([word for word in found if self.is_known(word)])

    def cases_of(self, word: str) -> int:
        """How many cases hold a word."""
        return len(self.of(word))

    def compounds(self, words: Sequence[str], typed: str) -> dict[str, int]:
        """Those of *words* with another beside them that together sound as *typed*, and how many cases hold them."""
        letters = typed.replace("'", "")
        rests: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            for end in heard_until(letters, syllables_of(word) or ()):
                rests[letters[end:]].append(word)
        return {
            one + other: len(held)
            for rest, firsts in rests.items()
            for other in self._sounding(rest)
            for one in firsts
            if not self.is_known(one + other) and (held := self.beside(one, other))
        }

    def _sounding(self, letters: str) -> list[str]:
        """The words of the vocabulary that are all of these letters."""
        if len(letters) < 2:
            return []
        found = {word for initials in likely_initials(letters) for word in self.words_with(initials)}
        return [word for word in found if hear(letters, syllables_of(word) or ()) == WHOLE]

    def beside(self, one: str, other: str) -> Counts:
        """Where two words stand side by side, if that is common enough to be told without looking through texts."""
        joined = one + other
        if self.is_known(joined):
            return self.of(joined)
        if not (self.is_known(one) and self.is_known(other)) or len(joined) > MAX_WORD:
            return {}
        found = self.of(joined)
        return found if len(found) >= common_cases(self._reader.doc_count()) else {}

    def is_known(self, text: str) -> bool:
        """Whether *text* is a word of the library's vocabulary."""
        if text not in self._words:
            self._words[text] = is_word(text) and self._stands_enough(text)
        return self._words[text]

    def _stands_enough(self, word: str) -> bool:
        if next(walk(self._reader, "names", word), None) is not None:
            return True
        least = least_cases(self._reader.doc_count())
        return len(list(islice(walk(self._reader, "words", word), least))) == least

    def _count(self, text: str) -> Counts:
        most = most_times(text)
        if len(text) == 1:
            counted = ((matcher.id(), decode_counts(matcher.value())) for matcher in walk(self._reader, FIELD, text))
            return {document: {f: min(n, most) for f, n in times.items()} for document, times in counted}
        found = self._phrase(text).items()
        return {document: {f: min(len(at), most) for f, at in starts.items()} for document, starts in found}

    def _phrase(self, text: str) -> dict[int, Starts]:
        """Where the characters of *text* stand one after the other; the rarest is walked, the others are looked up."""
        if not all((FIELD, character) in self._reader for character in set(text)):
            return {}
        places = sorted(enumerate(text), key=lambda place: self._reader.doc_frequency(FIELD, place[1]))
        (offset, rarest), *others = places
        starts = {matcher.id(): _starts(matcher, offset) for matcher in walk(self._reader, FIELD, rarest)}
        for offset, character in others:
            starts = _meet(starts, self._reader.postings(FIELD, character), offset)
        return starts


@cache
def _initials(word: str) -> tuple[str, ...]:
    syllables = syllables_of(word)
    return tuple(initials_of(syllables)) if syllables else ()


def walk(reader: Any, field: str, term: str) -> Iterator[Any]:
    """The matcher of a term, standing on one live document after the other."""
    if (field, term) not in reader:
        return
    matcher = reader.postings(field, term)
    while matcher.is_active():
        yield matcher
        matcher.next()


def _starts(matcher: Any, offset: int) -> Starts:
    """Where a phrase would begin whose part at *offset* the matcher stands on."""
    spots = decode_spots(matcher.value())
    return {field: {position - offset for position in positions} for field, positions in spots.items()}


def _meet(starts: dict[int, Starts], matcher: Any, offset: int) -> dict[int, Starts]:
    """The beginnings that agree with another part of the phrase."""
    met: dict[int, Starts] = {}
    for document, fields in starts.items():  # ascending, as a matcher walks
        if matcher.is_active() and matcher.id() < document:
            matcher.skip_to(document)
        if not matcher.is_active():
            break
        if matcher.id() == document and (common := _common(fields, _starts(matcher, offset))):
            met[document] = common
    return met


def _common(one: Starts, other: Starts) -> Starts:
    both = {field: at & other[field] for field, at in one.items() if field in other}
    return {field: at for field, at in both.items() if at}
