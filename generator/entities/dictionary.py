"""Find known forms in a text of any script: the owner's terms and, if the script has no capitals,
the names of countries.

One pass over the text is enough, with a table keyed by the first two letters. Of forms that begin
at the same index, the longest counts. In scripts that separate words, only whole words match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.entities.gazetteer import territory_names
from generator.entities.lexicon import DEFAULT, given_names, key_of, load_lexicon
from generator.entities.passages import Passage
from generator.entities.vocabulary import Kind, OwnTerm, OwnTerms
from generator.model import Finding
from generator.text import folded

_SHORTEST = 2
"""Fewest letters of a form; a single letter is not a name."""
_LONG = 4
"""Fewest letters of a word that has a capital in a proper name, unlike “of” and “the”."""
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, kana and Chinese characters, which are written without spaces."""


class Known(NamedTuple):
    """A term that a form stands for."""

    name: str
    kind: Kind
    rule: str


class Match(NamedTuple):
    """A known term in a text, and the line of its first mention."""

    known: Known
    finding: Finding[str]


class Forms(NamedTuple):
    """Known terms by lower-case form; the forms' lengths, longest first, by first two letters."""

    known: Mapping[str, Known]
    lengths: Mapping[str, tuple[int, ...]]
    words: Mapping[str, bool] = {}
    """The forms that are words, too, such as “bell” and “us”, each with whether it is an acronym.
    An acronym only counts in capitals. Another form does not show that its term is meant, so it
    only counts with a capital, and where the term is found under another form."""


@lru_cache(maxsize=32)
def own_forms(own: OwnTerms, language: str = DEFAULT) -> Forms:
    """Return the forms of the owner's terms; a form that two terms share belongs to the first.

    ``language`` decides which forms are words.
    """
    if not own.terms:
        return _indexed({})
    known: dict[str, Known] = {}
    words: dict[str, bool] = {}
    ordinary = given_names().union(*(load_lexicon(one).ranks for one in {language, DEFAULT}))
    for term in own.terms:
        one = Known(term.name, term.kind, "vocabulary")
        for form in (term.name, *term.aliases):
            is_word = key_of(form) in ordinary and key_of(form) != key_of(term.name)
            # Texts are compared in lower case, recognised names after folding.
            for plain in (" ".join(form.lower().split()), folded(form)):
                if known.setdefault(plain, one) is one and is_word and _is_proper(term):
                    words[plain] = form.isupper()
    return _indexed(known)._replace(words=words)


def _is_proper(term: OwnTerm) -> bool:
    """Return whether a term has a proper name, not one that says what it is: “Ferry boats”."""
    words = term.name.split()
    long = [word for word in words if len(word) >= _LONG]
    is_capitalised = len(words) > 1 and bool(long) and all(word[0].isupper() for word in long)
    return term.kind is not Kind.TOPIC or is_capitalised


@lru_cache(maxsize=16)
def territory_forms(language: str) -> Forms:
    """Return the names of countries in a language."""
    names = territory_names(language).values()
    return _indexed({folded(name): Known(name, Kind.PLACE, "gazetteer") for name in names})


def _indexed(known: Mapping[str, Known]) -> Forms:
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in known:
        if len(form) >= _SHORTEST:
            lengths[form[:_SHORTEST]].add(len(form))
    ordered = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
    return Forms(known, ordered)


def find_known(passages: Sequence[Passage], forms: Forms) -> tuple[Match, ...]:
    """Return the known terms of a text, the weightiest first."""
    if not forms.known:
        return ()
    weights: dict[Known, int] = defaultdict(int)
    lines: dict[Known, int] = {}
    doubtful: dict[Known, int] = defaultdict(int)
    for passage in passages:
        for known, start, form in _matches(passage.text.lower(), forms):
            if (is_acronym := forms.words.get(form)) is not None:
                printed = passage.text[start : start + len(form)]
                if not (is_acronym and printed.isupper()):
                    is_name = printed[:1].isupper() and not is_acronym
                    doubtful[known] += passage.weight * is_name
                    continue
            weights[known] += passage.weight
            lines.setdefault(known, passage.line(min(start, len(passage.text))))
    for known in lines:
        weights[known] += doubtful.get(known, 0)
    return tuple(
        Match(known, Finding(known.name, known.rule, lines[known]))
        for known in sorted(lines, key=lambda known: -weights[known])
    )


def _matches(text: str, forms: Forms) -> Iterator[tuple[Known, int, str]]:
    """Yield the known terms of a text with the index and the words of each."""
    text = text.replace("\n", " ")
    at, last = 0, len(text) - _SHORTEST
    while at <= last:
        lengths = forms.lengths.get(text[at : at + _SHORTEST])
        if not lengths or (at and not _is_edge(text[at - 1], text[at])):
            at += 1
            continue
        for end in (at + length for length in lengths):
            is_whole = end >= len(text) or _is_edge(text[end - 1], text[end])
            if is_whole and (known := forms.known.get(form := text[at:end])):
                yield known, at, form
                at = end
                break
        else:
            at += 1


def _is_edge(before: str, after: str) -> bool:
    """Return whether a word may end between two characters."""
    is_inside = before.isalnum() and after.isalnum()
    return not is_inside or _WITHOUT_SPACES.search(before + after) is not None
