"""Write generator/languages/calendar.json: the months and weekdays of CLDR, by language.

    python tools/training/calendar_names.py

The data are from the Unicode Common Locale Data Repository as the package Babel contains it; their
licence, Unicode-3.0, is written beside them as calendar.LICENSE.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import babel
from babel import Locale

LANGUAGES = Path(__file__).parents[2] / "generator" / "languages"
LOCALES = {"no": "nb"}
"""CLDR's codes of languages, by ours, where they differ."""
SHORTEST = 3
"""The fewest letters of a name. Shorter names of days and months (“to”, “on”, “do”) are words
of other languages."""


def main() -> None:
    files = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in LANGUAGES.glob("*.toml")}
    function_words = {word for file in files.values() for word in file["words"]}
    names = {
        code: _names(Locale.parse(LOCALES.get(code, code)), function_words)
        for code in sorted(files)
    }
    text = json.dumps(names, ensure_ascii=False, indent=1, sort_keys=True)
    (LANGUAGES / "calendar.json").write_text(text + "\n", encoding="utf-8")
    licence = Path(babel.__file__).parent / "locale-data" / "LICENSE.unicode"
    (LANGUAGES / "calendar.LICENSE").write_text(licence.read_text(encoding="utf-8"), "utf-8")


def _names(locale: Locale, function_words: set[str]) -> dict[str, object]:
    weekdays = {form for day in range(7) for form in _forms(locale.days, day)}
    return {
        "months": {str(month): _forms(locale.months, month) for month in range(1, 13)},
        # “qui” is short for Thursday in Portuguese, but also a French function word.
        "weekdays": sorted(weekdays - function_words),
    }


def _forms(names: object, key: int) -> list[str]:
    """Return the names of a month or day: in a date and by itself, in full and abbreviated."""
    forms = {
        _plain(names[context][width][key])  # type: ignore[index]
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    }
    return sorted(form for form in forms if len(form) >= SHORTEST and not _is_numeric(form))


def _plain(name: str) -> str:
    return name.casefold().removesuffix(".")


def _is_numeric(form: str) -> bool:
    """Return whether a form has digits (10月) or ends with a sign that marks months (月, 월)."""
    return any(char.isdigit() for char in form) or form.endswith(("月", "월"))


if __name__ == "__main__":
    main()
