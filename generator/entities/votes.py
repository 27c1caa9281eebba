"""Vote for the kind of a name: by its own words, and by the words around each mention.

Every vote has a rule and a weight, and is cast at a line; each rule votes at only a few mentions
of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field

from generator.entities.gazetteer import GazetteerPlace, Size, load_places, state_abbreviations
from generator.entities.lexicon import EntityLexicon, given_names, key_of
from generator.entities.mentions import Mention, Word
from generator.entities.vocabulary import Kind

PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION
_MOST_OF_A_RULE = 2
"""How many times a rule may vote for one name."""
_SIZES = {Size.TOWN: 2.0, Size.CITY: 3.5, Size.METROPOLIS: 5.5, Size.STATE: 7.0, Size.COUNTRY: 11.0}
_MOST_OF_A_PERSON, _PLAIN = 5, 3
"""Most words of a person's name, and of a name that no other evidence shows to be a person's."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2}")
_PREFIXES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz")
"""What precedes the inner capital of a surname."""
_MARK = re.compile("[-'’]")
_CLOSE = 30
_BEFORE = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*)(\.?,?)[\s\"“'‘(]*$")
"""The word before a name, and the full stop or comma that separates them."""
_AFTER = re.compile(r"[\s,\"”]*([^\W\d_]+)")
_AGE = re.compile(r"\s?,\s(?:aged\s)?[1-9]\d\s?[,.]|\s\([1-9]\d\)")
"""What follows the name of a person: “, 45,”, “, aged 45,” or “ (45)”."""
_BRACKETED = re.compile(r"\s?\(\s?([^\W\d_a-z][^\W_]{1,9})\s?\)")
_DATELINE = re.compile(
    r"(?:[ ]?[,(/][^.;]{0,60}?)?\s?"
    r"(?:\(\s?[^\W\d_][^\W\d_a-z]{1,12}\s?\)\s?[-–—_.:]{0,2}|[-–—_]{1,2}\s)"
)
"""What follows the place in a dateline: “, Kenya (AP) _”, “, Feb 26 - ”."""
_COMMA = re.compile(r"\s?,\s|\s?\(\s?")
_FIRST_NAME = re.compile(r"(?:[^\W\d_]\.){2,4}|[^\W\d_]+(?: [^\W\d_a-zß-öø-ÿ][^\W\d_]+)?")
"""An abbreviation or one or two words, as in “U.S.”, “Kenya”, “New York”."""


class Vote(NamedTuple):
    kind: Kind
    rule: str
    weight: float


class Tally(Struct):
    """The votes for one name so far."""

    weights: dict[Kind, float] = field(default_factory=dict)
    best: dict[Kind, tuple[float, str, int]] = field(default_factory=dict)
    """The weightiest vote for each kind: its weight, rule and line."""
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, vote: Vote, line: int) -> None:
        kind, rule, weight = vote
        count = self.counts.get(rule, 0)
        if count < _MOST_OF_A_RULE:
            self.counts[rule] = count + 1
            self.weights[kind] = self.weights.get(kind, 0.0) + weight
            if kind not in self.best or self.best[kind][0] < weight:
                self.best[kind] = (weight, rule, line)


# By the words of the name


