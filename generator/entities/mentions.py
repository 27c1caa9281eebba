"""Find mentions of names: runs of capitalised words, without the titles before them.

This module knows how names are spelled (initials, particles, “of”, “&”, possessives), what a title
is, and where one name ends and the next begins. Whether a run is a person, a place or something
else is decided in ``votes``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.entities.gazetteer import load_places
from generator.entities.lexicon import EntityLexicon, given_names, key_of
from generator.entities.passages import Passage

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITAL = re.compile(
    rf"(?<![^\W_])(?:(?:{_UPPER}\.){{2,6}}"
    rf"|(?:(?:al|el|ad|ul)-)?{_UPPER}[^\W_]*(?:(?:[-'’&]|\.(?=[^\W\d_]{{2}}))[^\W_]+){{0,4}})"
)
"""A word that may begin with a capital: “U.S.”, “al-Qaeda”, “O'Neill”. Words that begin with a
caseless letter or a lower-case letter beyond Latin-1 match too, and are rejected later."""
_SPACE = re.compile(r"[ \t\u00a0]{1,2}|[ \t]?\n[ \t]?")
_AFTER_ABBREVIATION = re.compile(r"\.[ \t\u00a0]?[ \t\n]?")
_BETWEEN = re.compile(r"[ \n]([^\W\d_]{1,6}(?:[ \n][^\W\d_]{1,4}){0,2})[ \n]|[ ]?(&)[ ]?")
"""Up to three short words, or “&”, between the words of a name: “ of the ”, “ van der ”."""
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_BASED = re.compile(r"-(?:based|led|born|backed|owned|style|wide|area|trained|run|made)$")
_ELIDED = re.compile(r"^(?:l|d|qu|s|n|j|c|m|dell|all|nell|sull|dall|un)['’](?=\w)", re.IGNORECASE)
_LONGEST_GAP = 16
_ABBREVIATED = frozenset("st ste mt ft sr jr bros messrs gen col lt sgt capt gov sen rep".split())
_LEGAL_FORMS = frozenset("inc incorporated ltd llc llp plc corp co sa gmbh nv ag".split())
"""What may follow a comma in the name of a company."""
_MOST_WORDS = 9
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western liberal democratic democrat "
    "republican conservative socialist communist christian muslim islamic catholic olympic jewish "
    "euro sun christian norte sur este oeste primera copa".split()
)
_SENTENCE_END = re.compile(r"(?:[.!?:…]|^|[\"“«‘`(\[•*–—_-])[\"”’»)\]'\s“«‘`_(–—-]{0,12}$")
"""What precedes a sentence: a full stop, an opening quotation mark or bracket, a bullet, a dash."""


class Word(NamedTuple):
    """A capitalised word; ``text`` leaves out a possessive or “-based”, but ``end`` includes it."""

    text: str
    key: str
    start: int
    end: int
    ends_name: bool
    """Whether the name ends here, because of a possessive or “-based”."""
    is_based: bool = False
    joined_by: str = ""
    """What joins it to the word before it in the name; empty for the first word."""


class Mention(NamedTuple):
    """Words that may be one name; ``titled`` is the title before them, or “demonym”, or empty."""

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
    """Yield possible names without titles: “Acme”, “Jo Smith” from “Acme Chairman Jo Smith”."""
    for chain in _find_chains(passage.text, lexicon):
        start = chain[0].start
        text_before = passage.text[max(0, start - 12) : start]
        opens = start == 0 or _SENTENCE_END.search(text_before) is not None
        titles = (at for at in reversed(range(len(chain))) if _is_title(chain, at, lexicon))
        at = next(titles, None)
        if at is None:
            yield from _untitled(passage, chain, opens, lexicon)
            continue
        title, before, rest = chain[at], at, chain[at + 1 :]
        parts_of_title = (lexicon.titles, lexicon.portfolios, lexicon.demonyms)
        while before and any(chain[before - 1].key in words for words in parts_of_title):
            before -= 1
        yield from _untitled(passage, chain[:before], opens, lexicon)
        if rest and rest[0].joined_by.strip() not in lexicon.connectors | lexicon.conjunctions:
            if title.key in lexicon.kept_titles:
                rest.insert(0, title)
            rest[0] = rest[0]._replace(joined_by="")
            yield Mention(passage, tuple(rest), False, title.key)


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
    """Return the index at which a person's name follows that of a party or place; else 0."""
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
        or (joint in lexicon.connectors and joint not in lexicon.particles)
        or joint in ("&", ",")
    )


