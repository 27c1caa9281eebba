"""Read the authors whom the markup states: people, and not the site, a program or an address."""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import Struct

from generator.languages.cues import Cue, after_cue, wordings
from generator.metadata.names import PARTICLES, read_names
from generator.model import Finding, Stated
from generator.text import folded
from generator.text.titles import title_key

_ADDRESS = re.compile(
    r"(?<!\S)(?:\S*?(?:@|\[at\]|://|www\.)\S*+|\S+\.(?:com|org|net|de|html?)(?:/\S*+)?)"
)
_EDGES = " \t~*_|•·,;:–—-/"
_CLOSE = re.compile(r"\s[|•·~]\s|\s+[–—]\s+|[\[(<].*|\s{3,}")
"""What ends a name, such as the sign before an office."""
_NICKNAME = re.compile(r"[^\W_][\w.'’&+-]*(?: [\w.'’&+-]+){0,3}")
_LONGEST = 40
_INVERTED = re.compile(r"([^\W\d_][\w.'’ -]*), ([^\W\d_][\w.'’ -]*)")
_OF_LIBRARIES = ("citation_author", "bepress", "dc.creator", "dcterms.creator", "dc.contributor")
"""Places that may state “Doe, Jane”."""
_NOBODY = frozenset(
    "admin administrator root webmaster guest gast user username author anonymous anonym unknown "
    "default test demo none null undefined owner moderator redaktion redazione".split()
)
"""What programs call an author who has no name."""
_OFFICES = frozenset(map(str.casefold, wordings("office")))
_VOICES = {
    "json-ld": "json-ld",
    "itemprop-author": "marked",
    "rel-author": "marked",
    "fn": "marked",
    "byline": "byline",
}
"""The voices of places; all other places are meta elements, which are one voice together."""
_WEIGHTS = {"json-ld": 10, "meta": 9, "marked": 8, "byline": 5}
_BY = re.compile(r"\b(?:by|von|par|por|di|av|door)\s")
_MANY = 3
"""A place that names more authors one by one names those of answers, too."""


class ToldAuthors(Struct, frozen=True):
    """Authors whom the markup states; ``weight`` adds up those of the voices that agree."""

    names: tuple[str, ...]
    weight: int
    rule: str


def told_authors(stated: Stated) -> ToldAuthors | None:
    """Return the authors on whom most places agree; None if the markup names none."""
    sites = {title_key(finding.value) for finding in stated.sources}
    sites |= {key.rpartition(".")[0] for key in sites if "." in key}
    by_place: dict[str, list[str]] = {}
    for one in stated.authors:
        listed = by_place.setdefault(one.rule, [])
        listed += [name for name in _names(one, sites) if name not in listed]
    voices: dict[str, dict[frozenset[str], tuple[tuple[str, ...], str]]] = {}
    for place, found in by_place.items():
        if names := tuple(found):
            voice = _VOICES.get(place, "meta")
            is_list = voice in ("json-ld", "meta") or (
                voice == "marked" and len(names) <= _MANY and all(" " in name for name in names)
            )
            kept = names if is_list else names[:1]
            voices.setdefault(voice, {}).setdefault(frozenset(map(folded, kept)), (kept, place))
    firsts = {voice: next(iter(found.items())) for voice, found in voices.items()}
    told = [
        ToldAuthors(
            names,
            _WEIGHTS[voice]
            + sum(
                _WEIGHTS[other]
                for other, found in voices.items()
                if other != voice and any(key & theirs for theirs in found)
            ),
            place,
        )
        for voice, (key, (names, place)) in firsts.items()
    ]
    return max(told, key=lambda one: (one.weight, len(one.names)), default=None)


def _names(stated: Finding[str], sites: Collection[str]) -> tuple[str, ...]:
    """Return the names in one statement, as written there."""
    text = _after_cue(_ADDRESS.sub(" ", stated.value)).strip(_EDGES)
    text = _CLOSE.split(text)[0].strip(_EDGES)
    if not text:
        return ()
    inverted = _INVERTED.fullmatch(text)
    if inverted and stated.rule.startswith(_OF_LIBRARIES):
        return (f"{inverted[2]} {inverted[1]}",)
    names = tuple(name for name in read_names(text) if _is_person(name, sites))
    if any(" " in name for name in names):
        return names
    is_strict = stated.rule == "byline"
    is_nickname = len(text) <= _LONGEST and _NICKNAME.fullmatch(text) is not None
    return (text,) if is_nickname and not is_strict and _is_person(text, sites) else ()


def _after_cue(text: str) -> str:
    """Return what follows “by” at the start of a text, or words such as “View all posts by”."""
    rest = after_cue(text, Cue.BYLINE)
    if rest is not None:
        return rest
    for word in _BY.finditer(text):
        others = [one for one in text[: word.start()].split() if one not in PARTICLES]
        if any(one.islower() for one in others):
            return text[word.end() :]
    return text


def _is_person(name: str, sites: Collection[str]) -> bool:
    words = [word.strip(".,'’") for word in folded(name).split()]
    key = title_key(name)
    is_login = len(words) == 1 and any(sign in name.strip(".") for sign in "._")
    return (
        bool(words)
        and not is_login
        and any(map(str.isalpha, name))
        and key not in sites
        and "admin" not in key
        and _NOBODY.isdisjoint(words)
        and _OFFICES.isdisjoint(words)
    )
