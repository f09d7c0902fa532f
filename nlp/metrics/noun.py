"""The noun beside a figure: behind it (54位农村空巢老人) or before it (诉求132件).

No tagger: a noun ends where a word begins that no noun of this genre contains (开展, 参加, 将 …), and begins behind the
last verb before it (收集, 建成 …). jieba.posseg is slow, and calls 服务, 活动 and 建设 verbs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.metrics.edges import lead, light, nominal, stop, verb
from nlp.metrics.lexis import LONGEST_WORD, cut_words, is_firm, is_verb
from nlp.metrics.printed import Printed
from nlp.metrics.scan import Count
from nlp.metrics.tables import words
from nlp.words import count_word

LONGEST = 28  # characters of a counted noun with its modifiers; longer stretches are clauses

SUSPECT = 12  # characters; on the seeds and open samples nouns without a list are shorter

_LIST_TAIL = re.compile(r"(?:等|(?<=[区村镇县市户家人民员众者工生里])中|了|的|、|和|及|与|以及|共|约|近|其中|\s)+$")
_ETC = re.compile(r"等(?![级候待地])[\d一二两三四五六七八九十]*(?=.{2})")
_SERVED = re.compile("(?:居民|群众|村民|老人|学生|儿童|商户|企业|农户|家庭|游客|人员)$")
_AGED = re.compile(r"\d+周?岁及?(?:以上|以下)?的?")
_EVERY = re.compile("各[类种级项]")
_NEW_ITEM = re.compile("各|其他|以及|数[十百千万]|几[十百千]|若干|部分")
_AWARD = re.compile("获得|荣获|获评|获|被评为|评为|被授予|保持|实现|被|位居|均|都")
# what belongs to the verb before a noun (收集到, 办好), unless it begins the noun (到位资金, 好人)
_COMPLEMENTS = re.compile(
    r"(?:[了的、及或）)\s]|过(?![渡期程路敏])|着(?!装)|到(?![位场期岗账访])|出(?![租口行入版生])|好(?![人事友评家邻婆媳])"
    r"|起(?!重)|和(?!谐)|与(?!会))*"
)
_HAVING = re.compile(r"(?<![所现具享拥没国私公共])有(?![关限机效序志色])(?=..)")


_RESULTATIVE = re.compile("(?:到位|成功|完毕|完成|达标|结束)$")  # how an act ended: 整改到位398处, 调解成功31件
_OPEN_ENDED = re.compile("(?:把|将|由|被|给|让|使|向|负责|只收)$")  # before a figure these lead to what is behind it
_AVERAGE = re.compile("[户人村年月日亩株社校家场次台站点][均平]均?(?=[增减年月日收节净花用每产纯])")
# behind a verb these make one noun with it: 种植面积, 招待费用
_MEASURED = re.compile(
    "(?:总)?(?:面积|费用?|收入|成本|总?量|数量|人数|户数|总?额|金额|次数|里程|长度|用时|时间|时长|效率|比例|标准|价格?|年限)"
)
_LISTED = re.compile("[、”]|等$|其余|其他")  # 洗衣、热饭等八项服务: what is listed is not what is counted
_DONE = frozenset("到进了好成出起通")  # 水泥路修到了家门口
_THINGS = frozenset("楼房路街巷河渠桥树车船牛羊猪鱼井灯")  # 216栋楼的室温: the measure word's own noun
_CLASS = re.compile(
    "(?:^(?:全长|总长|长|宽|高|深|直径|周长)|^每[个名支]?[一-鿿]{1,2}|(?<![种门])类|(?<=[镇县市区省村乡国州部厅])级|[首头前二三两]批|性)$"
)  # 供暖类604件: of the thing told before
_BODY = re.compile("组成(?![的,，])")
_BECAME = re.compile("(?:当选|成为|担任|获评|受聘|入选|晋升|充当|兼任|评为|被评为|被聘为|成长为|发展为|转为)(?:了|为)?")
_MADE_UP = re.compile("组成的")  # 由68人组成的队伍


@dataclass(frozen=True, slots=True)
class Noun:
    """``plain[start:end]`` is a noun; ``rule`` says how it was found."""

    start: int
    end: int
    rule: str


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
        return trimmed(printed, start + 1, start + 1 + _noun_end(tail[1:]), rule="behind-of")
    if aged := _AGED.match(tail):
        return trimmed(printed, start, start + aged.end() + _noun_end(tail[aged.end() :]), rule="behind")
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
        return trimmed(printed, start, start + _noun_end(tail[cut + 1 :]), rule="behind-clause")
    if opening[0] not in words("attributive"):
        return None
    until = opening.end() + _noun_end(tail[opening.end() :])
    return trimmed(printed, count.end, count.end + until, rule="behind-verb") if until - opening.end() >= 2 else None


def _became(printed: Printed, count: Count, tail: str) -> Noun | None:
    """推选9人组成园务会, 12人当选村民代表: what the counted people make up or became."""
    body, became = _BODY.match(tail), _BECAME.match(tail)
    opening = body or became
    if count.kind != "person" or opening is None:
        return None
    start = count.end + opening.end()
    noun = trimmed(printed, start, start + _noun_end(tail[opening.end() :] + "。"), rule="behind-verb")
    return noun if noun and (body or is_person(printed.plain[noun.start : noun.end])) else None


def _who_acts(printed: Printed, count: Count, tail: str) -> Noun | None:
    """86户建起大棚的菜农: who they are follows what they did."""
    cut = tail.find("的")
    if count.kind != "house" or not 0 < cut < LONGEST or not _acts(count, tail):
        return None
    start = count.end + cut + 1
    noun = trimmed(printed, start, start + _noun_end(tail[cut + 1 :] + "。"), rule="behind-clause")
    return noun if noun and is_person(printed.plain[noun.start : noun.end]) else None


def act_behind(printed: Printed, count: Count, *, limit: int) -> Noun | None:
    """What was done so many times, when it is said behind the figure: 先后13次召开会议."""
    end = min(printed.clause_end(count.end), limit, count.end + LONGEST)
    tail = printed.plain[count.end : end]
    opening = stop().match(tail) or verb().match(tail)
    if not opening or count.kind != "occasion":
        return None
    start = count.end + opening.end()
    return trimmed(printed, start, start + _noun_end(tail[opening.end() :]), rule="behind-act")


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
    verbs = _verbs(printed.plain, start, end)
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
    verbs = _verbs(printed.plain, max(printed.clause_start(noun.start), noun.start - 4), noun.start)
    if noun.rule != "before-verb" or not verbs or verbs[-1][1] < noun.start - 1 or noun.end < count.start - 1:
        return False
    if printed.plain[slice(*verbs[-1])] in words("preposition") or len(said) < 2:
        return False
    if _LISTED.search(printed.plain, noun.start, count.start) or strip_front(said + "。", 0, len(said))[0]:
        return False
    last = cut_words(said)[-1]
    return fits(count, said) and not is_verb(said[slice(*last)])


def fits(count: Count, said: str) -> bool:
    """Whether *count*'s measure word counts what *said* names: 名 people, 户 people and bodies, 个 and 亩 no people."""
    person = is_person(said)
    if count.kind in {"person", "house"}:
        return person or (count.kind == "house" and is_place(said))
    return not person and count.kind in {"thing", "area", "length", "weight", "volume", "energy"}