# Words, and chains of them


def words_of(text: str, lexicon: EntityLexicon) -> Iterator[Word]:
    """Yield the capitalised words of a text."""
    elides = lexicon.code in ("fr", "it", "ca")
    for match in _CAPITAL.finditer(text):
        word, start = match[0], match.start()
        if elides and (elided := _ELIDED.match(word)):
            word, start = word[elided.end() :], start + elided.end()
        if not (word[0].isupper() or word[:3] in ("al-", "el-", "ad-", "ul-")):
            continue
        plain = _POSSESSIVE.sub("", word)
        bare = _BASED.sub("", plain)
        if bare:
            yield Word(bare, _key(bare), start, match.end(), bare != word, bare != plain)


_key = lru_cache(maxsize=8_192)(key_of)


def _find_chains(text: str, lexicon: EntityLexicon) -> Iterator[list[Word]]:
    """Yield chains of words that may form one name."""
    chain: list[Word] = []
    for word in words_of(text, lexicon):
        is_name = word.key not in lexicon.not_names or word.key in lexicon.organisations
        is_part = is_name or _continues(chain, word, text)
        joint = _joint(chain, word, text, lexicon) if chain and is_part else None
        if joint is not None:
            chain.append(word._replace(joined_by=joint))
            continue
        if chain:
            yield chain
        chain = [word] if is_part else []
    if chain:
        yield chain


def _continues(chain: Sequence[Word], word: Word, text: str) -> bool:
    """Return whether a word that is not a name by itself is part of a name: “North Korea”."""
    follows = text[word.end : word.end + 2]
    has_next = len(follows) == 2 and follows[0] in " \n" and follows[1].isupper()
    if word.key in _DIRECTIONS:
        gap = text[chain[-1].end : word.start] if chain else ""
        return has_next or _SPACE.fullmatch(gap) is not None
    follows_name = bool(chain) and word.start - chain[-1].end == 1
    if word.key not in given_names() or not has_next or follows_name:
        return False
    # A month is a given name in “April Jones”, but not in “April Tuesday”.
    following = _CAPITAL.match(text, word.end + 1)
    return following is not None and _key(following[0]) not in given_names()


def _joint(chain: Sequence[Word], word: Word, text: str, lexicon: EntityLexicon) -> str | None:
    """Return what joins a word to the name before it; None when they are two names."""
    last = chain[-1]
    if last.ends_name or len(chain) >= _MOST_WORDS or word.start - last.end > _LONGEST_GAP:
        return None
    gap = text[last.end : word.start]
    if word.key in _LEGAL_FORMS and gap in (", ", ",\n"):
        return ", "
    if _SPACE.fullmatch(gap):
        return " "
    if _AFTER_ABBREVIATION.fullmatch(gap) and (
        last.key in _ABBREVIATED
        or (last.key in lexicon.titles and len(last.key) <= 4)
        or (len(last.text) == 1 and last.text.isupper())
    ):
        return None if word.key in lexicon.starters else ". "
    between = _BETWEEN.fullmatch(gap)
    return _connector(chain, word, between, lexicon) if between else None


def _connector(
    chain: Sequence[Word], word: Word, between: re.Match[str], lexicon: EntityLexicon
) -> str | None:
    if between[2]:
        return " & "
    words = " ".join(between[1].split())
    small, last = words.casefold(), chain[-1].key
    heads, bodies = lexicon.organisation_heads, lexicon.organisation_words
    is_headed = chain[0].key in heads
    joins = False
    if words == small and lexicon.particles.issuperset(small.split()):
        joins = last not in lexicon.titles
    elif small in lexicon.connectors:
        is_title = last in lexicon.titles and last not in heads  # “Minister of”
        is_known = last in heads or last in bodies or last in lexicon.place_heads
        joins = (is_headed or is_known) and not is_title
    elif small in lexicon.conjunctions:
        is_governed = any(part.joined_by.strip() in lexicon.connectors for part in chain)
        is_pair = len(chain) == 1 and chain[0].key in bodies
        joins = (is_headed and is_governed) or (word.key in bodies and (is_headed or is_pair))
    return f" {words} " if joins else None
