"""What kind of article it is: report, brief, photo, letters column (qa) or essay, told by how the genre prints them."""

from __future__ import annotations

import re

LONGEST_BRIEF = 600  # characters; measured: briefs 70 to 541, reports under a dateline 376 and up
MOST_PARAGRAPHS = 3  # of a brief whose dateline names a place
LETTERS = re.compile(
    r"读者来[问信]|编辑同志[:：]|^(?:问|答)[:：]|专家心解|^\S{1,6}您好[:：]|来信(?:问|说)", re.MULTILINE
)
COLUMNS_OF_OPINION = re.compile(
    r"论坛|论苑|漫笔|漫谈|随笔|杂谈|评论|时评|短评|社论|快语|观察家|理论|学习[^，,]{0,12}精神|札记|心得|感悟|一得|谈$|^(?:谈谈|浅谈|也谈|漫话|话说|说说)"
)
FIRST_PERSON = re.compile(r"我们(?:要|应|常|必须|每|党|共产党)|笔者|对(?:一|每)个(?:党员|干部)来说")
ARGUING = re.compile(
    r"[，,。；;](?:就|也|更|还|既|又)?(?:要|必须|应当|应该|需要|务必|才能|不能|不是|关键|重在|贵在)|[？?]|是[^，。]{1,12}之(?:本|道|基|要)"
)
REPORTING = re.compile(
    r"(?<![0-9.])[0-9]{1,12}(?:\.[0-9]{1,4})?(?:余|多|万)?(?:户|人|名|件|场|次|个|元|%|支|处|家)|(?:说|介绍|表示|告诉记者)[。，,]"
)
ARGUMENTS_OF_AN_ESSAY = 6.0  # argument words in a thousand characters, with at most this many …
REPORTS_OF_AN_ESSAY = 3.0  # … counts and quotations in a thousand; measured: reports 8 and up


def find_kind(draft_text: str, *, head: str, dateline: str, photo: bool) -> str:
    """The kind of an article with this text; *head* is its kicker, headline and notes, one a line.

    >>> find_kind("近日，镇里开展活动。", head="某镇开展活动", dateline="本报讯", photo=False)
    'brief'
    >>> find_kind("编辑同志：我想问。", head="该找谁？", dateline="", photo=False)
    'qa'
    """
    if photo:
        return "photo"
    if len(LETTERS.findall(draft_text)) >= 1:
        return "qa"
    if dateline and _is_brief(draft_text, head, dateline):
        return "brief"
    return "essay" if not dateline and _is_essay(draft_text, head) else "report"


def _is_brief(text: str, head: str, dateline: str) -> bool:
    if len(text) > LONGEST_BRIEF or "\n" in head.strip():
        return False
    return text.count("\n") < MOST_PARAGRAPHS or len(dateline) <= 3


def _is_essay(text: str, head: str) -> bool:
    thousand = max(len(text), 300) / 1000
    arguing = len(ARGUING.findall(text)) / thousand
    reporting = len(REPORTING.findall(text)) / thousand
    told = (
        bool(COLUMNS_OF_OPINION.search(head)) + bool(FIRST_PERSON.search(text)) + bool(re.search("作者[系为是]", head))
    )
    return reporting <= REPORTS_OF_AN_ESSAY and arguing * (1 + told) >= 2 * ARGUMENTS_OF_AN_ESSAY
