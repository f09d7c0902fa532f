"""Which lines of a sheet are the article: the element whose lines weigh most, prose for it and furniture against it.

Tuned for Chinese: a paragraph is known by its punctuation, not by <p>, because bodies stand in <br>, <div>, <td> and
bare text alike; what is against an element are links, labels, and the words of comment areas and footers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.web.marks import BODY_MARK, COMMENT, CREDIT_LINE, ENDS, FOOTER, FURNITURE, PROSE, RELATED, TITLE_MARK
from crawler.web.sheet import Line, Sheet

_QUOTES = str.maketrans(dict.fromkeys("“”‘’\"'＂", '"'))
_LABEL = re.compile(r"[：:丨|/]\s*$|声明|^本文|点击上方|扫")
SHORTEST_PROSE = 12  # characters of the shortest paragraph counted as one
LINK_COST = 20  # characters of prose that one link line outweighs
STRANGER_COST = 150  # … that a line of a comment area, a list of other articles or a footer outweighs
LABEL_COST = 5  # … that any other short line outweighs
MARKED_BONUS = 60  # characters of prose that an id or class known to hold bodies is worth
LABEL_LENGTH = 24  # characters; a longer line with the punctuation of a sentence is one, whatever its words
HEAD_SENTENCES = 2  # short sentences above the credits that are a headline and its subhead
AHEAD = 6  # lines below the credits in which a body begins
LONGEST_CREDIT = 120  # characters of a line that begins with 来源： or 作者： and is no paragraph
LONGEST_HEADING = 80  # characters; old sites set whole paragraphs in <h3> for their size
LONGEST_LINK = 30  # characters; a longer link inside a body may be a paragraph that someone linked
STRANGER_LENGTH = 60  # characters; a longer line that says 回复 or 楼主 is a paragraph that tells of it


@dataclass(frozen=True, slots=True)
class Body:
    """Lines [start, end) of a sheet, and which of them are the article's."""

    start: int
    end: int
    lines: tuple[Line, ...]


def find_body(sheet: Sheet, title: str = "") -> Body:
    """The heaviest element's lines without furniture; empty when nothing on the sheet is prose.

    *title* is what the page calls itself: a line that it holds is the headline, whatever its punctuation.
    """
    start, end = _heaviest(sheet)
    return Body(start, end, cut_out(sheet.lines[start:end], title))


def cut_out(lines: Sequence[Line], title: str = "") -> tuple[Line, ...]:
    """*lines* from the first paragraph to the first line that says the article is over, without furniture between."""
    kept: list[Line] = []
    for number, line in enumerate(lines):
        if kept and is_end(line):
            break
        if _is_credit(line):
            kept = [] if _is_head(kept, lines[number + 1 : number + AHEAD]) else kept
        elif (kept or _opens(line, title)) and not (line.noise or is_furniture(line)):
            kept.append(line)
    while kept and kept[-1].is_link:
        kept.pop()
    return tuple(kept)


def _opens(line: Line, title: str) -> bool:
    """Whether the body may begin with a line: a paragraph that is not the headline, whatever that ends in."""
    named = bare(line.text) in bare(title) or (not _is_long(line) and bool(TITLE_MARK.search(line.mark)))
    return is_prose(line) and not named


def _is_head(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the sentences *above* a line of credits are the article's head, and its body is *below*."""
    return len(above) <= HEAD_SENTENCES and not any(map(_is_long, above)) and any(map(is_prose, below))


def _is_credit(line: Line) -> bool:
    return len(line.text) <= LONGEST_CREDIT and bool(CREDIT_LINE.search(line.text))


def _is_long(line: Line) -> bool:
    return len(line.text) > STRANGER_LENGTH


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph: long enough, punctuated, not a link."""
    if len(line.text) < SHORTEST_PROSE or line.is_link or (line.heading and len(line.text) <= LONGEST_HEADING):
        return False
    return bool(PROSE.search(line.text)) and not _is_credit(line)


def is_stranger(line: Line) -> bool:
    """Whether a line belongs to comments, to a list of other articles, or to the site's footer."""
    if len(line.text) > STRANGER_LENGTH:
        return bool(FOOTER.search(line.text)) and not is_prose(line)
    if len(line.text) > LABEL_LENGTH and is_prose(line):
        return False
    return any(pattern.search(line.text) for pattern in (FOOTER, COMMENT, RELATED))


def is_end(line: Line) -> bool:
    """Whether the article is over at this line."""
    return _says(line, ENDS) or is_stranger(line)


def is_furniture(line: Line) -> bool:
    """Whether a line is never part of an article."""
    if line.heading == 1 or (line.is_link and len(line.text) < LONGEST_LINK):
        return True
    return _says(line, FURNITURE)


def _says(line: Line, words: re.Pattern[str]) -> bool:
    """Whether a line begins with one of *words*: a label. A sentence only does so when a colon makes it one."""
    found = words.search(line.text) if len(line.text) <= STRANGER_LENGTH else None
    if not found:
        return False
    sentence = len(line.text) > LABEL_LENGTH and is_prose(line)
    return not sentence or bool(_LABEL.search(found[0]))


def weight_of(line: Line) -> float:
    """What a line says for (its prose, in characters) or against its element being the article."""
    if is_stranger(line) and not _says(line, ENDS):
        return -STRANGER_COST
    if line.noise:
        return -LABEL_COST
    if is_prose(line):
        return len(line.text) - line.linked
    return -LINK_COST if line.is_link else -LABEL_COST


def _heaviest(sheet: Sheet) -> tuple[int, int]:
    weights = [0.0]
    for line in sheet.lines:
        weights.append(weights[-1] + weight_of(line))
    best, span = 0.0, (0, 0)
    for stretch in sheet.stretches:
        if stretch.noise or stretch.end <= stretch.start:
            continue
        weight = weights[min(stretch.end, len(sheet.lines))] - weights[stretch.start]
        weight += MARKED_BONUS if BODY_MARK.search(stretch.mark) and weight > 0 else 0
        if weight > best or (weight == best and weight > 0):
            best, span = weight, (stretch.start, min(stretch.end, len(sheet.lines)))
    return span


def bare(text: str) -> str:
    """*text* without blanks, quotes as one kind: titles and the lines they name differ in them."""
    return re.sub(r"[\s\u200b\ufeff]", "", text).translate(_QUOTES)


def texts(lines: Sequence[Line]) -> tuple[str, ...]:
    """The lines as text."""
    return tuple(line.text for line in lines)
