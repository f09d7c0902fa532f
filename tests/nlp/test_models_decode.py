"""Rows of sentences, a name in them, and the tree of what its numerals stand for. Places and practices are invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from nlp.models import find_models
from nlp.models.fold import squeezed
from nlp.records import Component, Model, Part

Tree = list[Any]


def tree(components: Sequence[Component]) -> Tree:
    """Leaves as their names, inner nodes as {name: parts}."""
    return [{c.name: tree(c.components)} if c.components else c.name for c in components]


def model_of(text: str, key: str) -> Model:
    return next(model for model in find_models([Part("text", text, text)]) if model.key == key)


EXPLAINED = [
    (
        "推行“五步工作法”,即收集、交办、办理、反馈、评价,件件有着落。",
        "五步工作法",
        ["收集", "交办", "办理", "反馈", "评价"],
    ),
    ("建立“三单制”机制:群众点单、社区派单、党员接单。", "三单制", ["群众点单", "社区派单", "党员接单"]),
    (
        "“五色工作法”包括红色党建、蓝色平安、绿色生态、金色产业、橙色服务五个板块。",
        "五色工作法",
        ["红色党建", "蓝色平安", "绿色生态", "金色产业", "橙色服务"],
    ),
    ("创新“望闻问切”工作法:望民情、闻民声、问民意、切民忧。", "望闻问切", ["望民情", "闻民声", "问民意", "切民忧"]),
]
LISTED_BEFORE = [
    (
        "打造“组织共建、资源共享、活动共联、服务共推”的“四共”模式。",
        "四共",
        ["组织共建", "资源共享", "活动共联", "服务共推"],
    ),
    ("健全志愿服务制度化、常态化、专业化“三化联动”工作机制。", "三化联动", ["制度化", "常态化", "专业化"]),
    ("由“红马甲”“黄背心”“蓝袖章”三类人员组成的“彩虹邻居”服务队上门。", "彩虹邻居", ["红马甲", "黄背心", "蓝袖章"]),
    (
        "按照党性锤炼(红色)、产业示范(金色)、平安建设(蓝色)三个方面,用好“红金蓝”现场教学点。",
        "红金蓝",
        ["党性锤炼(红色)", "产业示范(金色)", "平安建设(蓝色)"],
    ),
]
SHARED_WORDS = [
    ("推行“三长”制度,选优配强网格长、楼栋长、单元长。", "三长", ["网格长", "楼栋长", "单元长"]),
    ("推行“三事分流”机制,把居民诉求分为大事、小事、私事三类。", "三事分流", ["大事", "小事", "私事"]),
    (
        "落实“四必访”制度,做到困难家庭必访、独居老人必访、矛盾纠纷必访、重大变故必访。",
        "四必访",
        ["困难家庭必访", "独居老人必访", "矛盾纠纷必访", "重大变故必访"],
    ),
    ("推出“积分三换”活动,积分可以换服务、换培训、换场地。", "积分三换", ["换服务", "换培训", "换场地"]),
    (
        "村里推出“三色积分”办法。红色积分记孝老,绿色积分记环境,金色积分记创业。",
        "三色积分",
        ["红色积分", "绿色积分", "金色积分"],
    ),
]
SUMMED_UP = [
    ("探索“四级联动”机制,形成区、街道、社区、网格四级联动格局。", "四级联动", ["区", "街道", "社区", "网格"]),
    (
        "开列“三张清单”,专门对党委委员、支部书记、普通党员三个层级分类指导。",
        "三张清单",
        ["党委委员", "支部书记", "普通党员"],
    ),
]
THE_NAME_IS_THE_LIST = [
    ("念好“引、育、留”三字诀,人才近悦远来。", "引、育、留", ["引", "育", "留"]),
    ("构建“街道—社区—网格—楼栋”四级组织体系。", "街道—社区—网格—楼栋", ["街道", "社区", "网格", "楼栋"]),
]
OUTLINES = [
    (
        (
            "该镇推行“四心”服务机制。\n一是贴心服务。设立窗口。二是暖心帮扶。慰问老人。"
            "三是耐心调解。化解纠纷。四是公心办事。公开账目。"
        ),
        "四心",
        ["贴心服务", "暖心帮扶", "耐心调解", "公心办事"],
    ),
    (
        (
            "健全“三项制度”夯实基础\n要有制度作保障。一是健全例会制度。定期开会。"
            "二是建立公示制度。按月公示。三是完善评议制度。年底评议。"
        ),
        "三项制度",
        ["例会制度", "公示制度", "评议制度"],
    ),
    (
        (
            "镇里推行“三台唱戏”机制。\n搭好讲台,让道理讲明。各村都讲。\n摆开擂台,让干劲比出来。"
            "按季打擂。\n唱响舞台,让新风树起来。常年排演。"
        ),
        "三台唱戏",
        ["讲台", "擂台", "舞台"],
    ),
    (
        (
            "取得“三提升”。\n——党性意识不断提升。学习常态化。\n——服务能力不断提升。办事快了。\n"
            "——治理水平不断提升。矛盾少了。"
        ),
        "三提升",
        ["党性意识不断提升", "服务能力不断提升", "治理水平不断提升"],
    ),
]
COMPOUNDS = [
    (
        ("探索“一核三治两联动”模式。一核,即以社区党委为核心;三治,即自治、法治、德治;两联动,即组织联建、治安联防。"),
        "一核三治两联动",
        [{"一核": ["社区党委"]}, {"三治": ["自治", "法治", "德治"]}, {"两联动": ["组织联建", "治安联防"]}],
    ),
    (
        "实施“三亮三比”行动,亮身份、亮职责、亮承诺,比技能、比作风、比业绩。",
        "三亮三比",
        [{"三亮": ["亮身份", "亮职责", "亮承诺"]}, {"三比": ["比技能", "比作风", "比业绩"]}],
    ),
    (
        "推行“两清单三机制”,建立权力清单、服务清单,健全议事机制、监督机制、考核机制。",
        "两清单三机制",
        [{"两清单": ["权力清单", "服务清单"]}, {"三机制": ["议事机制", "监督机制", "考核机制"]}],
    ),
    (
        ("明确“三转两融”的工作机制,即:推动“组织、管理、服务”三项职能转移,加快“党建网络、自治网络”两网融合。"),
        "三转两融",
        [{"三转": ["组织", "管理", "服务"]}, {"两融": ["党建网络", "自治网络"]}],
    ),
    (
        "摸索出“一问二看三评”调处法,一问来龙去脉、二看现场证据、三评是非曲直。",
        "一问二看三评",
        ["问来龙去脉", "看现场证据", "评是非曲直"],
    ),
]
FORMULAS = [
    (
        "构建“1+3+N”服务体系,即1个党群服务中心、3支专业队伍、N个志愿团队,覆盖全域。",
        "1+3+N",
        ["1个党群服务中心", "3支专业队伍", "N个志愿团队"],
    ),
    (
        "街道探索“1234”工作法,即建强1个中心、健全2项机制、打造3支队伍、搭建4个平台。",
        "1234",
        ["1个中心", "2项机制", "3支队伍", "4个平台"],
    ),
    ("该县实行“3+2”工作制,每周3天驻村、2天坐班。", "3+2", ["3天驻村", "2天坐班"]),
    (
        "推行“248”办理时限,即2小时内响应、4小时内到场、8小时内反馈,超时亮灯。",
        "248",
        ["2小时内响应", "4小时内到场", "8小时内反馈"],
    ),
    (
        (
            "试行“1+3+N”养老体系。\n“1”是建一个乡级康养服务中心,统一调度;“3”是办好长者食堂、"
            "按摩小屋、谈心茶座三个点位;“N”是引导企业、乡贤和邻居等多方力量参与。"
        ),
        "1+3+N",
        [
            "乡级康养服务中心",
            {"三个点位": ["长者食堂", "按摩小屋", "谈心茶座"]},
            {"多方力量": ["企业", "乡贤", "邻居"]},
        ],
    ),
    (
        ("推出“423”机制。按照“四转两融三留”的要求,“组织、协调、管理、服务”四转,先行先试。"),
        "423",
        [{"四转": ["组织", "协调", "管理", "服务"]}],
    ),
]
FROM_THE_GENRE = [
    *EXPLAINED,
    *LISTED_BEFORE,
    *SHARED_WORDS,
    *SUMMED_UP,
    *THE_NAME_IS_THE_LIST,
    *OUTLINES,
    *COMPOUNDS,
    *FORMULAS,
]
NOT_STATED = [
    ("实施“五老五小”帮扶计划,全镇共有志愿者120人,投入30万元。", "五老五小"),
    ("建立“七彩服务”体系。全镇开展活动12次、慰问老人30人、化解矛盾5起。", "七彩服务"),
    ("雍河社区探索“1462”工作模式。一是建清单机制。二是建接单机制。三是建联席机制。", "1462"),
    (("实行“1+4+8”联户制度,经党员层层推选,产生30余名楼组长,实行楼组长联系党员、党员联系户。"), "1+4+8"),
]
BUGS_CAUGHT = [
    # 和谐 is one word, not two items
    ("开展“双促”活动,促进发展、促进和谐。", "双促", ["促进发展", "促进和谐"]),
    # the list of one numeral is not the list of the next
    (
        "琢磨出“三不三多”讲法:不念稿、不空谈、不绕弯,多用土话、多举实例、多摆数字。",
        "三不三多",
        [{"三不": ["不念稿", "不空谈", "不绕弯"]}, {"三多": ["多用土话", "多举实例", "多摆数字"]}],
    ),
    # an enumeration behind the next heading belongs to that heading
    (
        (
            "开展“三帮进村”关爱活动,受到欢迎。\n搭建平台 推进共享\n一是搭建空间平台。"
            "二是搭建互动平台。三是搭建合作平台。"
        ),
        "三帮进村",
        [],
    ),
]


@pytest.mark.parametrize(("text", "key", "wanted"), FROM_THE_GENRE)
def test_numerals_are_decoded_from_the_text(text: str, key: str, wanted: Tree) -> None:
    assert tree(model_of(text, key).components) == wanted


@pytest.mark.parametrize(("text", "key"), NOT_STATED)
def test_nothing_is_invented_where_the_text_does_not_say(text: str, key: str) -> None:
    assert tree(model_of(text, key).components) == []


@pytest.mark.parametrize(("text", "key", "wanted"), BUGS_CAUGHT)
def test_bugs_once_caught_stay_caught(text: str, key: str, wanted: Tree) -> None:
    assert tree(model_of(text, key).components) == wanted


def test_a_list_shorter_than_its_count_is_kept_with_a_doubt() -> None:
    model = model_of("建立“五个清单”机制,包括需求清单、资源清单、项目清单、责任清单。", "五个清单")
    assert tree(model.components) == ["需求清单", "资源清单", "项目清单", "责任清单"]
    assert model.doubts == ("五个清单 counts 5, the article spells out 4: 1 missing",)


def test_a_numeral_of_a_compound_without_parts_is_a_doubt() -> None:
    model = model_of("推行“三亮五评”制度,亮身份、亮职责、亮承诺。", "三亮五评")
    assert tree(model.components) == [{"三亮": ["亮身份", "亮职责", "亮承诺"]}]
    assert model.doubts == ("五评: its parts are not stated",)


def test_parts_that_are_names_with_numerals_bring_their_own_parts() -> None:
    text = (
        "推行“两两”模式。\n健全“两项制度”\n一是健全例会制度。二是建立公示制度。\n"
        "搭建“两个平台”\n一是搭建议事平台。二是搭建服务平台。"
    )
    wanted = [{"两项制度": ["例会制度", "公示制度"]}, {"两个平台": ["议事平台", "服务平台"]}]
    assert tree(model_of(text, "两两").components) == wanted


@pytest.mark.needs_seeds
def test_the_evidence_of_every_model_in_the_seeds_prints_its_name(shared: Path) -> None:
    for path in sorted((shared / "gold").glob("*.json")):
        for article in json.loads(path.read_text("utf-8"))["articles"]:
            printed = {name: article[name] or "" for name in ("headline", "kicker", "subhead", "text")}
            for model in find_models([Part(name, words, words) for name, words in printed.items()]):
                found = printed[model.evidence.part][model.evidence.start : model.evidence.end]
                assert squeezed(model.key) in squeezed(found)
