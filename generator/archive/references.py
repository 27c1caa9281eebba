"""References: which documents of the archive the entries of “See also” lists mean.

A story is known by its title as printed and by its date. Where that fits several documents, and
neither date nor source tells which is meant, the entry leads nowhere: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from generator.model import Cite, References
from generator.text import folded

_KEY_BYTES = 8
_QUOTES = re.compile("[\"'`´\u02bb-\u02bd\u2018-\u201f\u2032-\u2036«»‹›]")
"""Quotation marks, apostrophes and what is typed in their place."""
_QUALIFIERS = "~?%"


class Named(NamedTuple):
    """What a document is called, and what it calls others. A hidden one is led to by none."""

    title: bytes
    """The key of its title."""
    date: str | None
    """In EDTF."""
    cites: tuple[Cite, ...] = ()
    is_hidden: bool = False


def title_key(title: str) -> bytes:
    """Return a digest that titles share which differ in case, spacing or punctuation alone.

    Empty when a title has neither letters nor digits.
    """
    unquoted = folded(_QUOTES.sub("", title))
    plain = " ".join("".join(map(_as_compared, unquoted)).split())
    if not any(map(str.isalnum, plain)):
        return b""
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def _as_compared(char: str) -> str:
    """Return a character, or the space that stands for any punctuation."""
    return char if char.isalnum() or not unicodedata.category(char).startswith("P") else " "


def find_references(
    names: Sequence[Named], source_of: Callable[[int], str | None]
) -> dict[int, tuple[int | None, ...]]:
    """Return where the lists of these documents lead, for those that lead anywhere.

    ``source_of`` tells in which publication the document of a place was printed; it is asked
    only when more than one document fits.
    """
    wanted = {cite[0] for name in names for cite in name.cites}
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
    """Return the one document that an entry means; None when there is none, or no telling."""
    title, date, *_ = cite
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
    """Say whether two dates agree as far as both are stated."""
    return one == other or not one or not other or _is_within(one, other) or _is_within(other, one)


def _is_within(inner: str | None, outer: str) -> bool:
    """Say whether a date is the other, or a part of it: a day of a month, a time of a day."""
    if inner is None:
        return False
    inner, outer = inner.rstrip(_QUALIFIERS), outer.rstrip(_QUALIFIERS)
    # A range may begin in a month and end in another.
    is_part = "/" not in inner and inner.startswith((f"{outer}-", f"{outer}T"))
    return inner == outer or is_part


def turn_round(references: References, hidden: Collection[int] = ()) -> dict[int, tuple[int, ...]]:
    """Return which documents name each one, latest first; what is hidden stands in no list."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for place, target in _leads(references):
        if place not in hidden:
            found[target].add(place)
    return {target: tuple(sorted(places, reverse=True)) for target, places in found.items()}


def _leads(references: References) -> Iterable[tuple[int, int]]:
    for place, targets in references.items():
        for target in targets:
            if target is not None:
                yield place, target
