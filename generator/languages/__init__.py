"""Load the words of languages: months, weekdays, words for "about", function words, cue words.

The words are data, one TOML file per language; adding a file adds a language. The months and days
of CLDR are in calendar.json (its licence is in calendar.LICENSE); the files add other printed
forms. Nothing here uses the words: this module knows no grammar of dates and guesses nothing.
"""

import json
import os
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from msgspec import Struct

_FOLDER = os.path.dirname(__file__)

LANGUAGES: tuple[str, ...] = tuple(
    sorted(name.removesuffix(".toml") for name in os.listdir(_FOLDER) if name.endswith(".toml"))
)
"""The codes (ISO 639-1) of all languages that have a file, sorted."""


class Language(Struct, frozen=True, eq=False):
    """The printed forms of one language, loaded once.

    Every form is casefolded and has no final full stop, except in ``cues``, which are unchanged.
    """

    code: str
    name: str
    """Its own name for itself, for example "Deutsch"."""
    months: Mapping[str, int]
    """Full names, abbreviations and inflected forms, with 1 (January) … 12."""
    weekdays: frozenset[str]
    circa: tuple[str, ...]
    """Words before a year that make it approximate."""
    words: frozenset[str]
    """About sixty of the most frequent function words, to tell languages apart; empty if the
    script identifies the language and does not separate words."""
    dates: Mapping[str, tuple[str, ...]]
    """The lists of the file's [dates] table: words that belong to printed dates."""
    cues: Mapping[str, tuple[str, ...]]
    """The lists of the file's [cues] table, by name, as printed in the file."""

    def __reduce__(self) -> tuple[object, ...]:
        return load_language, (self.code,)  # so that a worker has one object for a language, too


@cache
def load_language(code: str) -> Language:
    """Return the language with this code; raise LookupError when it has no file."""
    import tomllib

    if code not in LANGUAGES:
        raise LookupError(f'no language "{code}": expected one of {", ".join(LANGUAGES)}')
    with open(os.path.join(_FOLDER, f"{code}.toml"), "rb") as file:
        facts = tomllib.load(file)
    calendar = _calendars().get(code, {"months": {}, "weekdays": []})
    return Language(
        code=code,
        name=facts["name"],
        months={
            _printed(form): int(number)
            for months in (calendar["months"], facts["months"])
            for number, forms in months.items()
            for form in forms
        },
        weekdays=frozenset(map(_printed, (*calendar["weekdays"], *facts["weekdays"]))),
        circa=tuple(map(_printed, facts["circa"])),
        words=frozenset(map(_printed, facts["words"])),
        dates={name: tuple(map(_printed, forms)) for name, forms in facts["dates"].items()},
        cues={name: tuple(forms) for name, forms in facts["cues"].items()},
    )


@cache
def all_languages() -> tuple[Language, ...]:
    """Return every language that has a file, sorted by code."""
    return tuple(load_language(code) for code in LANGUAGES)


@cache
def _calendars() -> dict[str, dict[str, Any]]:
    with open(os.path.join(_FOLDER, "calendar.json"), encoding="utf-8") as file:
        return cast("dict[str, dict[str, Any]]", json.load(file))


def _printed(form: str) -> str:
    return form.casefold().removesuffix(".")
