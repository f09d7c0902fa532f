"""Text without its beginning that stands behind a whole article: told apart from it and kept as an article of its own.

Where a page lacks the head of an article nothing breaks off, so that only the first words of what is left, what stands
between, and what both sides are about can tell. The weights are those of a logistic regression on the paragraphs of the
open sample pages that lost heads, tails, or nothing; what is below 0 stays where it is printed. Half of the lost
beginnings are found so, with one paragraph in a hundred taken for one that is none.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator

from nlp.pages import signs
from nlp.pages.articles import Draft, Sheet
from nlp.pages.begins import WITHIN, lean_inside
from nlp.pages.topics import Pairs, Topics, pairs_of, union

BIAS, LEANING, SHARED, SHARED_MORE, PARTED, LAST = -0.8, 1.6, -15.0, -0.6, 1.8, -2.3
NEIGHBOURS = 6  # articles on either side that are compared with
LEAST_OF_HEADLESS = 1.5  # weight from which even an article without a head of its own is parted
LEAST = 0.2  # of lean_inside, below which nothing begins inside a sentence …
LEAST_PARTED = -0.5  # … or, where something stands between
USUALLY_SHARED, LITTLE = 0.03, 0.01  # where there is no other article to compare with; added so that none is infinite


def part_headless(sheet: Sheet) -> Sheet:
    """*sheet* with headless articles parted from the ones they stand behind."""
    parting = _Parting(sheet)
    drafts: list[Draft] = []
    for draft in sheet.drafts:
        drafts.append(draft)
        while (at := parting.find(drafts[-1])) is not None:
            drafts.append(_split(drafts[-1], at))
    sheet.drafts = drafts
    return sheet


class _Parting:
    """The page's articles by what they are about, and where something stands that belongs to none."""

    def __init__(self, sheet: Sheet) -> None:
        articles = [draft for draft in sheet.drafts if not draft.photo and draft.paragraphs]
        self._drafts = sorted(articles, key=_start)
        self._starts = [_start(draft) for draft in self._drafts]
        beside = [strip for draft in sheet.drafts for strip in (*draft.bylines, *(s for _, s in draft.aside))]
        photos = [p.strip for draft in sheet.drafts if draft.photo for p in draft.paragraphs]
        self._marks = sorted(strip.start for strip in (*beside, *photos, *sheet.furniture))
        self._pairs: list[Pairs] = []
        self._topics = Topics(())

    def find(self, draft: Draft) -> int | None:
        """The paragraph of *draft* that most likely begins another article, None when none does."""
        if draft.photo:
            return None
        weighed = {at: self._weigh(draft, at) for at in self._candidates(draft)}
        best = max(weighed, key=lambda at: weighed[at], default=None)
        least = 0.0 if draft.headline else LEAST_OF_HEADLESS
        return best if best is not None and weighed[best] > least else None

    def _candidates(self, draft: Draft) -> Iterator[int]:
        for at in range(1, len(draft.paragraphs)):
            one, before = draft.paragraphs[at], draft.paragraphs[at - 1]
            if one.section or before.section or signs.is_open(before.text):
                continue
            if lean_inside(one.text[:WITHIN]) > (LEAST_PARTED if self._is_parted(draft, at) else LEAST):
                yield at

    def _is_parted(self, draft: Draft, at: int) -> bool:
        """Whether a signature, a caption or furniture stands before the paragraph."""
        end, start = draft.paragraphs[at - 1].strip.end, draft.paragraphs[at].strip.start
        n = bisect_left(self._marks, end)
        return n < len(self._marks) and self._marks[n] < start

    def _weigh(self, draft: Draft, at: int) -> float:
        self._read_topics()
        texts = [pairs_of(p.text) for p in draft.paragraphs]
        before, after = union([_title(draft), *texts[:at]]), union(texts[at:])
        shared = self._topics.weigh(before, after)
        others = [self._topics.weigh(pairs, after) for pairs in self._beside(draft) if not after <= pairs]
        usual = sum(others) / len(others) if others else USUALLY_SHARED
        return (
            BIAS
            + LEANING * lean_inside(draft.paragraphs[at].text[:WITHIN])
            + SHARED * shared
            + SHARED_MORE * math.log((shared + LITTLE) / (usual + LITTLE))
            + PARTED * self._is_parted(draft, at)
            + LAST * (at + 1 == len(draft.paragraphs))
        )

    def _beside(self, draft: Draft) -> list[Pairs]:
        """The articles printed around *draft*."""
        n = bisect_left(self._starts, draft.paragraphs[0].strip.start)
        return self._pairs[max(n - NEIGHBOURS, 0) : n + NEIGHBOURS]

    def _read_topics(self) -> None:
        """Only where something is to be weighed: most pages lack nothing."""
        if not self._pairs:
            texts = [[pairs_of(p.text) for p in draft.paragraphs] for draft in self._drafts]
            self._pairs = [union([_title(d), *held]) for d, held in zip(self._drafts, texts, strict=True)]
            self._topics = Topics(pairs for held in texts for pairs in held)


def _start(draft: Draft) -> int:
    return draft.paragraphs[0].strip.start


def _title(draft: Draft) -> Pairs:
    return pairs_of(" ".join(s.text for s in (*draft.headline, *draft.kicker, *draft.subhead)))


def _split(draft: Draft, at: int) -> Draft:
    """Cuts *draft* before a paragraph; returns the rest with what is printed behind that."""
    start = draft.paragraphs[at].strip.start
    rest = Draft(
        paragraphs=draft.paragraphs[at:],
        bylines=[strip for strip in draft.bylines if strip.start > start],
        aside=[(role, strip) for role, strip in draft.aside if strip.start > start],
        signed=draft.signed,
    )
    draft.bylines = [strip for strip in draft.bylines if strip not in rest.bylines]
    draft.aside = [one for one in draft.aside if one not in rest.aside]
    draft.paragraphs = draft.paragraphs[:at]
    return rest
