"""The sample newspapers over real HTTP on loopback, for the demo and the tests.

A sample's addresses lie under ``<slug>.sample.invalid``, so that they stay the same although the port changes; the
crawler asks for them here as one asks a proxy. ``http://127.0.0.1:PORT/<slug>/`` leads to the same pages.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from crawler.sample.papers import load_papers
from crawler.sample.site import ROBOTS, Served, site_of
from crawler.sources import Source

LOOPBACK = "127.0.0.1"
SAMPLE_DOMAIN = ".sample.invalid"
NOT_FOUND = Served(b"404", "text/plain", 404)

Answer = Callable[[str, str], Served | None]


@dataclass(frozen=True, slots=True)
class SampleSite:
    """A running server of samples, reached at ``address`` ("127.0.0.1:PORT")."""

    address: str

    def base_url(self, slug: str) -> str:
        """Where a browser finds a paper."""
        return f"http://{self.address}/{slug}/"


@cache
def _site(slug: str) -> dict[str, Served]:
    return next((site_of(paper) for paper in load_papers() if paper.slug == slug), {})


def answer_sample(host: str, path: str) -> Served | None:
    """What a sample newspaper serves at *path* of *host*, or None for 404."""
    if host.endswith(SAMPLE_DOMAIN):
        return _site(host.removesuffix(SAMPLE_DOMAIN)).get(path)
    if path == "/robots.txt":
        return Served(ROBOTS, "text/plain")
    slug, _, rest = path.lstrip("/").partition("/")
    return _site(slug).get("/" + rest)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    answer: Answer

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        host = asked.hostname or (self.headers.get("Host") or "").partition(":")[0]
        served = type(self).answer(host, asked.path) or NOT_FOUND
        self.send_response(served.status)
        self.send_header("Content-Type", served.content_type)
        self.send_header("Content-Length", str(len(served.body)))
        if served.location:
            self.send_header("Location", served.location)
        self.end_headers()
        self.wfile.write(served.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the crawl reports for itself."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


@contextmanager
def serve_samples(answer: Answer = answer_sample) -> Iterator[SampleSite]:
    """A server on a free loopback port for as long as the block runs; *answer* may serve something else."""
    handler = type("Handler", (_Handler,), {"answer": staticmethod(answer)})
    server = _Server((LOOPBACK, 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield SampleSite(f"{LOOPBACK}:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def reachable(sources: Iterable[Source]) -> Iterator[tuple[Source, ...]]:
    """The same sources with the samples among them brought within reach, while the block runs."""
    wanted = tuple(sources)
    if not any(source.sample and source.through is None for source in wanted):
        yield wanted
        return
    with serve_samples() as site:
        yield tuple(replace(source, through=site.address) if source.sample else source for source in wanted)
