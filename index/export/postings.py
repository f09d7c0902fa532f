"""Which case holds which term how often, written in bits. Pure: texts in, terms out.

A term is a single character, a pair of neighbours, a word of the vocabulary, or a longer string that many cases print.
It counts wherever its characters stand, also where the segmenter cut otherwise: so a term is the whole truth.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add

from index.export.bits import gamma, rice_parameter, rices
from index.search.fields import FIELDS, most_times

Texts = Mapping[int, Sequence[str]]  # number of the field → its paragraphs, squeezed
ONCE = "1"  # the code of what stands once in the body and nowhere else: most postings
FIELD_BITS = len(FIELDS)

Grown = list[int | str]  # case, code of its counts; case, code; …


@dataclass(frozen=True, slots=True)
class Term:
    """One term and its posting in bits; ``cases`` is how many hold it."""

    text: str
    cases: int
    posting: str


class Harvest:
    """All terms of a library while its texts come in, by number of the case. *longer* have three characters or more."""

    def __init__(self, longer: Iterable[str]) -> None:
        self._grown: defaultdict[str, Grown] = defaultdict(list)
        self._longer = frozenset(longer)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for word in self._longer:
            lengths[word[:2]].add(len(word))
        self._lengths = {start: tuple(sorted(found)) for start, found in lengths.items()}

    def add(self, case: int, texts: Texts) -> None:
        """Takes in one case."""
        body = self._count(texts.get(0, ()))
        others = {number: self._count(paragraphs) for number, paragraphs in sorted(texts.items()) if number > 0}
        elsewhere = frozenset(chain.from_iterable(others.values()))
        grown = self._grown
        for term, times in body.items():
            if term not in elsewhere:
                grown[term].extend((case, _BODY_CODES[min(times, most_times(term))]))
        for term in elsewhere:
            most = most_times(term)
            fields = {number: min(most, found[term]) for number, found in [(0, body), *others.items()] if found[term]}
            grown[term].extend((case, _code(fields)))

    def _count(self, paragraphs: Sequence[str]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for text in paragraphs:
            pairs = list(map(add, text, text[1:]))
            counts.update(text)
            counts.update(pairs)
            counts.update(self._longer_in(text, pairs))
        return counts

    def _longer_in(self, text: str, pairs: Sequence[str]) -> Iterator[str]:
        lengths, longer = self._lengths, self._longer
        for at, pair in enumerate(pairs):
            if pair in lengths:
                for length in lengths[pair]:
                    if (word := text[at : at + length]) in longer and len(word) == length:
                        yield word

    def terms(self, cases: int) -> Iterator[Term]:
        """Every term, by code points; *cases* is how many cases there are."""
        for text in sorted(self._grown):
            yield write_term(text, self._grown[text], cases)


def write_term(text: str, grown: Grown, cases: int) -> Term:
    """One term in bits: how many cases; then for each the gap to it and the counts there."""
    numbers: list[int] = grown[::2]  # type: ignore[assignment]
    codes: list[str] = grown[1::2]  # type: ignore[assignment]
    gaps = rices(map(_gap, numbers, [-1, *numbers]), rice_parameter(cases, len(numbers)))
    return Term(text, len(numbers), gamma(len(numbers)) + "".join(map(add, gaps, codes)))


def _gap(number: int, previous: int) -> int:
    return number - previous - 1


_BODY_CODES = ("", ONCE, "010", "0110", "0111")  # by occurrences, MOST_TIMES at most


def _code(fields: Mapping[int, int]) -> str:
    """How often in the body, when it stands in no other field; else a bit for each field and the count in each."""
    if list(fields) == [0]:
        return _BODY_CODES[fields[0]]
    mask = "".join(["1" if number in fields else "0" for number in range(FIELD_BITS)])
    return "00" + mask + "".join([gamma(times) for times in fields.values()])
