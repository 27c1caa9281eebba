"""Charts of the number of documents over time, as bars that a template draws.

Time is cut into years, decades or centuries, so that a chart stays short enough to be read. This
module knows neither what the documents are nor where a bar points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from generator.render import contexts
from generator.render.date_wording import DateWording

Unit = Literal["year", "decade", "century"]

MOST = 24
"""The most bars that can be read at a glance, with room for their names."""
_YEARS: Mapping[Unit, int] = {"year": 1, "decade": 10, "century": 100}
_LONGEST_RUN = 20
"""The most empty bars in a row that are shown singly; a longer run becomes one bar."""


class Stretch(Struct, frozen=True):
    """A run of years, first and last included, with the number of their documents."""

    first: int
    last: int
    count: int
    parts: tuple[int, ...] = ()
    """The number of documents in each tenth; empty for a year or a run without documents."""


class Timeline(Struct, frozen=True):
    """Stretches of one unit, oldest first, including the empty stretches between others.

    Only a stretch without documents may be longer than the unit.
    """

    unit: Unit
    stretches: tuple[Stretch, ...]


def timeline_of(years: Mapping[int, int]) -> Timeline:
    """Return the finest timeline with at most ``MOST`` stretches; one of centuries may have more.

    ``years`` holds the number of documents by year.
    """
    timelines = (Timeline(unit, tuple(_stretches(years, n))) for unit, n in _YEARS.items())
    return next(one for one in timelines if len(one.stretches) <= MOST or one.unit == "century")


def trend_of(years: Iterable[int], first: int, last: int) -> tuple[int, ...]:
    """Return how many of these years fall in each part of a span, in per cent of the fullest part.

    The span is cut into at most ``MOST`` parts of equal length.
    """
    length = (last - first) // MOST + 1
    counts = Counter((year - first) // length for year in years)
    highest = max(counts.values(), default=0)
    return tuple(size_of(counts[n], highest) for n in range((last - first) // length + 1))


def chart_of(
    timeline: Timeline, words: DateWording, link: Callable[[Stretch], str | None]
) -> contexts.Chart:
    """Return a chart; ``link`` returns the URL that a bar with documents points to."""
    longest = max((one.count for one in timeline.stretches), default=0)
    highest = max((part for one in timeline.stretches for part in one.parts), default=0)
    bars = (
        contexts.Bar(
            title=title_of(one, timeline.unit, words),
            url=link(one) if one.count else None,
            count=one.count,
            size=size_of(one.count, longest),
            parts=tuple(size_of(part, highest) for part in one.parts),
        )
        for one in timeline.stretches
    )
    return contexts.Chart(timeline.unit, tuple(bars))


def title_of(stretch: Stretch, unit: Unit, words: DateWording) -> str:
    """Return what a stretch is called: "1987", "1980s", "1900–1999"."""
    is_decade = unit == "decade" and stretch.last - stretch.first < _YEARS["decade"]
    return words.decade(stretch.first) if is_decade else words.years(stretch.first, stretch.last)


def _stretches(years: Mapping[int, int], length: int) -> Iterator[Stretch]:
    """Yield the stretches of ``length`` years, from the first to the last one with documents."""
    counts, tenth = _summed(years, length), length // 10
    parts = _summed(years, tenth) if tenth else Counter()
    numbers = sorted(counts)
    # The first number is paired with itself, so that no gap precedes it.
    for before, number in pairwise([*numbers[:1], *numbers]):
        empty = range(before + 1, number)
        if len(empty) > _LONGEST_RUN:
            yield Stretch(empty[0] * length, number * length - 1, 0)
        else:
            yield from (Stretch(n * length, (n + 1) * length - 1, 0) for n in empty)
        tenths = tuple(parts[number * 10 + n] for n in range(10)) if tenth else ()
        yield Stretch(number * length, (number + 1) * length - 1, counts[number], tenths)


def _summed(years: Mapping[int, int], length: int) -> Counter[int]:
    """Return the number of documents in each unit of ``length`` years, by ``year // length``."""
    counts: Counter[int] = Counter()
    for year, count in years.items():
        counts[year // length] += count
    return counts


def size_of(count: int, longest: int) -> int:
    """Return a bar's length in per cent of the longest; at least 1 unless ``count`` is 0."""
    return max(1, round(100 * count / longest)) if count else 0
