"""The keys of front matter: which have a meaning, and which mean the same.

Knows nothing of values. The content folder, the owner's sheet and others read keys by these
tables.
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
"""In the order in which they are written."""
LISTS = frozenset(["section", "authors", "topics", "people", "places", "organisations", "aliases"])
"""Keys whose value is a list of texts; a site's own taxonomies are lists too."""
FLAGS = frozenset(["draft", "hidden", "published"])
"""Keys whose value is true or false."""


def find_near(key: str, names: Collection[str]) -> str | None:
    """Return the key that an unknown one may be a misspelling of; None when no key is near."""
    near = difflib.get_close_matches(key, (*names, *SYNONYMS), n=1, cutoff=0.8)
    return near[0] if near else None
