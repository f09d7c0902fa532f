"""Keeps every response in the archive before Scrapy does anything else with it: bytes untouched.

Asks for what the archive holds only if it changed since (ETag, Last-Modified), and gives what is held when it did not.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Self

from scrapy.http import HtmlResponse

from crawler.archive import REVISIT, Archive, Exchange, Payload

CONDITIONS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
CODED_HEADERS = {"content-encoding", "content-length", "transfer-encoding"}
UNKEPT_HEADERS = {"proxy-authorization", "authorization", "cookie"}  # secrets of the one who crawls


class ArchiveMiddleware:
    """Writes request and response as they were. A response that cannot be kept is not used: the error goes on."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler)

    def process_request(self, request: Any, spider: Any = None) -> None:
        """Ask on the condition that the page changed, where the site told how."""
        archive: Archive = self._crawler.spider.archive
        held = archive.newest(request.url)
        if held is None or request.method != "GET":
            return
        payload = archive.payload(held)
        for answered, asked in CONDITIONS:
            if value := payload.header(answered):
                request.headers[asked] = value

    def process_response(self, request: Any, response: Any, spider: Any = None) -> Any:
        """The response, kept. Raises ArchiveError when the archive cannot be written."""
        current = self._crawler.spider
        archive: Archive = current.archive
        try:
            entry = archive.append_response(_exchange(request, response, current.source.name))
        except Exception as error:
            current.tally.fatal = error
            raise
        if entry.kind == REVISIT:
            current.tally.revisits += 1
        else:
            current.tally.kept += 1
        return _held(response, archive.payload(entry)) if response.status == 304 and entry.repeats else response


def _held(response: Any, payload: Payload) -> Any:
    """The answer "not modified" as the page that is held: what follows need not know."""
    headers = {name: value for name, value in payload.headers if name.lower() not in CODED_HEADERS}
    return HtmlResponse(response.url, status=200, headers=headers, body=payload.body, request=response.request)


def _exchange(request: Any, response: Any, source: str) -> Exchange:
    sent = tuple(pair for pair in _pairs(request.headers) if pair[0].lower() not in UNKEPT_HEADERS)
    return Exchange(
        url=response.url,
        fetched_at=datetime.now(UTC),
        status=response.status,
        headers=_pairs(response.headers),
        body=response.body,
        source=source,
        request_headers=sent,
        method=request.method,
        protocol=response.protocol or "HTTP/1.1",
        ip_address=str(response.ip_address) if response.ip_address else None,
    )


def _pairs(headers: Any) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )
