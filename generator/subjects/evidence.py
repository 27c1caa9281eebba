"""What tells a person from a place from an organisation: the votes for a name.

Every vote has its rule, its weight and the line in which it was cast. Votes for the words of a
name itself are cast once; what stands around it votes at every mention, up to a limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from generator.subjects.gazetteer import Place, Size, load_places, state_abbreviations
from generator.subjects.lexicon import Lexicon, given_names, key_of
from generator.subjects.runs import Run, Word
from generator.subjects.vocabulary import Kind

PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION
MOST_OF_A_RULE = 2
"""How many mentions a rule may vote at."""
_BEFORE = re.compile(r"([^\W_]+(?:[-'’][^\W_]+)*)(\.?,?)[\s\"“'‘(]*$")
_AFTER = re.compile(r"[\s,\"”]*([^\W\d_]+)")
_AGE = re.compile(r"\s?,\s(?:aged\s)?[1-9]\d\s?[,.]|\s\([1-9]\d\)")
_BRACKETED = re.compile(r"\s?\(\s?([^\W\d_a-z][^\W_]{1,9})\s?\)")
_DATELINE = re.compile(
    r"(?:[ ]?[,(/][^.;]{0,60}?)?\s?"
    r"(?:\(\s?[^\W\d_][^\W\d_a-z]{1,12}\s?\)\s?[-–—_.:]{0,2}|[-–—_]{1,2}\s)"
)
"""What follows the place of a dateline: “, Kenya (AP) _”, “, Feb 26 - ”."""
_COMMA = re.compile(r"\s?,\s|\s?\(\s?")
_CLOSE = 30
_SIZES = {Size.TOWN: 2.0, Size.CITY: 3.5, Size.METROPOLIS: 5.5, Size.STATE: 7.0, Size.COUNTRY: 11.0}


@dataclass(frozen=True, slots=True)
class Vote:
    kind: Kind
    rule: str
    weight: float


@dataclass(slots=True)
class Tally:
    """The votes for one name so far."""

    weights: dict[Kind, float] = field(default_factory=dict)
    best: dict[Kind, tuple[float, str, int]] = field(default_factory=dict)
    """The weightiest rule for each kind, with its line."""
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, vote: Vote, line: int) -> None:
        count = self.counts.get(vote.rule, 0)
        if count >= MOST_OF_A_RULE:
            return
        self.counts[vote.rule] = count + 1
        self.weights[vote.kind] = self.weights.get(vote.kind, 0.0) + vote.weight
        best = self.best.get(vote.kind)
        if best is None or best[0] < vote.weight:
            self.best[vote.kind] = (vote.weight, vote.rule, line)


def votes_for_words(
    words: tuple[Word, ...], place: Place | None, lexicon: Lexicon
) -> Iterator[Vote]:
    """Yield what the words of a name say about it, wherever it stands."""
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


def _names_event(keys: tuple[str, ...], lexicon: Lexicon) -> bool:
    last = keys[-2] if keys[-1] in lexicon.suffixes else keys[-1]
    return last in lexicon.event_words or keys[0] in lexicon.event_heads


def _organisation_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: Lexicon
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


def _governs(word: Word, lexicon: Lexicon) -> bool:
    """Say whether a word is joined as in no name of a person: by “of”, not by “van der”."""
    joint = word.joined_by.strip()
    return joint in lexicon.connectors and not all(
        part in lexicon.particles for part in joint.split()
    )


def _place_votes(keys: tuple[str, ...], lexicon: Lexicon) -> Iterator[Vote]:
    if len(keys) > 1 and keys[-1] in lexicon.place_words:
        yield Vote(PLACE, "place-word", 4.5)
    elif len(keys) > 1 and keys[0] in lexicon.place_heads:
        yield Vote(PLACE, "place-head", 3.0)


def _person_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: Lexicon
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
"""Words of the name of a person; and of one that nothing else speaks for."""


def _joins_body(word: Word, lexicon: Lexicon) -> bool:
    return word.joined_by == " & " or _governs(word, lexicon)


def _spelling_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: Lexicon
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


def _is_of_place(keys: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Say whether a name is one like “Inter de Milán”: of a place, and of no person."""
    first, last = keys[0], keys[-1]
    is_head = first in lexicon.portfolios or first in lexicon.place_heads
    return last in load_places(lexicon.code) and not is_head and first not in given_names()


