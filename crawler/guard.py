"""Who may be asked: only a source's own hosts, and no address of this machine or its network unless the source says so.

Addresses are checked where they are asked for and names where they are resolved, so that neither a link nor a redirect
nor a name server can lead the crawler inside.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any, Self

from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import DNSLookupError

ALLOW_SETTING = "CAIFENG_ALLOW_LOOPBACK"


def is_public(host: str) -> bool:
    """Whether a host may be asked as far as it tells: an IP address must be public, a name is not judged here.

    >>> [is_public(host) for host in ("127.1", "2130706433", "::ffff:10.0.0.1", "9.9.9.9", "example.com")]
    [False, False, False, True, True]
    """
    try:
        address = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        try:  # the short and numeric forms that the system's resolver also takes for an address
            address = ipaddress.ip_address(socket.inet_aton(host))
        except (OSError, UnicodeEncodeError):
            return True
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_global) and not address.is_multicast


class PublicResolver(CachingThreadedResolver):  # type: ignore[misc]
    """Scrapy's resolver, but a name that leads to an address that is not public is as good as unknown."""

    allowed = False

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        resolver: Self = super().from_crawler(crawler, reactor)
        resolver.allowed = crawler.settings.getbool(ALLOW_SETTING)
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Any:  # noqa: N802 - Twisted's name
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if self.allowed or is_public(address):
            return address
        raise DNSLookupError(f"{name} leads to {address}, which is not a public address")


class GuardMiddleware:
    """Lets only requests to the source's own hosts through, and leads those of a sample to its server on loopback."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> Self:
        return cls(crawler)

    def process_request(self, request: Any, spider: Any = None) -> None:
        """Raises IgnoreRequest for an address that may not be asked."""
        source = self._crawler.spider.source
        if not source.owns(request.url):
            raise IgnoreRequest("it is not on the source's own hosts")
        if not source.allow_loopback and not is_public(urlparse_cached(request).hostname or ""):
            raise IgnoreRequest("it is not a public address; a source may allow it with allow_loopback")
        if source.allow_loopback:  # a proxy of the environment cannot reach this machine
            request.meta["proxy"] = f"http://{source.through}" if source.through else None
