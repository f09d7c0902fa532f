"""Two sentences of an article that tell what is done and what came of it. Never a word that the article doesn't print.

Sentences are weighed by what an editor looks for: the headline's words, named models, the place, figures, and not
speech. No graph over all sentences (TextRank): in a report of twenty sentences it prefers the longest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.records import Article, Evidence, Sentence
from nlp.sentences import Stretch, find_sentences

SHORTEST, LONGEST = 14, 130  # characters; outside them a sentence is a fragment or a list
MOST_LOOKED_AT = 150  # sentences of one article; bounds the time on hostile pages
ALIKE = 0.5  # share of the shorter sentence's character pairs beyond which the second only repeats the first

# Ranks put into figures; they move together. A sentence that opens the text and carries the headline weighs most.
OPENS, EARLY, HEADLINE, NAMED, PLACED = 1.5, 0.7, 3.0, 0.8, 0.4
ACTS, RESULTS, COUNTED = 0.6, 1.0, 0.7
SPOKEN, DEPENDENT, ILL_SIZED = 3.0, 1.0, 1.2

# Whether a reader of the case would take the sentence for what its rule says; judged by us on the open sample articles
# and the seeds: see docs/understanding.md.
CONFIDENCE = {"summary: what is done": 0.9, "summary: what came of it": 0.85, "summary: what else is told": 0.7}

_ACTS = re.compile(
    "推行|建立|探索|打造|构建|创新|健全|完善|组建|推出|搭建|出台|制定|设立|开通|整合|实施|成立|通过|开展"
)
_RESULTS = re.compile(
    r"累计|截至|目前|以来|共[有计]?|已[经有]?|化解|办结|解决|惠及|受益|满意|提[升高]|下降|减少|增[加长收]|实现|达到?\d"
)
_SPOKEN = re.compile(
    r"^[“‘]|[”’][^，。]{0,24}(?:说|表示|介绍|告诉|感慨|称赞|坦言|笑着)|(?:说|表示|介绍)[：:，]?“|记者(?:在|看到|了解)"
)
_DEPENDENT = re.compile(
    r"^(?:这|此|那|他|她|它|其|而|但|却|于是|因此|所以|同时|此外|另外|然而|随后|接着|为此|对此|原来|一方面|另一方面|首先|其次"
    r"|再次|最后|[一二三四五六]是|第[一二三四五六]|图为|如今|据|说起|走进|提起|以前|过去)"
)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A sentence, how well it says what is done, and how well what came of it."""

    stretch: Stretch
    text: str
    done: float
    came: float
    counted: int


def summarise(article: Article) -> tuple[Sentence, ...]:
    """Two sentences of *article*, in printed order; one where only one tells something, none without a sentence.

    >>> from nlp.records import Part
    >>> text = "李家村推行“三问”工作法，每周上门听取意见。春天花开。“好得很！”村民说。今年以来，共化解矛盾纠纷30件。"
    >>> article = Article(1, "report", (Part("headline", "“三问”解民忧", "“三问”解民忧"), Part("text", text, text)))
    >>> [sentence.text for sentence in summarise(article)]
    ['李家村推行“三问”工作法，每周上门听取意见。', '今年以来，共化解矛盾纠纷30件。']
    """
    sentences = [s for s in find_sentences(article.text)[:MOST_LOOKED_AT] if not _is_cut_off(s, article)]
    weighed = [_weigh(article, stretch, rank) for rank, stretch in enumerate(sentences)]
    if not weighed:
        return ()
    first = max(weighed, key=lambda w: w.done)
    others = [w for w in weighed if w is not first and _overlap(w.text, first.text) < ALIKE]
    second = max(others, key=lambda w: w.came, default=None)
    chosen = [_sentence(first, "summary: what is done")]
    if second and second.came > 0:
        rule = "summary: what came of it" if _tells_result(second) else "summary: what else is told"
        chosen.append(_sentence(second, rule))
    return tuple(sorted(chosen, key=lambda sentence: sentence.evidence.start))


def _tells_result(weighed: _Weighed) -> bool:
    return weighed.counted > 0 and bool(_RESULTS.search(weighed.text))


def _is_cut_off(stretch: Stretch, article: Article) -> bool:
    """Whether the sentence lost its beginning with the head of the article."""
    return article.missing_head and not article.text[: stretch.start].strip()


def _sentence(weighed: _Weighed, rule: str) -> Sentence:
    evidence = Evidence("text", weighed.stretch.start, weighed.stretch.end)
    return Sentence(weighed.text, evidence, rule, CONFIDENCE[rule])


def _weigh(article: Article, stretch: Stretch, rank: int) -> _Weighed:
    text = article.text[stretch.start : stretch.end]
    base = _subject(article, text) - _faults(text)
    early = OPENS if rank == 0 else EARLY if rank < 3 else 0.0
    done = base + early + ACTS * bool(_ACTS.search(text))
    counted = sum(_holds(stretch, metric.evidence) for metric in article.metrics)
    came = base + RESULTS * bool(_RESULTS.search(text)) + COUNTED * min(2, counted)
    return _Weighed(stretch, text, done, came, counted)


def _subject(article: Article, text: str) -> float:
    """How much of what the article is about stands in a sentence: its headline, its models, its place."""
    headline = article.words("kicker") + article.headline + article.words("subhead")
    models = sum(model.key in text for model in article.models)
    place = article.place
    names = [name for name in (place.city, place.county, *(unit.name for unit in place.units)) if name]
    placed = any(name in text or name.rstrip("省市县区") in text for name in names)
    return HEADLINE * _overlap(headline, text) + NAMED * min(2, models) + PLACED * placed


def _faults(text: str) -> float:
    """What speaks against a sentence: speech, leaning on the one before, being too short or too long."""
    size = len(text)
    wrong = ILL_SIZED * (size < SHORTEST) + ILL_SIZED * max(0, size - LONGEST) / LONGEST
    return SPOKEN * bool(_SPOKEN.search(text)) + DEPENDENT * bool(_DEPENDENT.match(text)) + wrong


def _holds(stretch: Stretch, evidence: Evidence) -> bool:
    return evidence.part == "text" and stretch.start <= evidence.start < stretch.end


def _overlap(one: str, other: str) -> float:
    """The share of the shorter text's character pairs that the other holds, 0 to 1."""
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _pairs(text: str) -> frozenset[str]:
    letters = "".join(char for char in text if char.isalnum())
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))
