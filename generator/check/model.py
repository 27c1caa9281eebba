"""The nouns of a check: what a file refers to, what a page holds, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote

from generator.model import SitePath

_MOST_COMPARED = 500
"""Names on a page that a misspelt one is compared with."""
_LONGEST_COMPARED = 100
"""Characters of such a name: a comparison takes the square of it."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What an HTML page holds beside its addresses.

    ``names`` are the old anchors, ``<a name>``. ``unnamed`` holds the addresses of links without
    words, ``undescribed`` those of pictures without an alternative text. ``refresh`` is the
    address that a redirect leads to.
    """

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    undescribed: tuple[str, ...] = ()
    headings: int = 0
    has_title: bool = False
    has_language: bool = False
    refresh: str | None = None

    def missing(self, fragments: Iterable[str]) -> list[str]:
        """Return the fragments, as they stand in addresses, that name no place on the page."""
        places = {*self.ids, *self.names}
        return [one for one in fragments if places.isdisjoint((one, unquote(one)))]

    def nearest_anchor(self, fragment: str) -> str:
        """Return the name of a place that may have been meant; empty when none is like it."""
        wanted = unquote(fragment)
        if len(wanted) > _LONGEST_COMPARED:
            return ""
        names = (*self.ids[:_MOST_COMPARED], *self.names[:_MOST_COMPARED])
        known = [name for name in names if len(name) <= _LONGEST_COMPARED]
        return next(iter(get_close_matches(wanted, known, n=1)), "")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one file says; ``markup`` is None for files that are no pages.

    ``links`` are the addresses that readers and machines follow, ``assets`` those that are loaded
    with the page: without the escapes of the file's own format, in the order of the file and as
    often as they stand there. ``defect`` says why a file cannot be understood.
    ``is_too_costly`` means that it is a page of which nothing was read.
    """

    links: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    markup: Markup | None = None
    defect: str | None = None
    is_too_costly: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one file; ``code`` is a key of ``FAULTS``.

    ``written`` is what stands in the file. Problems with the same code and ``target`` are one
    problem, on however many pages. ``near`` is what was probably meant.
    """

    code: str
    path: SitePath
    written: str = ""
    target: str = ""
    near: str = ""
