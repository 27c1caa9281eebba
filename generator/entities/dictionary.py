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
from generator.entities.passages import Passage
from generator.entities.vocabulary import Kind, OwnTerms
from generator.model import Finding
from generator.text import folded

_SHORTEST = 2
"""Fewest letters of a form; a single letter is not a name."""
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


@lru_cache(maxsize=8)
def own_forms(own: OwnTerms) -> Forms:
    """Return the forms of the owner's terms; a form that two terms share belongs to the first."""
    known: dict[str, Known] = {}
    for term in own.terms:
        one = Known(term.name, term.kind, "vocabulary")
        for form in (term.name, *term.aliases):
            # Texts are compared in lower case, recognised names after folding.
            known.setdefault(" ".join(form.lower().split()), one)
            known.setdefault(folded(form), one)
    return _indexed(known)


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
    for passage in passages:
        for known, offset in _matches(passage.text.lower(), forms):
            weights[known] += passage.weight
            lines.setdefault(known, passage.line(min(offset, len(passage.text))))
    return tuple(
        Match(known, Finding(known.name, known.rule, lines[known]))
        for known in sorted(lines, key=lambda known: -weights[known])
    )


def _matches(text: str, forms: Forms) -> Iterator[tuple[Known, int]]:
    text = text.replace("\n", " ")
    at, last = 0, len(text) - _SHORTEST
    while at <= last:
        lengths = forms.lengths.get(text[at : at + _SHORTEST])
        if not lengths or (at and not _is_edge(text[at - 1], text[at])):
            at += 1
            continue
        for end in (at + length for length in lengths):
            is_whole = end >= len(text) or _is_edge(text[end - 1], text[end])
            if is_whole and (known := forms.known.get(text[at:end])):
                yield known, at
                at = end
                break
        else:
            at += 1


def _is_edge(before: str, after: str) -> bool:
    """Return whether a word may end between two characters."""
    is_inside = before.isalnum() and after.isalnum()
    return not is_inside or _WITHOUT_SPACES.search(before + after) is not None
