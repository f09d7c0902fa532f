"""Lines that were broken at a fixed width, put together again: what a column, a mail or a terminal did to a page.

A page is wrapped when its lines end again and again at one width inside sentences; then a full line runs on into the
next one, and a short line or an indented one tells the paragraphs apart. A page that is not wrapped stays as it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from nlp.pages.lines import Line
from nlp.pages.signs import find_dateline, is_closed, is_furniture, is_open, looks_like_heading

NARROWEST, WIDEST = 10, 60  # characters of a column; headings are shorter, paragraphs longer
FEWEST_FULL = 3  # lines of one width that make a habit
SLACK = 2  # characters by which a full line may fall short: punctuation is not put at the head of a line
SUBSTANTIAL = 0.6  # of the width: shorter lines are headings, furniture and ends of paragraphs
FULL_SHARE = 0.5  # of the substantial lines that are full on a wrapped page; measured: 0.6 up
LONGER_SHARE = 0.05  # of all lines that may be longer than the width
PUNCTUATED_SHARE = 0.4  # of the full lines that hold a comma or stop; headlines hardly hold one
OPEN_SHARE = 0.6  # of the full lines that break off inside a sentence; measured: 0.85 up when wrapped

MAY_NOT_BEGIN = frozenset("。，、；：！？”’）》】」』〕)],.;:!?%％…")  # a line; nor is a number parted
MAY_NOT_END = frozenset("“‘（《【「『〔([")

MOST_BLANKS = 4  # on one side of a line
_BLANK = " \u3000\u00a0"

Measure = Callable[[str], float]


def rejoin(lines: Sequence[Line], text: str) -> list[Line]:
    """The *lines* of *text*, with those that a fixed width broke put together.

    >>> from nlp.pages.lines import split_lines
    >>> text = "社区推行邻里互助的新办\\n法，居民有事一起商量着\\n办，大家都说这样好，也\\n都来。"
    >>> text += "\\n　　网格员每天走访，"
    >>> [line.text[-8:] for line in rejoin(split_lines(text), text)]
    ['这样好，也都来。', '网格员每天走访，']
    """
    for measure in (len, _printed_width):
        width = _find_width(lines, measure)
        if width:
            following = [line.text for line in lines[1:]] + [""]
            full = [
                not is_furniture(line.text)
                and _is_full(line.text, after, width - measure(line.text) - _blanks(line, text))
                for line, after in zip(lines, following, strict=True)
            ]
            return _join_full(lines, text, full)
    return list(lines)


def _find_width(lines: Sequence[Line], measure: Measure) -> float | None:
    """The width that the page was broken at; None when it was not."""
    widths = Counter(measure(line.text) for line in lines)
    near = {w: sum(widths[w - less] for less in (0, 0.5, 1)) for w in widths if NARROWEST <= w <= WIDEST}
    if max(near.values(), default=0) < FEWEST_FULL:
        return None
    width = max(near, key=lambda w: (near[w], w))
    full = [line.text for line in lines if abs(measure(line.text) - width) <= SLACK]
    others = [line.text for line in lines if measure(line.text) >= width * SUBSTANTIAL]
    longer = sum(measure(text) > width + SLACK for text in others)
    wrapped = len(full) >= FULL_SHARE * len(others) and longer <= len(lines) * LONGER_SHARE
    return width if wrapped and _run_on(full) else None


def _run_on(full: Sequence[str]) -> bool:
    """Whether the *full* lines are pieces of sentences and no list of headlines: open, with commas and stops inside."""
    running = sum(is_open(text) for text in full)
    punctuated = sum(bool(re.search("[，。、；,;]", text)) for text in full)
    return running >= OPEN_SHARE * len(full) and punctuated >= PUNCTUATED_SHARE * len(full)


def _is_full(line: str, following: str, short: float) -> bool:
    """Whether *line*, *short* characters under the width, ends there only since the column does.

    What would have fitted must have been kept off by a mark that may not begin a line, one that may not end it, or a
    number: else the line is whole, as a headline a little under the width is.

    >>> _is_full("大家都说这样好", "事，居民有事", 1), _is_full("三问走进田间", "近年来", 1)
    (True, False)
    """
    if short <= 0.5:
        return True
    room = math.ceil(short)
    if room > SLACK or len(following) <= room:
        return False
    last, first = following[room - 1], following[room]
    return first in MAY_NOT_BEGIN or last in MAY_NOT_END or (last.isascii() and first.isascii())


def _printed_width(line: str) -> float:
    """How wide *line* prints, in Chinese characters: letters and digits take half of one."""
    return len(line) - sum(character.isascii() for character in line) / 2


def _join_full(lines: Sequence[Line], text: str, full: Sequence[bool]) -> list[Line]:
    """Every line that is *full* joined to the next one, unless a blank line or an indent parts them."""
    joined: list[Line] = []
    for line, runs_on, ends_full in zip(lines, (False, *full), full, strict=False):
        apart = line.gap or _is_indented(line, text) or _opens(line.text)
        if runs_on and not apart and not _is_heading_behind(joined[-1].text, line.text, is_full=ends_full):
            joined[-1] = replace(joined[-1], strip=joined[-1].strip + line.strip)
        else:
            joined.append(line)
    return joined


def _is_heading_behind(text: str, line: str, *, is_full: bool) -> bool:
    """Whether *line* is a heading that stands behind a paragraph whose last line happens to be full."""
    return not is_full and is_closed(text) and looks_like_heading(line)


def _opens(text: str) -> bool:
    """Whether *text* can only be the beginning of something, whatever stands above it."""
    return (
        bool(find_dateline(text))
        or is_furniture(text)
        or bool(re.match("[—─-]{2}|(?:本报)?(?:记者|通讯员|作者)[ :：/]", text))
    )


def _is_indented(line: Line, text: str) -> bool:
    """Whether a paragraph's indent, two blanks or one wide one, stands before *line*."""
    before = text[max(0, line.strip.start - 2) : line.strip.start]
    return before.endswith("\u3000") or before in ("  ", "\u00a0\u00a0")


def _blanks(line: Line, text: str) -> int:
    """How many blanks stand on the line before and behind what is printed of it."""
    before = text[max(0, line.strip.start - MOST_BLANKS) : line.strip.start]
    behind = text[line.strip.end : line.strip.end + MOST_BLANKS]
    return len(before) - len(before.rstrip(_BLANK)) + len(behind) - len(behind.lstrip(_BLANK))
