"""Find capitalised words, and chain those that may form one name.

Knows how names are spelled: initials, particles, “of”, “&”, possessives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.entities.lexicon import EntityLexicon, given_names, key_of

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITAL = re.compile(
    rf"(?<![^\W_])(?:(?:{_UPPER}\.){{2,6}}"
    rf"|(?:(?:al|el|ad|ul)-)?{_UPPER}[^\W_]*(?:(?:[-'’&]|\.(?=[^\W\d_]{{2}}))[^\W_]+){{0,4}})"
)
"""A word that may begin with a capital; caseless and some lower-case ones are rejected later."""
_SPACE = re.compile(r"[ \t\u00a0]{1,2}|[ \t]?\n[ \t]?")
_AFTER_ABBREVIATION = re.compile(r"\.[ \t\u00a0]?[ \t\n]?")
_BETWEEN = re.compile(r"[ \n]([^\W\d_]{1,6}(?:[ \n][^\W\d_]{1,4}){0,2})[ \n]|[ ]?(&)[ ]?")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_BASED = re.compile(r"-(?:based|led|born|backed|owned|style|wide|area|trained|run|made)$")
_ELIDED = re.compile(r"^(?:l|d|qu|s|n|j|c|m|dell|all|nell|sull|dall|un)['’](?=\w)", re.IGNORECASE)
_LONGEST_GAP = 16
_ABBREVIATED = frozenset("st ste mt ft sr jr bros messrs gen col lt sgt capt gov sen rep".split())
_LEGAL_FORMS = frozenset("inc incorporated ltd llc llp plc corp co sa gmbh nv ag".split())
"""What may follow a comma in the name of a company."""
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Word:
    """A capitalised word; ``text`` lacks a possessive or “-based”, ``end`` is after these."""

    text: str
    key: str
    start: int
    end: int
    ends_name: bool
    """Whether the name ends here, because of a possessive or “-based”."""
    is_based: bool = False
    joined_by: str = ""
    """What joins it to the word before it in the name; empty for the first word."""


def words_of(text: str, lexicon: EntityLexicon) -> Iterator[Word]:
    """Yield the capitalised words of a text."""
    elides = lexicon.code in ("fr", "it", "ca")
    for match in _CAPITAL.finditer(text):
        word = match[0]
        start = match.start()
        if elides and (elided := _ELIDED.match(word)):
            word, start = word[elided.end() :], start + elided.end()
        if not (word[0].isupper() or word[:3] in ("al-", "el-", "ad-", "ul-")):
            continue
        plain = _POSSESSIVE.sub("", word)
        bare = _BASED.sub("", plain)
        if not bare:
            continue
        yield Word(bare, _key(bare), start, match.end(), bare != word, bare != plain)


@lru_cache(maxsize=8_192)
def _key(word: str) -> str:
    return key_of(word)


def find_chains(text: str, lexicon: EntityLexicon) -> Iterator[list[Word]]:
    """Yield chains of words that may form one name."""
    chain: list[Word] = []
    for word in words_of(text, lexicon):
        is_name = word.key in lexicon.organisations
        if word.key in lexicon.not_names and not is_name and not _continues(chain, word, text):
            if chain:
                yield chain
            chain = []
            continue
        joint = _joint(chain, word, text, lexicon) if chain else None
        if joint is None:
            if chain:
                yield chain
            chain = [word]
        else:
            chain.append(joined(word, joint))
    if chain:
        yield chain


def _continues(chain: Sequence[Word], word: Word, text: str) -> bool:
    """Return whether a word that is not a name by itself is part of one: “North Korea”."""
    follows = text[word.end : word.end + 2]
    has_next = len(follows) == 2 and follows[0] in " \n" and follows[1].isupper()
    if word.key in _DIRECTIONS:
        gap = text[chain[-1].end : word.start] if chain else ""
        return has_next or _SPACE.fullmatch(gap) is not None
    follows_name = bool(chain) and word.start - chain[-1].end == 1
    is_given = word.key in given_names() and has_next and not follows_name
    return is_given and _names_person(text, word)


def _names_person(text: str, word: Word) -> bool:
    """Return whether a month is a given name here: “April Jones”, not “April Tuesday”."""
    following = _CAPITAL.match(text, word.end + 1)
    return following is not None and _key(following[0]) not in given_names()


_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western liberal democratic democrat "
    "republican conservative socialist communist christian muslim islamic catholic olympic jewish "
    "euro sun christian norte sur este oeste primera copa".split()
)


def joined(word: Word, joint: str) -> Word:
    return Word(word.text, word.key, word.start, word.end, word.ends_name, word.is_based, joint)


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
    if _AFTER_ABBREVIATION.fullmatch(gap) and _is_abbreviated(last, lexicon):
        return None if word.key in lexicon.starters else ". "
    between = _BETWEEN.fullmatch(gap)
    return _connector(chain, word, between, lexicon) if between else None


def _is_abbreviated(word: Word, lexicon: EntityLexicon) -> bool:
    is_short = word.key in _ABBREVIATED or (word.key in lexicon.titles and len(word.key) <= 4)
    return is_short or (len(word.text) == 1 and word.text.isupper())


def _connector(
    chain: Sequence[Word], word: Word, between: re.Match[str], lexicon: EntityLexicon
) -> str | None:
    if between[2]:
        return " & "
    words = " ".join(between[1].split())
    small = words.casefold()
    if all(part in lexicon.particles for part in small.split()) and words == small:
        has_titles = any(part.key in lexicon.titles for part in chain[-1:])
        return None if has_titles else f" {words} "
    if small in lexicon.connectors:
        return f" {words} " if _may_govern(chain, lexicon) else None
    if small in lexicon.conjunctions:
        is_governed = any(part.joined_by.strip() in lexicon.connectors for part in chain)
        heads = chain[0].key in lexicon.organisation_heads
        is_tail = word.key in lexicon.organisation_words
        is_pair = len(chain) == 1 and chain[0].key in lexicon.organisation_words
        return f" {words} " if (heads and is_governed) or (is_tail and (heads or is_pair)) else None
    return None


def _may_govern(chain: Sequence[Word], lexicon: EntityLexicon) -> bool:
    """Return whether “of” may follow these words inside a name: not after “Minister”."""
    last = chain[-1].key
    is_head = chain[0].key in lexicon.organisation_heads or last in lexicon.organisation_heads
    is_known = last in lexicon.organisation_words or last in lexicon.place_heads
    return (is_head or is_known) and last not in (lexicon.titles - lexicon.organisation_heads)
