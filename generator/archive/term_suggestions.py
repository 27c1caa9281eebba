"""Find similar terms that may be the same term. The owner decides: nothing is merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Literal, NamedTuple

from generator.model import Taxonomy, Term
from generator.text import words

Reason = Literal["same letters", "initials", "last name", "abbreviation", "one letter"]

_LEAST_FOR_A_LETTER = 7
"""Only slugs of at least this many characters are compared for a difference of one letter."""
_LEAST_FOR_INITIALS = 2
_MOST_IN_GROUP = 12
"""The most terms with the same sign; a larger group is ignored."""


class _Likeness(NamedTuple):
    """Two terms are alike if they share a key that ``signs`` yields and ``holds`` is true."""

    reason: Reason
    signs: Callable[[Term], Iterator[str]]
    holds: Callable[[Term, Term], bool]


class Pair(NamedTuple):
    """Two similar terms, the one with more documents first."""

    term: Term
    other: Term
    reason: Reason


def find_alike(taxonomy: Taxonomy) -> tuple[Pair, ...]:
    """Return the pairs of similar terms, by how many documents the rarer term has, most first."""
    found: dict[frozenset[str], Pair] = {}
    for likeness in (*_LIKENESSES, *(_OF_PEOPLE if taxonomy.key == "people" else ())):
        for one, other in _pairs(taxonomy.terms, likeness):
            first, second = sorted((one, other), key=lambda term: (-len(term.records), term.title))
            pair = Pair(first, second, likeness.reason)
            found.setdefault(frozenset((one.slug, other.slug)), pair)
    pairs = sorted(
        found.values(),
        key=lambda pair: (-len(pair.other.records), pair.term.title, pair.other.title),
    )
    return tuple(pairs)


def _pairs(terms: Iterable[Term], likeness: _Likeness) -> Iterator[tuple[Term, Term]]:
    """Yield the similar pairs among terms that share a sign, without comparing all pairs."""
    groups: defaultdict[str, dict[str, Term]] = defaultdict(dict)
    for term in terms:
        for sign in likeness.signs(term):
            groups[sign][term.slug] = term
    for sign in sorted(groups):
        group = groups[sign].values()
        if len(group) <= _MOST_IN_GROUP:
            for one, other in combinations(group, 2):
                if likeness.holds(one, other):
                    yield one, other


def _letters(term: Term) -> Iterator[str]:
    yield term.slug.replace("-", "")


def _abbreviations(term: Term) -> Iterator[str]:
    """Yield an abbreviation unchanged, or the first letters of the capitalised words of a name."""
    parts = [word for word in words(term.title) if word[0].isupper()]
    if len(parts) == 1 and parts[0].isupper() and len(parts[0]) >= _LEAST_FOR_INITIALS:
        yield parts[0]
    elif len(parts) >= _LEAST_FOR_INITIALS:
        yield "".join(word[0] for word in parts)


def _initials(term: Term) -> Iterator[str]:
    """Yield the first letter and the last name of a name: “V. Putin”, “Vladimir Putin”."""
    first, _, last = term.slug.partition("-")
    if last:
        yield f"{first[0]}-{last.rpartition('-')[2]}"


def _last_names(term: Term) -> Iterator[str]:
    yield term.slug.rpartition("-")[2]


def _deletions(term: Term) -> Iterator[str]:
    """Yield a slug, and each variant of it that has one character left out."""
    letters = term.slug
    if len(letters) >= _LEAST_FOR_A_LETTER:
        yield letters
        yield from {letters[:at] + letters[at + 1 :] for at in range(len(letters))}


def _always(_: Term, __: Term) -> bool:
    return True


def _has_initial(one: Term, other: Term) -> bool:
    return any(term.slug[1:2] == "-" for term in (one, other))


def _is_bare(one: Term, other: Term) -> bool:
    return "-" not in one.slug or "-" not in other.slug


def _is_short_for(one: Term, other: Term) -> bool:
    return (len(words(one.title)) == 1) != (len(words(other.title)) == 1)


def _differ_in_a_letter(one: Term, other: Term) -> bool:
    short, long = sorted((one.slug, other.slug), key=len)
    if any(map(str.isdigit, short + long)):
        return False  # “Part 1” is not “Part 2”
    pairs = enumerate(zip(short, long, strict=False))
    at = next((place for place, (a, b) in pairs if a != b), len(short))
    rest = short[at + 1 :] if len(short) == len(long) else short[at:]
    return long[at + 1 :] == rest


_LIKENESSES = (
    _Likeness("same letters", _letters, _always),
    _Likeness("abbreviation", _abbreviations, _is_short_for),
    _Likeness("one letter", _deletions, _differ_in_a_letter),
)
"""The first kind that applies is given as the reason."""
_OF_PEOPLE = (
    _Likeness("initials", _initials, _has_initial),
    _Likeness("last name", _last_names, _is_bare),
)
