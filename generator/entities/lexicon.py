"""Load the words printed around and inside names, by language, and the common words.

The words are data: ``generator/entities/languages`` (one TOML file per language, handwritten) and
``generator/entities/data`` (made by tools/training/subject_data.py, with their licences).
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct, field

from generator.languages import LANGUAGES, all_languages, load_language
from generator.text import folded, unaccented

_FOLDER = os.path.dirname(__file__)
DEFAULT = "en"
"""The language whose words are used for a text in an unknown language."""
WITHOUT_CAPITALS = frozenset(
    "ar fa ur he hi bn ta te ml kn mr ne si th lo my km ka am ja ko zh yue wuu ps ckb".split()
)
"""Languages whose scripts have no capitals."""
_GENERIC = """organisation_words organisation_heads place_words titles portfolios suffixes
    event_words""".split()
"""The lists whose words are not names by themselves."""
_FREQUENT = 150
"""If a language's file lists no starters, this many of its most frequent words are starters."""
_SHORTEST_DAY = 4
"""Names of months and days with at least this many letters go into ``not_names``."""


def key_of(text: str) -> str:
    """Return a name for comparison: no case, accents or full stops, and plain apostrophes."""
    plain = unaccented(folded(text))
    return plain.replace("’", "'").replace(".", "")


class EntityLexicon(Struct, frozen=True):
    """The words of one language, as keys (see ``key_of``) except ``connectors`` and ``stated``."""

    code: str
    titles: frozenset[str] = frozenset()
    """What is printed before the name of a person: “Mr”, “President”, “spokesman”."""
    weak_titles: frozenset[str] = frozenset()
    """Titles that are as often part of another name: “General” in “General Electric”."""
    portfolios: frozenset[str] = frozenset()
    """What is printed before a title: “Foreign” of “Foreign Minister”."""
    kept_titles: frozenset[str] = frozenset()
    """Titles that stay part of a person's name: “Queen Elizabeth”."""
    speech: frozenset[str] = frozenset()
    person_after: frozenset[str] = frozenset()
    place_before: frozenset[str] = frozenset()
    organisation_prepositions: frozenset[str] = frozenset()
    organisation_before: frozenset[str] = frozenset()
    organisation_words: frozenset[str] = frozenset()
    organisation_heads: frozenset[str] = frozenset()
    place_words: frozenset[str] = frozenset()
    place_heads: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()
    """What joins the words of a name: “of”, “of the”."""
    conjunctions: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    """Words that begin sentences but not names."""
    not_topics: frozenset[str] = frozenset()
    headings: Mapping[str, str] = field(default_factory=dict)
    """Common words that are topics nevertheless, with their forms in lists."""
    generic: frozenset[str] = frozenset()
    """Words that are not names by themselves: “Bank”, “President”, “County”."""
    event_words: frozenset[str] = frozenset()
    event_heads: frozenset[str] = frozenset()
    """First words of the names of events; ``event_words`` has the last words: “Cup”, “Treaty”."""
    capitalises_nouns: bool = False
    demonyms: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)
    """The names and abbreviations of well-known organisations, with the name in lists."""
    bodies: frozenset[str] = frozenset()
    """The forms of ``organisations`` that name bodies of several states."""
    ranks: Mapping[str, int] = field(default_factory=dict)
    """The most frequent words, 0 for the most frequent."""
    stated: Mapping[str, Any] = field(default_factory=dict)
    """The tables of the file that list places: countries, cities, states."""


@lru_cache(maxsize=32)
def load_lexicon(code: str) -> EntityLexicon:
    """Return the words of a language; if it has no file, only words from the other data."""
    facts = _facts(code)
    names: dict[str, str] = facts.get("names", {})
    phrases = (*names.pop("connectors", "").split(), *names.pop("connectors_the", "").split("|"))
    words: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    words |= {name: _keys(listed) for name, listed in names.items()}
    words["connectors"] = frozenset(" ".join(phrase.split()) for phrase in phrases) - {""}
    ranks: dict[str, int] = {}
    for rank, word in enumerate(read_data("common_words.json").get(code, "").split()):
        ranks.setdefault(key_of(word), rank)
    if not words["starters"]:
        words["starters"] = frozenset(word for word, rank in ranks.items() if rank < _FREQUENT)
    if code in LANGUAGES:
        words["starters"] |= frozenset(map(key_of, load_language(code).words))
    words["not_names"] |= _calendar()
    if code != DEFAULT:  # companies have English names everywhere
        words["organisation_words"] |= _keys(_facts(DEFAULT)["names"]["organisation_words"])
    words["generic"] = frozenset().union(*(words[name] for name in _GENERIC))
    headings: dict[str, str] = {}
    for row in ",".join(facts.get("headings", {}).values()).split(","):
        forms = [form.strip() for form in row.split("|") if form.strip()]
        headings |= {key_of(form): forms[0] for form in forms}
    bodies = _forms(facts.get("bodies", {}))
    return EntityLexicon(
        code=code,
        **words,
        headings=headings,
        capitalises_nouns=facts.get("capitalises_nouns", False),
        demonyms={
            key_of(form.replace("-", " ")): territory
            for territory, demonyms in facts.get("demonyms", {}).items()
            for form in demonyms.split()
        },
        organisations=_forms(facts.get("organisations", {})) | bodies,
        bodies=frozenset(bodies),
        ranks=ranks,
        stated={name: facts.get(name, {}) for name in ("places", "cities", "states")},
    )


def _facts(code: str) -> dict[str, Any]:
    import tomllib

    try:
        with open(os.path.join(_FOLDER, "languages", f"{code}.toml"), "rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        return {}


def _forms(listed: Mapping[str, list[str]]) -> dict[str, str]:
    """Return what each form of a name stands for, by key."""
    return {key_of(form): name for name, forms in listed.items() for form in (name, *forms)}


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(key_of, words.split()))


@cache
def _calendar() -> frozenset[str]:
    """Return the names of the months and days in every language that has a file."""
    return frozenset(
        key_of(form)
        for language in all_languages()
        for form in (*language.months, *language.weekdays)
        if len(form) >= _SHORTEST_DAY
    )


@cache
def read_data(name: str) -> Any:
    """Return the content of a data file, which callers must not change."""
    with open(os.path.join(_FOLDER, "data", name), encoding="utf-8") as file:
        return json.load(file)


@cache
def given_names() -> frozenset[str]:
    """Return the given names of many languages, as keys."""
    with open(os.path.join(_FOLDER, "data", "given_names.txt"), encoding="utf-8") as file:
        return frozenset(file.read().split())
