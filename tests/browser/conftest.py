"""A published library in headless Chromium, from its folder (file://) and from a server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page

from desk.server import serving
from index.search import build_index
from press import publish
from tests.press.shelf import SMALL, Site, Told, document, site_of

pytestmark = pytest.mark.browser
SCHEMES = ("file", "http")
GONE = Told(headline="已经撤下的社区案例", text="社区办结1件。")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The published small library. Not to be written to."""
    made = site_of(tmp_path_factory.mktemp("browsed"), *SMALL, (document(GONE), {}))
    with made.library:
        gone = next(case.id for case in made.library.cases() if case.title == GONE.headline)
        made.library.withdraw(gone, why="应要求", at=datetime(2024, 6, 1, tzinfo=UTC))
        build_index(made.library, made.index)
        publish(made.library, made.folder, index_folder=made.index)
        yield made


@pytest.fixture(scope="session")
def addresses(site: Site) -> Iterator[dict[str, str]]:
    """Where the site stands, by scheme, with a slash at the end."""
    with serving(site.folder, host="127.0.0.1", port=18700, tries=200) as (server, address):
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield {"file": f"{site.folder.as_uri()}/", "http": address}
        server.shutdown()
        thread.join()


Open = Callable[..., Page]


@pytest.fixture
def browse(browser: Browser, addresses: dict[str, str]) -> Iterator[Open]:
    """Opens a path of the site in a fresh window. At the end: no error on the page, no request to another host."""
    windows, troubles, asked = [], [], []

    def opening(path: str, *, scheme: str = "file", **options: object) -> Page:
        window = browser.new_context(**options)  # type: ignore[arg-type]
        windows.append(window)
        page = window.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: troubles.append(f"{path}: {error}"))
        page.on("console", lambda said: troubles.append(f"{path}: {said.text}") if said.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(addresses[scheme] + path)
        return page

    yield opening
    for window in windows:
        window.close()
    ours = tuple(addresses.values())
    assert troubles == []
    assert [url for url in asked if not url.startswith(ours)] == []
