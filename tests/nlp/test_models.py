"""Rows of sentences and the names of practices in them, by provenance. Places and practices here are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.models import consider, find_models
from nlp.records import Part


def keys(text: str, *, headline: str = "") -> list[str]:
    parts = [Part("headline", headline, headline)] if headline else []
    return [model.key for model in find_models([*parts, Part("text", text, text)])]


# sentence → keys of the models in it, in printed order
HEAD_NOUN_FOLLOWS = [
    ("今年以来,镇里推行“四色管理”工作法,把矛盾分级处置。", ["四色管理"]),
    ("街道构建“一核多元、五方联动”治理体系。", ["一核多元、五方联动"]),
    ("该县打造“红石榴”民族团结服务品牌,建成“石榴籽”调解室6个。", ["红石榴", "石榴籽"]),
    ("实施“头雁领航”工程、“青苗培育”计划和“归燕还巢”行动。", ["头雁领航", "青苗培育", "归燕还巢"]),
    ("社区搭建“邻聚里”议事平台,实现“小事不出楼、大事不出社区”。", ["邻聚里"]),
    ("镇党委牵头成立“惠民帮帮团”,招募志愿者120名。", ["惠民帮帮团"]),
    ("建立健全“周碰头、月调度、季通报”工作机制。", ["周碰头、月调度、季通报"]),
    ("村党支部探索出“三治融合”积分制管理办法。", ["三治融合"]),
    ("创新“警网融合”治理模式,组建“义警”队伍15支。", ["警网融合", "义警"]),
    ("该区持续擦亮“苏城有爱”志愿服务品牌。", ["苏城有爱"]),
    ("推行“民情日记”制度和“首问负责”制度。", ["民情日记", "首问负责"]),
    ("该市实施“千名干部下基层”行动,选派干部1200名。", ["千名干部下基层"]),
    ("一是健全“吹哨”机制;二是完善“报到”机制。", ["吹哨", "报到"]),
    ("启动“小手拉大手”垃圾分类实践活动。", ["小手拉大手"]),
    ("构建“街道党工委—社区党委—网格党支部”三级组织体系。", ["街道党工委—社区党委—网格党支部"]),
    ("推行“点单—派单—接单—评单”闭环服务机制。", ["点单—派单—接单—评单"]),
    ("该街道探索“群众说、百姓议、大家评”民主协商机制。", ["群众说、百姓议、大家评"]),
    ("社区实施“安居、乐居、宜居”三大工程,惠及居民2万人。", ["安居、乐居、宜居"]),
    ("建立“首接负责、一次告知、限时办结”制度。", ["首接负责、一次告知、限时办结"]),
    ("推行“三色预警、四级联防、五步闭环”工作机制。", ["三色预警、四级联防、五步闭环"]),
    ("推行「三色議事」工作法，在全鎮推開。", ["三色議事"]),
    ("街道创新推出‘红邻’党建联盟,覆盖商户300家。", ["红邻"]),
    ('镇里推行"四小"服务机制。', ["四小"]),
    ("持续打造“邻”字系列志愿服务品牌。", ["邻字系列"]),
]
NAME_ENDS_IN_A_HEAD_NOUN = [
    ("村里设立“道德银行”,村民凭积分换商品。", ["道德银行"]),
    ("打造15分钟“便民生活圈”,建设“口袋公园”8个。", ["便民生活圈"]),
    ("围绕“一老一小”服务,设立“暖心食堂”12处。", ["暖心食堂"]),
    ("村里把会开到田头,推行“田头议事会”以来,解决问题30件。", ["田头议事会"]),
    ("法院设立“老马工作室”“巾帼调解室”,化解纠纷300起。", ["老马工作室", "巾帼调解室"]),
    ("镇里推行“户长制”,每10户设一名户长。", ["户长制"]),
    ("全力打造“15分钟政务服务圈”“半小时便民圈”。", ["15分钟政务服务圈", "半小时便民圈"]),
    ("创新“小院说事厅”,打造“有话大家说”协商品牌。", ["小院说事厅", "有话大家说"]),
    ("“双报到”党员李娜在“红色驿站”值班。", ["红色驿站"]),
    ("开展“敲门行动”以来,网格员走访3万户。", ["敲门行动"]),
]
FORMULAS_AND_NUMERALS = [
    ("社区创新“五微五步”工作法,群众叫好。", ["五微五步"]),
    ("探索“党建+物业+业委会”三方联动机制,化解矛盾86起。", ["党建+物业+业委会"]),
    ("推行1+3+N网格治理模式,将全镇划分为86个网格。", ["1+3+N"]),
    ("推行“１＋５＋Ｘ”工作模式。", ["１＋５＋Ｘ"]),
    ("该镇探索1234工作法,群众满意度不断提高。", ["1234"]),
    ("该镇推行“12345”工作法,群众满意度不断提高。", ["12345"]),
    ("推行“三长制”,即网格长、片长、楼长。", ["三长制"]),
    ("实行“五个到位”,做到“六个必访”。", ["五个到位", "六个必访"]),
    ("镇党委以“六个强化”为抓手,推动党建提质。", ["六个强化"]),
    ("法院探索四会六步工作法,化解纠纷12件。", ["四会六步"]),
    ("按照“6+2+N”的标准,建成服务站12个。", ["6+2+N"]),
    ("以“帮困行动、助学行动、敬老行动”三大行动,带动全村。", ["三大行动"]),
    ("大家称这种做法为“三心”工作法。", ["三心"]),
]
ROWS_WITH_A_CLASS_WORD = [
    ("推出“板凳夜谈”“屋场恋歌”“田埂课堂”等特色服务品牌。", ["板凳夜谈", "屋场恋歌", "田埂课堂"]),
    ("组建“石榴红”“橄榄绿”“天使白”三支志愿服务队伍。", ["石榴红", "橄榄绿", "天使白"]),
    ("创新实施“爱心敲敲门”“红色代跑腿”“邻里一家亲”等微项目30个。", ["爱心敲敲门", "红色代跑腿", "邻里一家亲"]),
    ("街道创建特色品牌,如“问需墙”、“回音廊”,居民称便。", ["问需墙", "回音廊"]),
    ("开展“最美庭院”“好婆婆好媳妇”评选活动,评出先进典型52人。", ["最美庭院", "好婆婆好媳妇"]),
]
WITHOUT_QUOTATION_MARKS = [
    ("推行民情恳谈工作法,干部天天到村里。", ["民情恳谈"]),
    ("街道成立邻里共治联合会,会员120人。", ["邻里共治"]),
]
FROM_THE_GENRE = [
    *HEAD_NOUN_FOLLOWS,
    *NAME_ENDS_IN_A_HEAD_NOUN,
    *FORMULAS_AND_NUMERALS,
    *ROWS_WITH_A_CLASS_WORD,
    *WITHOUT_QUOTATION_MARKS,
]
NO_MODELS = [
    # figures of speech, changes of state, problems
    "打通联系服务群众“最后一公里”,架起干群“连心桥”。",
    "推动“被动管”向“主动治”转变,由“单打独斗”变为“抱团发展”。",
    "小区居民从“要我参与”变成“我要参与”。",
    "他是村里有名的“田秀才”,也是脱贫致富的“领头雁”。",
    "推动党员干部“沉下去”、服务“送上门”。",
    "破解停车难、晾衣难、充电难“三难”问题。",
    "让群众办事像“网购”一样方便,像“点外卖”一样快捷。",
    "他们用“脚底板”丈量民情,用“婆婆嘴”化解纠纷。",
    "做好“加减乘除”法,念好“山海经”,打好“特色牌”。",
    "由“独唱”变“合唱”,社区治理奏响“协奏曲”。",
    "民警化身“店小二”,当好“护航员”。",
    "一面面“红旗”、一个个“岗哨”,守护着群众平安。",
    "聚焦“急难愁盼”,解决“关键小事”。",
    "他是典型的“两头跑”:白天上班,晚上照看母亲。",
    "居民自己“管”自己,把网格“做实”。",
    # honours
    "社区先后荣获“全国先进基层党组织”“全国民主法治示范社区”等称号。",
    "该村被命名为“省级民主法治示范村”,入选“全国乡村治理典型案例”。",
    "擦亮“全国文明城市”金字招牌,争创“平安鼎”。",
    # national formulas and institutions
    "深入学习领会“两个确立”,增强“四个意识”,落实“三会一课”制度。",
    "“接诉即办”平台受理“12345”热线工单3000件。",
    "用好“组织生活会”“民主评议”等形式。",
    "截至目前,全县共有“两新”组织党支部86个,党员1200名。",
    "村委会主任“一肩挑”比例达到100%。",
    # documents, titles, themes
    "认真贯彻《关于加强基层治理的意见》,落实《“十四五”规划》。",
    "作了题为“走好群众路线”的报告,会场悬挂着“为民服务”横幅。",
    "以“践行初心使命”为主题,开展“七一”系列活动。",
    # people
    "大家都亲切地叫他“老杨头”,称她为“社区110”。",
    "老张被誉为“活地图”,被评为“最美调解员”。",
    "社区工作者小刘的“走访账本”上密密麻麻。",
    # speech, slogans, layouts, principles
    "居民李大姐说:“现在的日子比蜜甜。”",
    "“以前开会没人来,现在抢着来。”村支书王强笑着说。",
    "形成了“人人有责、人人尽责、人人享有”的社会治理共同体。",
    "按照“应改尽改”的原则,推进老旧小区改造。",
    "探索建立“党委领导、政府负责、社会协同、公众参与”的治理格局。",
    "做到“发现在早、防范在先、处置在小”。",
    "实现“一网管全域、一键连民心”。",
    "“一门式”服务、“一窗式”受理、“一站式”办结。",
    "通过“以奖代补”“先建后补”等方式,撬动社会资本500万元。",
    "打造“一村一品”产业格局,壮大集体经济。",
    "近日,镇政府召开“学习贯彻党的二十大精神”专题会议。",
    "通过“主干+枝叶”的方式延伸服务。",
    # arithmetic is no formula
    "抱团之后,实现1+1>2的效果。",
]
BUGS_CAUGHT = [
    # speech inside which a name is quoted again, at the same level of marks
    ("“推行“五帮”机制以来,大家心齐了。”支书说。", ["五帮"]),
    # 是 behind a quoted digit explains a formula, it does not widen a name
    ("推行“1+4”服务体系。“4”是办好银龄食堂、按摩小屋、谈心茶座、上门理发。", ["1+4"]),
    # three nets summed up are a count, not a name
    ("加快“党建网络、自治网络、治理网格”三网融合。", []),
    # 联席会议 behind a name is not its head noun
    ("商圈联盟“微家”建立健全联席会议制度。", []),
    # the particle before an unquoted name is not part of it
    ("促成和解的,是法院探索的四会六步工作法。", ["四会六步"]),
    # a saying with a numeral in its second character
    ("工作中有否“日三省吾身”,值得回想。", []),
]
KNOWN_FAILURES = [
    # praise in passing looks like a team's name
    ("她逢人便夸“小巷管家”。", []),
    # two words joined by a plus sign before a summed-up list
    ("推行“网格+警格”双网融合。", []),
]


@pytest.mark.parametrize(("text", "wanted"), FROM_THE_GENRE)
def test_names_of_practices_are_found(text: str, wanted: list[str]) -> None:
    assert keys(text) == wanted


@pytest.mark.parametrize("text", NO_MODELS)
def test_what_names_no_practice_is_refused(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(("text", "wanted"), BUGS_CAUGHT)
def test_bugs_once_caught_stay_caught(text: str, wanted: list[str]) -> None:
    assert keys(text) == wanted


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "wanted"), KNOWN_FAILURES)
def test_known_failures(text: str, wanted: list[str]) -> None:
    assert keys(text) == wanted


def test_a_name_printed_often_is_one_model_with_its_fullest_form() -> None:
    text = "“邻里帮”很受欢迎。推行“邻里帮”互助机制以来,邻里帮解决难题30件。"
    (model,) = find_models([Part("headline", "“邻里帮”暖人心", "“邻里帮”暖人心"), Part("text", text, text)])
    assert (model.name, model.key, model.kind) == ("“邻里帮”互助机制", "邻里帮", "机制")
    assert (model.evidence.part, model.evidence.start, model.evidence.end) == ("headline", 0, 5)


def test_a_clipped_variant_joins_the_full_name() -> None:
    text = "建设“商圈大联盟”,推行“商圈大联盟”工作机制,成立10个“大联盟”,激发“商圈联盟”活力。"
    assert keys(text) == ["商圈大联盟"]


def test_a_name_used_unquoted_through_the_article_and_in_its_headline_is_a_model() -> None:
    text = "县里推进楼宇合伙人建设。楼宇合伙人来自企业。楼宇合伙人每月议事。"
    assert keys(text, headline="激活楼宇合伙人") == ["楼宇合伙人"]


def test_an_unquoted_name_that_no_headline_bears_is_left_alone() -> None:
    assert keys("楼宇合伙人来自企业。楼宇合伙人每月议事。楼宇合伙人很忙。", headline="街道开会") == []


def test_names_and_keys_keep_the_printed_width_of_letters() -> None:
    (model,) = find_models([Part("text", "推行「１＋Ｎ」工作模式", "推行「１＋Ｎ」工作模式")])
    assert (model.name, model.key) == ("“１＋Ｎ”工作模式", "１＋Ｎ")


def test_a_refused_name_says_by_which_rule() -> None:
    text = "打通“最后一公里”,荣获“文明村”称号,落实“三会一课”。"
    verdicts = {c.name.core: c.verdict.rule for c in consider([Part("text", text, text)])}
    assert verdicts == {"最后一公里": "metaphor", "文明村": "honour", "三会一课": "national formula"}


def test_parts_that_cannot_name_a_practice_are_not_read() -> None:
    assert find_models([Part("byline", "“三三”模式", "“三三”模式")]) == ()


@given(st.text(alphabet='“”‘’「」"、,。:;\n一二三五六联会盟即是推行机制模式1+N的等和社区合伙人', max_size=120))
def test_any_text_is_read_and_every_evidence_lies_in_its_part(text: str) -> None:
    for model in find_models([Part("text", text, text)]):
        assert 0 <= model.evidence.start < model.evidence.end <= len(text)
        assert 0 < model.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "“‘" * 10_000 + "’”" * 10_000,
        "“三三”模式、" * 6_000,
        "推行“五帮”机制" + "联建、联治、" * 8_000,
        "".join(f"“三{chr(0x4E00 + i)}会”机制、" for i in range(3_000)),
        "推行“三心”机制," + "一是二是三是" * 8_000,
    ],
    ids=["nested marks", "one name", "one list", "many names", "enumerations"],
)
def test_hostile_pages_take_seconds_not_minutes(text: str) -> None:
    started = time.perf_counter()
    find_models([Part("text", text, text)])
    assert time.perf_counter() - started < 10


def test_an_ordinary_word_is_named_where_it_is_marked_and_nowhere_else() -> None:
    text = "推进志愿服务工作。" * 8 + "平台设置“志愿服务”模块。"
    (model,) = find_models([Part("headline", "志愿服务体系聚人心", "志愿服务体系聚人心"), Part("text", text, text)])
    assert (model.name, model.evidence.part) == ("“志愿服务”模块", "text")
