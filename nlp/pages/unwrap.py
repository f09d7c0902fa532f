"""Paragraphs printed as lines of one width put together again, also where the lines of two or more columns alternate.

A width is believed only when many lines have it and few of them end a sentence: short paragraphs of like length, or a
poem, stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.pages import signs
from nlp.pages.joins import Seen, look_up, weigh_join
from nlp.pages.lines import Line
from nlp.pages.matching import match_pairs
from nlp.pages.strips import concatenate

NARROWEST, WIDEST = 12, 48  # characters of a column's line
SLACK = 1  # characters by which lines of a column differ: a mark hangs over, two half-width characters count as one
LEAST_LINES = 4  # of one width in a document, and …
LEAST_SHARE = 0.3  # … of its lines of at least NARROWEST characters, for that width to be a column's
MOST_CLOSED = 0.35  # share of them that may end a sentence
MOSTLY = 0.6  # share of paragraphs' last lines with a blank line behind, for blank lines to end paragraphs
MOST_COLUMNS = 5  # whose lines may alternate
SAMPLE = 30  # breaks that are weighed to tell how many columns alternate
CLEARLY = 0.5  # mean weight by which alternating columns must read better than the lines as they stand


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """*lines* with those that only the column's width broke put together.

    >>> from nlp.pages.lines import split_lines
    >>> broken = "各个社区都在小区里组建了\\n议事的队伍听取居民的意见\\n把大事小事都商量着办好让\\n"
    >>> broken += "大家都满意都高兴起来了还\\n有人夸。"
    >>> [line.text[-3:] for line in unwrap(split_lines(broken))]
    ['人夸。']
    """
    width = find_width(lines)
    if width is None:
        return list(lines)
    paper = _Paper(width, _has_blank_lines(lines, width))
    return [joined for run in _runs(lines) for joined in _read_run(run, paper)]


@dataclass(frozen=True, slots=True)
class _Paper:
    """How a document is set: characters of a column's line, and whether a blank line ends every paragraph."""

    width: int
    spaced: bool

    def fills(self, line: Line) -> bool:
        """Whether *line* reaches the column's end."""
        return abs(len(line.text) - self.width) <= SLACK


def _has_blank_lines(lines: Sequence[Line], width: int) -> bool:
    ends = [n for n, line in enumerate(lines[:-1]) if len(line.text) < width - SLACK and signs.is_closed(line.text)]
    return sum(lines[n + 1].gap > 0 for n in ends) >= MOSTLY * len(ends) > 0


def find_width(lines: Sequence[Line]) -> int | None:
    """The number of characters of the document's column lines, None where it is not printed in columns."""
    long = [line.text for line in lines if len(line.text) >= NARROWEST]
    counts = Counter(len(text) for text in long if len(text) <= WIDEST)
    if not counts:
        return None
    width = max(counts, key=lambda n: (sum(counts[n + d] for d in range(-SLACK, SLACK + 1)), counts[n]))
    full = [text for text in long if abs(len(text) - width) <= SLACK]
    if len(full) < max(LEAST_LINES, LEAST_SHARE * len(long)):
        return None
    return width if sum(map(signs.is_closed, full)) <= MOST_CLOSED * len(full) else None


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that may go together: without a blank line between them, up to a line that stands for itself."""
    run: list[Line] = []
    for line in lines:
        if run and (line.gap or _stands_for_itself(line)):
            yield run
            run = []
        run.append(line)
        if _stands_for_itself(line):
            yield run
            run = []
    if run:
        yield run


def _stands_for_itself(line: Line) -> bool:
    return signs.is_furniture(line.text) or line.text.startswith("——")


def _read_run(run: Sequence[Line], paper: _Paper) -> list[Line]:
    columns = _count_columns(run, paper)
    if columns == 1:
        return list(_join_in_turn(run, paper))
    return list(_join_across(run, paper, columns))


def _goes_on(line: Line, following: Line, paper: _Paper) -> bool:
    """Whether only the width broke *line* before *following*.

    A sentence that ends with its line ends the paragraph too, unless blank lines show where paragraphs end: one
    paragraph in two costs a reader little, two articles in one a lot.
    """
    if not paper.fills(line) or following.gap or following.indented or len(following.text) > paper.width + SLACK:
        return False
    if signs.find_dateline(following.text):
        return False
    return paper.spaced or not signs.is_closed(line.text)


def _join_in_turn(run: Sequence[Line], paper: _Paper) -> Iterator[Line]:
    held: list[Line] = []
    for line in run:
        if held and not _goes_on(held[-1], line, paper):
            yield _join(held)
            held = []
        held.append(line)
    if held:
        yield _join(held)


def _join(lines: Sequence[Line]) -> Line:
    return replace(lines[0], strip=concatenate(line.strip for line in lines))


def _count_columns(run: Sequence[Line], paper: _Paper) -> int:
    """How many columns alternate in *run*: the distance at which its lines go on best."""
    full = [n for n, line in enumerate(run) if paper.fills(line) and not signs.is_closed(line.text)]
    sample = full[:: max(len(full) // SAMPLE, 1)]
    if len(full) < LEAST_LINES:
        return 1
    means = {distance: _mean_weight(run, sample, distance) for distance in range(1, MOST_COLUMNS + 1)}
    best = max(means, key=lambda distance: means[distance])
    return best if means[best] > means[1] + CLEARLY else 1


def _mean_weight(run: Sequence[Line], sample: Sequence[int], distance: int) -> float:
    nothing = Seen(frozenset())
    pairs = [(run[n].text, run[n + distance].text) for n in sample if n + distance < len(run)]
    return sum(weigh_join(a, b, nothing) for a, b in pairs) / len(pairs) if pairs else -1.0


def _join_across(run: Sequence[Line], paper: _Paper, columns: int) -> Iterator[Line]:
    """The lines of alternating columns, each joined to the line that goes on best within reach."""
    links = _link_lines(run, paper, columns)
    taken = set(links.values())
    for first in range(len(run)):
        if first in taken:
            continue
        chain = [first]
        while chain[-1] in links:
            chain.append(links[chain[-1]])
        yield _join([run[n] for n in chain])


def _link_lines(run: Sequence[Line], paper: _Paper, columns: int) -> dict[int, int]:
    """Which line goes on where, the run solved as a whole; lines go on further down only, so there are no circles."""
    tails = [n for n, line in enumerate(run) if paper.fills(line)]
    reach = {n: range(n + 1, min(n + columns + 2, len(run))) for n in tails}
    pairs = [(run[n].text, run[m].text) for n in tails for m in reach[n]]
    seen = look_up("\n".join(line.text for line in run), pairs)
    weights = []
    for n in tails:
        weighed = {m: weigh_join(run[n].text, run[m].text, seen) + 2.0 * (m - n == columns) + 0.5 for m in reach[n]}
        weights.append({m: weight for m, weight in weighed.items() if weight > 0})
    return {tails[t]: head for t, head in match_pairs(weights).items()}
