"""Who wrote it: names apart from the words for their part in it, never an institution or a site's name.

Papers pad short names with a blank (王  观), glue roles to names (通讯员吴俊), run names together (陈斌吴金海), and
put all of it above the text, in parentheses before or after it, or behind the last sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlp.records import Byline, Evidence

LONGEST_BYLINE = 60  # characters; longer lines are text
LONGEST_TAIL = 40  # characters between the last full stop and the end that may name authors
MOST_NAMES = 8  # in one tail; more are a list of people that the text tells of

_PREFIX = (
    "本报|本刊|本网|本台|新华社|中新社|人民日报|全媒体|融媒体?|特约|特派|见习|实习|首席|专职|驻[\u4e00-\u9fff]{1,3}"
)
_ROLE = re.compile(
    rf"""
    (?:{_PREFIX})*
    (?: 记者|通讯员|评论员|撰稿人|撰稿|撰文|作者|供稿|供图|编译|整理
      | 摄影报道|摄影|报道|文图|图文|文/图|图/文|文|图|摄 )
    """,
    re.VERBOSE,
)
# Roles that a name cannot begin with: they may be glued to it.
_GLUED = re.compile(rf"(?:{_PREFIX})*(?:记者|通讯员|评论员|撰稿人|作者|供稿)")
_CREDIT = re.compile(r"摄影报道|摄影|供图|文图|图文|文/图|图/文|摄$|图$")
_TRAILING = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:摄影报道|摄影|供图|文/?图|图/?文|摄)$")
_RUN = re.compile(r"[\u4e00-\u9fff]+(?:[·•][\u4e00-\u9fff]+)*(?:/[文图])?")
_INSTITUTION = re.compile(
    r"[省市县区局委办院校社网报部队团处站所厅]$|公司|中心|宣传部|组织部|政府|学院|大学|集团|委员会|法院|频道|客户端|专栏"
)
_NOTE = re.compile(r"(?:作者|笔者)[系为是单]|本[栏版刊报]编辑|编辑整理|^据|综合整理|来源|原载|转自|执笔")
_SOURCE = re.compile(r"来源\s*[:：]\s*\S*")  # where it was taken from is no author: 来源：县融媒体中心 作者：…
_OFFICE = re.compile(  # what an office is called that writes reports; alone under a headline it stands for its author
    r"^[\u4e00-\u9fff]{2,}(?:组织部|宣传部|统战部|社会工作部|政法委|委员会|办公室|法院|检察院|总工会|公司|研究室|课题组|党校|党委)$"
)
_TRANSLITERATING = frozenset(  # characters that names of Uyghur, Kazakh, Mongolian … people are mostly written with
    "阿艾安巴白别布达旦德迪丁都多尔尔尕格古哈海汗吉加江杰卡克肯库拉来兰勒里丽利玛马买麦曼梅米木穆那娜纳尼努帕琪其热仁萨赛桑沙斯苏塔特提吐图托瓦维乌吾西希夏雅亚娅叶依伊扎孜兹祖"
)
_MARK = "□■◎○●◇◆△▲※★☆"
_CLOSED_TAIL = re.compile(r"[。！？!?…][”’」』）)]*\s*([（(][^（()）。！？]{1,40}[)）])\s*$")
_OPEN_TAIL = re.compile(r"[。！？!?…][”’」』）)]*([^。！？!?…，,；;]{2,40})$")
_AFFILIATION = re.compile(r"\s*[（(][^（()）]{2,30}[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind the last sentence: from ``start`` to the end. ``kind`` is "byline", "credit" or "note"."""

    start: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A run of characters in a byline: a name or part of one, or (``role``) a word for what people did."""

    text: str
    start: int
    role: bool


def find_bylines(text: str) -> tuple[Byline, ...]:
    """The people whom the byline *text* (simplified script) names, each once, in order.

    ``role`` is the printed word without 本报 or 特约, None when none is printed; evidence points into *text*.

    >>> [(b.name, b.role) for b in find_bylines("本报记者 王  观 通讯员李明")]
    [('王观', '记者'), ('李明', '通讯员')]
    >>> [b.name for line in ("来源：县融媒体中心 作者：黄小丽", "通讯员 古丽米热") for b in find_bylines(line)]
    ['黄小丽', '古丽米热']
    >>> [b.name for b in find_bylines("作者/陈斌吴金海")], [b.name for b in find_bylines("通讯员 某某市委组织部")]
    (['陈斌', '吴金海'], [])
    >>> [(b.name, b.role) for b in find_bylines("郭建国 邱伟 摄")]
    [('郭建国', '摄'), ('邱伟', '摄')]
    """
    found: dict[str, Byline] = {}
    text = _SOURCE.sub(lambda told: " " * len(told[0]), text)
    for byline in _assign_roles(text, _merge_padded(_words(text[: 4 * LONGEST_BYLINE]))):
        found.setdefault(byline.name, byline)
    return tuple(found.values())


def is_byline(line: str) -> bool:
    """Whether the whole *line* only names authors: roles and names, or marked or padded names without a role.

    >>> is_byline("本报记者 林 婕 周采薇"), is_byline("张军 王昊"), is_byline("林庆"), is_byline("社区治理")
    (True, True, True, False)
    >>> is_byline("某某区人民法院 罗翠"), is_byline("来源：县融媒体中心 作者：黄小丽"), is_byline("来源：县融媒体中心")
    (True, True, False)
    """
    line = _SOURCE.sub("", _unwrap(line)).strip()
    if not line or len(line) > LONGEST_BYLINE or re.search(r"[。！？!?，；“”《》0-9]", line):
        return False
    if re.match(r"编者|责任?编辑?|编辑[:：]|校对|读者", line):
        return False
    return _is_all_names(_AFFILIATION.sub("", line))


def _unwrap(line: str) -> str:
    """*line* without the parentheses around all of it."""
    found = re.fullmatch(r"\s*[（(]([^（()）]*)[)）]\s*", line)
    return (found[1] if found else line).strip()


def is_credit(line: str) -> bool:
    """Whether a byline names who took the picture.

    >>> is_credit("新华社记者 陈汗 摄"), is_credit("本报记者 陈汗")
    (True, False)
    """
    return is_byline(line) and bool(_CREDIT.search(_unwrap(line)))


def find_tail(text: str) -> Tail | None:
    """What a paragraph holds behind its last sentence: authors, a credit, or an editor's note. None: nothing.

    >>> find_tail("面上复制推广。 颜军 陈浩"), find_tail("越写越有味道。（作者系市委党校教师）")
    (Tail(start=7, kind='byline'), Tail(start=7, kind='note'))
    >>> find_tail("讲解防溺水知识。") is None, find_tail("图为现场。 邱伟 摄")
    (True, Tail(start=5, kind='credit'))
    """
    ending = text[-2 * LONGEST_TAIL :]
    shift = len(text) - len(ending)
    for pattern in (_CLOSED_TAIL, _OPEN_TAIL):
        found = pattern.search(ending)
        kind = _tail_kind(found[1]) if found else None
        if found and kind:
            return Tail(shift + found.start(1), kind)
    return None


def _tail_kind(tail: str) -> str | None:
    words = _unwrap(tail)
    if is_byline(tail) and 0 < len(find_bylines(tail)) <= MOST_NAMES:
        return "credit" if _CREDIT.search(words) else "byline"
    if tail.strip()[:1] in ("（", "(") and _NOTE.search(words) and len(words) <= LONGEST_TAIL:
        return "note"
    return None


def _is_all_names(line: str) -> bool:
    """Whether nothing is left of *line* when names, roles and what stands between them are taken away."""
    words = _words(line)
    named = list(_merge_padded(words))
    rest = re.sub(rf"[\s、,，/:：;；|和及与（()）·•{_MARK}]", "", line)
    if not named or sum(len(w.text.replace("/", "")) for w in words) < len(rest):
        return False
    names = [word for word in named if not word.role]
    if not names:
        return False
    if _OFFICE.match(names[0].text) and names[0] is named[0]:
        return all(_is_name(word.text) for word in names[1:])
    if len(names) < len(named) or line[:1] in _MARK:
        return all(_split_names(word.text, told=True) or _INSTITUTION.search(word.text) for word in names)
    return all(_is_name(word.text) for word in names) and len(names) <= MOST_NAMES


def _words(text: str) -> list[_Word]:
    return [word for run in _RUN.finditer(text) for word in _split_role(run[0], run.start())]


def _split_role(run: str, start: int) -> Iterator[_Word]:
    """A run of characters as role and name: 通讯员吴俊, 陈汗摄."""
    if _ROLE.fullmatch(run):
        yield _Word(run, start, True)
        return
    if glued := _GLUED.match(run):
        yield _Word(glued[0], start, True)
        run, start = run[glued.end() :], start + glued.end()
    if tail := _TRAILING.search(run):
        yield _Word(run[: tail.start()], start, False)
        yield _Word(tail[0], start + tail.start(), True)
    elif run:
        yield from _split_and(run, start)


def _split_and(run: str, start: int) -> Iterator[_Word]:
    """王观和李明 as two names, 和李明 as one; else the run as it is."""
    for joint in re.finditer("[和与]", run):
        left, right = run[: joint.start()], run[joint.end() :]
        if (not left or _is_name(left)) and _is_name(right) and not _is_name(run):
            if left:
                yield _Word(left, start, False)
            yield _Word(right, start + joint.end(), False)
            return
    yield _Word(run, start, False)


def _merge_padded(words: Sequence[_Word]) -> Iterator[_Word]:
    """Names printed with a gap after the surname (王  观, 孙 立涛) put together."""
    position = 0
    while position < len(words):
        word = words[position]
        following = words[position + 1] if position + 1 < len(words) else None
        if following and _is_padded(word, following):
            yield _Word(word.text + following.text, word.start, False)
            position += 2
        else:
            yield word
            position += 1


def _is_padded(word: _Word, following: _Word) -> bool:
    if word.role or (following.role and len(following.text) > 1) or len(following.text) > 2:
        return False
    if following.start - word.start - len(word.text) > 4:
        return False
    return word.text in _compounds() or (len(word.text) == 1 and word.text in _surnames())


def _assign_roles(text: str, words: Iterable[_Word]) -> Iterator[Byline]:
    """Each name with its role: the word before it, or one of 摄, 文/图 … behind it."""
    role: str | None = None
    waiting: list[tuple[str, Evidence]] = []
    for word in words:
        if not word.role:
            waiting.extend(_locate(text, word, told=role is not None))
            continue
        behind = bool(_CREDIT.fullmatch(word.text)) and bool(waiting)
        yield from (Byline(name, role or (word.text if behind else None), proof) for name, proof in waiting)
        waiting, role = [], None if behind else re.sub(rf"^(?:{_PREFIX})+", "", word.text) or word.text
    yield from (Byline(name, role, proof) for name, proof in waiting)


def _locate(text: str, word: _Word, *, told: bool) -> Iterator[tuple[str, Evidence]]:
    """The names in *word* and where each stands in *text*, blanks inside it included."""
    position = word.start
    for name in _split_names(word.text, told=told or len(word.text) > 3):
        start = text.index(name[0], position)
        position = start
        for character in name:
            position = text.index(character, position) + 1
        yield name, Evidence("byline", start, position)


def _split_names(word: str, *, told: bool) -> tuple[str, ...]:
    """The names in *word*: itself, or several run together; none where it is no name. *told*: a role says so."""
    if _INSTITUTION.search(word) and not (told and len(word) <= 3 and word[0] in _surnames()):
        return ()
    if _is_name(word) or (told and len(word) in (2, 3)):
        return (word,)
    if not told or not 4 <= len(word) <= 12:
        return ()
    return (word,) if _is_transliterated(word) else _split_run(word)


def _is_transliterated(word: str) -> bool:
    """Whether *word* spells a name of another language by sound: 古丽娜孜."""
    return len(word) <= 8 and all(character in _TRANSLITERATING for character in word)


def _split_run(word: str) -> tuple[str, ...]:
    """The best way to read *word* as names one after the other: common surnames win."""
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for length in (2, 3, 4):
            before = best[end - length] if length <= end else None
            name = word[end - length : end]
            if before is None or not _is_name(name):
                continue
            cost, held = before[0] + _rank(name), best[end]
            if held is None or cost < held[0]:
                best[end] = (cost, (*before[1], name))
    found = best[len(word)]
    return found[1] if found else ()


def _rank(name: str) -> float:
    return 0.0 if name[:2] in _compounds() else float(_surnames()[name[0]])


def _is_name(word: str) -> bool:
    """Whether *word* can be a Chinese name by its length and surname."""
    if "·" in word or "•" in word:
        return 3 <= len(word) <= 16
    if word[:2] in _compounds():
        return 3 <= len(word) <= 4
    return 2 <= len(word) <= 3 and word[0] in _surnames() and not _ROLE.fullmatch(word)


@cache
def _surnames() -> dict[str, int]:
    """Every single surname → its rank, the most common first."""
    ranked = "".join(row[1] for row in _rows() if row[0] in ("common", "rare"))
    return {surname: rank for rank, surname in reversed(list(enumerate(ranked)))}


@cache
def _compounds() -> frozenset[str]:
    return frozenset(name for row in _rows() if row[0] == "compound" for name in row[1].split())


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    table = files("nlp.tables").joinpath("surnames.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple((row[0], row[1]) for row in rows)
