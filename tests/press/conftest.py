"""A small library, published once for all tests that only look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.press.shelf import SMALL, Site, site_of


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The published small library. Not to be written to."""
    made = site_of(tmp_path_factory.mktemp("small"), *SMALL)
    with made.library:
        yield made
