"""Rows of cases: kind, headline, text, and whether an editor would take the article (None: could go either way)."""

from __future__ import annotations

import pytest

from nlp.cases import judge_case
from nlp.places import find_place
from nlp.records import Article, Evidence, Model, Part

PRACTICES = [
    ("report", "小积分管大事", "云和县李家村建立积分制度，组建评议队伍，累计化解纠纷30件。", True),
    ("report", "老街有了“议事长廊”", "青州市云门街道在老街搭建议事长廊，每周五由居民商量修路、停车等事。", True),
    ("brief", "昌乐县：简办红白事", "近日，昌乐县推出简办套餐，由村红白理事会代办，户均节省1.2万元。", True),
    ("brief", "安丘市：法官进网格", "安丘市人民法院启动服务机制，法官每周二到网格接待群众，当场调解纠纷。", True),
    ("brief", "楼门口的“暖心柜”", "沈阳市和平区的小区设立共享暖心柜，居民把用不着的物件放进去，已有300户受益。", True),
    (
        "report",
        "党建联盟激活商圈",
        "南京市秦淮区成立商圈党建联盟，划分12个网格，推行轮值主席制，解决停车难等问题。",
        True,
    ),
    ("report", "一线调研察民情", "济宁市任城区选派干部驻点，建立问题清单，销号管理，办结率98%，群众满意度提升。", True),
    (
        "report",
        "“周五有约”活动开展三年 邻里越走越近",
        "苏州市吴江区建立邻里活动机制，制定活动清单，组建志愿队伍，推行积分兑换，累计服务居民2万人次。",
        True,
    ),
]
NO_CASES = [
    ("essay", "以小切口做好大文章", "善治贵在听。民有所呼，我有所应。", False),
    ("qa", "加装电梯邻居不同意怎么办", "编辑同志：我住在奎文区。答复：应由业主共同决定。", False),
    ("furniture", "", "责任编辑：某某 电话：0000", False),
    ("brief", "本周末我市有小到中雨", "据市气象台预报，我市有小到中雨，最高气温24℃。", False),
    ("brief", "全市平安建设工作推进会召开", "3月4日，全市推进会在泉州召开。会议强调，要压实责任。", False),
    ("report", "全省调度会在长沙召开", "会议传达学习有关精神，会议指出，要推动资源下沉，建立机制，完善制度。", False),
    ("brief", "停水通知", "因管道改造，解放路一带停水通知如下：5月1日8时至18时。", False),
    ("brief", "公开招聘社区工作者", "某区招聘公告：面向社会招聘社区工作者30名。", False),
    ("brief", "遗失声明", "张某遗失身份证，遗失声明。", False),
    ("brief", "县领导赴青石镇调研", "县委书记赴青石镇调研，主持会议并讲话。", False),
    ("report", "致全市居民的一封信", "广大居民朋友：请做好垃圾分类，建立好习惯。", False),
    ("report", "《物业管理条例》解读", "条例规定，业主大会应当建立制度，完善机制。", False),
    (
        "report",
        "把群众放在心上",
        "做好工作，要听民声，要解民忧，必须建立制度，必须完善机制，应当俯下身子，要落实责任，才能赢得人心。",
        False,
    ),
]
EITHER_WAY = [
    ("brief", "上半年全市居民收入增长5.2%", "济宁市居民人均收入2.1万元，同比增长5.2%。", None),
    ("brief", "我县三村入选全国示范村名单", "近日，云和县三个村入选名单，受到表彰。", None),
    ("brief", "警方破获系列盗窃案", "近日，济宁市任城区警方破获一起盗窃案，抓获3人。", None),
    ("photo", "", "5月16日，奎文区杏林社区的志愿者教孩子们辨认中草药。", None),
    ("brief", "诸城市开展邻里读书分享会", "5月20日，诸城市在书吧开展读书分享会，80余名居民参加。", None),
    ("brief", "某法院开展主题党日活动", "近日，南溪区人民法院组织开展主题党日活动，30余名干警参加。", None),
    ("report", "寿光市扎实开展主题教育专题学习", "5月19日，寿光市举办学习会，与会人员集体观看节目，交流研讨。", None),
    ("report", "南安市机关干部掀起学习热潮", "连日来，南安市机关各级党组织学报告、谈体会、话落实。", None),
    ("report", "", "涌现出全国青年文明号等先进集体，党旗在阵地上高高飘扬。", None),
    ("report", "春到人间", "柳树绿了，桃花开了。", None),
]


def make_article(kind: str, headline: str, text: str, *, models: tuple[Model, ...] = ()) -> Article:
    parts = tuple(Part(name, words, words) for name, words in (("headline", headline), ("text", text)) if words)
    return Article(1, kind, parts, place=find_place(parts), models=models)


@pytest.mark.parametrize(("kind", "headline", "text", "wanted"), [*PRACTICES, *NO_CASES, *EITHER_WAY])
def test_a_case_reports_a_practice_of_somebody_named(kind: str, headline: str, text: str, wanted: bool | None) -> None:
    assert judge_case(make_article(kind, headline, text)).is_case is wanted


@pytest.mark.parametrize(("kind", "headline", "text", "wanted"), [*PRACTICES, *NO_CASES, *EITHER_WAY])
def test_every_judgement_gives_its_reasons(kind: str, headline: str, text: str, wanted: bool | None) -> None:
    reasons = judge_case(make_article(kind, headline, text)).reasons
    assert reasons
    assert all(reasons)


def test_reasons_name_measures_place_and_model() -> None:
    model = Model("“三问”工作法", "三问", "工作法", (), Evidence("text", 0, 2), "test", 0.9)
    article = make_article("report", "", "来凤县推行“三问”工作法，建立评议机制。", models=(model,))
    assert judge_case(make_article("report", "评议", article.text, models=(model,))).reasons == (
        "采取举措：推行、建立",
        "有命名的做法：“三问”工作法",
        "地点明确：湖北省恩施土家族苗族自治州来凤县",
    )


def test_a_meeting_that_mentions_a_model_is_still_a_meeting() -> None:
    model = Model("“枫桥经验”", "枫桥经验", None, (), Evidence("text", 0, 4), "test", 0.9)
    article = make_article("brief", "全市推进会召开", "会议强调，要坚持“枫桥经验”。", models=(model,))
    assert judge_case(article).is_case is False
