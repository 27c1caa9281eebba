"""Load places by name: countries and regions (CLDR), cities (GeoNames), and language files.

What a name means in a text is not decided here: other modules weigh whether it is a city or a
person of that name.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from generator.entities.lexicon import DEFAULT, key_of, load_lexicon, read_data


class Size(IntEnum):
    """The size of a place: the larger the place, the likelier it is meant by its name."""

    TOWN = 1
    CITY = 2
    METROPOLIS = 3
    STATE = 4
    COUNTRY = 5


class GazetteerPlace(NamedTuple):
    """A place: ``territory`` is the code of its country, or of the place if it is a country; a
    ``name`` replaces the printed form if the place has several names.
    """

    territory: str
    size: Size
    name: str | None = None


_ONE_NAME = frozenset({"US", "GB", "SU", "NL", "AE", "VA", "PS"})
"""Countries that a document may call by several names; they are listed under the first name."""


@lru_cache(maxsize=32)
def load_places(code: str) -> dict[str, GazetteerPlace]:
    """Return the places of a language by key; English names are known in every language."""
    found = dict(_cities())
    for language in dict.fromkeys((DEFAULT, code)):
        for territory, name in read_data("territories.json").get(language, {}).items():
            found[key_of(name)] = GazetteerPlace(territory, Size.COUNTRY)
        stated = load_lexicon(language).stated
        for country, cities in stated["cities"].items():
            found |= {key_of(city): GazetteerPlace(country, Size.METROPOLIS) for city in cities}
        for state, country, _ in _states(language):
            found[key_of(state)] = GazetteerPlace(country, Size.STATE)
        for territory, names in stated["places"].items():
            one_name = names[0] if territory in _ONE_NAME else None
            place = GazetteerPlace(territory, Size.COUNTRY, one_name)
            found |= dict.fromkeys(map(key_of, names), place)
    return found


@cache
def _cities() -> dict[str, GazetteerPlace]:
    rows: dict[str, dict[str, str]] = read_data("cities.json")
    places: dict[str, GazetteerPlace] = {}
    for name, row in (*rows["translated"].items(), *rows["names"].items()):
        country, size = row.split()
        places[key_of(name)] = GazetteerPlace(country, Size(int(size)))
    return places


def _states(code: str) -> list[tuple[str, str, str]]:
    """Return the states that a language names, each with its country and its abbreviation."""
    return [
        (state.replace("_", " "), country, short)
        for country, rows in load_lexicon(code).stated["states"].items()
        for state, _, short in (row.partition("|") for row in rows.split())
    ]


@lru_cache(maxsize=32)
def state_abbreviations(code: str) -> frozenset[str]:
    """Return, as keys, the abbreviations that states have after a town: “Kokomo, Ind.”."""
    return frozenset(key_of(short) for _, _, short in _states(code) if short)


@lru_cache(maxsize=32)
def territory_names(code: str) -> dict[str, str]:
    """Return the name of each country in a language, by country code."""
    territories: dict[str, dict[str, str]] = read_data("territories.json")
    names = dict(territories.get(code) or territories[DEFAULT])
    for language in dict.fromkeys((DEFAULT, code)):
        for territory, forms in load_lexicon(language).stated["places"].items():
            if language == code or territory not in names:
                names[territory] = forms[0]
    return names