def label_before(printed: Printed, count: Count) -> Noun | None:
    """The label of a figure that opens its clause: 网格员：23人."""
    mark = printed.clause_start(count.start) - 1
    if mark < 1 or printed.plain[mark] not in ":：" or mark + 1 != count.start:
        return None
    start = max(printed.clause_start(mark), mark - SUSPECT)
    said = printed.plain[start:mark]
    return None if _verbs(printed.plain, start, mark) or is_verb(said) else trimmed(printed, start, mark, rule="before")


def deed_before(printed: Printed, count: Count, *, floor: int) -> Noun | None:
    """The verb before a figure, where nothing says of what: 减少上访87批."""
    start, end = segment_before(printed, count, floor=floor)
    spans = cut_words(printed.plain[start:end])
    first = start + spans[-1][0] if spans else end
    if printed.plain[first:end] in words("verb"):  # 办理262件
        return None
    return trimmed(printed, first, end, rule="before-act") if end - first > 1 else None


def deed_behind(printed: Printed, count: Count) -> Noun | None:
    """What the counted people did, where nobody says who they are: 23人退出低保."""
    end = min(printed.clause_end(count.end), count.end + SUSPECT)
    if count.kind not in {"person", "house"}:
        return None
    spans = [(count.end + a, count.end + b) for a, b in cut_words(printed.plain[count.end : end])]
    verbs = [span for span in spans if span[1] - span[0] > 1 and is_verb(printed.plain[slice(*span)])]
    if not verbs:
        return None
    until = verbs[-1][1] + _noun_end(printed.plain[verbs[-1][1] : end] + "。")
    return trimmed(printed, verbs[-1][0], min(until, end), rule="behind-act")


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


