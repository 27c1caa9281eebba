"""Relative links: from one file of the site to another, by file name."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from generator.model import SitePath

_SAFE = "/-._~!$'()*,=@+"
_PLAIN = re.compile(f"[A-Za-z0-9{re.escape(_SAFE)}]*")

_OF_THE_WEB = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_ILLEGAL = re.compile(r"""[\x00-\x20"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})""")
"""What no address may hold (RFC 3986 §2)."""


def relative(target: SitePath, page: SitePath) -> str:
    """Return the URL of ``target`` as seen from ``page``; both are paths from the site's root."""
    return _seen_from(page.rpartition("/")[0], target)


@lru_cache(maxsize=1 << 15)
def _seen_from(folder: str, target: SitePath) -> str:
    """Return a URL as all pages of one folder have it: they share their menus and many lists."""
    folders, wanted = folder.split("/") if folder else [], target.split("/")
    shared = 0
    limit = min(len(folders), len(wanted) - 1)
    while shared < limit and folders[shared] == wanted[shared]:
        shared += 1
    return quoted("../" * (len(folders) - shared) + "/".join(wanted[shared:]))


def absolute(target: SitePath, base_url: str) -> str:
    """Return the full address of a file; a folder's own page is named by its folder."""
    if target == "index.html" or target.endswith("/index.html"):
        target = target.removesuffix("index.html")
    return base_url + quoted(target)


def web_address(url: str | None) -> str | None:
    """Return an address that may become a link: the web's, and nothing that could run."""
    if not url or not _OF_THE_WEB.match(url):
        return None
    return _ILLEGAL.sub(lambda match: quote(match[0], safe=""), url)


@lru_cache(maxsize=4096)
def quoted(path: str) -> str:
    """Return a path as it may stand in a URL: all but plain characters percent-encoded.

    A colon is encoded too: what stands before one would be read as a scheme (RFC 3986 §4.2).
    """
    return path if _PLAIN.fullmatch(path) else quote(path, safe=_SAFE)
