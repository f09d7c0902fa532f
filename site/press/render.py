"""Templates to HTML: always escaped, and an unknown name in a template is an error, never an empty place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from press.case_view import written_number
from press.doubts import say_doubt
from press.links import up
from press.words import WORDS

# Holds on file:// too: there 'self' is the folder (tried in Chromium 156 and Firefox 153). Nothing inline runs.
CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)

MISSING = "404.html"  # shown under any address, so its links lead from the top where that is known


class Renderer:
    """Renders one template at a time; *base_url* (ending in a slash) gives every page its canonical address.

    *versions* (path → a few letters that change with the file) keep a browser from joining new pages with old scripts.
    """

    def __init__(self, *, base_url: str | None, versions: Mapping[str, str]) -> None:
        self.base_url = base_url
        self._environment = Environment(
            loader=PackageLoader("press"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals |= {
            "words": WORDS,
            "csp": CSP,
            "day": chinese_day,
            "say_doubt": say_doubt,
            "number": written_number,
            "asset": lambda path: f"{path}?{versions[path]}",
        }

    def render(self, template: str, path: str, values: Mapping[str, Any]) -> str:
        """The page at *path*, a place in the site."""
        frame = {
            "root": self.base_url if self.base_url and path == MISSING else up(path),
            "here": path,
            "canonical": self.base_url and f"{self.base_url}{path}",
            "base_url": self.base_url,
        }
        return self._environment.get_template(f"{template}.html.j2").render({**frame, **values})


def chinese_day(day: date) -> str:
    """A day as a Chinese reader writes it.

    >>> chinese_day(date(2023, 5, 8))
    '2023年5月8日'
    """
    return f"{day.year}年{day.month}月{day.day}日"
