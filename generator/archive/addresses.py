"""The forms of addresses: which path of the site an address means, as people write it.

Knows the text of addresses alone, and nothing of what stands at them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from urllib.parse import unquote, urlsplit

from generator.model import SitePath
from generator.text import printable

PAGES_FOLDER = "pages/"
"""Where in the content folder the free pages are; their addresses leave it out."""

HOME = "index.html"
_ENDING = re.compile(r"[^/]\.[A-Za-z][A-Za-z0-9]{0,9}$")
_NO_NAMES = re.compile(r"(?:^|[/\\])\.{0,2}(?:[/\\]|$)")
"""A part of a path that is empty, or leads to the same folder or to the one above."""
_ODD = ("\\", "//", "/.", "/\t", "\n.", "\n/")
"""What stands in lines that may begin with no address."""
_NUMBERED = re.compile(r"page-[1-9]\d*\.html")
_PERIOD = re.compile(r"(?:\d{4,}|bce-\d{4,}|undated)/")
"""Folders of documents by their date."""
_LONGEST_NAME = 255
"""Bytes that a file's name may have on the disks in use."""


def page_of(url: SitePath) -> SitePath:
    """Return the address of the page of a content file; ``url`` is its path without ``.md``."""
    return f"{url.removeprefix(PAGES_FOLDER)}.html"


def texts_of(page: SitePath) -> tuple[str, str]:
    """Return the paths that the content file of a page may have."""
    stem = page.removesuffix(".html")
    return f"{stem}.md", f"{PAGES_FOLDER}{stem}.md"


def normal_address(text: str, base_url: str = "") -> SitePath | None:
    """Return the path that an address of this site names; None when it is none of its pages.

    ``news/old/`` is ``news/old/index.html``, and ``news/old`` is ``news/old.html``; a path with
    another ending stays as it is. Percent-encoding is decoded; query and fragment are left out.
    None for what leads to another host or out of the site, for the home page, and for what no
    file can be called.
    """
    path = _path_inside(text.strip(), base_url)
    if path is None or not _is_printable(path):
        return None
    segments = [segment for segment in path.split("/") if segment not in ("", ".")]
    if not segments or not all(map(_is_name, segments)):
        return None
    if path.endswith(("/", "/.")):
        segments.append(HOME)
    name = "/".join(segments)
    path = name if _ENDING.search(name) else f"{name}.html"
    return path if path != HOME else None


def is_address(path: str) -> bool:
    """Say whether a path stays inside the site and can stand in a list of one path a line."""
    return _is_printable(path) and not _NO_NAMES.search(path)


def is_address_list(text: str) -> bool:
    """Say whether lines of printable ASCII all begin with an address and a tab.

    It may say no of some that do: names that begin or end with a dot are not told apart.
    """
    return not text.startswith((".", "/")) and not any(odd in text for odd in _ODD)


def is_index(path: SitePath) -> bool:
    """Say whether a path is the page of a folder: the address of a list, as a rule."""
    return path.rpartition("/")[2] == HOME


def index_of(path: SitePath) -> SitePath | None:
    """Return the first page of the list that a path is a numbered page of; None: of no list."""
    folder, _, name = path.rpartition("/")
    if not _NUMBERED.fullmatch(name):
        return None
    return f"{folder}/{HOME}" if folder else HOME


def page_above(path: SitePath, pages: Container[SitePath]) -> SitePath:
    """Return the nearest of these pages that lists what ``path`` is part of; else the home page."""
    return next((index for index in _indexes_above(path) if index in pages), HOME)


def _indexes_above(path: SitePath) -> Iterator[SitePath]:
    folder = path.removesuffix(f"/{HOME}") if is_index(path) else path
    while folder := folder.rpartition("/")[0]:
        yield f"{folder}/{HOME}"
    if _PERIOD.match(path):
        yield "dates/index.html"


def _path_inside(address: str, base_url: str) -> str | None:
    """Return the decoded path of an address below the site's root; None when it leads away."""
    if not _is_printable(address):
        return None
    try:
        parts, base = urlsplit(address), urlsplit(base_url)
        path, root = unquote(parts.path, errors="strict"), unquote(base.path)
    except ValueError:
        return None
    if not parts.scheme and not parts.netloc:
        return path
    is_ours = parts.scheme in ("http", "https", "") and bool(parts.netloc)
    if not is_ours or parts.netloc.lower() != base.netloc.lower() or not path.startswith(root):
        return None
    return path.removeprefix(root)


def _is_name(segment: str) -> bool:
    """Say whether a segment can be published as a file or folder; hidden ones never are.

    A name that begins with a colon is the placeholder of another program, such as ``:year``.
    """
    is_plain = not segment.startswith((".", ":")) and segment == segment.strip()
    is_drive = segment[1:2] == ":"
    return is_plain and not is_drive and "\\" not in segment and _fits(segment)


def _fits(segment: str) -> bool:
    return len(segment.encode()) <= _LONGEST_NAME - len(".html")


def _is_printable(text: str) -> bool:
    return text.isprintable() or (printable(text) == text and not {"\t", "\n", "\r"} & set(text))
