"""Group documents by year, month and day of the year, and list those without a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.model import DayOfYear, Period, Record


def find_periods(records: Sequence[Record]) -> tuple[Period, ...]:
    """Return the years in which documents begin, oldest first, each with its months."""
    years: defaultdict[int, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if record.date is not None and record.date.year is not None and not record.is_hidden:
            years[record.date.year].append(index)
    return tuple(_year(year, indexes, records) for year, indexes in sorted(years.items()))


def _year(year: int, indexes: Sequence[int], records: Sequence[Record]) -> Period:
    months: defaultdict[int, list[int]] = defaultdict(list)
    for index in indexes:
        date = records[index].date
        if date is not None and date.month is not None:
            months[date.month].append(index)
    inner: list[Period] = []
    for month, members in sorted(months.items()):
        days = {index: (date.day or 0) if (date := records[index].date) else 0 for index in members}
        # By day: time zones can make the archive's order differ from it.
        ordered = tuple(sorted(members, key=days.__getitem__))
        inner.append(Period(year, month, ordered, days=tuple(map(days.__getitem__, ordered))))
    return Period(year, None, tuple(indexes), tuple(inner))


def find_days_of_year(records: Sequence[Record]) -> tuple[DayOfYear, ...]:
    """Return the days of the year, each with the documents of exactly that day in any year.

    A range never belongs to a single day.
    """
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        date = record.date
        if date is None or record.is_hidden or date.precision not in ("day", "time"):
            continue
        if date.month is not None and date.day is not None:
            found[date.month, date.day].append(index)
    return tuple(DayOfYear(*day, tuple(indexes)) for day, indexes in sorted(found.items()))


def find_undated(records: Sequence[Record]) -> tuple[int, ...]:
    """Return the documents without a known year, in their order."""
    return tuple(
        index
        for index, record in enumerate(records)
        if (record.date is None or record.date.year is None) and not record.is_hidden
    )
