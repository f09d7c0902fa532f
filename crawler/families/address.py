"""Addresses: the same page under one address whatever session or view it names, and the day an address tells."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

# say who asks or how a page is to be shown, never what page it is
VIEW_WORDS = """
    div jsessionid phpsessid aspsessionid sessionid session_id sid spm from_source utm_source utm_medium utm_campaign
"""
VIEW_NAMES = frozenset(VIEW_WORDS.split())
SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
FOLDER_DATE = re.compile(r"/(\d{4})[-/]?(\d{2})[/-](\d{2})(?=/)")
QUERY_DATE = re.compile(r"(?:^|[=&])(\d{4})-(\d{2})-(\d{2})(?=&|$)")
NAME_DATE = re.compile(r"(?<=[/t_])((?:19|20)\d{2})(\d{2})(\d{2})(?=_\w+[-.\w]*\.)")


def plain_address(url: str) -> str:
    """An address without its fragment, its session and ``div``, which only says how a Founder page is to be shown.

    >>> plain_address("http://a.example/html/2024-05/16/content_7.htm?div=-1#top")
    'http://a.example/html/2024-05/16/content_7.htm'
    >>> plain_address("http://a.example/a.jsp;jsessionid=0A1B?id=7&PHPSESSID=2f")
    'http://a.example/a.jsp?id=7'
    """
    parts = urlsplit(urldefrag(url).url)
    asked = parse_qsl(parts.query, True)
    kept = [(name, value) for name, value in asked if name.lower() not in VIEW_NAMES]
    query = urlencode(kept) if len(kept) < len(asked) else parts.query
    return urlunsplit(parts._replace(path=SESSION_PATH.sub("", parts.path), query=query))


def joined(base: str, href: str) -> str | None:
    """The plain address that *href* leads to from *base*; None where it is none of the web."""
    try:
        address = plain_address(urljoin(base, href.strip()))
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) else None


def issue_date(url: str) -> date | None:
    """The day an address names, or None.

    >>> issue_date("http://a.example/mmrb/html/2024-05/16/node_2.htm")
    datetime.date(2024, 5, 16)
    >>> issue_date("http://a.example/gk/201710/t20171010_397448.html")
    datetime.date(2017, 10, 10)
    """
    parts = urlsplit(url)
    folders = FOLDER_DATE.findall(parts.path)
    in_name = NAME_DATE.search(parts.path)
    in_query = QUERY_DATE.search(parts.query)
    for found in ([folders[-1]] if folders else []) + [match.groups() for match in (in_name, in_query) if match]:
        day = date_of(*found)
        if day:
            return day
    return None


def date_of(year: str, month: str, day: str) -> date | None:
    """The day of three printed numbers; None when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
