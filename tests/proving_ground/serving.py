"""The server of the proving ground: any status, header, delay or body without end; it remembers what was asked.

Every host under .proving.invalid is reached at one loopback port, as the sample newspapers are.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """What is served: *body* in one piece, or *pieces* one after another, each after *pause_seconds*."""

    body: bytes = b""
    content_type: str | None = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pieces: Callable[[], Iterator[bytes]] | None = None
    pause_seconds: float = 0.0


@dataclass(frozen=True)
class Asked:
    """A request as the server saw it: when (seconds of a running clock), host, path with query, headers."""

    at: float
    host: str
    path: str
    headers: Mapping[str, str]


@dataclass
class Ground:
    """A running proving ground: its address ("127.0.0.1:PORT") and everything that was asked of it."""

    address: str
    asked: list[Asked] = field(default_factory=list)

    def paths(self, host: str | None = None) -> list[str]:
        """The paths asked for, in order, robots.txt left out."""
        return [a.path for a in self.asked if a.path != "/robots.txt" and host in (None, a.host)]


Site = Callable[[str, str, Mapping[str, str]], Answer | None]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site
    ground: Ground

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        host = parts.hostname or (self.headers.get("Host") or "").partition(":")[0]
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {name.lower(): value for name, value in self.headers.items()}
        type(self).ground.asked.append(Asked(time.monotonic(), host, path, headers))
        self._send(type(self).site(host, path, headers) or Answer("没有这个页面".encode(), status=404))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        if answer.content_type:
            self.send_header("Content-Type", answer.content_type)
        for name, value in answer.headers:
            self.send_header(name, value)
        try:
            if answer.pieces is None:
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)
                return
            self.send_header("Connection", "close")
            self.end_headers()
            for piece in answer.pieces():
                time.sleep(answer.pause_seconds)
                self.wfile.write(piece)
            self.close_connection = True
        except OSError:  # the crawler had enough
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no error of ours."""


@contextmanager
def serve(site: Site) -> Iterator[Ground]:
    """The site on a free loopback port for as long as the block runs."""
    ground = Ground("")
    handler = type("Handler", (_Handler,), {"site": staticmethod(site), "ground": ground})
    server = _Server(("127.0.0.1", 0), handler)
    ground.address = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield ground
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def of_paths(pages: Mapping[str, Answer]) -> Site:
    """A site that has these pages, whatever its host is called."""
    return lambda host, path, headers: pages.get(path)
