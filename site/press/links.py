"""Addresses: where our pages stand, and which addresses of others may be links at all."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import urlsplit

PLAIN_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
UNSAFE_IN_LINKS = re.compile(
    r"[\x00-\x20\x7f-\xa0\\<>\"'`{}|^\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def safe_name(text: str) -> str:
    """*text* when it is a plain name, else 10 characters made from it: a file name that cannot leave its folder.

    >>> safe_name("qinglan-ribao"), safe_name("../../etc/passwd")
    ('qinglan-ribao', 'g5knnsz2hd')
    """
    return text if PLAIN_NAME.fullmatch(text) else hashed_name(text)


def hashed_name(text: str) -> str:
    """10 lower-case base32 characters that depend on *text* alone."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:10].decode("ascii").lower()


def case_path(id: str) -> str:
    """The page of a case."""
    return f"cases/{id}.html"


def web_address(address: str) -> str | None:
    """*address* when it may be a link: plain http or https with a host. None for every other scheme, and for tricks.

    >>> web_address("http://paper.example/2023-05/18/content_1.htm")
    'http://paper.example/2023-05/18/content_1.htm'
    >>> web_address("javascript:alert(1)"), web_address("file:page.txt"), web_address("http:///x")
    (None, None, None)
    """
    if UNSAFE_IN_LINKS.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and host and parts.username is None else None


def up(path: str) -> str:
    """What leads from the page at *path* to the folder of the site: "" or "../" as often as needed."""
    return "../" * path.count("/")
