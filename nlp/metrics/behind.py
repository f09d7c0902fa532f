"""The noun behind a figure: 54位农村空巢老人, 15名从事养老服务的社工, 13次召开会议."""

from __future__ import annotations

import re

from nlp.metrics.edges import nominal, stop, verb
from nlp.metrics.lexis import cut_words, is_firm, is_verb
from nlp.metrics.noun import LONGEST, SUSPECT, Noun, ends_word, is_nominal, is_person, is_place, trimmed
from nlp.metrics.printed import Printed
from nlp.metrics.scan import Count
from nlp.metrics.tables import words

_AGED = re.compile(r"\d+周?岁及?(?:以上|以下)?的?")
_NEW_ITEM = re.compile("各|其他|以及|数[十百千万]|几[十百千]|若干|部分")
_AWARD = re.compile("获得|荣获|获评|获|被评为|评为|被授予|保持|实现|被|位居|均|都")
_AVERAGE = re.compile("[户人村年月日亩株社校家场次台站点][均平]均?(?=[增减年月日收节净花用每产纯])")
_DONE = frozenset("到进了好成出起通")  # 水泥路修到了家门口
_THINGS = frozenset("楼房路街巷河渠桥树车船牛羊猪鱼井灯")  # 216栋楼的室温: the measure word's own noun
_BODY = re.compile("组成(?![的,，])")
_BECAME = re.compile("(?:当选|成为|担任|获评|受聘|入选|晋升|充当|兼任|评为|被评为|被聘为|成长为|发展为|转为)(?:了|为)?")
_MADE_UP = re.compile("组成的")  # 由68人组成的队伍


def noun_behind(printed: Printed, count: Count, *, limit: int) -> Noun | None:
    """The noun that follows *count*, at most up to *limit*; None when something else follows.

    >>> from nlp.metrics.printed import read_part
    >>> from nlp.metrics.scan import find_counts
    >>> text = read_part("组织30余名党员干部参加活动")
    >>> found = noun_behind(text, next(find_counts(text)), limit=99)
    >>> text.text[found.start:found.end]
    '党员干部'
    """
    start = count.end + (printed.plain[count.end : count.end + 1] in {" ", "\u3000"})
    end = min(printed.clause_end(count.end), limit, start + 2 * LONGEST)
    tail = printed.plain[start:end]
    if not tail or tail[0] in "、)）和及/－-~—·”’中" or opens_clause(tail) or _acts(count, tail):
        return None
    if tail[0] == "的":
        return trimmed(printed, start + 1, start + 1 + noun_end(tail[1:]), rule="behind-of")
    if aged := _AGED.match(tail):
        return trimmed(printed, start, start + aged.end() + noun_end(tail[aged.end() :]), rule="behind")
    return _choose(printed, count, start=start, tail=tail)


def modified_noun(printed: Printed, count: Count, *, limit: int) -> Noun | None:
    """The noun behind *count* although a verb comes first: 15名从事养老服务的社工, 7名参赛代表."""
    end = min(printed.clause_end(count.end), limit, count.end + 2 * LONGEST)
    tail = printed.plain[count.end : end]
    if noun := _became(printed, count, tail) or _who_acts(printed, count, tail):
        return noun
    opening = stop().match(tail)
    if not opening or count.kind in {"occasion", "rate", "money"} or (count.unit == "人" and not _MADE_UP.match(tail)):
        return None
    cut = tail.find("的")
    if 0 < cut < LONGEST:
        start = count.end + cut + 1
        return trimmed(printed, start, start + noun_end(tail[cut + 1 :]), rule="behind-clause")
    if opening[0] not in words("attributive"):
        return None
    until = opening.end() + noun_end(tail[opening.end() :])
    return trimmed(printed, count.end, count.end + until, rule="behind-verb") if until - opening.end() >= 2 else None


def act_behind(printed: Printed, count: Count, *, limit: int) -> Noun | None:
    """What was done so many times, when it is said behind the figure: 先后13次召开会议."""
    end = min(printed.clause_end(count.end), limit, count.end + LONGEST)
    tail = printed.plain[count.end : end]
    opening = stop().match(tail) or verb().match(tail)
    if not opening or count.kind != "occasion":
        return None
    start = count.end + opening.end()
    return trimmed(printed, start, start + noun_end(tail[opening.end() :]), rule="behind-act")


def deed_behind(printed: Printed, count: Count) -> Noun | None:
    """What the counted people did, where nobody says who they are: 23人退出低保."""
    end = min(printed.clause_end(count.end), count.end + SUSPECT)
    if count.kind not in {"person", "house"}:
        return None
    spans = [(count.end + a, count.end + b) for a, b in cut_words(printed.plain[count.end : end])]
    verbs = [span for span in spans if span[1] - span[0] > 1 and is_verb(printed.plain[slice(*span)])]
    if not verbs:
        return None
    until = verbs[-1][1] + noun_end(printed.plain[verbs[-1][1] : end] + "。")
    return trimmed(printed, verbs[-1][0], min(until, end), rule="behind-act")


