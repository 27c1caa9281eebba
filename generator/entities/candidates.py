"""Collect the names of a document, with the number of mentions and the votes for their kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct, field

from generator.entities.gazetteer import GazetteerPlace, Size, load_places
from generator.entities.lexicon import EntityLexicon, given_names, key_of
from generator.entities.mentions import Mention, Word, find_runs, words_of
from generator.entities.passages import Passage
from generator.entities.vocabulary import Kind
from generator.entities.votes import Tally, Vote, votes_around, votes_for_words

Key = tuple[str, ...]
_KINDS = (Kind.PLACE, Kind.ORGANISATION, Kind.PERSON, Kind.TOPIC)
"""Of kinds with equally many votes, the first wins."""
_OFTEN = 2
_LONGEST_NAME = 6
_PLACE_LETTERS = 4
_TOPIC = "#"
"""The first word of a heading's key, so that no name has the same key."""
_WORDS_TOO = frozenset("turkey china chad jordan guinea congress labour lords".split())
"""Names that, in a text in capitals, are just as likely to be common words."""


class EntityName(Struct):
    """A name and what is known about it; ``inside`` counts some of its ``mentions``."""

    key: Key
    text: str
    words: tuple[Word, ...]
    place: GazetteerPlace | None
    order: tuple[int, int]
    """The passage and the offset of its first mention."""
    line: int
    weight: float = 0.0
    mentions: int = 0
    inside: int = 0
    """Mentions whose capital is not due to the start of a sentence."""
    tally: Tally = field(default_factory=Tally)

    @property
    def kind(self) -> Kind | None:
        """The kind with the most votes, or None if no kind has any."""
        weights = self.tally.weights
        kinds = [kind for kind in _KINDS if weights.get(kind, 0.0) > 0.0]
        return max(kinds, key=weights.__getitem__, default=None)

    def score(self, kind: Kind) -> float:
        return self.tally.weights.get(kind, 0.0)

    def count(self, weight: int, opens: bool = False) -> None:
        """Count a mention; ``opens`` tells whether it begins a sentence."""
        self.weight += weight
        self.mentions += 1
        self.inside += not opens


class Demonym(NamedTuple):
    """A word such as “Russian”: evidence for a country, its weight and where it is printed."""

    territory: str
    weight: int
    line: int


class FoundEntities(Struct):
    """All that was found in the text of a document, by key."""

    names: dict[Key, EntityName] = field(default_factory=dict)
    demonyms: list[Demonym] = field(default_factory=list)


def collect(passages: Sequence[Passage], lexicon: EntityLexicon) -> FoundEntities:
    """Return every name of a text; capitalised passages are read last, for known names only."""
    found = FoundEntities()
    for at, passage in enumerate(passages):
        if passage.is_capitalised:
            continue
        for run in find_runs(passage, lexicon):
            _add_run(found, run, at, lexicon)
    _settle_openings(found, lexicon)
    _vote_for_repeated(found, lexicon)
    for at, passage in enumerate(passages):
        if passage.is_capitalised:
            _read_capitals(found, passage, at, lexicon)
    return found


def _add_run(found: FoundEntities, run: Mention, at: int, lexicon: EntityLexicon) -> None:
    """Count the name of a run and the demonym that begins it: “Russian” in “Russian Boris Roe”."""
    passage = run.passage
    territory, length = _demonym(run.words, lexicon)
    if territory:
        found.demonyms.append(Demonym(territory, passage.weight, passage.line(run.start)))
        rest = run.words[length:]
        if not rest:
            return
        if rest[0].key in given_names() and not rest[0].joined_by.strip(" ."):
            run = Mention(passage, rest, False, "demonym" if len(rest) > 1 else "")
    if len(run.words) == 1 and not _is_name_alone(run, lexicon):
        return
    name = _name_of(found, run, at, lexicon)
    name.count(passage.weight, run.opens)
    for vote in votes_around(run, lexicon):
        name.tally.add(vote, passage.line(run.start))


def _is_name_alone(run: Mention, lexicon: EntityLexicon) -> bool:
    """Return whether a single word may be a name, unlike a function word or “Bank”."""
    word = run.words[0]
    if any(
        word.key in known
        for known in (load_places(lexicon.code), lexicon.organisations, lexicon.headings)
    ):
        return not (run.opens and word.key in lexicon.starters)
    if word.key in lexicon.starters or len(word.text) < 2:
        return False
    if run.titled:
        return word.key not in lexicon.titles and word.key not in lexicon.portfolios
    return word.key not in lexicon.generic or _is_capitals(word.text)


def _is_capitals(text: str) -> bool:
    return text.isupper() and len(text) > 1


