"""The noun of one figure, from its own clause or from the figures told before it.

In order: the change it is part of, its own clause, the subject that the figure before counted, the thing that earlier
figures counted, the people last spoken of. What none of these gives stays unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlp.metrics.change import Change, changed_noun
from nlp.metrics.filters import SMALL
from nlp.metrics.money import done_before, money_noun
from nlp.metrics.noun import (
    Noun,
    act_behind,
    deed_before,
    deed_behind,
    fits,
    is_object,
    is_person,
    is_place,
    label_before,
    modified_noun,
    noun_before,
    noun_behind,
    running_noun,
    segment_before,
    topic_before,
)
from nlp.metrics.printed import Printed
from nlp.metrics.rate import rate_noun
from nlp.metrics.scan import Count
from nlp.metrics.tables import words

LOOK_BACK = 3000  # characters back in which the people are sought whom a bare 人 or 户 counts

_RESIDENTS = re.compile("村民|居民|群众|住户")
_PEOPLE = re.compile(
    "党员|志愿者|学生|老人|干部|队员|职工|会员|员工|农户|商户|业主|儿童|青年|妇女|网格员|骑手|司机|游客|成员"
)
_AMONG = re.compile("(?P<noun>[一-鿿]{1,10}(?:者|员|人|民|象|工|生|户|众|手))[当之]?中$")
_PAID_WORD = "总投资|投资|总造价|造价|总费用|补助|补贴|自筹|奖补|出资|众筹|筹资|集资|捐资|花费|耗资|总价|总费用"
_PAID = re.compile(f"[一-鿿]{{0,4}}?(?P<word>{_PAID_WORD})(?:资金|款)?")
_PAID_TAIL = re.compile(f"(?:{_PAID_WORD})$")
_WHOLE = re.compile("全[村镇乡县区市组社]{1,2}$")
_SHARES = frozenset({"占比", "比例", "比重"})
_AVERAGES = frozenset({"村均", "户均", "人均", "平均", "月均", "日均", "年均", "最高", "最低"})
_WORTH = re.compile("[,，总共计涉及]*(?:价值|金额|折合|价款|货值)[^,，。]{0,3}$")
_MEASURED = frozenset({"money", "area", "weight", "volume", "length", "energy"})
SHORTEST_DEED = 3  # 投入50余万元 says nothing of what for
LONGEST_DEED = 10  # characters of a clause that is told as a whole for want of a noun
_LONGEST_LINK = 6  # characters between a counted noun and a figure that it is the subject of: 总收入达到


@dataclass(frozen=True, slots=True)
class Found:
    """A count and the noun it counts. ``named`` is the noun in words; ``noun`` is None where they stand elsewhere."""

    count: Count
    noun: Noun | None
    named: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Sight:
    """A count and what stands around it.

    ``floor`` and ``limit`` are where the neighbouring figures (with their nouns) end and begin; ``change`` is the
    change it is part of; ``known`` are the figures read before it.
    """

    printed: Printed
    count: Count
    floor: int
    limit: int
    change: Change | None
    known: tuple[Found, ...]

    @property
    def last(self) -> Found | None:
        """The figure read before this one, None for the first."""
        return self.known[-1] if self.known else None


def name_count(sight: Sight) -> Found:
    """The count of *sight* with its noun, or unnamed."""
    if sight.count.kind in {"rate", "degree"} and sight.change is None:
        return _name_rate(sight)
    noun = _own_noun(sight)
    if sight.count.kind == "money" and (purpose := _paid_for(sight, noun)):
        return purpose
    said = sight.printed.text[noun.start : noun.end] if noun else ""
    if _is_worth(sight) and sight.last and sight.last.named:
        return Found(sight.count, None, sight.last.named, "inherited")
    if noun and said not in _AVERAGES:
        fitting = noun.rule == "before" and fits(sight.count, said)
        return Found(sight.count, noun, said, "before-fit" if fitting else noun.rule)
    return _named_elsewhere(sight, average=said)


def used_up(found: Found | None, count: Count) -> int:
    """Where the noun of the figure before *count* ends, so that *count* doesn't take it for its own; 0 for none."""
    if found is None or found.noun is None or found.rule == "money-for" or found.noun.end > count.start:
        return 0
    return found.noun.end


