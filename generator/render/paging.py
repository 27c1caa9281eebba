"""Long lists, cut into pages whose addresses keep their meaning.

``index.html`` shows the newest entries: all of them, or one to two pages' worth. Older entries are
on ``page-1.html`` (the oldest), ``page-2.html`` and so on; each of these is full, and stays the
same when newer documents are added. An alphabetical list counts its last entry as the oldest, so
that it begins with A.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import SitePath

NEWEST = 0
"""The number of the page that shows the newest entries."""


def page_numbers(count: int, size: int) -> range:
    """Return the numbers of a list's pages: NEWEST, then 1 for the oldest and so on."""
    return range(count // size if count >= size else 1)


def page_path(folder: str, number: int) -> SitePath:
    """Return the path of a list's page; ``folder`` ends with a slash or is empty."""
    return f"{folder}index.html" if number == NEWEST else f"{folder}page-{number}.html"


def entries_on(number: int, oldest_first: Sequence[int], size: int) -> Sequence[int]:
    """Return the entries of one page, oldest first."""
    full_pages = len(page_numbers(len(oldest_first), size)) - 1
    if number == NEWEST:
        return oldest_first[full_pages * size :]
    return oldest_first[(number - 1) * size : number * size]


def number_of(place: int, count: int, size: int) -> int:
    """Return the number of the page that shows the entry at ``place`` (0 is the oldest)."""
    full_pages = len(page_numbers(count, size)) - 1
    return place // size + 1 if place < full_pages * size else NEWEST


def newest_first(count: int, size: int) -> Iterator[int]:
    """Yield the numbers of a list's pages from the newest to the oldest."""
    yield NEWEST
    yield from range(len(page_numbers(count, size)) - 1, 0, -1)


def folder_and_number(path: SitePath) -> tuple[str, int]:
    """Return the folder and the number of a list's page, given its path."""
    folder, slash, name = path.rpartition("/")
    number = name.removeprefix("page-").removesuffix(".html")
    return f"{folder}{slash}", NEWEST if name == "index.html" else int(number)
