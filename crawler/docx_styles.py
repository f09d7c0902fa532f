"""What a Word file's styles and sizes make of its paragraphs: headlines, sections, captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crawler.items import Mark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
DEFAULT_SIZE = 10.5  # points: Word's own for Chinese
TITLE, SUBTITLE, CAPTION = ("title", "标题"), ("subtitle", "副标题"), ("caption", "题注")
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
LARGE = 1.25  # of the size most characters have: a headline …
LONGEST_HEAD = 60  # … if it has no more characters than this
DEEPEST_BASE = 20  # styles that stand on one another
_CLOSED = re.compile(r"[。；！!…]$")
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]+[章节部条]|[0-9]{1,2}[.、．])"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: the size of most of it in points (0: not told), its role and outline level (0 the title), if any."""

    text: str
    size: float
    role: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class DocxText:
    """The text of a Word file, one paragraph a line, blank lines between, with marks for what its styles tell."""

    text: str
    marks: tuple[Mark, ...]


class Styles:
    """The styles of a file, to ask for the size and the role of its paragraphs."""

    def __init__(self, root: Any | None) -> None:
        found = root.iterfind(f"{W}style") if root is not None else ()
        self._styles = {style.get(f"{W}styleId"): style for style in found}
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz") if root is not None else None
        normal = next(
            (s for s in self._styles.values() if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"), None
        )
        self._default = _points(default) or DEFAULT_SIZE
        self._normal = normal.get(f"{W}styleId") if normal is not None else None
        self._sizes: dict[str | None, float | None] = {}

    def size_of(self, element: Any, outer: float | None = None) -> float:
        """The size that a paragraph's style gives its runs, or a run has by itself, else *outer*; in points."""
        own = _points(element.find(f"{W}rPr/{W}sz"))
        named = element.find(f"{W}pPr/{W}pStyle")
        if named is None:
            named = element.find(f"{W}rPr/{W}rStyle")
        style = named.get(VALUE) if named is not None else self._normal if outer is None else None
        return own or self._size_of_style(style) or outer or self._default

    def _size_of_style(self, name: str | None) -> float | None:
        if name not in self._sizes:
            sizes = (_points(style.find(f"{W}rPr/{W}sz")) for style in self._chain(name))
            self._sizes[name] = next((size for size in sizes if size), None)
        return self._sizes[name]

    def role_of(self, paragraph: Any) -> str | None:
        """title, subtitle or caption, where the style's name says so."""
        names = [_name(style) for style in self._chain_of(paragraph)]
        for role, known in (("title", TITLE), ("subtitle", SUBTITLE), ("caption", CAPTION)):
            if any(name in known for name in names):
                return role
        return None

    def level_of(self, paragraph: Any) -> int | None:
        """The outline level, 1 for the highest heading; None for text."""
        direct = _number(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        if direct is not None:
            return direct + 1 if direct < 9 else None
        for style in self._chain_of(paragraph):
            named = _HEADING.fullmatch(_name(style))
            level = _number(style.find(f"{W}pPr/{W}outlineLvl"))
            if named or (level is not None and level < 9):
                return int(named[1]) if named else (level or 0) + 1
        return None

    def _chain_of(self, paragraph: Any) -> list[Any]:
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return list(self._chain(named.get(VALUE))) if named is not None else []

    def _chain(self, name: str | None) -> Iterator[Any]:
        """The style called *name* and those it stands on."""
        for _ in range(DEEPEST_BASE):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            base = style.find(f"{W}basedOn")
            name = base.get(VALUE) if base is not None else None


def _name(style: Any) -> str:
    named = style.find(f"{W}name")
    return str(named.get(VALUE) or "").strip().lower() if named is not None else ""


def _number(element: Any | None) -> int | None:
    try:
        return int(element.get(VALUE)) if element is not None else None
    except (TypeError, ValueError):
        return None


def _points(element: Any | None) -> float | None:
    """Half points, as Word counts sizes, in points."""
    half = _number(element)
    return half / 2 if half and half > 0 else None


def make_text(paragraphs: Sequence[Paragraph]) -> DocxText:
    """The text with its marks; a file in which nothing is larger or styled has none, and its text speaks for itself."""
    roles = _find_roles(paragraphs)
    marks: list[Mark] = []
    lines: list[str] = []
    length = 0
    for paragraph, role in zip(paragraphs, roles, strict=True):
        if role:
            marks.append(Mark(length, length + len(paragraph.text), role))
        lines.append(paragraph.text + "\n\n")
        length += len(lines[-1])
    text = "".join(lines).rstrip("\n") + "\n"
    return DocxText(text, tuple(marks) if "headline" in roles else ())


def _find_roles(paragraphs: Sequence[Paragraph]) -> list[str | None]:
    ranked = _rank(paragraphs)
    levels = sorted({p.level for p in ranked if p.level is not None})
    top = levels[0] if levels else None
    if len(levels) > 1 and _is_masthead(ranked, levels):
        top = levels[1]
    return [_role(p, top, ranked[n - 1] if n else None) for n, p in enumerate(ranked)]


def _rank(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """*paragraphs* with a level also where only the size tells that one is a headline."""
    sizes: Counter[float] = Counter()
    for p in paragraphs:
        sizes[p.size] += len(p.text) if p.size else 0
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    ranked = [replace(p, level=0) if p.role == "title" else p for p in paragraphs]
    large = sorted({p.size for p in ranked if _is_large(p, body)}, reverse=True)
    return [replace(p, level=large.index(p.size)) if p.level is None and _is_large(p, body) else p for p in ranked]


def _is_large(p: Paragraph, body: float) -> bool:
    free = p.role is None and len(p.text) <= LONGEST_HEAD and not _CLOSED.search(p.text)
    return free and body > 0 and p.size >= LARGE * body


def _is_masthead(ranked: Sequence[Paragraph], levels: Sequence[int]) -> bool:
    """Whether the only heading of the top level has no text, and those below, not numbered, are headlines."""
    at = [n for n, p in enumerate(ranked) if p.level == levels[0]]
    second = [n for n, p in enumerate(ranked) if p.level == levels[1]]
    if len(at) != 1 or len(second) < 2 or any(_NUMBERED.match(ranked[n].text) for n in second):
        return False
    between = ranked[at[0] + 1 : second[0]]
    return at[0] < second[0] and sum(len(p.text) for p in between if p.level is None) < LONGEST_HEAD


def _role(p: Paragraph, top: int | None, before: Paragraph | None) -> str | None:
    if p.role in ("caption", "box"):
        return p.role
    under_head = before is not None and before.level is not None and before.level == top
    if p.role == "subtitle":
        return "subhead" if under_head else None
    if top is None or p.level is None:
        return None
    if p.level < top:
        return "furniture"
    if p.level == top:
        return "headline"
    return "subhead" if under_head and p.text.startswith(("—", "－", "-")) else "section"
