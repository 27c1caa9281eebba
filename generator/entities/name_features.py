"""Vote for the kind of a name by its own words, wherever it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.entities.gazetteer import GazetteerPlace, Size, load_places, state_abbreviations
from generator.entities.lexicon import EntityLexicon, given_names
from generator.entities.tokens import Word
from generator.entities.vocabulary import Kind
from generator.entities.votes import Vote

PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION
_SIZES = {Size.TOWN: 2.0, Size.CITY: 3.5, Size.METROPOLIS: 5.5, Size.STATE: 7.0, Size.COUNTRY: 11.0}


def votes_for_words(
    words: tuple[Word, ...], place: GazetteerPlace | None, lexicon: EntityLexicon
) -> Iterator[Vote]:
    """Yield the votes that the words of a name cast, wherever it is printed."""
    keys = tuple(word.key for word in words)
    if " ".join(keys) in lexicon.organisations:
        is_body = " ".join(keys) in lexicon.bodies
        yield Vote(ORGANISATION, "known-body" if is_body else "known-organisation", 12.0)
    if " ".join(keys) in lexicon.headings:
        yield Vote(Kind.TOPIC, "heading", 12.0)
    elif len(keys) > 1 and _names_event(keys, lexicon):
        yield Vote(Kind.TOPIC, "event-word", 6.0)
    if place is not None:
        is_given = len(keys) == 1 and keys[0] in given_names() and place.size < Size.STATE
        yield Vote(PLACE, "gazetteer", _SIZES[place.size] - (2.5 if is_given else 0.0))
    yield from _organisation_votes(words, keys, lexicon)
    yield from _place_votes(keys, lexicon)
    yield from _person_votes(words, keys, lexicon)


def _names_event(keys: tuple[str, ...], lexicon: EntityLexicon) -> bool:
    last = keys[-2] if keys[-1] in lexicon.suffixes else keys[-1]
    return last in lexicon.event_words or keys[0] in lexicon.event_heads


def _organisation_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: EntityLexicon
) -> Iterator[Vote]:
    if len(keys) > 1 and keys[-1] in lexicon.organisation_words:
        yield Vote(ORGANISATION, "organisation-word", 5.0)
    elif len(keys) > 1 and any(key in lexicon.organisation_words for key in keys):
        yield Vote(ORGANISATION, "organisation-word", 3.0)
    if len(keys) > 1 and keys[0] in lexicon.organisation_heads:
        yield Vote(ORGANISATION, "organisation-head", 2.5)
    if any(word.joined_by == " & " for word in words):
        yield Vote(ORGANISATION, "ampersand", 3.0)
    if len(words) == 1 and _is_number(words[0]):
        yield Vote(ORGANISATION, "number", -9.0)
    elif len(words) == 1 and _is_acronym(words[0].text) and not _is_state(words[0], lexicon):
        yield Vote(ORGANISATION, "acronym", 3.5)
    elif len(words) > 1 and any(_is_acronym(word.text) and len(word.text) > 2 for word in words):
        yield Vote(ORGANISATION, "acronym", 2.0)
    if len(words) == 1 and _is_camel(words[0].text):
        yield Vote(ORGANISATION, "inner-capital", 2.5)
    if keys[0] not in lexicon.place_heads and any(_governs(word, lexicon) for word in words):
        yield Vote(ORGANISATION, "connector", 1.5)


def _governs(word: Word, lexicon: EntityLexicon) -> bool:
    """Return whether a word is joined as people's names never are: “of”, unlike “van der”."""
    joint = word.joined_by.strip()
    return joint in lexicon.connectors and not all(
        part in lexicon.particles for part in joint.split()
    )


def _place_votes(keys: tuple[str, ...], lexicon: EntityLexicon) -> Iterator[Vote]:
    if len(keys) > 1 and keys[-1] in lexicon.place_words:
        yield Vote(PLACE, "place-word", 4.5)
    elif len(keys) > 1 and keys[0] in lexicon.place_heads:
        yield Vote(PLACE, "place-head", 3.0)


def _person_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: EntityLexicon
) -> Iterator[Vote]:
    if len(keys) == 1:
        if keys[0] in given_names():
            yield Vote(PERSON, "given-name-alone", 1.0)
        return
    if len(keys) > _MOST_OF_A_PERSON or any(_joins_body(word, lexicon) for word in words):
        return
    yield from _spelling_votes(words, keys, lexicon)
    is_joined = any(word.joined_by.strip(" .") for word in words)
    if is_joined and keys[0] in given_names():
        yield Vote(PERSON, "particle", 1.5)
    if is_joined and _is_of_place(keys, lexicon):
        yield Vote(ORGANISATION, "of-place", 2.5)
    elif not lexicon.capitalises_nouns and len(keys) <= _PLAIN:
        yield from _plain_votes(words, keys, lexicon)


_MOST_OF_A_PERSON, _PLAIN = 5, 3
"""Most words of a person's name; and of one without other evidence."""


def _joins_body(word: Word, lexicon: EntityLexicon) -> bool:
    return word.joined_by == " & " or _governs(word, lexicon)


def _spelling_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: EntityLexicon
) -> Iterator[Vote]:
    first = keys[0]
    if first in given_names() or first.partition("-")[0] in given_names():
        yield Vote(PERSON, "given-name", 4.0)
    if _is_acronym(words[-1].text):
        return
    if any(len(key) == 1 for key in keys[:-1]) or _INITIALS.fullmatch(words[0].text):
        yield Vote(PERSON, "initial", 3.0)
    if keys[-1] in lexicon.suffixes:
        yield Vote(PERSON, "suffix", 2.0)
    if any(key in lexicon.starters for key in keys):
        yield Vote(PERSON, "function-word", -3.0)


def _is_of_place(keys: tuple[str, ...], lexicon: EntityLexicon) -> bool:
    """Return whether a name ends with a place and is not a person's: “Inter de Milán”."""
    first, last = keys[0], keys[-1]
    is_head = first in lexicon.portfolios or first in lexicon.place_heads
    return last in load_places(lexicon.code) and not is_head and first not in given_names()


def _plain_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: EntityLexicon
) -> Iterator[Vote]:
    """Yield a weak vote that two or three words are a person."""
    if not any(_is_acronym(word.text) for word in words):
        places = load_places(lexicon.code)
        is_common = any(key in lexicon.ranks or key in places for key in keys)
        yield Vote(PERSON, "two-words", 0.7 if is_common else 1.4)


def _is_state(word: Word, lexicon: EntityLexicon) -> bool:
    return "." in word.text and word.key in state_abbreviations(lexicon.code)


def _is_number(word: Word) -> bool:
    """Return whether a word is a Roman numeral or an amount: “XIX”, “RM120”."""
    return all(char in "ivxlc" for char in word.key) or sum(map(str.isdigit, word.key)) > 1


def _is_acronym(text: str) -> bool:
    plain = text.replace(".", "")
    return 2 <= len(plain) <= 6 and plain.isupper()


def _is_camel(text: str) -> bool:
    """Return whether a word has an inner capital: “DaimlerChrysler”, but not “McDonald”."""
    has_inner = any(a.islower() and b.isupper() for a, b in pairwise(text))
    return has_inner and not text.startswith(_PREFIXES) and _MARK.search(text) is None


_INITIALS = re.compile(r"(?:[^\W\d_]\.){2}")
_PREFIXES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz")
"""What precedes the inner capital of a surname."""
_MARK = re.compile("[-'’]")
