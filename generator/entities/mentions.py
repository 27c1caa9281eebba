"""Find mentions of names: runs of capitalised words, without the titles before them.

Knows titles, and where one name ends and the next begins. Refuses to know what a run names:
``name_features`` and ``context`` vote on that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.entities.gazetteer import load_places
from generator.entities.lexicon import EntityLexicon, given_names
from generator.entities.passages import Passage
from generator.entities.tokens import Word, find_chains, joined

_SENTENCE_END = re.compile(r"(?:[.!?:…]|^|[\"“«‘`(\[•*–—_-])[\"”’»)\]'\s“«‘`_(–—-]{0,12}$")


@dataclass(frozen=True, slots=True)
class Mention:
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
        parts = [self.words[0].text]
        for word in self.words[1:]:
            parts.append(word.joined_by or " ")
            parts.append(word.text)
        return "".join(parts)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def find_runs(passage: Passage, lexicon: EntityLexicon) -> Iterator[Mention]:
    """Yield the possible names in a passage, without the titles of people."""
    for words in find_chains(passage.text, lexicon):
        yield from _split_at_titles(passage, words, lexicon)


def _split_at_titles(
    passage: Passage, chain: list[Word], lexicon: EntityLexicon
) -> Iterator[Mention]:
    """Yield the name before a title, and the name after it: “Acme chairman Jo Smith”."""
    opens = opens_sentence(passage.text, chain[0].start)
    at = _last_title(chain, lexicon)
    if at is None:
        yield from _untitled(passage, chain, opens, lexicon)
        return
    before = at
    while before and _belongs_to_title(chain[before - 1], lexicon):
        before -= 1
    if before:
        yield from _untitled(passage, chain[:before], opens, lexicon)
    rest = chain[at + 1 :]
    if rest and not _is_connected(rest[0], lexicon):
        if chain[at].key in lexicon.kept_titles:
            rest = [chain[at], *rest]
        rest[0] = joined(rest[0], "")
        yield Mention(passage, tuple(rest), False, chain[at].key)


def _is_connected(word: Word, lexicon: EntityLexicon) -> bool:
    return word.joined_by.strip() in lexicon.connectors | lexicon.conjunctions


def _belongs_to_title(word: Word, lexicon: EntityLexicon) -> bool:
    key = word.key
    return key in lexicon.titles or key in lexicon.portfolios or key in lexicon.demonyms


def _last_title(chain: Sequence[Word], lexicon: EntityLexicon) -> int | None:
    for at in range(len(chain) - 1, -1, -1):
        key = chain[at].key
        is_title = key in lexicon.titles and _is_title(chain, at, lexicon)
        if is_title or _ends_with_title(key, lexicon):
            return at
    return None


def _ends_with_title(key: str, lexicon: EntityLexicon) -> bool:
    """Return whether a word ends with a title after a hyphen: “then-premier”."""
    _, hyphen, last = key.rpartition("-")
    return bool(hyphen) and last in lexicon.titles and last not in lexicon.weak_titles


def _is_title(chain: Sequence[Word], at: int, lexicon: EntityLexicon) -> bool:
    """Return whether a word is a title here, unlike “General” in “General Electric”."""
    key, rest = chain[at].key, chain[at + 1 :]
    if any(word.key in lexicon.organisation_words for word in rest):
        return False
    if key not in lexicon.weak_titles:
        return True
    if all(word.key in lexicon.suffixes for word in rest):
        return False
    is_person = bool(rest) and (rest[0].key in given_names() or at > 0)
    return is_person and not rest[0].joined_by.strip(" .")


def _untitled(
    passage: Passage, chain: Sequence[Word], opens: bool, lexicon: EntityLexicon
) -> Iterator[Mention]:
    words = list(chain)
    while words and opens and words[0].key in lexicon.starters and not _is_place(words, lexicon):
        words.pop(0)
        opens = False
    if len(words) > 2 and not opens and words[0].key in lexicon.articles:
        words.pop(0)
    if not words:
        return
    if words[0] is not chain[0]:
        words[0] = joined(words[0], "")
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


def _is_place(words: Sequence[Word], lexicon: EntityLexicon) -> bool:
    """Return whether words begin with a two-word place: “New York”, “South Africa”."""
    return len(words) > 1 and f"{words[0].key} {words[1].key}" in load_places(lexicon.code)


def opens_sentence(text: str, offset: int) -> bool:
    """Return whether a sentence, a quotation or a line of a list begins at an offset."""
    before = text[max(0, offset - 12) : offset]
    return offset == 0 or _SENTENCE_END.search(before) is not None
