"""Find similar documents: those that share rare terms, and so are likely about the same thing.

Only the short lists of an inverted index are followed, so not every pair of documents is compared.
All weights are integers, so that every machine ranks alike. Only terms and dates are compared, not
titles or texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from generator.model import Record, Taxonomy

MOST = 5
"""The most documents that are listed as similar to a document."""
_FEW = 3
"""A term in at most this many documents is rare, however small the archive …"""
_SHARE = 10
"""… and so is a term that at most one in this many documents has …"""
_LONGEST = 100
"""… but a term in more documents than this never is: longer lists are not followed."""
_TERMS = 10
"""A document is compared by this many of its terms, the rarest; otherwise a long list of names
would be similar to everything that mentions one of them."""
_UNIT = 8
"""A term's weight grows by this each time the share of documents that have it is halved."""
_SAME_DAY, _SAME_TIME, _SAME_YEARS = 8, 4, 2
"""What nearness in time adds to a score: at most what a term gains by being twice as rare."""
NOT_ABOUT = frozenset({"section", "source"})
"""Taxonomies that say where a document was published, not what it is about."""


class _When(NamedTuple):
    """A date as far as it is stated; ``month`` counts the months from the year 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


class _Index(NamedTuple):
    """The rare terms, rarest first: each one's weight and documents; each document's terms."""

    weights: Sequence[int]
    documents: Sequence[Sequence[int]]
    terms: Sequence[Sequence[int]]


def find_similar(
    records: Sequence[Record], taxonomies: Sequence[Taxonomy]
) -> tuple[tuple[int, ...], ...]:
    """Return for each record the indexes of the most similar records, at most five, best first.

    ``records`` are in archive order, and the taxonomies' terms refer to their indexes. Only records
    that share a rare term are similar; hidden records never are.
    """
    index = _index(len(records), taxonomies)
    times = list(map(_when, records))
    return tuple(_ranked(place, index, times) for place in range(len(records)))


def _index(count: int, taxonomies: Sequence[Taxonomy]) -> _Index:
    # ``count - 1``: a term that all documents have is never rare.
    longest = min(max(_FEW, count // _SHARE), _LONGEST, count - 1)
    lists = [
        term.records
        for taxonomy in taxonomies
        if taxonomy.key not in NOT_ABOUT
        for term in taxonomy.terms
        if 2 <= len(term.records) <= longest
    ]
    lists.sort(key=len)
    terms: list[list[int]] = [[] for _ in range(count)]
    documents: list[list[int]] = [[] for _ in lists]
    for number, places in enumerate(lists):
        for place in places:
            if len(terms[place]) < _TERMS:
                terms[place].append(number)
                documents[number].append(place)
    weights = {size: _weight(count, size) for size in set(map(len, lists))}
    return _Index([weights[len(places)] for places in lists], documents, terms)


def _weight(count: int, size: int) -> int:
    """Return 8 * log2(count / size), rounded down but at least 1, without floating point."""
    # floor(8 * log2(x)) is floor(log2(x**8)), and floor(log2(n)) is one less than the bits of n.
    return max(1, int(count**_UNIT // size**_UNIT).bit_length() - 1)


def _ranked(place: int, index: _Index, times: Sequence[_When]) -> tuple[int, ...]:
    """Return the indexes of the documents most similar to the one at ``place``, best first.

    Of equally similar documents, the nearest in archive order comes first, then the earlier.
    """
    scores: defaultdict[int, int] = defaultdict(int)
    for number in index.terms[place]:
        weight = index.weights[number]
        for other in index.documents[number]:
            scores[other] += weight
    scores.pop(place, None)
    if not scores:
        return ()
    # Scores lower than this cannot reach the best ``MOST``, even with the bonus for the same day.
    least = sorted(scores.values())[-MOST:][0] - _SAME_DAY
    own = times[place]
    ranks = sorted(
        (-score - _nearness(own, times[other]), abs(place - other), other)
        for other, score in scores.items()
        if score >= least
    )
    return tuple(other for *_, other in ranks[:MOST])


def _nearness(one: _When, other: _When) -> int:
    year, month, day = one
    other_year, other_month, other_day = other
    if year is None or other_year is None or abs(year - other_year) > 1:
        return 0
    if month is None or other_month is None or abs(month - other_month) > 1:
        return _SAME_YEARS
    is_same_day = day is not None and day == other_day and month == other_month
    return _SAME_DAY if is_same_day else _SAME_TIME


def _when(record: Record) -> _When:
    date = record.date
    if date is None or date.year is None:
        return _When()
    month = None if date.month is None else date.year * 12 + date.month
    return _When(date.year, month, date.day)
