"""URLs of the site's files, relative or absolute, and of web pages elsewhere."""

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
    """Return a URL as seen from a folder, cached because its pages share menus and many lists."""
    folders, wanted = folder.split("/") if folder else [], target.split("/")
    shared = 0
    limit = min(len(folders), len(wanted) - 1)
    while shared < limit and folders[shared] == wanted[shared]:
        shared += 1
    return quoted("../" * (len(folders) - shared) + "/".join(wanted[shared:]))


def absolute(target: SitePath, base_url: str) -> str:
    """Return the full address of a file; an index.html is addressed by its folder."""
    return base_url + quoted(without_index(target))


def without_index(path: SitePath) -> SitePath:
    """Return the path of the folder, with its slash, for an index page; other paths unchanged."""
    is_index = path == "index.html" or path.endswith("/index.html")
    return path.removesuffix("index.html") if is_index else path


def web_address(url: str | None) -> str | None:
    """Return an http(s) address, made safe to link to; None for others, which might run code."""
    if not url or not _OF_THE_WEB.match(url):
        return None
    return _ILLEGAL.sub(lambda match: quote(match[0], safe=""), url)


@lru_cache(maxsize=4096)
def quoted(path: str) -> str:
    """Return a path for use in a URL, with all but plain characters percent-encoded.

    A colon is encoded too, since what precedes it would be read as a scheme (RFC 3986 §4.2).
    """
    return path if _PLAIN.fullmatch(path) else quote(path, safe=_SAFE)