def running_noun(printed: Printed, count: Count) -> Noun | None:
    """What ran on for a time: 连续14个月排名第一, 连续四年获得表扬."""
    end = min(printed.clause_end(count.end), count.end + LONGEST)
    start = count.end
    while award := _AWARD.match(printed.plain, start, end):
        start = award.end()
    return trimmed(printed, start, end, rule="behind-span")


def _became(printed: Printed, count: Count, tail: str) -> Noun | None:
    """推选9人组成园务会, 12人当选村民代表: what the counted people make up or became."""
    body, became = _BODY.match(tail), _BECAME.match(tail)
    opening = body or became
    if count.kind != "person" or opening is None:
        return None
    start = count.end + opening.end()
    noun = trimmed(printed, start, start + noun_end(tail[opening.end() :] + "。"), rule="behind-verb")
    return noun if noun and (body or is_person(printed.plain[noun.start : noun.end])) else None


def _who_acts(printed: Printed, count: Count, tail: str) -> Noun | None:
    """86户建起大棚的菜农: who they are follows what they did."""
    cut = tail.find("的")
    if count.kind != "house" or not 0 < cut < LONGEST or not _acts(count, tail):
        return None
    start = count.end + cut + 1
    noun = trimmed(printed, start, start + noun_end(tail[cut + 1 :] + "。"), rule="behind-clause")
    return noun if noun and is_person(printed.plain[noun.start : noun.end]) else None


def _choose(printed: Printed, count: Count, *, start: int, tail: str) -> Noun | None:
    """A的B behind a figure: A when it is a noun of its own that the measure word fits, else B."""
    until = noun_end(tail)
    cut = tail.find("的", 0, until)
    if cut < 0:
        return trimmed(printed, start, start + until, rule="behind")
    first, second = tail[:cut], tail[cut + 1 :]
    if _fits(count, first) or not second or second[0].isdigit() or opens_clause(second):
        return trimmed(printed, start, start + cut, rule="behind")
    begin = start + cut + 1
    return trimmed(printed, begin, begin + noun_end(second), rule="behind-of")


def _fits(count: Count, noun: str) -> bool:
    if noun.endswith(words("adjective")) or re.search(r"^(?:来自|位于|有|无|从事|具有)", noun):
        return False
    if count.kind == "person":
        return is_person(noun)
    if count.kind == "house" and 2 <= len(noun) <= 4 and not any(is_verb(noun[a:b]) for a, b in cut_words(noun)):
        return True
    fits = is_person(noun) or is_place(noun) or noun[-1:] in _THINGS
    return fits if count.kind in {"house", "thing"} else False


def noun_end(tail: str) -> int:
    """How far a noun reaches that begins *tail*: up to a stop word, or a list item that is a clause of its own."""
    spans = cut_words(tail[:LONGEST])
    starts = {first for first, _ in spans}
    stops = (
        found.start()
        for found in stop().finditer(tail, 1, LONGEST + 6)
        if (found.start() in starts or found.start() > LONGEST) and not _names(tail, found)
    )
    average = _AVERAGE.search(tail, 1)
    end = min(next(stops, len(tail)), LONGEST, average.start() if average else LONGEST)
    for comma in re.finditer("[、和及]", tail[:end]):
        if verb().match(tail, comma.end()) or _NEW_ITEM.match(tail, comma.end()):
            return comma.start()
    return _shortened(tail, [(first, last) for first, last in spans if 0 < first < end], end)


def opens_clause(tail: str) -> bool:
    """Whether *tail* begins with a word that no noun contains."""
    found = stop().match(tail)
    return found is not None and not _names(tail, found)


def _names(tail: str, found: re.Match[str]) -> bool:
    """Whether a stop word makes one noun with the character behind it: 服务站, 结对帮扶户."""
    if len(found[0]) < 2 or not nominal().match(tail, found.end()):
        return False
    return ends_word(tail, found.end(), len(tail))


def _shortened(tail: str, spans: list[tuple[int, int]], end: int) -> int:
    """People or a body with a verb behind, or more than SUSPECT characters with one inside, are a clause."""
    for first, last in spans:
        said, subject = tail[first:last], tail[:first]
        if not is_verb(said) or is_nominal(tail, first, last, end):
            continue
        acts = is_person(subject) or is_place(subject)
        done = len(said) == 1 and tail[last : last + 1] in _DONE
        if acts or done or (len(said) > 1 and (is_firm(said) or (end > SUSPECT and first > 1))):
            return first
    return end


def _acts(count: Count, tail: str) -> bool:
    """Whether a verb opens *tail* and says what the counted ones do (12户分摊), not which they are (15名下岗职工)."""
    if not tail:
        return False
    first, last = cut_words(tail[:LONGEST])[0]
    said = tail[first:last]
    if count.kind == "occasion" or len(said) < 2 or is_nominal(tail, first, last, len(tail)):
        return False
    if not is_verb(said) and said not in words("weak"):
        return False
    behind = tail[last : last + noun_end(tail[last:])]
    if count.kind in {"person", "house"}:
        return not (is_person(behind) or is_place(behind))
    return is_verb(said) and (is_firm(said) or len(behind) < 2)
