"""What a figure counts when its own clause doesn't name it: told before, shared with a neighbour, done by somebody."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlp.metrics.before import deed_before, label_before, topic_before
from nlp.metrics.behind import deed_behind
from nlp.metrics.filters import SMALL
from nlp.metrics.noun import Noun, is_person, segment_before
from nlp.metrics.scan import Count
from nlp.metrics.sight import Found, Sight
from nlp.metrics.tables import words

LOOK_BACK = 3000  # characters back in which the people are sought whom a bare 人 or 户 counts
SHORTEST_DEED = 3  # 投入50余万元 says nothing of what for
LONGEST_DEED = 10  # characters of a clause that is told as a whole for want of a noun
_LONGEST_LINK = 6  # characters between a counted noun and a figure that it is the subject of: 总收入达到
_RESIDENTS = re.compile("村民|居民|群众|住户")
_PEOPLE = re.compile(
    "党员|志愿者|学生|老人|干部|队员|职工|会员|员工|农户|商户|业主|儿童|青年|妇女|网格员|骑手|司机|游客|成员"
)
_AMONG = re.compile("(?P<noun>[一-鿿]{1,10}(?:者|员|人|民|象|工|生|户|众|手))[当之]?中$")
_WHOLE = re.compile("全[村镇乡县区市组社]{1,2}$")
_MEASURED = frozenset({"money", "area", "weight", "volume", "length", "energy"})


def named_elsewhere(sight: Sight, *, average: str) -> Found:
    """The first of ELSEWHERE that knows, else unnamed."""
    if earlier := average and counted_earlier(sight):
        return Found(sight.count, None, average + earlier, "inherited")
    found = (finds(sight) for finds in ELSEWHERE)
    return next((one for one in found if one), Found(sight.count, None, None, "unnamed"))


def counted_earlier(sight: Sight) -> str | None:
    """What the nearest earlier figure counted that this one may go on counting, first in its own paragraph."""
    count = sight.count
    paragraph = sight.printed.plain.rfind("\n", max(0, count.start - LOOK_BACK), count.start) + 1
    named = [found for found in reversed(sight.known) if found.named]
    near = [f for f in named if f.count.start >= paragraph and (f.count.unit == count.unit or _goes_on(f, count))]
    sentence = sight.printed.sentence_start(count.start)
    near.sort(key=lambda f: not (f.count.unit == count.unit and f.count.start >= sentence))
    far = [f for f in named if f.count.unit == count.unit and count.kind == "thing"]
    return next((found.named for found in (*near, *far)), None)


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
    earlier = counted_earlier(sight)
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