def votes_for_words(
    words: tuple[Word, ...], place: GazetteerPlace | None, lexicon: EntityLexicon
) -> Iterator[Vote]:
    """Yield the votes that the words of a name cast, wherever it is printed."""
    keys = tuple(word.key for word in words)
    name, is_long = " ".join(keys), len(keys) > 1
    if name in lexicon.organisations:
        is_body = name in lexicon.bodies
        yield Vote(ORGANISATION, "known-body" if is_body else "known-organisation", 12.0)
    last = keys[-2] if is_long and keys[-1] in lexicon.suffixes else keys[-1]
    if name in lexicon.headings:
        yield Vote(Kind.TOPIC, "heading", 12.0)
    elif is_long and (last in lexicon.event_words or keys[0] in lexicon.event_heads):
        yield Vote(Kind.TOPIC, "event-word", 6.0)
    if place is not None:
        is_given = not is_long and name in given_names() and place.size < Size.STATE
        yield Vote(PLACE, "gazetteer", _SIZES[place.size] - (2.5 if is_given else 0.0))
    yield from _organisation_votes(words, keys, lexicon)
    if is_long and keys[-1] in lexicon.place_words:
        yield Vote(PLACE, "place-word", 4.5)
    elif is_long and keys[0] in lexicon.place_heads:
        yield Vote(PLACE, "place-head", 3.0)
    if is_long:
        yield from _person_votes(words, keys, lexicon)
    elif name in given_names():
        yield Vote(PERSON, "given-name-alone", 1.0)


def _organisation_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: EntityLexicon
) -> Iterator[Vote]:
    is_long, text = len(keys) > 1, words[0].text
    if is_long and keys[-1] in lexicon.organisation_words:
        yield Vote(ORGANISATION, "organisation-word", 5.0)
    elif is_long and not lexicon.organisation_words.isdisjoint(keys):
        yield Vote(ORGANISATION, "organisation-word", 3.0)
    if is_long and keys[0] in lexicon.organisation_heads:
        yield Vote(ORGANISATION, "organisation-head", 2.5)
    if any(word.joined_by == " & " for word in words):
        yield Vote(ORGANISATION, "ampersand", 3.0)
    is_state = "." in text and keys[0] in state_abbreviations(lexicon.code)
    if not is_long and _is_number(keys[0]):
        yield Vote(ORGANISATION, "number", -9.0)
    elif not is_long and _is_acronym(text) and not is_state:
        yield Vote(ORGANISATION, "acronym", 3.5)
    elif is_long and any(_is_acronym(word.text) and len(word.text) > 2 for word in words):
        yield Vote(ORGANISATION, "acronym", 2.0)
    if not is_long and _is_camel(text):
        yield Vote(ORGANISATION, "inner-capital", 2.5)
    if keys[0] not in lexicon.place_heads and any(_governs(word, lexicon) for word in words):
        yield Vote(ORGANISATION, "connector", 1.5)


def _governs(word: Word, lexicon: EntityLexicon) -> bool:
    """Return whether a word follows a connector that no person's name has: “of”, not “van der”."""
    joint = word.joined_by.strip()
    return joint in lexicon.connectors and not lexicon.particles.issuperset(joint.split())


def _person_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: EntityLexicon
) -> Iterator[Vote]:
    """Yield the votes that several words are a person, or an organisation named after a place."""
    is_of_body = any(word.joined_by == " & " or _governs(word, lexicon) for word in words)
    if len(keys) > _MOST_OF_A_PERSON or is_of_body:
        return
    yield from _spelling_votes(words, keys, lexicon)
    is_joined = any(word.joined_by.strip(" .") for word in words)
    if is_joined and keys[0] in given_names():
        yield Vote(PERSON, "particle", 1.5)
    places = load_places(lexicon.code)
    other = (lexicon.portfolios, lexicon.place_heads, given_names())
    if is_joined and keys[-1] in places and not any(keys[0] in heads for heads in other):
        yield Vote(ORGANISATION, "of-place", 2.5)  # “Inter de Milán”
    elif (
        not lexicon.capitalises_nouns
        and len(keys) <= _PLAIN
        and not any(_is_acronym(word.text) for word in words)
    ):
        is_common = any(key in lexicon.ranks or key in places for key in keys)
        yield Vote(PERSON, "two-words", 0.7 if is_common else 1.4)


