"""A made library to measure search on: words by jieba's frequencies, woven with sentences of the genre.

Real papers may not be shipped, and text of few distinct words flatters every index: so half of the words are drawn from
all of jieba's dictionary by their frequency there, which is Zipf's law. The first cases of a larger corpus are those of
a smaller one, so that one list of queries serves all sizes.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

import jieba

from crawler.items import Page
from index.library import Library
from index.records import Source
from nlp.records import Article, Block, Document, Evidence, Metric, Model, Part, Place, Run, Theme
from nlp.themes import definitions

SEED = 20261122
SENTENCES = (24, 44)  # fewest and most of a case
SOURCES = ("chenguang-ribao", "jiangpan-wanbao", "lvcheng-shibao", "shanqu-xianfeng", "haian-kuaibao")
KINDS = ("report", "report", "report", "brief", "qa")
FIRST_DAY, DAYS = date(2016, 1, 1), 3650
# The names are of no real county: made from characters that such names are made of.
PROVINCES = ("四川省", "浙江省", "广东省", "河南省", "湖北省", "云南省", "山东省", "江苏省", "陕西省", "福建省")
FIRST_NAMES, LAST_NAMES = "青临平安永新长宁和清石金云龙", "川江山阳泽州溪丰林原城水"
HEADS = ("机制", "模式", "工作法", "行动", "制度", "议事会", "服务站", "联盟")
SUBJECTS = (
    "社区", "街道办事处", "村党支部", "网格员", "社区合伙人", "楼栋长", "业主委员会", "物业公司",
    "志愿服务队", "党群服务中心", "居民议事会", "红色物业联盟", "新就业群体", "退役军人", "社区民警", "人民调解员",
    "大众议事团", "共建单位", "热心居民", "村民小组",
)  # fmt: skip
MATTERS = (
    "停车难", "垃圾分类", "老旧小区改造", "飞线充电", "加装电梯", "矛盾纠纷", "高空抛物", "积分兑换",
    "为老服务", "未成年人保护", "环境整治", "消防通道", "时间银行", "移风易俗", "红白喜事", "反电信诈骗",
    "就业帮扶", "困难救助", "夜间照明", "文明养犬",
)  # fmt: skip
SENTENCES_OF_THE_GENRE = (
    "近年来，{place}坚持党建引领基层治理，围绕{matter}做文章，把{word}和{word}结合起来。",
    "{place}{subject}牵头，{subject}参与，推动{matter}问题就地解决。",
    "记者在{place}{word}社区看到，{subject}正在同居民商量{matter}的办法。",
    "“以前{word}没人管，现在{subject}天天上门。”居民{word}说。",
    "今年以来，共收集意见{number}条，办结{number}件，群众满意度达{rate}%。",
    "社区创新推出{digits}工作法，让{word}、{word}各得其所。",
    "围绕{matter}，{subject}建立“一事一议、一月一评”制度，形成社区治理合力。",
    "截至目前，全{area}建成{word}服务站{number}个，服务{subject}{number}人次。",
    "治理的成效好不好，居民说了算；{subject}把评价权交给群众。",
    "在{subject}的带动下，{number}名{word}加入志愿服务队，认领微心愿{number}个。",
    "{word}网格划分为{number}个微网格，每个微网格配{number}名网格员。",
    "下一步，{place}将继续深化{digits}模式，提升社区治理精细化水平。",
    "为破解{matter}，{place}探索“{word}{head}”，让{subject}有事能议、有难能帮。",
    "{subject}每周{number}次入户走访，把{matter}化解在萌芽状态。",
)
NUMERALS = (
    "1+6+X",
    "“三三”",
    "“一核三联”",
    "“1314”",
    "“五个一”",
    "“四步议事”",
    "3+N",
    "“两代表一委员”",
    "“12345”",
    "“六有”",
)


@dataclass(frozen=True)
class Made:
    """One case as it was made: the page it stands on and what a perfect reader makes of it."""

    page: Page
    document: Document


def make_cases(count: int) -> Iterator[Made]:
    """*count* cases, the same every time."""
    for number in range(count):
        yield make_case(number)


def make_case(number: int, *, edition: int = 0) -> Made:
    """Case *number*; another *edition* of it has other text."""
    chance = random.Random(f"{SEED}/{number}/{edition}")
    place = _place(chance)
    sentences = [_sentence(chance, place) for _ in range(chance.randint(*SENTENCES))]
    cuts = sorted(chance.sample(range(1, len(sentences)), 4))
    paragraphs = ["".join(sentences[a:b]) for a, b in zip([0, *cuts], [*cuts, len(sentences)], strict=True)]
    parts = {"headline": _headline(chance, place), "text": "\n".join(paragraphs)}
    return _put_on_page(chance, number, place, parts)


def fill(library: Library, count: int) -> None:
    """Puts *count* cases into *library*."""
    for name in SOURCES:
        library.add_source(Source(name, name.title()))
    for made in make_cases(count):
        library.add_reading(made.page, made.document)


def library_of(folder: Path, count: int) -> Library:
    """A library of *count* cases in *folder*: the one that stands there, else a new one."""
    library = Library.open(folder, create=True)
    if library.counts().cases < count:
        fill(library, count)
    return library


@cache
def _dictionary() -> tuple[list[str], list[int]]:
    """jieba's words of two characters and more, and the running sum of their frequencies."""
    with jieba.get_dict_file() as file:  # not jieba.initialize(), which leaves a cache in the common temporary folder
        lines = [line.split(" ") for line in file.read().decode().splitlines()]
    rows = sorted((w, int(n)) for w, n, *_ in lines if int(n) > 0 and 2 <= len(w) <= 4 and w.isalpha())
    return [word for word, _ in rows], list(accumulate(n for _, n in rows))


