"""Find mentions of names: runs of capitalised words, without the titles before them.

Knows titles, and where one name ends and the next begins. Refuses to know what a run names:
``votes`` has the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.entities.gazetteer import load_places
from generator.entities.lexicon import EntityLexicon, given_names
from generator.entities.passages import Passage
from generator.entities.tokens import Word, find_chains

_SENTENCE_END = re.compile(r"(?:[.!?:…]|^|[\"“«‘`(\[•*–—_-])[\"”’»)\]'\s“«‘`_(–—-]{0,12}$")


class Mention(NamedTuple):
    """Words that may be one name; ``titled`` is the title before them, “demonym” or empty."""

    passage: Passage
    words: tuple[Word, ...]
    opens: bool
    """Whether it begins a sentence, so that its first word has a capital in any case."""
    titled: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(word.key for word in self.words)

    @property
    def text(self) -> str:
        first, *rest = self.words
        return first.text + "".join(f"{word.joined_by or ' '}{word.text}" for word in rest)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def find_runs(passage: Passage, lexicon: EntityLexicon) -> Iterator[Mention]:
    """Yield the possible names in a passage, without the titles of people.

    Of “Acme chairman Jo Smith”, these are the name before the title and the one after it.
    """
    for chain in find_chains(passage.text, lexicon):
        start = chain[0].start
        text_before = passage.text[max(0, start - 12) : start]
        opens = start == 0 or _SENTENCE_END.search(text_before) is not None
        places = (at for at in reversed(range(len(chain))) if _is_title(chain, at, lexicon))
        at = next(places, None)
        if at is None:
            yield from _untitled(passage, chain, opens, lexicon)
            continue
        title, before, rest = chain[at], at, chain[at + 1 :]
        while before and _belongs_to_title(chain[before - 1], lexicon):
            before -= 1
        yield from _untitled(passage, chain[:before], opens, lexicon)
        if rest and rest[0].joined_by.strip() not in lexicon.connectors | lexicon.conjunctions:
            if title.key in lexicon.kept_titles:
                rest.insert(0, title)
            rest[0] = rest[0]._replace(joined_by="")
            yield Mention(passage, tuple(rest), False, title.key)


def _belongs_to_title(word: Word, lexicon: EntityLexicon) -> bool:
    key = word.key
    return key in lexicon.titles or key in lexicon.portfolios or key in lexicon.demonyms


def _is_title(chain: Sequence[Word], at: int, lexicon: EntityLexicon) -> bool:
    """Return whether a word is a title here, unlike “General” in “General Electric”."""
    key = chain[at].key
    _, hyphen, last = key.rpartition("-")
    if hyphen and last in lexicon.titles and last not in lexicon.weak_titles:
        return True  # “then-premier”
    rest = chain[at + 1 :]
    if key not in lexicon.titles or any(word.key in lexicon.organisation_words for word in rest):
        return False
    if key not in lexicon.weak_titles:
        return True
    if all(word.key in lexicon.suffixes for word in rest):
        return False
    is_person = rest[0].key in given_names() or at > 0
    return is_person and not rest[0].joined_by.strip(" .")


def _untitled(
    passage: Passage, chain: Sequence[Word], opens: bool, lexicon: EntityLexicon
) -> Iterator[Mention]:
    words = list(chain)
    if opens and words and words[0].key in lexicon.starters:
        start = " ".join(word.key for word in words[:2])
        if len(words) == 1 or start not in load_places(lexicon.code):  # “New York”
            words.pop(0)
            opens = False
    if len(words) > 2 and not opens and words[0].key in lexicon.articles:
        words.pop(0)
    if not words:
        return
    if words[0] is not chain[0]:
        words[0] = words[0]._replace(joined_by="")
    at = _person_at(words, lexicon)
    if at:
        yield Mention(passage, tuple(words[:at]), opens)
        yield Mention(passage, tuple(words[at:]), False)
    else:
        yield Mention(passage, tuple(words), opens)


def _person_at(words: Sequence[Word], lexicon: EntityLexicon) -> int:
    """Return where a person's name begins after that of a party or place; 0 if nowhere."""
    if words[0].key in given_names() and not _is_acronym(words[0]):
        return 0
    for at in range(1, len(words) - 1):
        rest = words[at:]
        if rest[0].key not in given_names() or rest[0].joined_by != " ":
            continue
        before = words[at - 1]
        is_apart = (
            _is_acronym(before)
            or before.key in lexicon.organisation_words
            or before.key in load_places(lexicon.code)
            or at > 1
        )
        if is_apart and not any(_is_of_body(word, lexicon) for word in rest):
            return at
    return 0


def _is_acronym(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isupper() and "." not in word.text


def _is_of_body(word: Word, lexicon: EntityLexicon) -> bool:
    joint = word.joined_by.strip(" .")
    return (
        word.key in lexicon.organisation_words
        or word.key in lexicon.place_words
        or joint in lexicon.connectors - lexicon.particles
        or joint in ("&", ",")
    )
