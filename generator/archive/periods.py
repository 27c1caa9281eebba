"""Periods: the years and months of the archive, and what has no date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.model import Period, Record


def find_periods(records: Sequence[Record]) -> tuple[Period, ...]:
    """Return the years that documents begin in, each with its months; oldest first."""
    years: defaultdict[int, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if record.date is not None and record.date.year is not None and not record.is_hidden:
            years[record.date.year].append(index)
    return tuple(_year(year, years[year], records) for year in sorted(years))


def _year(year: int, indexes: Sequence[int], records: Sequence[Record]) -> Period:
    months: defaultdict[int, list[int]] = defaultdict(list)
    for index in indexes:
        date = records[index].date
        if date is not None and date.month is not None:
            months[date.month].append(index)
    inner = tuple(Period(year, month, tuple(months[month])) for month in sorted(months))
    return Period(year, None, tuple(indexes), inner)


def find_undated(records: Sequence[Record]) -> tuple[int, ...]:
    """Return the documents that no year can be given to, in their order."""
    return tuple(
        index
        for index, record in enumerate(records)
        if (record.date is None or record.date.year is None) and not record.is_hidden
    )
