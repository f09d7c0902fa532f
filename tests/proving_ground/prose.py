"""What the proving ground's papers print: invented reports in the genre, set in invented places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """An article as it is printed; "" for a part that it has not."""

    headline: str
    kicker: str = ""
    subhead: str = ""
    byline: str = ""
    paragraphs: tuple[str, ...] = ()
    caption: str = ""


STORIES = (
    Story(
        "“三张清单”管好小院事",
        "云渡区深化院落自治",
        "——青石街道治理新探",
        "本报记者 周闻 通讯员 林一",
        (
            "走进云渡区青石街道柳巷社区，居民代表正围坐在院子里核对“三张清单”。今年以来，街道收集需求214件，办结209件。",
            "“以前找谁办不清楚，现在一看清单就明白。”网格员何秋说，街道把院落分成36个微网格，每个微网格有一名联络员。",
        ),
        "图为居民代表在核对清单。何秋 摄",
    ),
    Story(
        "麦岭镇：矛盾不出“老茶馆”",
        "",
        "",
        "通讯员 石青",
        (
            "麦岭镇把调解室搬进老茶馆，退休教师、老支书轮流坐堂。半年来，茶馆受理纠纷87件，化解85件。",
            "镇里还推行“一杯茶工作法”，先听、再问、后评，当事人签字后由网格员回访。",
        ),
    ),
    Story(
        "社区食堂添了“时间账”",
        "兰浦县探索互助养老",
        "",
        "",
        (
            "兰浦县把低龄老人的志愿服务记入“时间账”，一小时折一分，可换一餐热饭。",
            "目前，全县23个社区食堂有1200余名志愿者，累计服务老人4.6万人次。",
        ),
    ),
    Story(
        "河长巡河有了“随手单”",
        "",
        "松江坝村治水见闻",
        "记者 陶然",
        (
            "松江坝村的河长每天出门都带着一本“随手单”，见到问题当场写、当场拍。",
            "三个月里，村里开出随手单131张，整改率98.5%。村民说，河水清了，洗衣声又回来了。",
        ),
    ),
    Story(
        "“板凳会”开到田埂上",
        "",
        "",
        "本报记者 方晓 摄影报道",
        ("七月的清晨，大桥乡的“板凳会”开到了田埂上，乡干部和种粮户商量统防统治。", "会上定下的9件事，7件当月办成。"),
        "乡干部与种粮户在田埂上商量。方晓 摄",
    ),
    Story(
        "一码通办 少跑三趟",
        "滨港新区优化服务",
        "——从“找部门”到“找窗口”",
        "本报记者 余音",
        (
            "滨港新区把38项涉企事项并到一个码上，企业扫码即知去哪办、带什么、多久好。",
            "新区政务中心统计，平均少跑3趟，办结时间由9天缩到4天。",
        ),
    ),
)


def story(number: int) -> Story:
    """The stories over and over; each time round with a number of its own in the text, so that no two are equal."""
    told = STORIES[number % len(STORIES)]
    round_no = number // len(STORIES)
    if not round_no:
        return told
    last = f"记者第{round_no + 1}次回访时看到，做法已在更多村居推开。"
    return Story(
        f"{told.headline}（{round_no + 1}）",
        told.kicker,
        told.subhead,
        told.byline,
        (*told.paragraphs, last),
        told.caption,
    )
