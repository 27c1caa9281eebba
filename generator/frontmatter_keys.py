"""The keys of front matter: which keys have a meaning, and which mean the same.

These tables say nothing about values. All that read keys use them, such as the readers of the
content folder and of the owner's sheet.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection

FURNITURE = "furniture.txt"
"""The file in the content folder that lists the lines that recur in the seeds."""
SHEET_NAME = "metadata.csv"
"""The owner's sheet in the seeds folder, whose columns are these keys; it is not a seed."""

SYNONYMS = {
    "tags": "topics",
    "tag": "topics",
    "topic": "topics",
    "categories": "topics",
    "category": "topics",
    "keywords": "topics",
    "subjects": "topics",
    "author": "authors",
    "by": "authors",
    "lastmod": "updated",
    "modified": "updated",
    "last_modified_at": "updated",
    "last_modified": "updated",
    "lastmodified": "updated",
    "date_modified": "updated",
    "pubdate": "date",
    "publishdate": "date",
    "publish_date": "date",
    "date_published": "date",
    "created": "date",
    "date_created": "date",
    "lang": "language",
    "locale": "language",
    "description": "summary",
    "excerpt": "summary",
    "abstract": "summary",
    "redirect_from": "aliases",
    "alias": "aliases",
    "publisher": "source",
    "license": "rights",
    "copyright": "rights",
    "url": "permalink",
}
"""The keys of other programs, the likeliest first where several mean the same."""
KNOWN = tuple(
    """title date date_text source source_url section authors language summary topics people
    places organisations related added seed updated corrections review rights draft status reason
    embargo redact aliases template hidden published permalink""".split()
)
"""All keys with a meaning, in the order in which they are written."""
LISTS = frozenset(["section", "authors", "topics", "people", "places", "organisations", "aliases"])
"""Keys whose value is a list of texts; a site's own taxonomies are lists too."""
FLAGS = frozenset(["draft", "hidden", "published"])
"""Keys whose value is true or false."""


OTHERS = frozenset(
    """layout slug weight id uuid type kind subtitle image cover banner thumbnail toc comments
    series menu expirydate math mathjax pin featured status cssclass cssclasses publish
    bibliography broader same_as taxonomies extra params header footer sidebar nav_order parent
    katex sort_by in_search_index insert_anchor_links order menu_order menu_title linktitle
    link_title nav_title short_title""".split()
)
"""Keys that tell other programs something; they are kept for the theme."""
TEXTS = frozenset("title date_text source summary rights reason".split())
"""Keys whose value is one text in words."""
_ALL = frozenset((*KNOWN, *SYNONYMS))


def known_key(key: str) -> str | None:
    """Return the key, as these tables write it, that ``key`` spells; None if it has no meaning.

    Case, and hyphens or spaces in the place of ``_``, make no difference.
    """
    if key in _ALL:
        return key
    plain = key.strip().lower().replace("-", "_").replace(" ", "_")
    return plain if plain in _ALL else None


def meaning_of(key: str) -> str:
    """Return the key under which the values of ``key`` are read; itself if it has no meaning."""
    known = known_key(key) or key
    return SYNONYMS.get(known, known)


def find_near(key: str, names: Collection[str]) -> str | None:
    """Return the key of which an unknown key may be a misspelling; None if no key is similar."""
    known = (*names, *SYNONYMS)
    if near := difflib.get_close_matches(key, known, n=1, cutoff=0.8):
        return near[0]
    # In a short word, two letters in the wrong order are much of it: “daet”.
    swaps = (f"{key[:at]}{key[at + 1]}{key[at]}{key[at + 2 :]}" for at in range(len(key) - 1))
    return next((swap for swap in swaps if swap in known), None)
