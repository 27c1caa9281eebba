"""Vote for the kind of a name by the words before and after each of its mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.entities.gazetteer import GazetteerPlace, Size, load_places, state_abbreviations
from generator.entities.lexicon import EntityLexicon, key_of
from generator.entities.mentions import Mention
from generator.entities.vocabulary import Kind
from generator.entities.votes import Vote

PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION
_BEFORE = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*)(\.?,?)[\s\"“'‘(]*$")
_AFTER = re.compile(r"[\s,\"”]*([^\W\d_]+)")
_AGE = re.compile(r"\s?,\s(?:aged\s)?[1-9]\d\s?[,.]|\s\([1-9]\d\)")
_BRACKETED = re.compile(r"\s?\(\s?([^\W\d_a-z][^\W_]{1,9})\s?\)")
_DATELINE = re.compile(
    r"(?:[ ]?[,(/][^.;]{0,60}?)?\s?"
    r"(?:\(\s?[^\W\d_][^\W\d_a-z]{1,12}\s?\)\s?[-–—_.:]{0,2}|[-–—_]{1,2}\s)"
)
"""What follows the place in a dateline: “, Kenya (AP) _”, “, Feb 26 - ”."""
_COMMA = re.compile(r"\s?,\s|\s?\(\s?")
_CLOSE = 30


def votes_around(run: Mention, lexicon: EntityLexicon) -> Iterator[Vote]:
    """Yield the votes that the words before and after a name cast."""
    if run.titled:
        yield Vote(PERSON, "title", 4.5)
    yield from _votes_before(run, lexicon)
    yield from _votes_after(run, lexicon)
    if run.words[-1].is_based:
        yield Vote(PLACE, "based", 2.0)
    if run.start == 0 and not run.passage.is_heading and len(run.words) <= 4:
        after = run.passage.text[run.end : run.end + 90]
        if _DATELINE.match(after):
            yield Vote(PLACE, "dateline", 4.0)


def _votes_before(run: Mention, lexicon: EntityLexicon) -> Iterator[Vote]:
    if run.titled:
        return
    match = _BEFORE.search(run.passage.text[max(0, run.start - _CLOSE) : run.start])
    if match is None:
        return
    word, stop = match[1].casefold(), match[2]
    if stop:
        return
    if word in lexicon.titles:
        yield Vote(PERSON, "title", 3.5)
    elif word in lexicon.organisation_before:
        yield Vote(ORGANISATION, "company", 3.0 if word not in lexicon.articles else 1.2)
    elif word in lexicon.place_before and not lexicon.capitalises_nouns:
        yield Vote(PLACE, "preposition", 1.8 if len(run.words) == 1 else 1.0)
    elif word in lexicon.organisation_prepositions:
        yield Vote(ORGANISATION, "preposition", 1.2)
    elif word in lexicon.speech:
        yield Vote(PERSON, "speech", 1.0)
    if word in lexicon.articles:
        yield Vote(ORGANISATION, "article", 0.8)
        yield Vote(PERSON, "article-no-person", -2.0)


def _votes_after(run: Mention, lexicon: EntityLexicon) -> Iterator[Vote]:
    after = run.passage.text[run.end : run.end + _CLOSE * 2]
    if _AGE.match(after):
        yield Vote(PERSON, "age", 3.0)
    bracketed = _BRACKETED.match(after) if len(run.words) > 1 else None
    if bracketed and abbreviates(bracketed[1], run.key):
        yield Vote(ORGANISATION, "abbreviated", 4.0)
    comma = _COMMA.match(after)
    if comma and _names_territory(after[comma.end() :], lexicon):
        yield Vote(PLACE, "in-territory", 3.0 if len(run.words) == 1 else 1.2)
        return
    match = _AFTER.match(after)
    is_apart = comma is not None and len(run.words) == 1 and not run.titled
    if match is None or is_apart:
        return
    word = match[1].casefold()
    if word in lexicon.speech:
        yield Vote(PERSON, "speech", 1.5)
    elif word in lexicon.person_after:
        yield Vote(PERSON, "who", 1.5)


_FIRST_NAME = re.compile(r"(?:[^\W\d_]\.){2,4}|[^\W\d_]+(?: [^\W\d_a-zß-öø-ÿ][^\W\d_]+)?")


def _names_territory(text: str, lexicon: EntityLexicon) -> bool:
    match = _FIRST_NAME.match(text)
    return match is not None and territory_of(match[0], lexicon) is not None


def territory_of(text: str, lexicon: EntityLexicon) -> GazetteerPlace | None:
    """Return the country or state that a text or its first word names or abbreviates, or None."""
    places = load_places(lexicon.code)
    for part in dict.fromkeys((text, text.partition(" ")[0])):
        key = key_of(part)
        found = places.get(key)
        if found and found.size >= Size.STATE and part[:1].isupper():
            return found
        short = state_abbreviations(lexicon.code).get(key)
        if short and part[:1].isupper():
            return short
    return None


def abbreviates(short: str, keys: tuple[str, ...]) -> bool:
    """Return whether an acronym consists of the first letters of a name's words."""
    letters = "".join(char for char in short.casefold() if char.isalpha())
    initials = "".join(key[0] for key in keys)
    return len(letters) > 1 and (initials.startswith(letters) or _is_within(letters, initials))


def _is_within(letters: str, initials: str) -> bool:
    """Return whether letters, but one at most, are initials in order: “OECD” skips “operation”."""
    rest = iter(initials)
    found = sum(letter in rest for letter in letters)
    return len(letters) > 2 and found >= len(letters) - 1 and letters[0] == initials[0]
