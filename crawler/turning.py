"""转版: an article that goes on on another page of its issue （下转第4版）, and the rest there （上接第1版）. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.archive.records import digest_of
from crawler.items import Page

DIGITS = "〇一二三四五六七八九"
NUMBER = rf"(\d{{1,3}}|[{DIGITS}十]{{1,3}})"
TURNED_TO = re.compile(
    rf"[（(【\[▶►→\s]*(?:下转|转入|紧转)\s*第?\s*[A-Z]?0*{NUMBER}\s*版[^\n）)】\]]{{0,12}}[）)】\]]?"
)
TURNED_FROM = re.compile(
    rf"[（(【\[◀◄←\s]*(?:上接|紧接|接)\s*第?\s*[A-Z]?0*{NUMBER}\s*版[^\n）)】\]]{{0,12}}[）)】\]]?"
)
SEARCHED_LINES = 6  # the marks stand at the very end and the very beginning, a caption or a head between
SHARED_HEAD = 0.5  # of the shorter headline's pairs of characters: the rest is often printed under a shortened one


def turned_to(page: Page) -> int | None:
    """The number of the page on which an article goes on, or None."""
    return _number(TURNED_TO, page.text.split("\n")[-SEARCHED_LINES:])


def turned_from(page: Page) -> int | None:
    """The number of the page on which the article began whose rest this is, or None."""
    return _number(TURNED_FROM, page.text.split("\n")[:SEARCHED_LINES])


def join_turned(page: Page, turning: Sequence[Page]) -> Page | None:
    """*page* with its rest from among the *turning* pages of the issue; None when it is such a rest itself.

    Only where exactly one other page fits: the numbers point at each other and the headlines agree. Otherwise the page
    stays as it is, with a note.
    """
    if turned_from(page) is not None and _beginnings(page, turning):
        return None
    goes_on = turned_to(page)
    if goes_on is None:
        return page
    rests = _rests(page, turning)
    if len(rests) != 1:
        words = "is not in the archive" if not rests else f"may be any of {len(rests)} articles"
        return replace(page, notes=(*page.notes, f"goes on on page {goes_on}; the rest {words}"))
    return _joined(page, rests[0])


def _beginnings(rest: Page, turning: Sequence[Page]) -> list[Page]:
    """The pages that this is the only rest of."""
    found = [page for page in turning if page.address != rest.address and _fits(page, rest)]
    return [page for page in found if len(_rests(page, turning)) == 1]


def _rests(page: Page, turning: Sequence[Page]) -> list[Page]:
    """The pages that may be the rest of this one."""
    return [other for other in turning if other.address != page.address and _fits(page, other)]


def _fits(page: Page, rest: Page) -> bool:
    """Whether the numbers point at each other, as far as they are known, and the headlines agree."""
    goes_on, began = turned_to(page), turned_from(rest)
    if goes_on is None or began is None:
        return False
    if rest.page_no not in (None, goes_on) or page.page_no not in (None, began):
        return False
    return _alike(page.stated.headline, rest.stated.headline)


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two headlines may be of one article. A rest without a headline agrees with any."""
    first, second = _pairs(one or ""), _pairs(TURNED_FROM.sub("", other or ""))
    if not first or not second:
        return True
    return len(first & second) >= SHARED_HEAD * min(len(first), len(second))


def _pairs(words: str) -> set[str]:
    bare = re.sub(r"\W+", "", words)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def _joined(page: Page, rest: Page) -> Page:
    began = [line for line in page.text.split("\n")]
    for at in range(max(0, len(began) - SEARCHED_LINES), len(began)):
        began[at] = TURNED_TO.sub("", began[at]).rstrip()
    below = _without_head(rest)
    text = _closed([line for line in began if line], below)
    digest = digest_of(f"{page.digest}\n{rest.digest}".encode("ascii"))
    parts = (*page.parts, *((rest.record,) if rest.record else ()), *rest.parts)
    note = f"its rest is printed on page {turned_to(page)}: {rest.address}"
    return replace(page, text=text, digest=digest, parts=parts, notes=(*page.notes, note))


def _without_head(rest: Page) -> list[str]:
    """The lines of a rest below its head and the mark that says where it began."""
    stated = rest.stated
    head = {words for words in (stated.kicker, stated.headline, stated.subhead, stated.byline) if words}
    lines = rest.text.split("\n")
    top = [TURNED_FROM.sub("", line).strip() for line in lines[:SEARCHED_LINES] if line not in head]
    return [line for line in (*top, *lines[SEARCHED_LINES:]) if line]


def _closed(began: list[str], below: list[str]) -> str:
    """Both parts as one text: a sentence that breaks off at the turn is closed, else a new line begins."""
    if began and below and began[-1][-1] not in "。！？”’」』…；:：）)":
        return "\n".join((*began[:-1], began[-1] + below[0], *below[1:]))
    return "\n".join((*began, *below))


def _number(mark: re.Pattern[str], lines: Sequence[str]) -> int | None:
    found = next((match for line in lines if (match := mark.search(line))), None)
    return _value(found.group(1)) if found else None


def _value(printed: str) -> int | None:
    """The number that Arabic or Chinese digits up to 99 print.

    >>> [_value(number) for number in ("4", "四", "十二", "二十")]
    [4, 4, 12, 20]
    """
    if printed.isascii():
        return int(printed)
    tens, ten, ones = printed.partition("十")
    if not ten:
        return DIGITS.index(printed) if printed in DIGITS else None
    return (DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0)