def _name_of(found: FoundEntities, run: Mention, at: int, lexicon: EntityLexicon) -> EntityName:
    """Return the name that a run mentions; create it at its first mention."""
    key, text, place = _canonical(run, lexicon)
    name = found.names.get(key)
    if name is None:
        line = run.passage.line(run.start)
        name = EntityName(key, text, run.words, place, (at, run.start), line)
        found.names[key] = name
        for vote in votes_for_words(run.words, place, lexicon):
            name.tally.add(vote, line)
    elif name.text.isupper() and not text.isupper():
        name.text = text
    return name


def _canonical(run: Mention, lexicon: EntityLexicon) -> tuple[Key, str, GazetteerPlace | None]:
    """Return the key of a run, its form in lists, and the place that it may name."""
    key, text = run.key, run.text
    plain = " ".join(key)
    body = lexicon.organisations.get(plain)
    if body is not None:
        return tuple(key_of(body).split()), body, None
    heading = lexicon.headings.get(plain)
    if heading is not None and not run.titled:
        return (_TOPIC, *key_of(heading).split()), heading, None
    spelled = (part for word in run.words for part in (word.joined_by.strip(" ."), word.key))
    place = load_places(lexicon.code).get(" ".join(filter(None, spelled)))
    if place is None or run.titled:
        return key, text, None
    name = place.name or (text.title() if text.isupper() and len(text) >= _PLACE_LETTERS else text)
    return tuple(key_of(name).split()), name, place


def _demonym(words: Sequence[Word], lexicon: EntityLexicon) -> tuple[str, int]:
    """Return the country of the demonym at the start of ``words``, and the demonym's word count."""
    if len(words) > 1 and (pair := f"{words[0].key} {words[1].key}") in lexicon.demonyms:
        return lexicon.demonyms[pair], 2
    return lexicon.demonyms.get(words[0].key, ""), 1


def _vote_for_repeated(found: FoundEntities, lexicon: EntityLexicon) -> None:
    """Vote for uncommon single words: as people if repeated, as organisations if repeated often."""
    if lexicon.capitalises_nouns:
        return
    for key, name in found.names.items():
        is_rare = len(key) == 1 and key[0] not in lexicon.ranks and name.place is None
        is_plain = name.words[0].text[1:].islower()
        if is_rare and is_plain and name.inside > 1 and not name.tally.counts.get("article"):
            name.tally.add(Vote(Kind.PERSON, "repeated", 0.7), name.line)
            if name.mentions > _OFTEN and not name.score(Kind.PERSON) > 1.0:
                name.tally.add(Vote(Kind.ORGANISATION, "repeated-often", 2.4), name.line)


def _settle_openings(found: FoundEntities, lexicon: EntityLexicon) -> None:
    """Drop names, or their first words, that have a capital only because they begin a sentence."""
    for key, name in list(found.names.items()):
        if name.inside or name.place or " ".join(key) in lexicon.organisations:
            continue
        is_acronym = _is_capitals(name.words[0].text)
        if len(key) == 1 and key[0] in lexicon.ranks and not is_acronym:
            del found.names[key]
    for key, name in list(found.names.items()):
        tail = found.names.get(key[1:])
        if tail and not name.inside and key[0] in lexicon.ranks:
            tail.weight += name.weight
            tail.mentions += 1
            del found.names[key]


def _read_capitals(found: FoundEntities, passage: Passage, at: int, lexicon: EntityLexicon) -> None:
    """Count names in a capitalised passage if the other text, lexicon or gazetteer has them."""
    words = list(words_of(passage.text, lexicon))
    surnames = {name.key[-1]: name for name in found.names.values() if len(name.key) > 1}
    position = 0
    while position < len(words):
        following = words[position : position + _LONGEST_NAME]
        for length in range(len(following), 0, -1):
            part = tuple(following[:length])
            if part[-1].end - part[0].start > sum(len(word.text) + 2 for word in part) + length:
                continue  # other text lies between the words
            run = Mention(passage, part, False)
            key, _, place = _canonical(run, lexicon)
            is_known = " ".join(run.key) in lexicon.organisations
            is_place = place is not None and place.size >= Size.METROPOLIS
            name = found.names.get(key)
            if name is None and (is_known or is_place) and not _is_word(run, lexicon):
                name = _name_of(found, run, at, lexicon)
            if name is not None:
                name.count(passage.weight)
                break
            if length == 1 and part[0].key in surnames:
                surnames[part[0].key].count(passage.weight)
        else:
            territory, length = _demonym(following, lexicon)
            if territory:
                line = passage.line(following[0].start)
                found.demonyms.append(Demonym(territory, passage.weight, line))
        position += length


def _is_word(run: Mention, lexicon: EntityLexicon) -> bool:
    """Return whether a run in capitals may be a common word: “US” or “WHO”, but not “U.S.”."""
    word = run.words[0]
    is_common = word.key in lexicon.starters or word.key in _WORDS_TOO
    return len(run.words) == 1 and is_common and "." not in word.text
