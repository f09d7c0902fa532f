"""Scrapy middlewares for manners: robots.txt with Crawl-delay, Retry-After, budget of the day, hours, and bombs."""

from __future__ import annotations

import time
import zlib
from collections import Counter
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import DeferredSemaphore
from twisted.internet.task import deferLater

from crawler.archive import Entry
from crawler.pace import BEIJING, LONGEST_WAIT_SECONDS, is_open, retry_after

BUDGET_SETTING = "DAILY_BUDGET"
DAILY_BUDGET = 20_000  # requests to one host in a day; a province's paper has some 150 pages and articles an issue
BACK_OFF_SETTING = "BACK_OFF_SECONDS"
BACK_OFF_SECONDS = 10.0  # after 429 or 503 without Retry-After, doubled each time
BACK_OFF_DOUBLINGS = 5
TOLD_TO_WAIT = (429, 503)
MAX_RATIO = 200  # unpacked to packed; markup packs 5 to 20 times, zlib at most some 1000 times
FREE_BYTES = 1024 * 1024  # so much may be unpacked whatever the ratio: blank pages pack well
MAX_LAYERS = 3  # of packing in one another; a body has one
INSIDE = "caifeng_inside"  # mark of a request that has passed and is not over
FORBIDDEN = b"User-agent: *\nDisallow: /\n"


def host_of(request: Any) -> str:
    """The host that a request asks, with its port where it names one."""
    return str(urlparse_cached(request).netloc).lower()


class RobotsMiddleware(RobotsTxtMiddleware):  # type: ignore[misc]
    """Scrapy's robots.txt, with its Crawl-delay kept; a robots.txt that answers 5xx forbids all (RFC 9309, 2.3.1.4)."""

    async def _parse_robots(self, resp: Any, netloc: str, request: Any) -> None:
        forbidden = 500 <= resp.status < 600
        await super()._parse_robots(resp.replace(body=FORBIDDEN) if forbidden else resp, netloc, request)

    def process_request_2(self, rp: Any, request: Any) -> None:
        """Raises IgnoreRequest for what is forbidden."""
        super().process_request_2(rp, request)
        parsed = getattr(rp, "rp", None)
        agent = self._robotstxt_useragent or self._default_useragent
        delay = parsed.crawl_delay(agent) if parsed is not None and hasattr(parsed, "crawl_delay") else None
        if delay:
            self.crawler.spider.pace.keep_between(host_of(request), float(delay))


