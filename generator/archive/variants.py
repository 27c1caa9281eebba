"""Decide which spellings name one term.

The slug ignores case, accents, spaces and hyphens; this module adds full stops in abbreviations,
plurals and the owner's aliases.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from generator.text import Slug, slugify

_LETTERS = re.compile(r"(?<![^-])[^\W\d_](?:-[^\W\d_])+(?![^-])")
"""Single letters in a slug, as in those of “U.K.” and “F. O. Licht”."""
_LEAST = 4
"""The fewest letters of a singular: “news” is not the plural of “new”."""


def variant_key(words: str) -> Slug:
    """Return a key that ignores case, accents, hyphens and the full stops of abbreviations."""
    return Slug(_LETTERS.sub(lambda match: match[0].replace("-", ""), slugify(words)))


def find_plurals(keys: Collection[Slug]) -> dict[Slug, Slug]:
    """Return the singular of each key that is the plural of another of these keys."""
    known = frozenset(keys)
    found: dict[Slug, Slug] = {}
    for key in known:
        for singular in _singulars(key):
            if len(singular) >= _LEAST and singular in known:
                found[key] = Slug(singular)
                break
    return found


def _singulars(key: str) -> Iterable[str]:
    if key.endswith("ies"):
        yield f"{key[:-3]}y"
    if key.endswith("es"):
        yield key[:-2]
    if key.endswith("s") and not key.endswith("ss"):
        yield key[:-1]


def lead_on(key: Slug, steps: Mapping[Slug, Slug]) -> Slug:
    """Return the key at the end of the steps; in a circle, the last one before it repeats."""
    seen = {key}
    while (further := steps.get(key)) is not None and further not in seen:
        seen.add(further)
        key = further
    return key
