"""Define what a check works on: the addresses and markup of a file, and its problems."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from urllib.parse import unquote

from msgspec import Struct

from generator.model import SitePath

_MOST_SEARCHED = 50
"""The most missing anchors of a page that are compared with its existing anchors."""
_MOST_COMPARED = 500
"""The most ids of a page, and the most names, that a missing anchor is compared with."""
_LONGEST_COMPARED = 100
"""The most characters of a name to compare, since the time grows with the square of its length."""


class Markup(Struct, frozen=True):
    """What an HTML page holds apart from its addresses.

    ``names`` are old anchors, ``<a name>``. ``unnamed`` holds the addresses of links without
    words, ``undescribed`` the addresses of pictures without an alternative text. ``unkept``
    holds the addresses of links that are shown as text, because a saved page has them and the
    archive lacks what they lead to, each with the place of that among the seeds. ``refresh`` is
    the address that a redirect points to.
    """

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    undescribed: tuple[str, ...] = ()
    unkept: tuple[tuple[str, str], ...] = ()
    headings: int = 0
    has_title: bool = False
    has_language: bool = False
    refresh: str | None = None
    inline: tuple[str, ...] = ()
    """The scripts and styles in the page, in words, that its policy blocks."""

    def missing(self, fragments: Iterable[str]) -> dict[str, str]:
        """Return the fragments, as written in addresses, that name no anchor on the page, each with
        the anchor that was probably meant, or with “” if none is similar or many are missing.
        """
        places = {*self.ids, *self.names}
        missing = sorted({one for one in fragments if places.isdisjoint((one, unquote(one)))})
        if not missing:
            return {}
        names = (*self.ids[:_MOST_COMPARED], *self.names[:_MOST_COMPARED])
        known = [name for name in names if len(name) <= _LONGEST_COMPARED]
        near = dict.fromkeys(missing, "")
        for fragment in missing[:_MOST_SEARCHED]:
            if len(wanted := unquote(fragment)) <= _LONGEST_COMPARED:
                near[fragment] = next(iter(get_close_matches(wanted, known, n=1)), "")
        return near


class FileFacts(Struct, frozen=True):
    """What one file contains; ``markup`` is None for files that are not pages.

    ``links`` are the addresses that readers and machines follow, ``assets`` the addresses that are
    loaded with the page; both are unescaped, in the order of the file, with repetitions.
    ``defect`` is why a file cannot be parsed. ``is_too_costly`` means that the file is a page that
    was not read.
    """

    links: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    markup: Markup | None = None
    defect: str | None = None
    is_too_costly: bool = False


class Problem(Struct, frozen=True):
    """One fault of one file; ``code`` is a key of ``FAULTS``.

    ``written`` is what the file says. Problems with the same code and ``target`` are the same
    problem, on however many pages. ``near`` is what was probably meant.
    """

    code: str
    path: SitePath
    written: str = ""
    target: str = ""
    near: str = ""