def running_noun(printed: Printed, count: Count) -> Noun | None:
    """What ran on for a time: 连续14个月排名第一, 连续四年获得表扬."""
    end = min(printed.clause_end(count.end), count.end + LONGEST)
    start = count.end
    while award := _AWARD.match(printed.plain, start, end):
        start = award.end()
    return trimmed(printed, start, end, rule="behind-span")


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


def _choose(printed: Printed, count: Count, *, start: int, tail: str) -> Noun | None:
    """A的B behind a figure: A when it is a noun of its own that the measure word fits, else B."""
    until = _noun_end(tail)
    cut = tail.find("的", 0, until)
    if cut < 0:
        return trimmed(printed, start, start + until, rule="behind")
    first, second = tail[:cut], tail[cut + 1 :]
    if _fits(count, first) or not second or second[0].isdigit() or opens_clause(second):
        return trimmed(printed, start, start + cut, rule="behind")
    begin = start + cut + 1
    return trimmed(printed, begin, begin + _noun_end(second), rule="behind-of")


def _fits(count: Count, noun: str) -> bool:
    if noun.endswith(words("adjective")) or re.search(r"^(?:来自|位于|有|无|从事|具有)", noun):
        return False
    if count.kind == "person":
        return is_person(noun)
    if count.kind == "house" and 2 <= len(noun) <= 4 and not any(is_verb(noun[a:b]) for a, b in cut_words(noun)):
        return True
    fits = is_person(noun) or is_place(noun) or noun[-1:] in _THINGS
    return fits if count.kind in {"house", "thing"} else False


def _noun_end(tail: str) -> int:
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
    return _ends_word(tail, found.end(), len(tail))


def _shortened(tail: str, spans: list[tuple[int, int]], end: int) -> int:
    """People or a body with a verb behind, or more than SUSPECT characters with one inside, are a clause."""
    for first, last in spans:
        said, subject = tail[first:last], tail[:first]
        if not is_verb(said) or _is_nominal(tail, first, last, end):
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
    if count.kind == "occasion" or len(said) < 2 or _is_nominal(tail, first, last, len(tail)):
        return False
    if not is_verb(said) and said not in words("weak"):
        return False
    behind = tail[last : last + _noun_end(tail[last:])]
    if count.kind in {"person", "house"}:
        return not (is_person(behind) or is_place(behind))
    return is_verb(said) and (is_firm(said) or len(behind) < 2)


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


def _verbs(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = [(start + first, start + last) for first, last in cut_words(plain[start:end])]
    return [
        (first, last)
        for first, last in spans
        if is_verb(plain[first:last]) and not _is_nominal(plain, first, last, end)
    ]


def _is_nominal(plain: str, first: int, last: int, end: int) -> bool:
    """Whether a verb is part of a noun: 调解员, 组织部门, 社会组织."""
    said = plain[first:last]
    if _MEASURED.fullmatch(plain, last, end):
        return True
    if said in words("state") and end - last >= 2:
        return True
    if said == "组织" and (last == end or plain[first - 1] in "会党团治愿济作间益"):
        return True
    behind = nominal().match(plain, last, end) if len(said) > 1 else None
    if behind is None or not _ends_word(plain, last, end):
        return False
    return said not in words("maker") or behind[0] == "部"


def _ends_word(plain: str, start: int, end: int) -> bool:
    """Whether the character at *start* is a word of its own there: 服务证 is a noun, 发放证件 is not."""
    first, last = next(iter(cut_words(plain[start : min(end, start + LONGEST_WORD)])))
    return last - first == 1 or plain[start + first : start + last] == "部门"
