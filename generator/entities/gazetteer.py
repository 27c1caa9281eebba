"""Load places by name: countries and regions (CLDR), cities (GeoNames), and each language's own.

Refuses to know what a name means in a text: whether it is a city or a person of that name is for
others to weigh.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any, cast

from generator.entities.lexicon import DEFAULT, EntityLexicon, key_of, load_lexicon, read_data


class Size(IntEnum):
    """The size of a place: the larger it is, the likelier its name means it."""

    TOWN = 1
    CITY = 2
    METROPOLIS = 3
    STATE = 4
    COUNTRY = 5


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place: ``territory`` is the code of its country, or its own; ``name`` replaces the
    printed form of a place that has several.
    """

    territory: str
    size: Size
    name: str | None = None


_ONE_NAME = frozenset({"US", "GB", "SU", "NL", "AE", "VA", "PS"})
"""Countries that a document may call by several names, listed under the first of these."""


@lru_cache(maxsize=32)
def load_places(code: str) -> dict[str, GazetteerPlace]:
    """Return the places of a language by key; English names are known in every language."""
    found = dict(_cities())
    for language in dict.fromkeys((DEFAULT, code)):
        found.update(_territories(language))
        found.update(_stated(load_lexicon(language)))
    return found


@cache
def _cities() -> dict[str, GazetteerPlace]:
    rows: dict[str, dict[str, str]] = read_data("cities.json")
    places: dict[str, GazetteerPlace] = {}
    for name, row in (*rows["translated"].items(), *rows["names"].items()):
        country, size = row.split()
        places[key_of(name)] = GazetteerPlace(country, Size(int(size)))
    return places


@cache
def _all_territories() -> dict[str, dict[str, str]]:
    return cast("dict[str, dict[str, str]]", read_data("territories.json"))


def _territories(code: str) -> dict[str, GazetteerPlace]:
    names = _all_territories().get(code, {})
    return {
        key_of(name): GazetteerPlace(territory, Size.COUNTRY) for territory, name in names.items()
    }


def _stated(lexicon: EntityLexicon) -> dict[str, GazetteerPlace]:
    found: dict[str, GazetteerPlace] = {}
    for country, cities in lexicon.stated["cities"].items():
        found.update((key_of(city), GazetteerPlace(country, Size.METROPOLIS)) for city in cities)
    for state, country, _ in _states(lexicon.stated["states"]):
        found[key_of(state)] = GazetteerPlace(country, Size.STATE)
    for territory, names in lexicon.stated["places"].items():
        name = names[0] if territory in _ONE_NAME else None
        found.update(
            (key_of(form), GazetteerPlace(territory, Size.COUNTRY, name)) for form in names
        )
    return found


def _states(listed: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (state.replace("_", " "), country, short)
        for country, rows in listed.items()
        for state, _, short in (row.partition("|") for row in rows.split())
    ]


@lru_cache(maxsize=32)
def state_abbreviations(code: str) -> dict[str, GazetteerPlace]:
    """Return states by their abbreviations after a town: “Ind.” in “Kokomo, Ind.”."""
    states = _states(load_lexicon(code).stated["states"])
    return {
        key_of(short): GazetteerPlace(country, Size.STATE, state)
        for state, country, short in states
        if short
    }


@lru_cache(maxsize=32)
def territory_names(code: str) -> dict[str, str]:
    """Return the name of each country in a language, by country code."""
    names: dict[str, Any] = dict(_all_territories().get(code) or _all_territories()[DEFAULT])
    for language in dict.fromkeys((DEFAULT, code)):
        for territory, forms in load_lexicon(language).stated["places"].items():
            if language == code or territory not in names:
                names[territory] = forms[0]
    return names