class MannersMiddleware:
    """Waits for a host's turn, keeps the budget of its day and the source's hours, and does as Retry-After says."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._asked: Counter[str] | None = None
        self._refusals: Counter[str] = Counter()
        self._given_up: dict[str, str] = {}
        self._doors: dict[str, DeferredSemaphore] = {}

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        manners = cls(crawler)
        crawler.signals.connect(manners.heed, signals.response_downloaded)
        crawler.signals.connect(manners.let_next_in, signals.request_left_downloader)
        return manners

    async def process_request(self, request: Any, spider: Any = None) -> None:
        """Raises IgnoreRequest when the host may not be asked today, now, or again in this crawl.

        No more requests pass than may be under way: what waits in Scrapy's own queue could not be held back any more.
        """
        host = host_of(request)
        self._check(host)
        await maybe_deferred_to_future(self._door(host).acquire())
        request.meta[INSIDE] = host
        try:
            await self._wait(host)
            self._check(host)
        except BaseException:
            self.let_next_in(request)
            raise
        self._counts[host] += 1

    async def _wait(self, host: str) -> None:
        pace = self._crawler.spider.pace
        await _sleep(pace.take_turn(host, now=time.monotonic()))
        while (left := pace.left_alone(host, now=time.monotonic())) > 0:
            await _sleep(left)

    def _door(self, host: str) -> DeferredSemaphore:
        most = max(1, self._crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"))
        return self._doors.setdefault(host, DeferredSemaphore(most))

    def let_next_in(self, request: Any, **_: Any) -> None:
        """A request is over, however it ended: the next may pass."""
        host = request.meta.pop(INSIDE, None)
        if host:
            self._doors[host].release()

    def process_exception(self, request: Any, exception: Exception, spider: Any = None) -> None:
        """A request that something stopped before it was sent is over too."""
        self.let_next_in(request)

    def heed(self, response: Any, request: Any, **_: Any) -> None:
        """Let the host alone for as long as it asks, from the moment its answer is here."""
        host = host_of(request)
        if response.status not in TOLD_TO_WAIT:
            self._refusals[host] = 0
            return
        wait = self._wait_after(host, response)
        if wait > LONGEST_WAIT_SECONDS:
            self._given_up[host] = f"the site asks to be left alone for {wait:.0f} seconds; run it again after that"
        else:
            self._crawler.spider.pace.leave_alone(host, until=time.monotonic() + wait)

    def _wait_after(self, host: str, response: Any) -> float:
        header = response.headers.get("Retry-After")
        asked = retry_after(header.decode("latin-1") if header else None, now=datetime.now(UTC))
        if asked is not None:
            return asked
        first = self._crawler.settings.getfloat(BACK_OFF_SETTING, BACK_OFF_SECONDS)
        self._refusals[host] += 1
        return float(first * 2 ** min(self._refusals[host] - 1, BACK_OFF_DOUBLINGS))

    def _check(self, host: str) -> None:
        source = self._crawler.spider.source
        if host in self._given_up:
            raise IgnoreRequest(self._given_up[host])
        if not is_open(source.hours, now=datetime.now(UTC)):
            raise IgnoreRequest(f"the source may only be asked at {source.hours}")
        budget = source.daily_budget or self._crawler.settings.getint(BUDGET_SETTING, DAILY_BUDGET)
        if self._counts[host] >= budget:
            raise IgnoreRequest(f"the day's budget of {budget} requests to {host} is used up")

    @property
    def _counts(self) -> Counter[str]:
        """Requests of this day by host: what the archive holds of it, and what was asked since."""
        if self._asked is None:
            self._asked = _asked_today(self._crawler.spider.archive.entries())
        return self._asked


def _asked_today(entries: Any) -> Counter[str]:
    today = datetime.now(BEIJING).date()
    return Counter(_netloc(e) for e in entries if e.status and e.fetched_at.astimezone(BEIJING).date() == today)


def _netloc(entry: Entry) -> str:
    return entry.url.split("://", 1)[-1].partition("/")[0].lower()


async def _sleep(seconds: float) -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install the wrong one

    if seconds > 0:
        await maybe_deferred_to_future(deferLater(reactor, seconds, lambda: None))


class BombMiddleware:
    """Drops answers that unpack to far more than they are, before anything else touches them, the archive too."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Any, response: Any, spider: Any = None) -> Any:
        """Raises IgnoreRequest for a bomb."""
        codings = b",".join(response.headers.getlist("Content-Encoding"))
        layers = sum(bool(name.strip()) for name in codings.split(b","))
        if layers and is_bomb(response.body, layers=layers, max_bytes=self._max_bytes):
            raise IgnoreRequest(f"its {len(response.body)} bytes unpack to far too many")
        return response


def is_bomb(packed: bytes, *, layers: int, max_bytes: int) -> bool:
    """Whether bytes in so many layers of gzip or zlib unpack to over *max_bytes*, or suspiciously well."""
    limit = min(max_bytes, max(FREE_BYTES, MAX_RATIO * len(packed)))
    held = packed
    for _ in range(min(layers, MAX_LAYERS)):
        held = _unpacked(held, limit)
        if len(held) > limit:
            return True
    return layers > MAX_LAYERS


def _unpacked(packed: bytes, limit: int) -> bytes:
    """What bytes unpack to, no more than just over the limit; themselves when they are not packed."""
    try:
        return zlib.decompressobj(wbits=47).decompress(packed, limit + 1)  # 47: zlib's or gzip's header
    except zlib.error:
        return packed[:limit]
