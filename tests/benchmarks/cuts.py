"""Damage to the order of a page: columns torn apart, blocks displaced, captions dropped in, heads and tails lost.

Texts are cut inside a sentence, as a column ends there: what no reader could put back, a whole paragraph carried off
to a strange place, is not done to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from random import Random

from tests.benchmarks.sheet import Paragraph, Sheet, Story, join_blocks

COLUMN_LINES = 12  # of a torn column
FRAGMENT_CHARACTERS = (150, 300)  # of a block that may be displaced
LOST_SHARE = (0.3, 0.5)  # of an article whose head or tail the page lacks
LONG_ENOUGH = 60  # characters of a paragraph into which a caption may fall
CAN_LOSE = 300  # characters of an article that may lose its head or tail

OPENING = "“‘（《「『(["
CLOSING = "。，、；：！？”’）》」』)],.;:!?%"

CAPTIONS = (
    "图为志愿者在社区活动室整理图书。 周远 摄",
    "网格员走进沿街商铺了解情况。 通讯员 何启明 摄",
    "图①：居民围坐在院子里商量事情。 图②：修缮一新的健身步道。",
    "上图：理发师傅为高龄老人义务理发。 陆岩 摄影报道",
    "党员先锋岗上的工作人员指导群众填写表格。 资料图片",
    "孩子们在四点半课堂里做手工。 本报记者 田野 摄",
)
BOXES = (
    "阅读提示\n一个院落有了自己的议事规则，会怎样？记者走进几个老旧小区，听居民说说他们的办法。",
    "编者按\n基层治理千头万绪，贵在常、长二字。今起本报推出一组来自一线的报道，敬请关注。",
    "相关链接\n市民如有意见建议，可在工作日拨打便民热线，也可到所在社区的服务窗口反映。",
)


def wrap(text: str, width: int) -> list[str]:
    """*text*, paragraph by paragraph, in lines of *width* characters, cut wherever that is."""
    return [line[i : i + width] for line in text.split("\n") for i in range(0, len(line), width)]


def set_lines(text: str, width: int) -> list[str]:
    """*text*, paragraph by paragraph, in lines of *width* characters or so, as a compositor sets them.

    No line begins with a closing mark or ends with an opening one, and no number is broken.

    >>> set_lines("有368户，其余的搬走了", 4)
    ['有368', '户，其余', '的搬走了']
    """
    return [set_line for line in text.split("\n") for set_line in _set_paragraph(line, width)]


def _set_paragraph(line: str, width: int) -> Iterator[str]:
    start = 0
    while len(line) - start > width:
        end = _line_end(line, start, width)
        yield line[start:end]
        start = end
    if start < len(line):
        yield line[start:]


def _line_end(line: str, start: int, width: int) -> int:
    end = start + width
    while end > start + 1 and (line[end] in CLOSING or line[end - 1] in OPENING or _is_number(line[end - 1 : end + 1])):
        end -= 1
    return end if end > start + 1 else start + width


def _is_number(two: str) -> bool:
    return all(character.isascii() and (character.isalnum() or character in ".%-+") for character in two)


def tear_columns(sheet: Sheet, width: float, random: Random) -> str:
    """Articles set in columns of *width* characters, the columns of two neighbours taking turns."""
    order = _by_twos(sheet.stories, random)
    return _printed(
        sheet, chain.from_iterable(_in_turns(*[_columns(story, int(width)) for story in two]) for two in order)
    )


def _columns(story: Story, width: int) -> list[str]:
    lines = set_lines(story.body, width)
    columns = ["\n".join(lines[i : i + COLUMN_LINES]) for i in range(0, len(lines), COLUMN_LINES)]
    return [join_blocks([*story.heads, columns[0]]).rstrip("\n"), *columns[1:], *story.captions]


def tear_rows(sheet: Sheet, width: float, random: Random) -> str:
    """The lines of two articles that stand side by side in columns of *width*, read straight across both columns."""
    return _printed(sheet, chain.from_iterable(_rows(two, int(width)) for two in _by_twos(sheet.stories, random)))


def _rows(two: Sequence[Story], width: int) -> Iterator[str]:
    yield from chain.from_iterable(story.heads for story in two)
    yield "\n".join(_in_turns(*[set_lines(story.body, width) for story in two]))
    yield from chain.from_iterable(story.captions for story in two)


def _by_twos(stories: Sequence[Story], random: Random) -> list[Sequence[Story]]:
    """Neighbours two by two, after a first that stands alone or not."""
    first = random.randrange(2)
    return [stories[:first], *(stories[i : i + 2] for i in range(first, len(stories), 2))]


def _in_turns(*rows: Sequence[str]) -> Iterator[str]:
    return (item for turn in zip_longest(*rows) for item in turn if item)


def _printed(sheet: Sheet, blocks: Iterator[str]) -> str:
    return join_blocks(["\n".join(sheet.top), *blocks, "\n".join(sheet.foot)])


def displace(sheet: Sheet, share: float, random: Random) -> str:
    """*share* of the blocks, each cut inside a sentence at both ends, moved to anywhere else between blocks."""
    blocks = [block for story in sheet.stories for block in _fragments(story, random)]
    movable = [i for i, block in enumerate(blocks) if block.startswith("\0")]
    moved = set(random.sample(movable, round(share * len(movable))))
    staying = [block for i, block in enumerate(blocks) if i not in moved]
    for i in sorted(moved):
        staying.insert(random.randrange(1, len(staying) + 1), blocks[i])
    return _printed(sheet, (block.lstrip("\0") for block in staying))


def _fragments(story: Story, random: Random) -> Iterator[str]:
    """The story in blocks: its heads with its beginning, then fragments, each with a mark before it."""
    first, *others = cut_inside(story.body, random)
    yield join_blocks([*story.heads, *first.split("\n")]).rstrip("\n")
    for fragment in others:
        yield "\0" + join_blocks(fragment.split("\n")).rstrip("\n")
    yield from story.captions


def cut_inside(text: str, random: Random) -> list[str]:
    """*text* in fragments that end inside a sentence, between two Chinese characters."""
    fragments, start = [], 0
    while len(text) - start > 2 * FRAGMENT_CHARACTERS[0]:
        wanted = start + random.randint(*FRAGMENT_CHARACTERS)
        cut = next((i for i in range(wanted, len(text) - 20) if is_inside(text, i)), None)
        if cut is None:
            break
        fragments.append(text[start:cut])
        start = cut
    return [*fragments, text[start:]]


def is_inside(text: str, at: int) -> bool:
    """Whether a column that ends before ``text[at]`` ends inside a phrase."""
    return all("\u4e00" <= character <= "\u9fff" for character in text[at - 2 : at + 2]) and at >= 2


def drop_in(sheet: Sheet, each: float, random: Random) -> str:
    """*each* captions or boxes an article, dropped into the middle of a paragraph."""
    stories = [_with_captions(story, each, random) for story in sheet.stories]
    return _printed(sheet, chain.from_iterable(stories))


def _with_captions(story: Story, each: float, random: Random) -> Iterator[str]:
    count = int(each) + (random.random() < each % 1)
    long = [i for i, p in enumerate(story.paragraphs) if len(p.core) >= LONG_ENOUGH]
    chosen = set(random.sample(long, min(count, len(long))))
    yield from story.heads
    for i, paragraph in enumerate(story.paragraphs):
        yield from _split_by_caption(paragraph, random) if i in chosen else (paragraph.text,)
    yield from story.captions


def _split_by_caption(paragraph: Paragraph, random: Random) -> tuple[str, str, str]:
    middle = random.randint(20, len(paragraph.core) - 20)
    cut = next((i for i in range(middle, len(paragraph.core) - 4) if is_inside(paragraph.core, i)), middle)
    caption = random.choice(BOXES if random.random() < 0.3 else CAPTIONS)
    return paragraph.lead + paragraph.core[:cut], caption, paragraph.core[cut:] + paragraph.tail


def with_caption_paragraph(story: Story, random: Random) -> Story:
    """The story with a caption or box somewhere among its paragraphs, if it has several."""
    at = random.randrange(1, len(story.paragraphs)) if len(story.paragraphs) > 1 else 0
    caption = Paragraph(random.choice(CAPTIONS), "", "")
    paragraphs = (*story.paragraphs[:at], caption, *story.paragraphs[at:]) if at else story.paragraphs
    return replace(story, paragraphs=paragraphs)


def lose_heads(sheet: Sheet, share: float, random: Random) -> Sheet:
    """*share* of the longer articles without their heads and the first third to half of their text."""
    return _some_changed(sheet, share, random, _without_head)


def lose_tails(sheet: Sheet, share: float, random: Random) -> Sheet:
    """*share* of the longer articles without the last third to half of their text."""
    return _some_changed(sheet, share, random, _without_tail)


def _some_changed(sheet: Sheet, share: float, random: Random, change: Callable[[Story, Random], Story]) -> Sheet:
    long = [i for i, story in enumerate(sheet.stories) if len(story.key["text"]) >= CAN_LOSE]
    chosen = set(random.sample(long, max(1, round(share * len(long)))) if long else ())
    stories = [change(story, random) if i in chosen else story for i, story in enumerate(sheet.stories)]
    return replace(sheet, stories=tuple(stories))


def _cut_point(story: Story, share: float) -> tuple[int, int]:
    """(paragraph, offset) of the first place inside a phrase after *share* of the text."""
    left = round(share * sum(len(p.core) for p in story.paragraphs))
    for i, paragraph in enumerate(story.paragraphs):
        cut = next((at for at in range(max(left, 4), len(paragraph.core) - 4) if is_inside(paragraph.core, at)), None)
        if left < len(paragraph.core) and cut is not None:
            return i, cut
        left = max(0, left - len(paragraph.core))
    return 0, len(story.paragraphs[0].core) // 2


def _without_head(story: Story, random: Random) -> Story:
    i, cut = _cut_point(story, random.uniform(*LOST_SHARE))
    paragraph = story.paragraphs[i]
    kept = (Paragraph("", paragraph.core[cut:], paragraph.tail), *story.paragraphs[i + 1 :])
    lines = story.key["text"].split("\n")
    lost = dict.fromkeys(("kicker", "subhead", "dateline"))
    changes = {"headline": "", "text": "\n".join([lines[i][cut:], *lines[i + 1 :]]), "missing_head": True, **lost}
    return replace(story, heads=(), paragraphs=kept, key=story.key | changes)


def _without_tail(story: Story, random: Random) -> Story:
    i, cut = _cut_point(story, 1 - random.uniform(*LOST_SHARE))
    paragraph = story.paragraphs[i]
    kept = (*story.paragraphs[:i], Paragraph(paragraph.lead, paragraph.core[:cut], ""))
    lines = story.key["text"].split("\n")
    text = "\n".join([*lines[:i], lines[i][:cut]])
    return replace(story, paragraphs=kept, captions=(), key=story.key | {"text": text, "missing_tail": True})
