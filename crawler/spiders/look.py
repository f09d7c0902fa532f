"""A spider that fetches the addresses it is given and follows nothing: for looking at a site before crawling it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from crawler.spiders.base import SourceSpider, asked_for


class LookSpider(SourceSpider):
    """Fetches *addresses*, each once."""

    name = "look"

    def __init__(self, *, addresses: tuple[str, ...], **rest: Any) -> None:
        super().__init__(**rest)
        self.addresses = addresses

    async def start(self) -> AsyncIterator[Any]:
        """The addresses."""
        for url in self.addresses:
            self.tally.pages.add(url)
            yield self.ask(url, self.parse_any)

    def parse_any(self, response: Any) -> None:
        """It is in the archive already."""
        self.tally.fetched(asked_for(response), is_article=False)