def _spelling_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: EntityLexicon
) -> Iterator[Vote]:
    if keys[0] in given_names() or keys[0].partition("-")[0] in given_names():
        yield Vote(PERSON, "given-name", 4.0)
    if _is_acronym(words[-1].text):
        return
    if any(len(key) == 1 for key in keys[:-1]) or _INITIALS.fullmatch(words[0].text):
        yield Vote(PERSON, "initial", 3.0)
    if keys[-1] in lexicon.suffixes:
        yield Vote(PERSON, "suffix", 2.0)
    if not lexicon.starters.isdisjoint(keys):
        yield Vote(PERSON, "function-word", -3.0)


def _is_number(key: str) -> bool:
    """Return whether a word is a Roman numeral or an amount: “XIX”, “RM120”."""
    return all(char in "ivxlc" for char in key) or sum(map(str.isdigit, key)) > 1


def _is_acronym(text: str) -> bool:
    plain = text.replace(".", "")
    return 2 <= len(plain) <= 6 and plain.isupper()


def _is_camel(text: str) -> bool:
    """Return whether a word has an inner capital: “DaimlerChrysler”, but not “McDonald”."""
    has_inner = any(a.islower() and b.isupper() for a, b in pairwise(text))
    return has_inner and not text.startswith(_PREFIXES) and _MARK.search(text) is None


# By the words around a mention


def votes_around(run: Mention, lexicon: EntityLexicon) -> Iterator[Vote]:
    """Yield the votes that the words before and after a name cast."""
    if run.titled:
        yield Vote(PERSON, "title", 4.5)
    else:
        yield from _votes_before(run, lexicon)
    yield from _votes_after(run, lexicon)
    if run.words[-1].is_based:
        yield Vote(PLACE, "based", 2.0)
    if run.start == 0 and not run.passage.is_heading and len(run.words) <= 4:
        after = run.passage.text[run.end : run.end + 90]
        if _DATELINE.match(after):
            yield Vote(PLACE, "dateline", 4.0)


def _votes_before(run: Mention, lexicon: EntityLexicon) -> Iterator[Vote]:
    match = _BEFORE.search(run.passage.text[max(0, run.start - _CLOSE) : run.start])
    if match is None or match[2]:
        return
    word = match[1].casefold()
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
    is_single = len(run.words) == 1
    if _AGE.match(after):
        yield Vote(PERSON, "age", 3.0)
    bracketed = None if is_single else _BRACKETED.match(after)
    if bracketed and abbreviates(bracketed[1], run.key):
        yield Vote(ORGANISATION, "abbreviated", 4.0)
    comma = _COMMA.match(after)
    if comma and _names_territory(after[comma.end() :], lexicon):
        yield Vote(PLACE, "in-territory", 3.0 if is_single else 1.2)
        return
    match = _AFTER.match(after)
    if match is None or (comma and is_single and not run.titled):
        return
    word = match[1].casefold()
    if word in lexicon.speech:
        yield Vote(PERSON, "speech", 1.5)
    elif word in lexicon.person_after:
        yield Vote(PERSON, "who", 1.5)


def _names_territory(text: str, lexicon: EntityLexicon) -> bool:
    """Return whether a text begins with a country or state, or with its abbreviation."""
    match = _FIRST_NAME.match(text)
    if match is None or not match[0][0].isupper():
        return False
    for part in (match[0], match[0].partition(" ")[0]):
        key = key_of(part)
        place = load_places(lexicon.code).get(key)
        if (place and place.size >= Size.STATE) or key in state_abbreviations(lexicon.code):
            return True
    return False


def abbreviates(short: str, keys: tuple[str, ...]) -> bool:
    """Return whether an acronym consists of the first letters of a name's words.

    Words may be skipped, and the last letter of three or more may have no word: “OECD” abbreviates
    “Organisation for Economic Co-operation”.
    """
    letters = "".join(char for char in short.casefold() if char.isalpha())
    initials = "".join(key[0] for key in keys)
    rest = iter(initials)
    found = sum(letter in rest for letter in letters)
    is_close = len(letters) > 2 and found >= len(letters) - 1 and letters[0] == initials[0]
    return len(letters) > 1 and (initials.startswith(letters) or is_close)
