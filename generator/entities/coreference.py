"""Link short names to full ones: surnames to people, acronyms to what they stand for.

“Mr Putin” after “Vladimir Putin” counts as him; “EU” next to “European Union” counts as that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.entities.candidates import EntityName, FoundEntities, Key
from generator.entities.context import abbreviates
from generator.entities.gazetteer import Size
from generator.entities.lexicon import EntityLexicon, given_names
from generator.entities.vocabulary import Kind

_MOST_LONGER = 64
"""Most names with a shared word that are compared, so that no text takes quadratic time."""
_LEAST = 3
"""Fewest letters of an acronym that is linked by its letters alone to a name printed anywhere."""


def link(found: FoundEntities, lexicon: EntityLexicon) -> tuple[EntityName, ...]:
    """Return the names of a text, each with its shorter forms counted under it."""
    names = sorted(found.names.values(), key=lambda name: name.order)
    longer = _longer_forms(names)
    merged: dict[Key, EntityName] = {}
    for name in sorted(names, key=lambda name: (len(name.key), name.order)):
        full = _full_form(name, longer, lexicon)
        if full is not None:
            _merge(name, full)
            merged[name.key] = full
    return tuple(name for name in names if name.key not in merged)


def _longer_forms(names: list[EntityName]) -> dict[str, list[EntityName]]:
    """Return names of several words by each of these, and by “#” with their first letter."""
    longer: dict[str, list[EntityName]] = defaultdict(list)
    for name in names:
        if len(name.key) > 1:
            for word in dict.fromkeys((*name.key, f"#{name.key[0][0]}")):
                if len(longer[word]) < _MOST_LONGER:
                    longer[word].append(name)
    return longer


def _merge(name: EntityName, full: EntityName) -> None:
    full.weight += name.weight
    full.mentions += name.mentions
    full.inside += name.inside
    full.also.append(name)
    for kind, weight in name.tally.weights.items():
        if kind is Kind.PERSON and weight > 0 and full.kind in (Kind.PERSON, None):
            full.tally.weights[kind] = full.tally.weights.get(kind, 0.0) + min(weight, 2.0)
    full.order = min(full.order, name.order)


def _full_form(
    name: EntityName, longer: dict[str, list[EntityName]], lexicon: EntityLexicon
) -> EntityName | None:
    """Return the full name that a name is short for; None without one."""
    if " ".join(name.key) in lexicon.organisations:
        return None
    if len(name.key) == 1 and _is_acronym(name):
        return _first(_spelled_out(name, longer))
    if name.place is not None and name.place.size >= Size.STATE:
        return None
    candidates = longer.get(name.key[-1], ())
    return _nearest(name, [full for full in candidates if _is_short_for(name, full, lexicon)])


def _is_acronym(name: EntityName) -> bool:
    text = name.words[0].text.replace(".", "")
    return text.isupper() and len(text) > 1


def _spelled_out(name: EntityName, longer: dict[str, list[EntityName]]) -> Iterator[EntityName]:
    short = name.key[0]
    for full in longer.get("#" + short[0], ()):
        has_votes = full.tally.counts.get("abbreviated", 0) and abbreviates(short, full.key)
        initials = "".join(key[0] for key in full.key)
        is_exact = len(short) >= _LEAST and initials == short
        if (has_votes or is_exact) and full.kind is not Kind.PERSON:
            yield full


def _first(names: Iterator[EntityName]) -> EntityName | None:
    return min(names, key=lambda name: name.order, default=None)


def _is_short_for(name: EntityName, full: EntityName, lexicon: EntityLexicon) -> bool:
    size = len(name.key)
    if len(full.key) <= size:
        return _is_with_initial(name.key, full.key)
    if full.kind is Kind.PERSON:
        if name.place is not None and name.score(Kind.PLACE) > _CONTESTED:
            return False
        is_surname = _without_suffix(full.key, lexicon)[-size:] == name.key
        is_first = size > 1 and full.key[:size] == name.key
        is_given = size == 1 and full.key[0] == name.key[0] and name.key[0] in given_names()
        return is_surname or is_first or is_given
    if name.place is not None or full.kind is Kind.PLACE:
        return False
    rest = full.key[size:]
    return full.key[:size] == name.key and all(key in lexicon.organisation_words for key in rest)


def _is_with_initial(short: Key, full: Key) -> bool:
    """Return whether two names differ only by an initial: “C Paterson” for “Chris Paterson”."""
    is_same = len(short) == len(full) and short[1:] == full[1:]
    return is_same and len(short[0]) == 1 < len(full[0]) and full[0].startswith(short[0])


def _without_suffix(key: Key, lexicon: EntityLexicon) -> Key:
    return key[:-1] if key[-1] in lexicon.suffixes else key


_CONTESTED = 6.0
"""Votes for a place above which a name is not taken for a person's surname."""


def _nearest(name: EntityName, fulls: list[EntityName]) -> EntityName | None:
    """Return the last full name before a short one, else the first after it."""
    before = [full for full in fulls if full.order < name.order]
    if before:
        return max(before, key=lambda full: (full.key[-1] == name.key[-1], full.order))
    return min(fulls, key=lambda full: full.order, default=None)
