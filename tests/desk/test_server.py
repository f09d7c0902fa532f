"""Serving the site on loopback."""

import threading
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from desk.server import NoPort, serving


def test_it_takes_the_next_free_port(tmp_path: Path) -> None:
    with serving(tmp_path, host="127.0.0.1", port=8600, tries=50) as (first, _):
        taken = first.server_address[1]
        with serving(tmp_path, host="127.0.0.1", port=taken, tries=20) as (_, address):
            assert not address.endswith(f":{taken}/")


def test_it_says_so_when_no_port_is_free(tmp_path: Path) -> None:
    with serving(tmp_path, host="127.0.0.1", port=8600, tries=50) as (first, _):
        taken = first.server_address[1]
        with pytest.raises(NoPort, match=str(taken)), serving(tmp_path, host="127.0.0.1", port=taken, tries=1):
            pass


def test_it_serves_the_folder_and_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<p>采风</p>", "utf-8")
    with serving(site, host="127.0.0.1", port=8600, tries=50) as (server, address):
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            assert "采风" in urlopen(address, timeout=5).read().decode()
            with pytest.raises(HTTPError, match="404"):
                urlopen(address + "%2e%2e/secret.txt", timeout=5)
        finally:
            server.shutdown()
            thread.join()