def _own_noun(sight: Sight) -> Noun | None:
    printed, count = sight.printed, sight.count
    if sight.change:
        return changed_noun(printed, sight.change)
    if count.kind == "span":
        return running_noun(printed, count)
    if count.kind == "money":
        return money_noun(printed, count, floor=sight.floor, limit=sight.limit)
    before = noun_before(printed, count, floor=sight.floor)
    if before and is_object(printed, count, before):
        return before
    behind = noun_behind(printed, count, limit=sight.limit)
    if before and behind and _is_better(sight, before, behind):
        return before
    return (
        behind
        or before
        or modified_noun(printed, count, limit=sight.limit)
        or act_behind(printed, count, limit=sight.limit)
    )


def _is_better(sight: Sight, before: Noun, behind: Noun) -> bool:
    """网格员86名走家串户: people stand before the figure, and what follows is neither people nor a body."""
    first, second = (sight.printed.plain[noun.start : noun.end] for noun in (before, behind))
    telling = (is_person(second) or is_place(second)) and len(second) > 1
    if sight.count.kind == "occasion":
        return before.rule == "before-verb" and len(second) > LONGEST_DEED
    if sight.count.kind not in {"person", "house"} or telling:
        return False
    return fits(sight.count, first) or (before.rule == "before-verb" and sight.count.kind == "house")


def _name_rate(sight: Sight) -> Found:
    rate = rate_noun(sight.printed, sight.count, floor=sight.floor, limit=sight.limit)
    earlier = _counted_earlier(sight)
    if rate.noun is None:
        name = earlier and (earlier if earlier.endswith(rate.change) else earlier + rate.change)
        return Found(sight.count, None, name, "inherited" if name else "unnamed")
    name = sight.printed.text[rate.noun.start : rate.noun.end] + rate.change
    whole = (earlier or "") + name if name in _SHARES else name
    return Found(sight.count, rate.noun, whole, rate.noun.rule)


def _named_elsewhere(sight: Sight, *, average: str) -> Found:
    """The first of ELSEWHERE that knows, else unnamed."""
    if earlier := average and _counted_earlier(sight):
        return Found(sight.count, None, average + earlier, "inherited")
    found = (finds(sight) for finds in ELSEWHERE)
    return next((one for one in found if one), Found(sight.count, None, None, "unnamed"))


def _by_scope(sight: Sight) -> Found | None:
    """全村356户."""
    whole = _WHOLE.search(sight.printed.plain, max(0, sight.count.start - 4), sight.count.start)
    if whole is None or sight.count.kind not in {"house", "person"}:
        return None
    return Found(sight.count, Noun(whole.start(), whole.end(), "scope"), whole[0], "scope")


def _by_neighbour(sight: Sight) -> Found | None:
    subject = _subject_counted_before(sight) or _counted_twice(sight)
    return Found(sight.count, None, subject, "before-subject") if subject else None


def _by_label(sight: Sight) -> Found | None:
    return _found(sight, label_before(sight.printed, sight.count))


def _by_topic(sight: Sight) -> Found | None:
    topic = _topic(sight)
    return Found(sight.count, None, topic, "inherited") if topic else None


def _by_earlier(sight: Sight) -> Found | None:
    earlier = _counted_earlier(sight)
    rule = "inherited-thing" if sight.count.kind == "thing" else "inherited"
    return Found(sight.count, None, earlier, rule) if earlier else None


def _by_deed(sight: Sight) -> Found | None:
    few = sight.count.spelled and sight.count.value <= SMALL
    if few or sight.count.kind not in {"thing", "occasion"}:
        return None
    return _found(sight, deed_before(sight.printed, sight.count, floor=sight.floor))


def _by_people(sight: Sight) -> Found | None:
    """The people last spoken of; where they are not of this sentence, what the counted ones did says more."""
    person = _nearest_person(sight)
    printed, place = sight.printed, sight.count.start
    start, end = segment_before(printed, sight.count, floor=sight.floor)
    if printed.plain[start:end] in words("befalling"):
        return _found(sight, Noun(start, end, "before-act"))
    spoken = person and person in printed.plain[printed.sentence_start(place) : place]
    deed = None if spoken else deed_behind(printed, sight.count)
    if deed:
        return _found(sight, deed)
    return Found(sight.count, None, person, "nearest-person") if person else None


def _by_subject(sight: Sight) -> Found | None:
    if sight.count.kind not in _MEASURED or sight.count.kind == "money":
        return None
    topic = topic_before(sight.printed, sight.count)
    return Found(sight.count, None, sight.printed.text[topic.start : topic.end], topic.rule) if topic else None


def _by_clause(sight: Sight) -> Found | None:
    """乡贤捐助47万元: the clause as a whole."""
    start, end = segment_before(sight.printed, sight.count, floor=sight.floor)
    if sight.count.kind not in _MEASURED or not SHORTEST_DEED <= end - start <= LONGEST_DEED:
        return None
    return _found(sight, Noun(start, end, "before-act"))


