"""Choose the likeliest candidate by a scorecard: integer weights of signs for and against it.

The weights are data in weights.json; docs/models/fields.md describes how they were learned and how
well they do. All sums are of integers, so that every machine chooses alike.
"""

from __future__ import annotations

import json
import os
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

OCTAVE = 16
"""Points that double a candidate's odds."""
_FRACTIONS = tuple(round(2 ** (30 + point / OCTAVE)) for point in range(OCTAVE))
_LEAST, _MOST = -30 * OCTAVE, 60 * OCTAVE


class Candidate(Struct, Generic[K, T], frozen=True):
    """A possible value; candidates with the same ``key`` support the same value."""

    key: K
    value: T
    signs: tuple[str, ...]
    """What is observed of it: one word for each group of its scorecard, in order."""
    bonus: int = 0
    """Points for what the scorecard does not know of."""


class Choice(Struct, Generic[T], frozen=True):
    """The likeliest value; ``percent`` estimates the probability that it is right, 0 to 100."""

    value: T
    percent: int


class Scorecard(Struct, frozen=True):
    """The points of each sign, in the order of the groups; unknown signs count as 0."""

    none: int
    """The points of the case that no candidate is right."""
    tables: tuple[Mapping[str, int], ...]

    def points(self, signs: Sequence[str]) -> int:
        return sum([table.get(sign, 0) for table, sign in zip(self.tables, signs, strict=True)])


@cache
def scorecard(name: str, groups: tuple[str, ...]) -> Scorecard:
    """Return the scorecard of one choice, with its tables in the order of ``groups``."""
    card = _cards()[name]
    return Scorecard(card["none"], tuple(card["signs"].get(group, {}) for group in groups))


@cache
def _cards() -> dict[str, Any]:
    with open(os.path.join(os.path.dirname(__file__), "weights.json"), encoding="utf-8") as file:
        return cast("dict[str, Any]", json.load(file))


def choose(candidates: Iterable[Candidate[K, T]], card: Scorecard) -> Choice[T] | None:
    """Return the likeliest value, or the first of several equally likely; None without candidates.

    The masses of candidates with the same key add up; the heaviest candidate gives the value.
    """
    masses: dict[K, int] = {}
    best: dict[K, tuple[int, T]] = {}
    total = _mass(card.none)
    for candidate in candidates:
        key, mass = candidate.key, _mass(card.points(candidate.signs) + candidate.bonus)
        total += mass
        masses[key] = masses.get(key, 0) + mass
        if key not in best or mass > best[key][0]:
            best[key] = mass, candidate.value
    if not masses:
        return None
    likeliest = max(masses, key=masses.__getitem__)
    return Choice(best[likeliest][1], masses[likeliest] * 100 // total)


def _mass(points: int) -> int:
    """Return 2 ** (30 + points / OCTAVE) as an integer, with points between _LEAST and _MOST."""
    octaves, point = divmod(min(max(points, _LEAST), _MOST), OCTAVE)
    return _FRACTIONS[point] << octaves if octaves >= 0 else _FRACTIONS[point] >> -octaves
