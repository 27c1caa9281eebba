"""The noun of the specimen: a page of samples for whoever makes a theme."""

from __future__ import annotations

from msgspec import Struct

from generator.render.contexts.page_contexts import Notice
from generator.render.contexts.parts import (
    Entry,
    EntryGroup,
    Link,
    NavigationLink,
    Pager,
    TermListing,
)
from generator.render.contexts.time import (
    Chart,
    GapNote,
    MonthCalendar,
    PeriodGroup,
    PeriodLink,
    Weekday,
)


class Specimen(Struct, frozen=True):
    """The noun of specimen.html, beside a `document` that has everything a document can have."""

    entries: tuple[Entry, ...]
    """With and without date, source and summary; with short, long and foreign titles."""
    groups: tuple[EntryGroup, ...]
    pagers: tuple[Pager, ...]
    """Of a long list, on its first page, in its middle and on its last page."""
    periods: tuple[PeriodLink, ...]
    period_groups: tuple[PeriodGroup, ...]
    chart: Chart
    """With small, large and missing numbers."""
    weekdays: tuple[Weekday, ...]
    calendar: MonthCalendar
    """With days in all five shades."""
    busiest: int
    """The most documents that a day of it has."""
    gaps: tuple[GapNote, ...]
    orders: tuple[NavigationLink, ...]
    letters: tuple[NavigationLink, ...]
    listings: tuple[TermListing, ...]
    """Of three terms and of three hundred."""
    older: Link
    newer: Link
    notices: tuple[Notice, ...]
    """One of each kind."""
