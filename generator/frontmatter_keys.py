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
    "categories": "topics",
    "keywords": "topics",
    "author": "authors",
    "lastmod": "updated",
    "modified": "updated",
    "lang": "language",
    "description": "summary",
    "redirect_from": "aliases",
    "publisher": "source",
}
KNOWN = tuple(
    """title date date_text source source_url section authors language summary topics people
    places organisations related added seed updated rights draft status reason aliases template
    hidden published permalink""".split()
)
"""All keys with a meaning, in the order in which they are written."""
LISTS = frozenset(["section", "authors", "topics", "people", "places", "organisations", "aliases"])
"""Keys whose value is a list of texts; a site's own taxonomies are lists too."""
FLAGS = frozenset(["draft", "hidden", "published"])
"""Keys whose value is true or false."""


def find_near(key: str, names: Collection[str]) -> str | None:
    """Return the key of which an unknown key may be a misspelling; None if no key is similar."""
    near = difflib.get_close_matches(key, (*names, *SYNONYMS), n=1, cutoff=0.8)
    return near[0] if near else None
