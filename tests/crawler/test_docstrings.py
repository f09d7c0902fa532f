"""The examples in the crawler's docstrings hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import crawler


def test_the_examples_in_the_docstrings_hold() -> None:
    names = [module.name for module in pkgutil.walk_packages(crawler.__path__, "crawler.")]
    results = [doctest.testmod(importlib.import_module(name)) for name in names]
    assert sum(result.failed for result in results) == 0
    assert sum(result.attempted for result in results) >= 7
