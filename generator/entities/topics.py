"""Find topics: sections of the document and its related documents, and salient terms of the text.

A term is salient when it weighs much (in the title, at the beginning, repeated) and is either rare
in the language or a common word that readers look for (“Elections”): those words are data. Only
languages whose file lists them have terms; of names, only those of events are topics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

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
"""Most words of a heading; a term has fewer."""
_COMMON_PAIR, _RARE_PAIR = 400, 1_000
"""Ranks: no word of a pair is commoner than the first, one is at least as rare as the second."""
_TITLE = 5
_UNKNOWN = 20_000
_LEAST_HEADING, _LEAST_TERM, _LEAST_WORD = 5.0, 5.0, 9.0
_ENDS_LIKE_VERB = ("ed", "ing", "ly", "'s", "’s", "n't", "n’t")


@dataclass(slots=True)
class TopicTerm:
    """A term that may be a topic: its form in lists, and what its occurrences weigh."""

    name: str
    line: int
    order: int
    weight: float = 0.0
    count: int = 0
    size: int = 1
    is_heading: bool = False


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
    if metadata.section is not None:
        trail = metadata.section
        yield from (Finding(label, trail.rule, trail.line) for label in trail.value)
    sections: dict[str, Finding[str]] = {}
    for entry in metadata.related:
        section = entry.value.section
        if section:
            sections.setdefault(folded(section), Finding(section, "related-section", entry.line))
    yield from list(sections.values())[:_MOST_RELATED]


def _terms(
    passages: Sequence[Passage], lexicon: EntityLexicon, names: Sequence[EntityName]
) -> Iterator[Finding[str]]:
    if not lexicon.headings:
        return
    taken = {word for name in names if _is_name(name) for word in name.key}
    terms = {name.text: _of_name(name) for name in names if name.kind is Kind.TOPIC}
    for passage in passages:
        _count(terms, passage, lexicon, taken)
    chosen = [term for term in terms.values() if _is_salient(term)]
    chosen.sort(key=lambda term: (-_salience(term), term.order))
    for term in _without_parts(chosen):
        yield Finding(term.name, "heading" if term.is_heading else "term", term.line)


def _is_name(name: EntityName) -> bool:
    """Return whether the words of a name can never be part of a term."""
    return name.inside > 0 and name.kind is not Kind.TOPIC


def _of_name(name: EntityName) -> TopicTerm:
    """Return the name of an event as a term: “World Cup”."""
    _, _, line = name.tally.best[Kind.TOPIC]
    return TopicTerm(name.text, line, 0, name.weight, name.mentions, size=1, is_heading=True)


def _salience(term: TopicTerm) -> float:
    return term.weight * (1.0 + 0.5 * (term.size - 1))


def _is_salient(term: TopicTerm) -> bool:
    if term.is_heading:
        return term.weight >= _LEAST_HEADING and term.count > 1
    least = _LEAST_TERM if term.size > 1 else _LEAST_WORD
    return term.count >= 4 - term.size and term.weight >= least


def _without_parts(terms: Sequence[TopicTerm]) -> Iterator[TopicTerm]:
    """Yield terms that share no word with a weightier one."""
    seen: set[str] = set()
    for term in terms:
        words = set(key_of(term.name).split())
        if seen.isdisjoint(words):
            seen |= words
            yield term


class _Spoken(NamedTuple):
    """A word of running text that may be part of a term."""

    key: str
    start: int
    end: int


def _count(
    terms: dict[str, TopicTerm], passage: Passage, lexicon: EntityLexicon, taken: set[str]
) -> None:
    for words in _chains(passage, lexicon, taken):
        at = 0
        while at < len(words):
            at += _count_at(terms, passage, words[at : at + _LONGEST_HEADING], lexicon)


def _chains(passage: Passage, lexicon: EntityLexicon, taken: set[str]) -> Iterator[list[_Spoken]]:
    """Yield the runs of words between dull words and names."""
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
            chain.append(_Spoken(key, start, end))
    if chain:
        yield chain


@cache
def _dull_words(code: str) -> frozenset[str]:
    """Return the words that no term contains, except those of headings."""
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
    """Count the term that words begin with; return how many words to advance by."""
    for length in range(len(words), 0, -1):
        part = words[:length]
        phrase = " ".join([word.key for word in part])
        heading = lexicon.headings.get(phrase)
        if heading is not None:
            _add(terms, heading, passage, part, is_heading=True)
            return length
        if length < _LONGEST_HEADING:
            name = _term(lexicon.code, phrase)
            if name is not None:
                _add(terms, name, passage, part, is_heading=False)
                return max(1, length - 1)
    return 1


def _add(
    terms: dict[str, TopicTerm],
    name: str,
    passage: Passage,
    part: Sequence[_Spoken],
    *,
    is_heading: bool,
) -> None:
    term = terms.get(name)
    if term is None:
        line = passage.line(part[0].start)
        term = terms[name] = TopicTerm(
            name, line, len(terms), size=len(part), is_heading=is_heading
        )
    term.weight += passage.weight
    term.count += 1


@lru_cache(maxsize=16_384)
def _term(code: str, phrase: str) -> str | None:
    """Return a phrase as a term, or None unless it looks like a telling noun phrase."""
    lexicon = load_lexicon(code)
    keys = phrase.split()
    if not all(_may_be_part(key, lexicon) for key in keys):
        return None
    ranks = [_rank(key, lexicon) for key in keys]
    if len(keys) == 1:
        is_telling = ranks[0] >= _UNKNOWN and keys[0] not in lexicon.titles
    else:
        is_telling = min(ranks) >= _COMMON_PAIR and max(ranks) >= _RARE_PAIR
    return _usual(phrase, lexicon) if is_telling else None


def _may_be_part(key: str, lexicon: EntityLexicon) -> bool:
    """Return whether a word may be part of a telling noun phrase."""
    is_dull = key in lexicon.starters or key in lexicon.not_topics or key in lexicon.demonyms
    is_word = len(key) >= _SHORTEST and _VOWEL.search(key) is not None
    return is_word and not is_dull and not key.endswith(_ENDS_LIKE_VERB)


_SHORTEST = 3
_VOWEL = re.compile(r"[aeiouyà-ÿ]")
"""Words without a vowel are abbreviations next to figures: “pct”, “qtr”, “bpd”."""


def _rank(key: str, lexicon: EntityLexicon) -> int:
    """Return the rank of a word's singular or plural, whichever is commoner."""
    other = key[:-1] if key.endswith("s") else f"{key}s"
    return min(lexicon.ranks.get(key, _UNKNOWN), lexicon.ranks.get(other, _UNKNOWN))


def _usual(phrase: str, lexicon: EntityLexicon) -> str:
    """Return a term with its last word in the commoner of singular and plural, so that documents
    with either are listed together."""
    head, _, last = phrase.rpartition(" ")
    single = last[:-1] if last.endswith("s") and not last.endswith(("ss", "us", "is")) else last
    forms = [form for form in (single, f"{single}s") if form in lexicon.ranks]
    usual = min(forms, key=lambda form: lexicon.ranks[form]) if forms else last
    name = f"{head} {usual}" if head else usual
    return name[0].upper() + name[1:]
