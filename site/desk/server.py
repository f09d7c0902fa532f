"""Serving the published folder on loopback, for looking at: static files only, and none outside the folder."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class NoPort(Exception):
    """Every port that was tried is taken."""


class _Files(SimpleHTTPRequestHandler):
    """Files without a log line each, and without caching: a site that was just published is what is seen."""

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent: stderr belongs to the talk of the command."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False  # with it, a port that somebody else listens on would count as free on some systems


@contextmanager
def serving(folder: Path, *, host: str, port: int, tries: int) -> Iterator[tuple[ThreadingHTTPServer, str]]:
    """A bound server for *folder* and its address: *port*, or the next free one of *tries*. Raises NoPort."""
    server = _bind(partial(_Files, directory=str(folder)), host, range(port, port + tries))
    try:
        yield server, f"http://{host}:{server.server_address[1]}/"
    finally:
        server.server_close()


def _bind(handler: Any, host: str, ports: range) -> ThreadingHTTPServer:
    for port in ports:
        try:
            return _Server((host, port), handler)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise NoPort(f"no free port on {host} from {ports.start} to {ports.stop - 1}; name another with CAIFENG_SERVE_PORT")
