"""Find the documents to which the entries of “See also” lists refer.

A document is identified by its printed title and its date. Where several match, and neither date
nor source decides between them, the entry is not linked: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from generator.model import Cite, References
from generator.text import folded

_KEY_BYTES = 8
_QUOTES = re.compile("[\"'`´\u02bb-\u02bd\u2018-\u201f\u2032-\u2036«»‹›]")
"""Quotation marks, apostrophes and characters typed instead of them."""
_QUALIFIERS = "~?%"
"""The marks of uncertain and approximate dates in EDTF, as in ``2001~``."""


class Named(NamedTuple):
    """A document's title, its date and its entries; none is linked to a hidden document."""

    title: bytes
    """The key of its title."""
    date: str | None
    """In EDTF."""
    cites: tuple[Cite, ...] = ()
    is_hidden: bool = False


def title_key(title: str) -> bytes:
    """Return a digest of a title that ignores case, spacing, punctuation; empty without words."""
    chars = [
        char if char.isalnum() or not unicodedata.category(char).startswith("P") else " "
        for char in folded(_QUOTES.sub("", title))
    ]
    plain = " ".join("".join(chars).split())
    if not any(map(str.isalnum, plain)):
        return b""
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def find_references(
    names: Sequence[Named], source_of: Callable[[int], str | None]
) -> dict[int, tuple[int | None, ...]]:
    """Return the targets of each document's list; a document whose list has none is left out.

    Documents are given by their indexes. ``source_of`` returns the publication in which a document
    was printed; it is called only when more than one document matches.
    """
    wanted = {title for name in names for title, _ in name.cites}
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        if name.title in wanted and name.title and not name.is_hidden:
            places[name.title].append(place)
    found: dict[int, tuple[int | None, ...]] = {}
    for place, name in enumerate(names):
        targets = tuple(_target(place, cite, places, names, source_of) for cite in name.cites)
        if any(target is not None for target in targets):
            found[place] = targets
    return found


def _target(
    own: int,
    cite: Cite,
    places: Mapping[bytes, Sequence[int]],
    names: Sequence[Named],
    source_of: Callable[[int], str | None],
) -> int | None:
    """Return the one document that an entry refers to; None when no document or several match."""
    title, date = cite
    fitting = [
        place
        for place in places.get(title, ())
        if place != own and _is_no_other(names[place].date, date)
    ]
    if len(fitting) > 1 and date:
        fitting = [p for p in fitting if _is_within(names[p].date, date)] or fitting
    if len(fitting) > 1 and (source := source_of(own)):
        fitting = [place for place in fitting if source_of(place) == source]
    return fitting[0] if len(fitting) == 1 else None


def _is_no_other(one: str | None, other: str | None) -> bool:
    """Return whether two dates agree as far as both are stated."""
    return one == other or not one or not other or _is_within(one, other) or _is_within(other, one)


def _is_within(inner: str | None, outer: str) -> bool:
    """Return whether ``inner`` equals ``outer`` or is part of it, as a day is of a month."""
    if inner is None:
        return False
    inner, outer = inner.rstrip(_QUALIFIERS), outer.rstrip(_QUALIFIERS)
    # A range may begin in one month and end in another.
    is_part = "/" not in inner and inner.startswith((f"{outer}-", f"{outer}T"))
    return inner == outer or is_part


def turn_round(references: References, hidden: Collection[int] = ()) -> dict[int, tuple[int, ...]]:
    """Return, for each cited document, those that cite it and are not hidden, latest first."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for place, targets in references.items():
        for target in targets if place not in hidden else ():
            if target is not None:
                found[target].add(place)
    return {target: tuple(sorted(places, reverse=True)) for target, places in found.items()}
