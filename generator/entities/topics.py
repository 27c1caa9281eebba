"""Find topics: the site's sections that a document and its related ones are in, and salient terms.

A term is salient when it weighs much (in the title, at the beginning, repeated) and is either rare
in the language or a common word that readers look for (“Elections”). Language files list these
common words as headings; a language without such a list has no terms. Names are not topics, except
the names of events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from generator.entities.candidates import EntityName
from generator.entities.lexicon import EntityLexicon, key_of, load_lexicon
from generator.entities.passages import Passage
from generator.entities.vocabulary import Kind
from generator.model import Finding, Metadata
from generator.text import folded

MOST = 8
_MOST_RELATED = 3
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LONGEST_HEADING = 3
"""A heading has at most this many words; a term has fewer."""
_COMMON_PAIR, _RARE_PAIR = 400, 1_000
"""Of a term's words, each has at least the first rank, and one at least the second (rarer) one."""
_UNKNOWN = 20_000
_LEAST_HEADING, _LEAST_TERM, _LEAST_WORD = 5.0, 5.0, 9.0
_ENDS_LIKE_VERB = ("ed", "ing", "ly", "'s", "’s", "n't", "n’t")

_SHORTEST = 3
_VOWEL = re.compile(r"[aeiouyà-ÿ]")
"""Words without a vowel are abbreviations next to figures: “pct”, “qtr”, “bpd”."""


class TopicTerm(Struct):
    """A term that may be a topic: its form in lists, and what its occurrences weigh."""

    name: str
    line: int
    order: int
    weight: float = 0.0
    count: int = 0
    size: int = 1
    is_heading: bool = False

    @property
    def salience(self) -> float:
        return self.weight * (1.0 + 0.5 * (self.size - 1))

    @property
    def is_salient(self) -> bool:
        if self.is_heading:
            return self.weight >= _LEAST_HEADING and self.count > 1
        least = _LEAST_TERM if self.size > 1 else _LEAST_WORD
        return self.count >= 4 - self.size and self.weight >= least


def find_topics(
    passages: Sequence[Passage],
    metadata: Metadata,
    lexicon: EntityLexicon,
    names: Sequence[EntityName],
) -> tuple[Finding[str], ...]:
    """Return at most 8 topics: sections first, then terms, the weightiest first."""
    found: dict[str, Finding[str]] = {}
    for finding in (*_sections(metadata), *_terms(passages, lexicon, names)):
        found.setdefault(folded(finding.value), finding)
    return tuple(found.values())[:MOST]


def _sections(metadata: Metadata) -> Iterator[Finding[str]]:
    if trail := metadata.section:
        yield from (Finding(label, trail.rule, trail.line) for label in trail.value)
    sections: dict[str, Finding[str]] = {}
    for entry in metadata.related:
        if section := entry.value.section:
            sections.setdefault(folded(section), Finding(section, "related-section", entry.line))
    yield from list(sections.values())[:_MOST_RELATED]


def _terms(
    passages: Sequence[Passage], lexicon: EntityLexicon, names: Sequence[EntityName]
) -> Iterator[Finding[str]]:
    """Yield the terms of a text; of terms that share a word, yield only the most salient."""
    if not lexicon.headings:
        return
    terms: dict[str, TopicTerm] = {}
    taken: set[str] = set()
    for name in names:
        if name.kind is Kind.TOPIC:  # the name of an event: “World Cup”
            text, line = name.text, name.tally.best[Kind.TOPIC][2]
            terms[text] = TopicTerm(text, line, 0, name.weight, name.mentions, is_heading=True)
        elif name.inside > 0:
            taken.update(name.key)
    for passage in passages:
        for words in _chains(passage, lexicon, taken):
            at = 0
            while at < len(words):
                at += _count_at(terms, passage, words[at : at + _LONGEST_HEADING], lexicon)
    salient = [term for term in terms.values() if term.is_salient]
    seen: set[str] = set()
    for term in sorted(salient, key=lambda term: (-term.salience, term.order)):
        keys = key_of(term.name).split()
        if seen.isdisjoint(keys):
            seen.update(keys)
            yield Finding(term.name, "heading" if term.is_heading else "term", term.line)


