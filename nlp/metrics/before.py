"""The noun before a figure: 诉求132件, 应急手环发放近900只, 网格员：23人."""

from __future__ import annotations

import re

from nlp.metrics.lexis import cut_words, is_verb
from nlp.metrics.noun import (
    LONGEST,
    SUSPECT,
    Noun,
    find_verbs,
    fits,
    is_person,
    is_place,
    segment_before,
    strip_front,
    trimmed,
    trimmed_front,
)
from nlp.metrics.printed import Printed
from nlp.metrics.scan import Count
from nlp.metrics.tables import words
from nlp.words import count_word

_RESULTATIVE = re.compile("(?:到位|成功|完毕|完成|达标|结束)$")  # how an act ended: 整改到位398处, 调解成功31件
_OPEN_ENDED = re.compile("(?:把|将|由|被|给|让|使|向|负责|只收)$")  # before a figure these lead to what is behind it
_LISTED = re.compile("[、”]|等$|其余|其他")  # 洗衣、热饭等八项服务: what is listed is not what is counted
_CLASS = re.compile(
    "(?:^(?:全长|总长|长|宽|高|深|直径|周长)|^每[个名支]?[一-鿿]{1,2}|(?<![种门])类|(?<=[镇县市区省村乡国州部厅])级|[首头前二三两]批|性)$"
)  # 供暖类604件: of the thing told before


def noun_before(printed: Printed, count: Count, *, floor: int) -> Noun | None:
    """The noun that stands before *count*, not before *floor*: 收集群众意见299条, 应急手环发放近900只.

    None when there is only a verb (已办理262件), a body that acts (社区化解15起) or an elision (满意的289人).

    >>> from nlp.metrics.printed import read_part
    >>> from nlp.metrics.scan import find_counts
    >>> text = read_part("帮助群众解决就业、办证等难题80多个")
    >>> found = noun_before(text, next(find_counts(text)), floor=0)
    >>> text.text[found.start:found.end]
    '难题'
    """
    start, end = segment_before(printed, count, floor=floor)
    if printed.plain[max(start, count.start - 1) : count.start] == "的":
        return None
    verbs = find_verbs(printed.plain, start, end)
    if verbs and verbs[-1][1] == end and _OPEN_ENDED.search(printed.plain, *verbs[-1]):
        return None
    while verbs and end - verbs[-1][1] == 1:  # 学习用书, 负责人: one character is no noun of its own
        verbs.pop()
    residue = (verbs[-1][1] if verbs else start, end)
    noun = trimmed_front(printed, *residue, rule="before-verb" if verbs else "before")
    if noun and not _names_nothing(printed.plain[noun.start : noun.end], count):
        return noun
    if noun or not verbs:
        return None
    return _acted(printed, count, verbs=verbs, start=start)


def is_object(printed: Printed, count: Count, noun: Noun) -> bool:
    """Whether *noun* is the object of the verb right before it and what *count*'s measure word counts.

    What follows the figure then tells more of it: 招募志愿者30名充实队伍.
    """
    said = printed.plain[noun.start : noun.end]
    verbs = find_verbs(printed.plain, max(printed.clause_start(noun.start), noun.start - 4), noun.start)
    if noun.rule != "before-verb" or not verbs or verbs[-1][1] < noun.start - 1 or noun.end < count.start - 1:
        return False
    if printed.plain[slice(*verbs[-1])] in words("preposition") or len(said) < 2:
        return False
    if _LISTED.search(printed.plain, noun.start, count.start) or strip_front(said + "。", 0, len(said))[0]:
        return False
    last = cut_words(said)[-1]
    return fits(count, said) and not is_verb(said[slice(*last)])


def label_before(printed: Printed, count: Count) -> Noun | None:
    """The label of a figure that opens its clause: 网格员：23人."""
    mark = printed.clause_start(count.start) - 1
    if mark < 1 or printed.plain[mark] not in ":：" or mark + 1 != count.start:
        return None
    start = max(printed.clause_start(mark), mark - SUSPECT)
    said = printed.plain[start:mark]
    return (
        None
        if find_verbs(printed.plain, start, mark) or is_verb(said)
        else trimmed(printed, start, mark, rule="before")
    )


def deed_before(printed: Printed, count: Count, *, floor: int) -> Noun | None:
    """The verb before a figure, where nothing says of what: 减少上访87批."""
    start, end = segment_before(printed, count, floor=floor)
    spans = cut_words(printed.plain[start:end])
    first = start + spans[-1][0] if spans else end
    if printed.plain[first:end] in words("verb"):  # 办理262件
        return None
    return trimmed(printed, first, end, rule="before-act") if end - first > 1 else None


def topic_before(printed: Printed, count: Count) -> Noun | None:
    """What the sentence is about, where the figure's clause doesn't say it: 通村路修到山顶，全长4.5公里."""
    start = printed.sentence_start(count.start)
    end = min(printed.clause_end(start), count.start)
    if end == count.start:
        return None
    start, end = strip_front(printed.plain, start, end)
    spans = [(start + a, start + b) for a, b in cut_words(printed.plain[start : min(end, start + LONGEST)])]
    until = next((first for first, last in spans if is_verb(printed.plain[first:last])), end)
    noun = trimmed_front(printed, start, until, rule="topic")
    said = printed.plain[noun.start : noun.end] if noun else ""
    return noun if 2 <= len(said) <= SUSPECT and not re.search(r"\d", said) else None


def _names_nothing(said: str, count: Count) -> bool:
    """A verb that may be a noun (发展200名), one of paying or earning, or for people a place alone (单元里12户)."""
    if _RESULTATIVE.search(said) or _is_act(said):
        return count.kind != "occasion"
    if _OPEN_ENDED.search(said) or _CLASS.search(said):
        return True
    if count.kind in {"person", "house"} and len(said) == 1 and not is_person(said):
        return True
    if count.kind == "money":
        return said.endswith(("挣", "赚", "花", "卖", "买", "付", "交", "欠"))
    return count.kind in {"person", "house"} and said.endswith(("里", "内", "中", "上", "下"))


def _is_act(said: str) -> bool:
    """立行立改, 圆梦, 督促整改: nothing but verbs, or words that are as often verbs."""
    if count_word(said) and len(said) > 2 and not is_verb(said):
        return False
    return all(said[a:b] in words("weak") or is_verb(said[a:b]) for a, b in cut_words(said))


def _acted(printed: Printed, count: Count, *, verbs: list[tuple[int, int]], start: int) -> Noun | None:
    """Verbs right before the figure: for times done they are the thing counted, else their subject may be."""
    first = len(verbs) - 1
    while first > 0 and verbs[first - 1][1] == verbs[first][0]:
        first -= 1
    begin = verbs[first - 1][1] if first > 0 else start
    if count.kind == "occasion":
        return trimmed_front(printed, begin, verbs[-1][1], rule="before-act")
    noun = trimmed_front(printed, begin, verbs[first][0], rule="before-subject")
    if noun is None:
        return None
    if noun.end - noun.start == 1 and first and verbs[first - 1][1] == noun.start:  # 修沟花费36万元
        noun = Noun(verbs[first - 1][0], noun.end, noun.rule)
    said = printed.plain[noun.start : noun.end]
    if _names_nothing(said, count):
        return None
    if printed.plain[verbs[first][0] : verbs[-1][1]] in words("growth"):
        return noun
    acts = is_place(said) or (is_person(said) and count.kind not in {"person", "house"})
    return None if acts else noun
