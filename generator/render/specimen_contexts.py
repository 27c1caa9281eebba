"""The theme contract's part on the specimen: a page of samples for whoever makes a theme.

Frozen and plain, as contexts.py says of all that a template can see.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.render import contexts, time_contexts


@dataclass(frozen=True, slots=True)
class Specimen:
    """The noun of specimen.html, beside a `document` that has everything a document can have."""

    entries: tuple[contexts.Entry, ...]
    """With and without date, source and summary; with short, long and foreign titles."""
    groups: tuple[contexts.EntryGroup, ...]
    pagers: tuple[contexts.Pager, ...]
    """Of a long list, on its first page, in its middle and on its last page."""
    periods: tuple[time_contexts.PeriodLink, ...]
    period_groups: tuple[time_contexts.PeriodGroup, ...]
    chart: time_contexts.Chart
    """With small, large and missing numbers."""
    weekdays: tuple[time_contexts.Weekday, ...]
    calendar: time_contexts.MonthCalendar
    """With days in all five shades."""
    busiest: int
    """The most documents that a day of it has."""
    gaps: tuple[time_contexts.GapNote, ...]
    orders: tuple[contexts.NavigationLink, ...]
    letters: tuple[contexts.NavigationLink, ...]
    listings: tuple[contexts.TermListing, ...]
    """Of three terms and of three hundred."""
    older: contexts.Link
    newer: contexts.Link
    notices: tuple[contexts.Notice, ...]
    """One of each kind."""
