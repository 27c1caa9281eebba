"""Find which path of the site an address means, in any form that people write.

This module works on the text of addresses; it does not know what is published there.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from generator.model import SitePath
from generator.text import is_nameable
from generator.text.addresses import is_index_name, normal_query
from generator.text.hosts import inside

PAGES_FOLDER = "pages/"
"""The folder of free pages inside the content folder; their addresses omit it."""

HOME = "index.html"
HOME_TEXTS = (f"{PAGES_FOLDER}home", "_index")
"""The content files that the text of the home page may be in, without ``.md``."""
_ENDING = re.compile(r"[^/]\.[A-Za-z][A-Za-z0-9]{0,9}$")
"""An extension, as in ``old.html``; ``v1.2`` and ``news/.old`` have none."""
_NO_NAMES = re.compile(r"(?:^|[/\\])\.{0,2}(?:[/\\]|$)")
"""A segment that is empty, ``.`` or ``..``."""
_ODD = ("\\", "//", "/.", "/\t", "\n.", "\n/")
"""Where a list contains one of these, some line may not begin with an address."""
_NUMBERED = re.compile(r"page-[1-9]\d*\.html")
_PERIOD = re.compile(r"(?:\d{4,}|bce-\d{4,}|undated)/")
"""The folders that hold documents by date."""
LONGEST_NAME = 255
"""The most bytes in a file name on common file systems."""


class Alias(NamedTuple):
    """A previous address of a page: a path of the site, and what follows a question mark there."""

    path: SitePath
    query: str = ""
    line: int | None = None
    """Where its content file has it, if it does."""
    is_stated: bool = True
    """Whether the owner wrote it; if not, it follows from how other programs make addresses."""

    @property
    def shown(self) -> str:
        """The address from the root of the site, for messages."""
        path = self.path.removesuffix(HOME) if self.query and is_index(self.path) else self.path
        return f"/{path}?{self.query}" if self.query else f"/{path}"


def page_of(url: SitePath) -> SitePath:
    """Return the address of the page of a content file; ``url`` is its path without ``.md``."""
    if url in HOME_TEXTS:
        return HOME
    return f"{url.removeprefix(PAGES_FOLDER)}.html"


def texts_of(page: SitePath) -> tuple[str, str]:
    """Return the paths that the content file of a page may have."""
    stem = page.removesuffix(".html")
    return f"{stem}.md", f"{PAGES_FOLDER}{stem}.md"


def normal_address(text: str, base_url: str = "") -> SitePath | None:
    """Return the path that an address of this site names; None when it cannot be one of its pages.

    ``news/old/`` means ``news/old/index.html``, and ``news/old`` means ``news/old.html``; a path
    with another extension stays unchanged. Percent-encoding is decoded; query and fragment are left
    out. Returns None for addresses on another host or outside the site, for the home page, and for
    paths that are not valid file names.
    """
    path = _path_inside(text.strip(), base_url)
    if path is None or not is_nameable(path):
        return None
    segments = [segment for segment in path.split("/") if segment not in ("", ".")]
    if not segments or not all(map(_is_name, segments)):
        return None
    if path.endswith(("/", "/.")):
        segments.append(HOME)
    name = "/".join(segments)
    path = name if _ENDING.search(name) else f"{name}.html"
    return path if path != HOME else None


def read_alias(text: str, hosts: Iterable[str]) -> Alias | None:
    """Return the previous address that a text is; None if it is no address of this site.

    ``hosts`` are the full addresses that the site has or had. Unlike other addresses, those with
    a query may be on the home page.
    """
    query = normal_query(text.strip().partition("#")[0].partition("?")[2])
    if not is_nameable(query or "-"):
        return None
    for host in hosts:
        if path := normal_address(text, host):
            return Alias(path, query)
        if query and _path_inside(text.strip(), host) in ("", "/", HOME, f"/{HOME}"):
            return Alias(HOME, query)
    return None


def would_shadow(path: SitePath) -> SitePath | None:
    """Return the index that some servers would not show if there were a file at ``path``.

    They look for ``index.php`` or ``default.htm`` in a folder first. None for other names.
    """
    folder, sign, name = path.rpartition("/")
    return f"{folder}{sign}{HOME}" if name != HOME and is_index_name(name) else None


def is_address(path: str) -> bool:
    """Return whether a path stays inside the site and can be a line of a list of paths."""
    return is_nameable(path) and not _NO_NAMES.search(path)


def is_address_list(text: str) -> bool:
    """Return whether all lines of a text begin with an address followed by a tab.

    The lines must be printable ASCII with one tab each. Also returns False when any name begins
    with a dot or contains a backslash.
    """
    return not text.startswith((".", "/")) and not any(odd in text for odd in _ODD)


def is_index(path: SitePath) -> bool:
    """Return whether a path is the page of a folder: usually the address of a list."""
    return path.rpartition("/")[2] == HOME


def index_of(path: SitePath) -> SitePath | None:
    """Return the first page of the list that a numbered page belongs to; None for other pages."""
    folder, _, name = path.rpartition("/")
    if not _NUMBERED.fullmatch(name):
        return None
    return f"{folder}/{HOME}" if folder else HOME


def page_above(path: SitePath, pages: Container[SitePath]) -> SitePath:
    """Return the nearest index above ``path`` that is one of ``pages``.

    If there is none: the list of dates for a page that is filed by date, else the home page.
    """
    folder = path.removesuffix(f"/{HOME}") if is_index(path) else path
    while folder := folder.rpartition("/")[0]:
        if (index := f"{folder}/{HOME}") in pages:
            return index
    dates = "dates/index.html"
    return dates if _PERIOD.match(path) and dates in pages else HOME


def _path_inside(address: str, base_url: str) -> str | None:
    """Return the decoded path of an address below the site's root; None when it is elsewhere."""
    if not is_nameable(address):
        return None
    try:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            own = inside(address, base_url)
            return None if own is None else unquote(urlsplit(own).path, errors="strict")
        return unquote(parts.path, errors="strict")
    except ValueError:
        return None


def _is_name(segment: str) -> bool:
    """Return whether a segment can be published as a file or folder; hidden ones never are.

    A name that begins with a colon is another program's placeholder, such as ``:year``.
    """
    is_plain = not segment.startswith((".", ":")) and segment == segment.strip()
    is_drive = segment[1:2] == ":"
    fits = len(segment.encode()) <= LONGEST_NAME - len(".html")
    return is_plain and not is_drive and "\\" not in segment and fits
