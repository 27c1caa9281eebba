"""Find capitalised words, and chain those that may form one name.

Knows how names are spelled: initials, particles, “of”, “&”, possessives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

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


class Word(NamedTuple):
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


def find_chains(text: str, lexicon: EntityLexicon) -> Iterator[list[Word]]:
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
    """Return whether a word that is not a name by itself is part of one: “North Korea”."""
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


_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western liberal democratic democrat "
    "republican conservative socialist communist christian muslim islamic catholic olympic jewish "
    "euro sun christian norte sur este oeste primera copa".split()
)


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
