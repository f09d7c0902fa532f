"""A classic paper of one issue whose every article has a bad habit of its own."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from tests.proving_ground.serving import Answer

FOLDER = "/html/2024-05/16/"
RARE = "喆堃镕埇"  # not in GB 2312; what garbles first
STORY = (
    "山河区在十二个社区推行“院落议事”，由居民自己提出、自己商量、自己评议。今年以来共收集意见建议三百余条，"
    "办结率保持在九成以上。社区干部表示，把话筒交给群众，很多难题就有了办法。"
)
TRADITIONAL = (
    "山河區在十二個社區推行「院落議事」，由居民自己提出、自己商量、自己評議。今年以來共收集意見建議三百餘條，"
    "辦結率保持在九成以上。社區幹部表示，把話筒交給群眾，很多難題就有了辦法。"
)


def article(headline: str, *, text: str = STORY, charset: str | None = "utf-8") -> str:
    """A plain article of the classic family."""
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return (
        f"<html><head>{declared}<title>{headline}</title></head><body><h1>{headline}</h1>"
        f'<div id="ozoom"><founder-content><p>　　{text}</p></founder-content></div></body></html>'
    )


# name -> (encoding of the bytes, what the page declares, what the header says, characters that only it can write)
ENCODINGS: dict[str, tuple[str, str | None, str | None, str]] = {
    "UTF-8 declared UTF-8": ("utf-8", "utf-8", None, RARE + "𬶍"),
    "GBK declared gb2312": ("gbk", "gb2312", None, RARE),
    "GB18030 with four bytes declared gb2312": ("gb18030", "gb2312", None, RARE + "𬶍"),
    "GBK undeclared": ("gbk", None, None, RARE),
    "GBK declared UTF-8": ("gbk", "utf-8", None, RARE),
    "UTF-8 declared gb2312": ("utf-8", "gb2312", None, RARE + "𬶍"),
    "Big5 declared Big5": ("big5", "big5", None, "埔嶼鄭"),
    "Big5-HKSCS declared Big5": ("big5hkscs", "big5", None, "堃啲嘅峯"),
    "UTF-8 with BOM, header says GBK": ("utf-8-sig", None, "gbk", RARE),
    "GB18030, header says UTF-8": ("gb18030", None, "utf-8", RARE + "𬶍"),
    "UTF-16": ("utf-16", None, None, RARE),
}


def encoded(name: str) -> tuple[str, str, Answer]:
    """Headline and text of an article, and the answer that serves it in an encoding."""
    encoding, charset, header, rare = ENCODINGS[name]
    text = (TRADITIONAL if encoding.startswith("big5") else STORY) + f"社區幹部{rare}。" * encoding.startswith("big5")
    text = text if encoding.startswith("big5") else f"{text}社区干部{rare}。"
    headline = f"人名 {rare}"
    kind = "text/html" + (f"; charset={header}" if header else "")
    return headline, text, Answer(article(headline, text=text, charset=charset).encode(encoding), kind)


def paper(articles: dict[str, Answer], *, robots: str | None = None, **more: Answer) -> dict[str, Answer]:
    """A paper of one page with these articles, by their file names."""
    links = "".join(f'<a href="{name}">{name}</a>' for name in articles)
    layout = f"<html><body><strong>第01版：要闻</strong><a href=node_2.htm>第01版：要闻</a>{links}</body></html>"
    served = {
        "/": Answer(b'<META HTTP-EQUIV=REFRESH CONTENT="0; URL=html/2024-05/16/node_2.htm">'),
        FOLDER + "node_2.htm": Answer(layout.encode()),
    }
    if robots is not None:
        served["/robots.txt"] = Answer(robots.encode(), "text/plain")
    return served | {FOLDER + name: answer for name, answer in articles.items()} | more


def good(number: int = 1) -> Answer:
    return Answer(article(f"好稿{number}").encode())


def without_end() -> Iterator[bytes]:
    while True:
        yield b"<p>" + b"x" * 65_536


def drop_by_drop() -> Iterator[bytes]:
    for _ in range(200):
        yield b"<p>"


def bomb() -> Answer:
    """64 MB in 64 kB, as gzip."""
    return Answer(gzip.compress(b"\0" * 64_000_000), headers=(("Content-Encoding", "gzip"),))


def double_bomb() -> Answer:
    packed = gzip.compress(gzip.compress(b"\0" * 200_000_000))
    return Answer(packed, headers=(("Content-Encoding", "gzip, gzip"),))


def deflated() -> Answer:
    return Answer(zlib.compress(article("压缩稿").encode()), headers=(("Content-Encoding", "deflate"),))