class _Spoken(NamedTuple):
    """A word of running text that may be part of a term."""

    key: str
    start: int


def _chains(passage: Passage, lexicon: EntityLexicon, taken: set[str]) -> Iterator[list[_Spoken]]:
    """Yield the runs of words between dull words and names."""
    # ``last`` is the end of the previous word, or -2 when the next word must start a new chain.
    dull, code, last = _dull_words(lexicon.code), lexicon.code, -2
    capitals_tell = not passage.is_capitalised
    chain: list[_Spoken] = []
    for match in _WORD.finditer(passage.text):
        text = match[0]
        key = text.lower()
        if key in dull:
            continue
        start, end = match.span()
        if start != last + 1 and chain:
            yield chain
            chain = []
        last = end
        is_name = key in taken or (capitals_tell and start > 0 and not text[0].islower())
        if is_name or not _is_wanted(code, key):
            last = -2
        else:
            chain.append(_Spoken(key, start))
    if chain:
        yield chain


@cache
def _dull_words(code: str) -> frozenset[str]:
    """Return the words that neither terms nor headings contain."""
    lexicon = load_lexicon(code)
    return (lexicon.starters | lexicon.not_topics) - _heading_words(code)


@cache
def _heading_words(code: str) -> frozenset[str]:
    return frozenset(word for form in load_lexicon(code).headings for word in form.split())


@lru_cache(maxsize=16_384)
def _is_wanted(code: str, key: str) -> bool:
    """Return whether a word may be part of a term or a heading."""
    return key in _heading_words(code) or _may_be_part(key, load_lexicon(code))


def _count_at(
    terms: dict[str, TopicTerm], passage: Passage, words: Sequence[_Spoken], lexicon: EntityLexicon
) -> int:
    """Count the term at the start of ``words``; return how many words to advance by."""
    for length in range(len(words), 0, -1):
        phrase = " ".join([word.key for word in words[:length]])
        name = lexicon.headings.get(phrase)
        is_heading = name is not None
        if name is None and length < _LONGEST_HEADING:
            name = _term(lexicon.code, phrase)
        if name is None:
            continue
        term = terms.get(name)
        if term is None:
            line = passage.line(words[0].start)
            term = TopicTerm(name, line, len(terms), size=length, is_heading=is_heading)
            terms[name] = term
        term.weight += passage.weight
        term.count += 1
        return length if is_heading else max(1, length - 1)
    return 1


@lru_cache(maxsize=16_384)
def _term(code: str, phrase: str) -> str | None:
    """Return a phrase as a term, or None if it does not look like a telling noun phrase.

    Its last word becomes singular or plural, whichever is commoner: both forms are one term.
    """
    lexicon = load_lexicon(code)
    keys = phrase.split()
    if not all(_may_be_part(key, lexicon) for key in keys):
        return None
    rank_of = lexicon.ranks
    # A word has the rank of its singular or its plural, whichever is commoner.
    others = [key[:-1] if key.endswith("s") else f"{key}s" for key in keys]
    ranks = [
        min(rank_of.get(key, _UNKNOWN), rank_of.get(other, _UNKNOWN))
        for key, other in zip(keys, others, strict=True)
    ]
    if len(keys) == 1:
        is_telling = ranks[0] >= _UNKNOWN and keys[0] not in lexicon.titles
    else:
        is_telling = min(ranks) >= _COMMON_PAIR and max(ranks) >= _RARE_PAIR
    if not is_telling:
        return None
    *_, last = keys
    single = last[:-1] if last.endswith("s") and not last.endswith(("ss", "us", "is")) else last
    forms = [form for form in (single, f"{single}s") if form in rank_of]
    keys[-1] = min(forms, key=lambda form: rank_of[form], default=last)
    name = " ".join(keys)
    return name[0].upper() + name[1:]


def _may_be_part(key: str, lexicon: EntityLexicon) -> bool:
    """Return whether a word may be part of a telling noun phrase."""
    is_dull = key in lexicon.starters or key in lexicon.not_topics or key in lexicon.demonyms
    is_word = len(key) >= _SHORTEST and _VOWEL.search(key) is not None
    return is_word and not is_dull and not key.endswith(_ENDS_LIKE_VERB)