def _found(sight: Sight, noun: Noun | None) -> Found | None:
    return Found(sight.count, noun, sight.printed.text[noun.start : noun.end], noun.rule) if noun else None


ELSEWHERE: tuple[Callable[[Sight], Found | None], ...] = (
    _by_scope,
    _by_neighbour,
    _by_label,
    _by_topic,
    _by_earlier,
    _by_deed,
    _by_people,
    _by_subject,
    _by_clause,
)


def _topic(sight: Sight) -> str | None:
    """帮扶对象中，112人已就业: the clause before says among whom."""
    printed, mark = sight.printed, sight.printed.clause_start(sight.count.start) - 1
    if mark < 1 or sight.count.kind not in {"person", "house"}:
        return None
    found = _AMONG.search(printed.plain[printed.clause_start(mark) : mark])
    return found["noun"] if found else None


def _paid_for(sight: Sight, noun: Noun | None) -> Found | None:
    """修建文化广场，总投资30万元: what was paid for stands earlier in the sentence."""
    printed, count = sight.printed, sight.count
    span = (noun.start, noun.end) if noun else segment_before(printed, count, floor=sight.floor)
    paid = _PAID.fullmatch(printed.plain, *span)
    if paid is None or span[1] > count.start:
        return None
    purpose = _counted_in_sentence(sight) or done_before(printed, count)
    if purpose is None:
        return None
    purpose = _PAID_TAIL.sub("", purpose)
    return Found(count, noun, purpose + paid["word"], "money-for")


def _counted_in_sentence(sight: Sight) -> str | None:
    start = sight.printed.sentence_start(sight.count.start)
    for found in reversed(sight.known):
        if found.count.start < start:
            return None
        if found.named and found.count.kind in {"thing", "length", "area", "money"}:
            return found.named
    return None


def _is_worth(sight: Sight) -> bool:
    """价值6万余元, 涉及金额17.6万元 after a figure: what that figure counted is worth it."""
    start = max(sight.printed.clause_start(sight.count.start), sight.floor)
    return bool(_WORTH.match(sight.printed.plain[start : sight.count.start]))


def _subject_counted_before(sight: Sight) -> str | None:
    """11个村集体总收入达1260万元, 65公里岸线划成29段: the noun of the figure before is the subject of this one."""
    last, count = sight.last, sight.count
    if not (last and last.noun and last.rule.startswith("behind") and last.noun.end <= count.start):
        return None
    between = sight.printed.plain[last.noun.end : count.start]
    if re.search("[,，。；;:：、\n]", between) or len(between) > _LONGEST_LINK:
        return None
    measured = count.kind in _MEASURED or (last.named or "").endswith("数")
    return last.named if measured or between.endswith(("成", "为")) else None


def _counted_twice(sight: Sight) -> str | None:
    """考察团90多批2600余人次: what the figure right before counted, in another measure."""
    last = sight.last
    return last.named if last and last.noun and last.count.end == sight.count.start else None


def _counted_earlier(sight: Sight) -> str | None:
    """What the nearest earlier figure counted that this one may go on counting, first in its own paragraph."""
    count = sight.count
    paragraph = sight.printed.plain.rfind("\n", max(0, count.start - LOOK_BACK), count.start) + 1
    named = [found for found in reversed(sight.known) if found.named]
    near = [f for f in named if f.count.start >= paragraph and (f.count.unit == count.unit or _goes_on(f, count))]
    sentence = sight.printed.sentence_start(count.start)
    near.sort(key=lambda f: not (f.count.unit == count.unit and f.count.start >= sentence))
    far = [f for f in named if f.count.unit == count.unit and count.kind == "thing"]
    return next((found.named for found in (*near, *far)), None)


def _goes_on(earlier: Found, count: Count) -> bool:
    if count.kind in {"person", "house"}:
        return is_person(earlier.named or "") or (earlier.count.kind == count.kind and count.kind == "person")
    return count.kind in {"rate", earlier.count.kind}


def _nearest_person(sight: Sight) -> str | None:
    if sight.count.kind not in {"person", "house"}:
        return None
    first = max(0, sight.count.start - LOOK_BACK)
    residents = _RESIDENTS.findall(sight.printed.plain, first, sight.count.start)
    people = residents or _PEOPLE.findall(sight.printed.plain, first, sight.count.start)
    return str(people[-1]) if people else None
