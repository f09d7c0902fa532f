"""A noun beside a figure as a stretch of text, and how a stretch is trimmed to one.

No tagger: a noun ends where a word begins that no noun of this genre contains (开展, 参加, 将 …), and begins behind the
last verb before it (收集, 建成 …). jieba.posseg is slow, and calls 服务, 活动 and 建设 verbs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.metrics.edges import lead, light, nominal
from nlp.metrics.lexis import LONGEST_WORD, cut_words, is_verb
from nlp.metrics.printed import Printed
from nlp.metrics.scan import Count
from nlp.metrics.tables import words

LONGEST = 28  # characters of a counted noun with its modifiers; longer stretches are clauses
SUSPECT = 12  # characters; on the seeds and open samples nouns without a list are shorter
_LIST_TAIL = re.compile(r"(?:等|(?<=[区村镇县市户家人民员众者工生里])中|了|的|、|和|及|与|以及|共|约|近|其中|\s)+$")
_ETC = re.compile(r"等(?![级候待地])[\d一二两三四五六七八九十]*(?=.{2})")
_SERVED = re.compile("(?:居民|群众|村民|老人|学生|儿童|商户|企业|农户|家庭|游客|人员)$")
_EVERY = re.compile("各[类种级项]")
# what belongs to the verb before a noun (收集到, 办好), unless it begins the noun (到位资金, 好人)
_COMPLEMENTS = re.compile(
    r"(?:[了的、及或）)\s]|过(?![渡期程路敏])|着(?!装)|到(?![位场期岗账访])|出(?![租口行入版生])|好(?![人事友评家邻婆媳])"
    r"|起(?!重)|和(?!谐)|与(?!会))*"
)
_HAVING = re.compile(r"(?<![所现具享拥没国私公共])有(?![关限机效序志色])(?=..)")
# behind a verb these make one noun with it: 种植面积, 招待费用
_MEASURED = re.compile(
    "(?:总)?(?:面积|费用?|收入|成本|总?量|数量|人数|户数|总?额|金额|次数|里程|长度|用时|时间|时长|效率|比例|标准|价格?|年限)"
)


@dataclass(frozen=True, slots=True)
class Noun:
    """``plain[start:end]`` is a noun; ``rule`` says how it was found."""

    start: int
    end: int
    rule: str


def segment_before(printed: Printed, count: Count, *, floor: int) -> tuple[int, int]:
    """The stretch of *count*'s clause before it, without time, connection and adverbs at its ends."""
    start = max(printed.clause_start(count.start), floor)
    return strip_front(printed.plain, start, strip_back(printed.plain, start, count.start))


def strip_back(plain: str, start: int, end: int) -> int:
    """*end* moved left past words that say nothing of the noun (共, 已达, 约)."""
    while found := light().search(plain, start, end):
        end = found.start()
    return end


def strip_front(plain: str, start: int, end: int) -> tuple[int, int]:
    """*start* moved right past time, connection and scope (今年以来, 先后, 全县)."""
    while (found := lead().match(plain, start, end)) and found.end() > start and plain[found.end()] not in "率者":
        start = found.end()
    return start, end


def is_person(noun: str) -> bool:
    """Whether *noun* ends in a word for people.

    >>> is_person("驻区党员"), is_person("路灯")
    (True, False)
    """
    return noun.rstrip("”’)）").endswith(words("person"))


def is_place(noun: str) -> bool:
    """Whether *noun* ends in a word for a place or a body.

    >>> is_place("城市社区"), is_place("难题")
    (True, False)
    """
    return noun.rstrip("”’").endswith(words("place"))


def fits(count: Count, said: str) -> bool:
    """Whether *count*'s measure word counts what *said* names: 名 people, 户 people and bodies, 个 and 亩 no people."""
    person = is_person(said)
    if count.kind in {"person", "house"}:
        return person or (count.kind == "house" and is_place(said))
    return not person and count.kind in {"thing", "area", "length", "weight", "volume", "energy"}


def trimmed(printed: Printed, start: int, end: int, *, rule: str) -> Noun | None:
    said = printed.plain[start:end]
    tail = _LIST_TAIL.search(said)
    end -= len(tail[0]) if tail else 0
    while start < end and printed.plain[start] in " 　":
        start += 1
    return Noun(start, end, rule) if end > start and _has_word(printed.plain[start:end]) else None


def trimmed_front(printed: Printed, start: int, end: int, *, rule: str) -> Noun | None:
    """The noun at the end of a stretch: behind 等, behind the last 的, without scope and connection."""
    end = strip_back(printed.plain, start, end)
    for mark in (*_ETC.finditer(printed.plain, start, end), *_EVERY.finditer(printed.plain, start, end - 1)):
        start = max(start, mark.end())
    for mark in _HAVING.finditer(printed.plain, start, end):
        start = mark.end()
    cut = printed.plain.rfind("的", start, end)
    if cut >= 0 and end - cut > 1:
        start = cut + 1
    start, end = strip_front(printed.plain, start, end)
    opening = _opening(printed.plain, _served(printed.plain, start, end), end)
    return trimmed(printed, opening, end, rule=rule)


def find_verbs(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = [(start + first, start + last) for first, last in cut_words(plain[start:end])]
    return [
        (first, last) for first, last in spans if is_verb(plain[first:last]) and not is_nominal(plain, first, last, end)
    ]


def is_nominal(plain: str, first: int, last: int, end: int) -> bool:
    """Whether a verb is part of a noun: 调解员, 组织部门, 社会组织."""
    said = plain[first:last]
    if _MEASURED.fullmatch(plain, last, end):
        return True
    if said in words("state") and end - last >= 2:
        return True
    if said == "组织" and (last == end or plain[first - 1] in "会党团治愿济作间益"):
        return True
    behind = nominal().match(plain, last, end) if len(said) > 1 else None
    if behind is None or not ends_word(plain, last, end):
        return False
    return said not in words("maker") or behind[0] == "部"


def ends_word(plain: str, start: int, end: int) -> bool:
    """Whether the character at *start* is a word of its own there: 服务证 is a noun, 发放证件 is not."""
    first, last = next(iter(cut_words(plain[start : min(end, start + LONGEST_WORD)])))
    return last - first == 1 or plain[start + first : start + last] == "部门"


def _served(plain: str, start: int, end: int) -> int:
    """每名网格员服务居民: where people stand behind a verb that may be a noun, they are what is counted."""
    if end - start <= SUSPECT // 2:
        return start
    for word in words("weak"):
        place = plain.rfind(word, start, end)
        if place > start and _SERVED.search(plain, place + len(word), end):
            return place + len(word)
    return start


def _opening(plain: str, start: int, end: int) -> int:
    found = _COMPLEMENTS.match(plain, start, end)
    return found.end() if found else start


def _has_word(said: str) -> bool:
    return bool(re.search(r"[一-鿿A-Za-z]", said)) and said not in {"其中", "他们", "我们", "自己", "大家", "其", "个"}
