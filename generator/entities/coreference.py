"""Link short names to full ones: surnames to people, acronyms to what they stand for.

“Mr Putin” after “Vladimir Putin” counts as a mention of him; “EU” next to “European Union”, as
one of the union.
"""

from __future__ import annotations

from collections import defaultdict

from generator.entities.candidates import EntityName, FoundEntities, Key
from generator.entities.gazetteer import Size
from generator.entities.lexicon import EntityLexicon, given_names
from generator.entities.vocabulary import Kind
from generator.entities.votes import abbreviates

_MOST_LONGER = 64
"""At most this many names that share a word are compared, so that no text takes quadratic time."""
_LEAST = 3
"""Letters that an acronym needs to be linked, by them alone, to a name anywhere in the text."""
_CONTESTED = 6.0
"""A name with more votes for a place than this is not taken for a person's surname."""


def link(found: FoundEntities, lexicon: EntityLexicon) -> tuple[EntityName, ...]:
    """Return the names of a text, each with its shorter forms counted under it."""
    names = sorted(found.names.values(), key=lambda name: name.order)
    # Names of several words, by each of their words and by “#” with their first letter.
    longer: dict[str, list[EntityName]] = defaultdict(list)
    for name in names:
        if len(name.key) > 1:
            for word in dict.fromkeys((*name.key, f"#{name.key[0][0]}")):
                if len(longer[word]) < _MOST_LONGER:
                    longer[word].append(name)
    merged: set[Key] = set()
    for name in sorted(names, key=lambda name: (len(name.key), name.order)):
        full = _full_form(name, longer, lexicon)
        if full is not None:
            _merge(name, full)
            merged.add(name.key)
    return tuple(name for name in names if name.key not in merged)


def _merge(name: EntityName, full: EntityName) -> None:
    full.weight += name.weight
    full.mentions += name.mentions
    full.inside += name.inside
    weight = name.score(Kind.PERSON)
    if weight > 0 and full.kind in (Kind.PERSON, None):
        full.tally.weights[Kind.PERSON] = full.score(Kind.PERSON) + min(weight, 2.0)
    full.order = min(full.order, name.order)


def _full_form(
    name: EntityName, longer: dict[str, list[EntityName]], lexicon: EntityLexicon
) -> EntityName | None:
    """Return the full name that a name is short for, or None."""
    if " ".join(name.key) in lexicon.organisations:
        return None
    text = name.words[0].text.replace(".", "")
    if len(name.key) == 1 and text.isupper() and len(text) > 1:
        fulls = longer.get(f"#{name.key[0][0]}", ())
        spelled_out = (full for full in fulls if _stands_for(name.key[0], full))
        return min(spelled_out, key=lambda full: full.order, default=None)
    if name.place is not None and name.place.size >= Size.STATE:
        return None
    fulls = [full for full in longer.get(name.key[-1], ()) if _is_short_for(name, full, lexicon)]
    before = [full for full in fulls if full.order < name.order]
    if before:
        return max(before, key=lambda full: (full.key[-1] == name.key[-1], full.order))
    return min(fulls, key=lambda full: full.order, default=None)


def _stands_for(acronym: str, full: EntityName) -> bool:
    has_votes = full.tally.counts.get("abbreviated", 0) and abbreviates(acronym, full.key)
    is_exact = len(acronym) >= _LEAST and "".join(key[0] for key in full.key) == acronym
    return bool(has_votes or is_exact) and full.kind is not Kind.PERSON


def _is_short_for(name: EntityName, full: EntityName, lexicon: EntityLexicon) -> bool:
    short, long, size = name.key, full.key, len(name.key)
    if len(long) <= size:  # the same name except for an initial: “C Paterson”, “Chris Paterson”
        is_same = len(long) == size and short[1:] == long[1:]
        return is_same and len(short[0]) == 1 < len(long[0]) and long[0].startswith(short[0])
    if full.kind is Kind.PERSON:
        if name.place is not None and name.score(Kind.PLACE) > _CONTESTED:
            return False
        surnames = long[:-1] if long[-1] in lexicon.suffixes else long
        is_first = size > 1 and long[:size] == short
        is_given = size == 1 and long[0] == short[0] and short[0] in given_names()
        return surnames[-size:] == short or is_first or is_given
    if name.place is not None or full.kind is Kind.PLACE:
        return False
    return long[:size] == short and lexicon.organisation_words.issuperset(long[size:])
