"""What tests share: the seeds with their answer key, the browser, and what a missing one means."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Under CI the examples are the same each time, so that what passed passes again; elsewhere every run looks further.
CI = bool(os.environ.get("CI"))
settings.register_profile(
    "short", deadline=None, max_examples=60, derandomize=CI, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", deadline=None, max_examples=10_000, derandomize=CI, suppress_health_check=list(HealthCheck)
)
settings.load_profile("long" if os.environ.get("CAIFENG_LONG") else "short")


def missing(what: str) -> None:
    """Skips the test for want of *what*; under CI that is a failure, since nothing may go unseen there."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seeds and their answer key, beside the repository."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        missing("the folder of seeds and answer keys")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium that tests may drive."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if not found:
        missing("Chromium")
    return str(found)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A running headless Chromium, one for all tests of a process: playwright takes no second driver beside it."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def node() -> str:
    """The path of Node.js."""
    found = shutil.which("node")
    if not found:
        missing("Node.js")
    return str(found)
