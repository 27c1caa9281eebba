"""Name places in pages: the fragments of links, and the keys by which pages are looked up."""

from __future__ import annotations

import re

from generator.text import folded
from generator.text.addresses import decoded

_ID = re.compile(r"[A-Za-z][\w.-]*")
_NOT_IN_IDS = re.compile(r"[^\w.-]+")
_PARAGRAPH_ID = re.compile(r"p\d+")


def fragment_of(address: str) -> str:
    """Return the fragment of an address with its sign, such as ``#roofs``, or an empty text."""
    _, sign, fragment = address.strip().partition("#")
    return sign + fragment if fragment else ""


def place_id(name: str) -> str:
    """Return the id that a document gives to a place of this name in the page it was made from.

    It is the name, but for what attribute lists cannot hold and for ids of paragraphs (``p1``).
    """
    plain = decoded(name)
    is_usable = _ID.fullmatch(plain) and not _PARAGRAPH_ID.fullmatch(plain)
    return plain if is_usable else "at-" + _NOT_IN_IDS.sub("-", plain)


def place_key(page: str, place: str) -> str:
    """Return the key of a place in a page of the site, given by the id that it has there."""
    return f"/{page}#{place}"


def name_key(name: str) -> str:
    """Return the key of a page by another name than that of its file, and than its title."""
    return f"name:{folded(name)}"
