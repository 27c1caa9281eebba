"""Which names are listed, as what, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.model import Finding
from generator.subjects.gazetteer import Size, territory_names
from generator.subjects.lexicon import Lexicon
from generator.subjects.names import Demonym, Found, Name
from generator.subjects.vocabulary import Kind

MOST = 40
"""Names of one kind in one document."""
BARS = {Kind.PERSON: 1.4, Kind.PLACE: 1.7, Kind.ORGANISATION: 2.4}
"""Votes below which a name is not listed."""
_IMPLIED = 4
"""What demonyms must weigh for their country to be listed that is not named itself."""


def choose_places(
    names: Sequence[Name], found: Found, lexicon: Lexicon
) -> tuple[Finding[str], ...]:
    """Return the places, and the countries that people and datelines are evidence for."""
    chosen = choose(names, Kind.PLACE)
    listed = {country for name in names if (country := _country(name))}
    called = territory_names(lexicon.code)
    implied: dict[str, Finding[str]] = {}
    for finding, territory in (*_datelines(names), *_peoples(found.demonyms)):
        if territory not in listed and territory in called:
            implied.setdefault(territory, Finding(called[territory], finding.rule, finding.line))
    return (*chosen, *implied.values())[:MOST]


def _country(name: Name) -> str:
    """Return the code of the country that a name is; empty when it is none."""
    is_country = name.place is not None and name.place.size is Size.COUNTRY
    return name.place.territory if name.place and is_country and name.kind is Kind.PLACE else ""


def _datelines(names: Iterable[Name]) -> Iterator[tuple[Finding[str], str]]:
    for name in names:
        if name.place is not None and name.tally.counts.get("dateline"):
            yield Finding(name.text, "dateline-town", name.line), name.place.territory


def _peoples(demonyms: Sequence[Demonym]) -> Iterator[tuple[Finding[str], str]]:
    weights: dict[str, int] = {}
    for note in demonyms:
        weights[note.territory] = weights.get(note.territory, 0) + note.weight
        if weights[note.territory] >= _IMPLIED:
            yield Finding("", "demonym", note.line), note.territory


def choose(names: Sequence[Name], kind: Kind) -> tuple[Finding[str], ...]:
    """Return the names of a kind, weightiest first."""
    chosen = [name for name in names if name.kind is kind and name.score(kind) >= BARS[kind]]
    chosen.sort(key=lambda name: (-name.weight, name.order))
    return tuple(_finding(name, kind) for name in chosen[:MOST])


def _finding(name: Name, kind: Kind) -> Finding[str]:
    _, rule, line = name.tally.best[kind]
    return Finding(name.text, rule, line)
