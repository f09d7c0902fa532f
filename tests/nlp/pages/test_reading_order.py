"""Torn sentences, site chrome, headless articles and headlines of about the column's width, on pages written for it."""

from __future__ import annotations

import pytest

from nlp.pages.chrome import is_chrome
from nlp.read import split_page
from nlp.records import Article

FIRST = (
    "水竹镇：“板凳会”开到渠坎上\n\n王观\n\n"
    "水竹镇去年修渠，渠从谁家门前过，大家说不到一处。镇里请出老支书罗开山，搬来板凳，在渠坎上开起“板凳会”。\n\n"
    "“板凳会”开了41场，水竹镇的渠修通了26公里。罗开山说，板凳不值钱，话值钱。\n\n"
)
HEADLESS = "督促，再由鹭洲街道的楼栋长逐户回访。\n\n鹭洲街道的“楼长日记”记了三年，楼栋长许桂芝写满9本。\n"
DROPPED = {
    "a caption": "图为志愿者在村口整理图书。 周远 摄",
    "a credit": "孩子们在院子里做手工。 资料图片",
    "a box": "相关链接\n市民可在工作日拨打便民热线，也可到服务窗口反映。",
    "an editor's note": "编者按\n治理贵在常、长二字，今起推出一组报道，敬请关注。",
}


def articles(page: str) -> list[Article]:
    return [article for article in split_page(page).articles if article.kind != "furniture"]


@pytest.mark.parametrize("dropped", DROPPED.values(), ids=DROPPED.keys())
def test_a_sentence_is_whole_again_whatever_was_dropped_into_it(dropped: str) -> None:
    torn = FIRST.replace("大家说不到一处", f"大家说\n\n{dropped}\n\n不到一处")
    assert articles(torn)[0].text == articles(FIRST)[0].text


def test_half_a_caption_keeps_its_credit() -> None:
    before, behind = (
        "5月16日，鹭洲街道的志愿者在“百草园”教孩子们",
        "辨认草药。这片闲置空地去年改成种植园，已有60多个家庭认领。",
    )
    page = f"{before}\n\n图为整理图书。 周远 摄\n\n{behind} 任萱 摄\n"
    assert "孩子们辨认草药" in articles(page)[0].text


def test_what_is_left_of_an_article_is_not_glued_to_the_one_above() -> None:
    first, rest = articles(FIRST + HEADLESS)
    assert first.text.endswith("话值钱。")
    assert (rest.headline, rest.missing_head) == ("", True)


def test_a_whole_article_is_not_parted() -> None:
    assert len(articles(FIRST)) == 1


@pytest.mark.parametrize(
    "line", ["网站地图 | 关于我们 | 联系我们", "【打印本页】【关闭窗口】", "主办单位：某县 备案号：某ICP备01号"]
)
def test_a_site_is_known_by_its_buttons(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize("line", ["居民收藏老物件，社区打印成册。", "评论：治理要有温度", "微信群里的“板凳会”"])
def test_text_about_a_sites_words_is_text(line: str) -> None:
    assert not is_chrome(line)


def test_a_headline_a_little_under_the_width_is_no_line_of_the_text() -> None:
    body = (
        "镇里在十二个村设立院坝会干部到场听村民当面讲一件一件都记在台账上办完一件划去一件，大家都说这样办事心里踏实。"
    )
    wrapped = "\n".join(body[i : i + 16] for i in range(0, len(body), 16))
    page = f"柳溪镇院坝会开进农家小院里\n记者 王观\n{wrapped}\n石桥镇夜间巡逻队守护平安路\n记者 任萱\n{wrapped}\n"
    assert [article.headline for article in articles(page)] == [
        "柳溪镇院坝会开进农家小院里",
        "石桥镇夜间巡逻队守护平安路",
    ]