def _word(chance: random.Random) -> str:
    words, sums = _dictionary()
    return chance.choices(words, cum_weights=sums)[0]


def _words(chance: random.Random) -> str:
    """A sentence of nothing but drawn words: most of the distinct bigrams come from these."""
    words = [_word(chance) for _ in range(chance.randint(8, 18))]
    words.insert(chance.randrange(3, len(words)), "，")
    return "".join(words) + "。"


def _sentence(chance: random.Random, place: Place) -> str:
    if chance.random() < 0.55:
        return _words(chance)
    text = chance.choice(SENTENCES_OF_THE_GENRE)
    while "{" in text:
        slot = text[text.index("{") : text.index("}") + 1]
        text = text.replace(slot, _fill(chance, slot[1:-1], place), 1)
    return text


def _fill(chance: random.Random, slot: str, place: Place) -> str:
    return {
        "place": place.county or "",
        "subject": chance.choice(SUBJECTS),
        "matter": chance.choice(MATTERS),
        "word": _word(chance),
        "number": str(chance.randint(2, 4000)),
        "rate": f"{chance.randint(700, 999) / 10}",
        "digits": chance.choice(NUMERALS),
        "area": chance.choice("区县市镇"),
        "head": chance.choice(HEADS),
    }[slot]


def _headline(chance: random.Random, place: Place) -> str:
    forms = (
        "{place}：{word}{word}里的{matter}",
        "“{word}{head}”让{matter}有了着落",
        "{subject}上门 {word}{word}暖人心",
    )
    text = chance.choice(forms)
    while "{" in text:
        slot = text[text.index("{") : text.index("}") + 1]
        text = text.replace(slot, _fill(chance, slot[1:-1], place), 1)
    return text


def _place(chance: random.Random) -> Place:
    def name(end: str) -> str:
        return chance.choice(FIRST_NAMES) + chance.choice(LAST_NAMES) + end

    province = chance.choice(PROVINCES)
    few = random.Random(f"{province}/{chance.randrange(9)}")
    city = few.choice(FIRST_NAMES) + few.choice(LAST_NAMES) + "市"
    few = random.Random(f"{city}/{chance.randrange(6)}")
    county = few.choice(FIRST_NAMES) + few.choice(LAST_NAMES) + few.choice("县区")
    return Place(province=province, city=city, county=county, rule="made", confidence=1.0)


def _put_on_page(chance: random.Random, number: int, place: Place, parts: dict[str, str]) -> Made:
    text = "\n".join(parts.values())
    digest = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    page = Page(
        source=chance.choice(SOURCES),
        address=f"file:{number}",
        text=text,
        digest=digest,
        fetched_at=datetime(2026, 11, 22, tzinfo=UTC),
        paper="测试报",
        issued=day,
    )
    printed, position = [], 0
    for name, words in parts.items():
        printed.append(Part(name, words, words, (Run(0, position, len(words)),)))
        position += len(words) + 1
    article = Article(
        id=1,
        kind=chance.choice(KINDS),
        parts=tuple(printed),
        is_case=True,
        place=place,
        published=day,
        models=_models(parts["headline"]),
        metrics=_metrics(chance),
        themes=tuple([Theme(n, (), "made", 1.0) for n in chance.sample(list(definitions()), chance.randint(1, 3))]),
    )
    return Made(page, Document(text, "simplified", (article,), (Block(0, len(text), "body", 1),)))


def _models(headline: str) -> tuple[Model, ...]:
    if not headline.startswith("“"):
        return ()
    name = headline[: headline.index("”") + 1]
    return (Model(name, name.strip("“”"), None, (), Evidence("headline", 0, len(name)), "made", 1.0),)


def _metrics(chance: random.Random) -> tuple[Metric, ...]:
    if chance.random() < 0.4:
        return ()
    return (Metric("共2条", 2.0, "条", "意见", "exact", None, Evidence("text", 0, 1), "made", 1.0),)
