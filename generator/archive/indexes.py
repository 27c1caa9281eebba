"""Sort the records, and build the indexes that follow from their order.

They depend only on what files a record (its date, terms …): when a dated document changes its
title or summary, they stay as they are, so that they can be kept from build to build.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.archive.periods import find_days_of_year, find_periods, find_undated
from generator.archive.similarity import find_similar
from generator.archive.taxonomies import find_taxonomies
from generator.archive.term_files import TermFile
from generator.config import TaxonomySettings
from generator.model import DayOfYear, Letter, Period, Record, SitePath, Taxonomy, Term
from generator.text import Slug, folded


@dataclass(frozen=True, slots=True)
class ArchiveIndexes:
    """``order`` holds the number of the record at each place, from the oldest to the newest.

    All other numbers are such places.
    """

    order: tuple[int, ...]
    taxonomies: tuple[Taxonomy, ...]
    years: tuple[Period, ...]
    days_of_year: tuple[DayOfYear, ...]
    undated: tuple[int, ...]
    similar: tuple[tuple[int, ...], ...] = ()
    """For each place, the places of the most similar documents, best first."""


def make_indexes(
    records: Sequence[Record],
    settings: Mapping[str, TaxonomySettings],
    published: Collection[SitePath] = (),
    files: Collection[TermFile] = (),
) -> ArchiveIndexes:
    """Return the indexes of records, whatever order the records are passed in.

    ``published`` are all addresses that pages ever had, ``files`` the owner's term files.
    """
    order = tuple(sorted(range(len(records)), key=lambda index: _key(records[index])))
    ordered = [records[index] for index in order]
    taxonomies = find_taxonomies(ordered, settings, published, files)
    return ArchiveIndexes(
        order=order,
        taxonomies=taxonomies,
        years=find_periods(ordered),
        days_of_year=find_days_of_year(ordered),
        undated=find_undated(ordered),
        similar=find_similar(ordered, taxonomies),
    )


def _key(record: Record) -> tuple[bool, tuple[int, ...], str, str]:
    """Return the sort key: by date, oldest first; undated records last, by title; ties by URL."""
    has_year = record.date is not None and record.date.year is not None
    key = record.date.sort_key if record.date is not None and has_year else ()
    return (not has_year, key, "" if has_year else folded(record.title), record.url)


def filing_of(record: Record) -> tuple[Any, ...]:
    """Return everything in a record that the indexes depend on, as plain values."""
    date = record.date.text if record.date else None
    title = None if record.is_dated else record.title
    return (record.url, date, title, tuple(record.terms.items()), record.is_hidden)


# As plain values


def pack_indexes(indexes: ArchiveIndexes) -> tuple[Any, ...]:
    return (
        indexes.order,
        tuple(
            (
                taxonomy.key,
                taxonomy.title,
                tuple(map(_packed_term, taxonomy.terms)),
                tuple((one.label, str(one.slug), one.records) for one in taxonomy.letters),
            )
            for taxonomy in indexes.taxonomies
        ),
        tuple(map(_packed_period, indexes.years)),
        tuple((one.month, one.day, one.records) for one in indexes.days_of_year),
        indexes.undated,
        indexes.similar,
    )


def unpack_indexes(values: tuple[Any, ...]) -> ArchiveIndexes:
    order, taxonomies, years, days_of_year, undated, similar = values
    return ArchiveIndexes(
        order=order,
        taxonomies=tuple(
            Taxonomy(
                key,
                title,
                tuple(Term(*term) for term in terms),
                tuple(Letter(label, Slug(slug), places) for label, slug, places in letters),
            )
            for key, title, terms, letters in taxonomies
        ),
        years=tuple(map(_unpacked_period, years)),
        days_of_year=tuple(DayOfYear(*one) for one in days_of_year),
        undated=undated,
        similar=similar,
    )


def _packed_term(term: Term) -> tuple[Any, ...]:
    return tuple(getattr(term, name) for name in Term.__slots__)


def _packed_period(period: Period) -> tuple[Any, ...]:
    months = tuple(map(_packed_period, period.months))
    return (period.year, period.month, period.records, months, period.days)


def _unpacked_period(values: tuple[Any, ...]) -> Period:
    year, month, records, months, days = values
    return Period(year, month, records, tuple(map(_unpacked_period, months)), days)