def _plain_votes(
    words: tuple[Word, ...], keys: tuple[str, ...], lexicon: Lexicon
) -> Iterator[Vote]:
    """Yield that two or three words are a person if nothing says otherwise."""
    if not any(_is_acronym(word.text) for word in words):
        places = load_places(lexicon.code)
        is_common = any(key in lexicon.ranks or key in places for key in keys)
        yield Vote(PERSON, "two-words", 0.7 if is_common else 1.4)


def _is_state(word: Word, lexicon: Lexicon) -> bool:
    return "." in word.text and word.key in state_abbreviations(lexicon.code)


def _is_number(word: Word) -> bool:
    """Say whether a word is a Roman number or a sum: “XIX”, “RM120”."""
    return all(char in "ivxlc" for char in word.key) or sum(map(str.isdigit, word.key)) > 1


def _is_acronym(text: str) -> bool:
    plain = text.replace(".", "")
    return 2 <= len(plain) <= 6 and plain.isupper()


def _is_camel(text: str) -> bool:
    """Say whether a capital stands inside a word: “DaimlerChrysler”, not “McDonald”."""
    has_inner = any(a.islower() and b.isupper() for a, b in pairwise(text))
    return has_inner and not text.startswith(_PREFIXES) and _MARK.search(text) is None


_INITIALS = re.compile(r"(?:[^\W\d_]\.){2}")
_PREFIXES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz")
"""What stands before the inner capital of a surname."""
_MARK = re.compile("[-'’]")


def votes_around(run: Run, lexicon: Lexicon) -> Iterator[Vote]:
    """Yield what the words before and after a name say about it."""
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


def _votes_before(run: Run, lexicon: Lexicon) -> Iterator[Vote]:
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


def _votes_after(run: Run, lexicon: Lexicon) -> Iterator[Vote]:
    after = run.passage.text[run.end : run.end + _CLOSE * 2]
    if _AGE.match(after):
        yield Vote(PERSON, "age", 3.0)
    bracketed = _BRACKETED.match(after) if len(run.words) > 1 else None
    if bracketed and abbreviates(bracketed[1], run.key):
        yield Vote(ORGANISATION, "abbreviated", 4.0)
    if comma := _COMMA.match(after):
        if _names_territory(after[comma.end() :], lexicon):
            yield Vote(PLACE, "in-territory", 3.0 if len(run.words) == 1 else 1.2)
        return
    match = _AFTER.match(after)
    if match is None:
        return
    word = match[1].casefold()
    if word in lexicon.speech:
        yield Vote(PERSON, "speech", 1.5)
    elif word in lexicon.person_after:
        yield Vote(PERSON, "who", 1.5)


_FIRST_NAME = re.compile(r"(?:[^\W\d_]\.){2,4}|[^\W\d_]+(?: [^\W\d_a-zß-öø-ÿ][^\W\d_]+)?")


def _names_territory(text: str, lexicon: Lexicon) -> bool:
    match = _FIRST_NAME.match(text)
    return match is not None and territory_of(match[0], lexicon) is not None


def territory_of(text: str, lexicon: Lexicon) -> Place | None:
    """Return the country or state that a text is the name or abbreviation of."""
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
    """Say whether an acronym is made of the first letters of a name's words."""
    letters = "".join(char for char in short.casefold() if char.isalpha())
    initials = "".join(key[0] for key in keys)
    return len(letters) > 1 and (initials.startswith(letters) or _is_within(letters, initials))


def _is_within(letters: str, initials: str) -> bool:
    """Say whether nearly all initials are there in order: “OECD”, whose “operation” has none."""
    rest = iter(initials)
    found = sum(letter in rest for letter in letters)
    return len(letters) > 2 and found >= len(letters) - 1 and letters[0] == initials[0]
