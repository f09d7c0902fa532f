"""Where names may stand: every quotation of an article, with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nlp.models.fold import bare, fold, squeezed, with_curly_quotes
from nlp.models.headnouns import Head, head_after
from nlp.models.lexicon import either, heads
from nlp.models.quotes import Quotation, quotations
from nlp.records import Part

ORDER = (
    "kicker",
    "headline",
    "subhead",
    "text",
)  # the parts that name practices, in the order in which they are printed
_HEADING_LENGTH = 30  # characters; longer lines without a full stop are cut-off paragraphs


@dataclass(frozen=True, slots=True)
class Strip:
    """One part of an article, folded (``text``) and as printed; both as long as the part itself."""

    name: str
    text: str
    printed: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where something is called by a name. ``core`` has no quotation marks;

    ``shared`` is the class word at the end of its row of names, ``announced`` the one before it.
    """

    strip: Strip
    start: int
    end: int
    core: str
    quoted: bool
    head: Head | None = None
    depth: int = 0
    shared: str | None = None
    announced: str | None = None
    in_speech: bool = False

    @property
    def key(self) -> str:
        """What two mentions of one name have in common."""
        return squeezed(self.core)

    @property
    def before(self) -> str:
        """The clause up to the name."""
        return re.split(r"[,。;:!?\n]", self.strip.text[max(0, self.start - 40) : self.start])[-1]

    @property
    def after(self) -> str:
        """The words behind the name, to the end of the sentence."""
        return re.split(r"[。;!?\n]", self.strip.text[self.end : self.end + 40])[0]

    @property
    def surface(self) -> str:
        """The name with its head noun, as printed."""
        end = self.end + (len(self.head.surface) if self.head else 0)
        return self.strip.printed[self.start : end]

    @property
    def in_heading(self) -> bool:
        """Whether it stands in the headline or in a section heading."""
        if self.strip.name != "text":
            return True
        text = self.strip.text
        start, end = text.rfind("\n", 0, self.start) + 1, text.find("\n", self.end)
        end = end if end >= 0 else len(text)
        return end - start <= _HEADING_LENGTH and not text[start:end].endswith(("。", "!", "?", ";", "”"))


def strips(parts: Sequence[Part]) -> tuple[Strip, ...]:
    """The parts that can name a practice, folded, in printed order."""
    ranked = sorted((p for p in parts if p.name in ORDER), key=lambda p: ORDER.index(p.name))
    return tuple(Strip(part.name, fold(part.text), with_curly_quotes(part.text)) for part in ranked)


def quoted_mentions(strip: Strip) -> tuple[Mention, ...]:
    """Every quotation of *strip* as a mention, rows of them sharing the class word behind the last."""
    found = quotations(strip.text)
    by_start = {q.start: q for q in found}
    speeches = {q.start for q in found if is_speech(strip.text, q)}
    mentions = [_mention(strip, q, in_speech=_within(q, by_start, speeches)) for q in found if q.inner.strip()]
    return _share_class_words(mentions)


def _mention(strip: Strip, q: Quotation, *, in_speech: bool) -> Mention:
    head = head_after(strip.text, q.end)
    return Mention(strip, q.start, q.end, bare(q.inner), True, head, q.depth, in_speech=in_speech)


def _within(q: Quotation | None, by_start: Mapping[int, Quotation], speeches: set[int]) -> bool:
    """Whether *q* is speech or stands inside one."""
    while q is not None and q.start not in speeches:
        q = by_start.get(q.outer) if q.outer is not None else None
    return q is not None


_SAID = (
    r"(?:说|表示|介绍|告诉|坦言|感慨|感叹|直言|笑言|回忆|称赞|赞叹|点赞|说道|讲道|认为|指出|强调|呼吁|问道|答道|喊道)"
)
_SPEAKS = re.compile(rf"^[,]?[^。!?;,“”]{{0,28}}{_SAID}(?:[道说起了着]|[^。“]{{0,6}}记者)?[,。:!?]")
_SPOKEN = re.compile(rf"{_SAID}[道说起了着]?[^。,]{{0,8}}[:,]?$")
_ENDS_SENTENCE = re.compile(r"[。!?…]")
_PERSON = re.compile(r"我们|咱们?|你们?|他们|她们|俺|大妈|大爷")


def is_speech(text: str, q: Quotation) -> bool:
    """Whether a quotation is something said, not a name.

    >>> line = "“现在方便多了。”居民说,推行“四四”模式"
    >>> [is_speech(line, q) for q in quotations(line)]
    [True, False]
    """
    if _ENDS_SENTENCE.search(q.inner):
        return True
    clause = _SPEAKS.match(text[q.end : q.end + 40]) and len(q.inner) > 8
    spoken = text[q.start - 1 : q.start] == ":" and _SPOKEN.search(text[max(0, q.start - 12) : q.start])
    return bool(clause or spoken or (len(q.inner) > 12 and _PERSON.search(q.inner) and q.inner.endswith((",", ";"))))


_JOINS = re.compile(r"^[、,和及与暨以/]*$")
_NOUNS = either(tuple(noun for noun in heads() if len(noun) > 1))
_ROW_END = re.compile(r"^(?:、?等(?:一批|一系列|各类|多个)?|等?(?:[一两三四五六七八九十\d]+)[个项类大种支张套件])")
_LEAD_NOUN = re.compile(rf"({_NOUNS})[,]?(?:如|例如|比如|包括|包含|有|:|——)$")


def _share_class_words(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give every name of a row the class word that the row ends with: “A”“B”等特色项目."""
    shared: list[Mention] = []
    for index in range(len(mentions) - 1, -1, -1):
        mention = mentions[index]
        following = shared[-1] if shared else None
        shared.append(replace(mention, shared=_row_noun(mention) or _from_next(mention, following)))
    return _share_from_before(tuple(reversed(shared)))


def _share_from_before(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give a row the class word that announces it: 特色品牌,如“A”、“B”."""
    done: list[Mention] = []
    for mention in mentions:
        announced = _LEAD_NOUN.search(mention.strip.text[max(0, mention.start - 12) : mention.start])
        noun = announced.group(1) if announced else _from_previous(mention, done)
        done.append(replace(mention, announced=noun))
    return tuple(done)


def _from_previous(mention: Mention, done: Sequence[Mention]) -> str | None:
    previous = done[-1] if done else None
    if previous is None or previous.announced is None or previous.strip is not mention.strip:
        return None
    gap = mention.strip.text[previous.end : mention.start]
    gap = gap.removeprefix(previous.head.surface) if previous.head else gap
    return previous.announced if _JOINS.match(gap) else None


def _row_noun(mention: Mention) -> str | None:
    end = _ROW_END.match(mention.after)
    head = head_after(mention.strip.text, mention.end + end.end()) if end else None
    return head.noun if head else None


def _from_next(mention: Mention, following: Mention | None) -> str | None:
    """The class word of the next name when nothing but a joint stands between the two."""
    if following is None or following.strip is not mention.strip or mention.depth != following.depth:
        return None
    gap = mention.strip.text[mention.end : following.start]
    if mention.head:
        gap = gap.removeprefix(mention.head.surface)
    if not _JOINS.match(gap):
        return None
    return following.shared or (following.head.noun if following.head and not mention.head else None)
