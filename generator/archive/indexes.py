"""Sort the records, and build the indexes that follow from their order.

There are indexes by term, by date and by similarity. They depend only on the values by which a
record is filed (its date, terms …). A new title or summary of a dated document does not change
them, so that they can be reused from build to build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct

from generator.archive.similarity import find_similar
from generator.archive.taxonomies import find_taxonomies
from generator.archive.term_files import TermFile
from generator.config import TaxonomySettings
from generator.model import DayOfYear, Period, Record, SitePath, Taxonomy
from generator.text.collation import Collation, SortKey, by_numbers, collation


class ArchiveIndexes(Struct, frozen=True):
    """The order of the records, and the indexes that follow from it.

    ``order`` holds the records' positions in the sequence passed in, oldest first and undated last.
    Everything else refers to records by their position in ``order``.
    """

    order: tuple[int, ...]
    taxonomies: tuple[Taxonomy, ...]
    years: tuple[Period, ...]
    days_of_year: tuple[DayOfYear, ...]
    undated: tuple[int, ...]
    similar: tuple[tuple[int, ...], ...] = ()
    """For each record, the positions of the records most similar to it, best first."""


_NO_WORDS: Mapping[str, str] = {}


def make_indexes(
    records: Sequence[Record],
    settings: Mapping[str, TaxonomySettings],
    published: Collection[SitePath] = (),
    files: Collection[TermFile] = (),
    *,
    language: str = "en",
    words: Mapping[str, str] = _NO_WORDS,
) -> ArchiveIndexes:
    """Return the indexes of records in any order; the rest is for ``find_taxonomies``.

    ``language`` is that of the site, which decides the order of titles and names.
    """
    by_name = collation(language)
    order = tuple(sorted(range(len(records)), key=lambda index: _key(records[index], by_name)))
    ordered = [records[index] for index in order]
    taxonomies = find_taxonomies(ordered, settings, published, files, by_name, words)
    return ArchiveIndexes(
        order=order,
        taxonomies=taxonomies,
        years=find_periods(ordered),
        days_of_year=find_days_of_year(ordered),
        undated=find_undated(ordered),
        similar=find_similar(ordered, taxonomies),
    )


def _key(record: Record, by_name: Collation) -> tuple[bool, tuple[int, ...], SortKey, str]:
    """Return the sort key: by date, oldest first; undated records last, by title; ties by URL.

    Of documents of one date, ``minutes-2`` comes before ``minutes-10``.
    """
    if record.date is None or record.date.year is None:
        return (True, (), by_name.key(record.title), record.url)
    name = by_numbers(record.url.rpartition("/")[2])
    return (False, record.date.sort_key, (0, name, ""), record.url)


def filing_of(record: Record) -> tuple[Any, ...]:
    """Return everything in a record that the indexes depend on, as plain values."""
    date = record.date.text if record.date else None
    title = None if record.is_dated else record.title
    return (record.url, date, title, tuple(record.terms.items()), record.is_hidden)


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
        # By day: because of time zones, the archive's order can differ from the order of days.
        ordered = tuple(sorted(members, key=days.__getitem__))
        inner.append(Period(year, month, ordered, days=tuple(map(days.__getitem__, ordered))))
    return Period(year, None, tuple(indexes), tuple(inner))


def find_days_of_year(records: Sequence[Record]) -> tuple[DayOfYear, ...]:
    """Return the days of the year, each with the documents of that day, not of a range."""
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        date = record.date
        if date is None or record.is_hidden or date.precision not in ("day", "time"):
            continue
        if date.month is not None and date.day is not None:
            found[date.month, date.day].append(index)
    return tuple(DayOfYear(*day, tuple(indexes)) for day, indexes in sorted(found.items()))


def find_undated(records: Sequence[Record]) -> tuple[int, ...]:
    """Return the documents without a known year, in archive order."""
    undated = (not record.is_dated and not record.is_hidden for record in records)
    return tuple(index for index, is_undated in enumerate(undated) if is_undated)
