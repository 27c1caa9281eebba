"""Find known forms in a text of any script: the owner's terms, and countries where the script has
no capitals.

One pass over the text, with a table keyed by the first two letters; of forms that begin at the same
place, the longest counts. In scripts that separate words, only whole words match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.entities.gazetteer import territory_names
from generator.entities.passages import Passage
from generator.entities.vocabulary import Kind, OwnTerms
from generator.model import Finding
from generator.text import folded

_SHORTEST = 2
"""Fewest letters of a form; a single letter is not a name."""
_WITHOUT_SPACES = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
)
"""Thai, Lao, Burmese, Khmer, kana, Chinese characters: they do not separate words."""


@dataclass(frozen=True, slots=True)
class Known:
    """A term that a form stands for."""

    name: str
    kind: Kind
    rule: str


@dataclass(frozen=True, slots=True)
class Match:
    """A known term in a text: the line of its first mention, and what its mentions weigh."""

    known: Known
    finding: Finding[str]
    weight: int


@dataclass(frozen=True, slots=True)
class Forms:
    """Known terms by their lower-case forms; and the lengths of these forms, longest first, by
    their first two letters.
    """

    known: Mapping[str, Known]
    lengths: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=8)
def own_forms(own: OwnTerms) -> Forms:
    """Return the forms of the owner's terms; a form that two share belongs to the first."""
    known: dict[str, Known] = {}
    for term in own.terms:
        one = Known(term.name, term.kind, "vocabulary")
        for form in (term.name, *term.aliases):
            # Texts are compared in lower case, recognised names folded.
            known.setdefault(" ".join(form.lower().split()), one)
            known.setdefault(folded(form), one)
    return Forms(known, _lengths(known))


@lru_cache(maxsize=16)
def territory_forms(language: str) -> Forms:
    """Return the names of countries in a language."""
    names = territory_names(language).values()
    known = {folded(name): Known(name, Kind.PLACE, "gazetteer") for name in names}
    return Forms(known, _lengths(known))


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
    ordered = sorted(lines, key=lambda known: -weights[known])
    return tuple(
        Match(known, Finding(known.name, known.rule, lines[known]), weights[known])
        for known in ordered
    )


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        if len(form) >= _SHORTEST:
            lengths[form[:_SHORTEST]].add(len(form))
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


def _matches(text: str, forms: Forms) -> Iterator[tuple[Known, int]]:
    text = text.replace("\n", " ")
    at, last = 0, len(text) - _SHORTEST
    while at <= last:
        lengths = forms.lengths.get(text[at : at + _SHORTEST])
        length = _length_at(text, at, lengths, forms.known) if lengths else 0
        if length:
            yield forms.known[text[at : at + length]], at
        at += length or 1


def _length_at(text: str, at: int, lengths: tuple[int, ...], forms: Mapping[str, Known]) -> int:
    """Return the length of the longest form at ``at``; 0 without one."""
    if at and not _is_edge(text[at - 1], text[at]):
        return 0
    for length in lengths:
        end = at + length
        is_whole = end >= len(text) or _is_edge(text[end - 1], text[end])
        if is_whole and text[at:end] in forms:
            return length
    return 0


def _is_edge(before: str, after: str) -> bool:
    """Return whether a word may end between two characters."""
    if not (before.isalnum() and after.isalnum()):
        return True
    return any(low <= char <= high for char in (before, after) for low, high in _WITHOUT_SPACES)
