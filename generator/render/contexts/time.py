"""The nouns and parts of time: years, months, days, charts of them, and gaps."""

from __future__ import annotations

from msgspec import Struct

from generator.render.contexts.parts import EntryGroup, Link, Pager


class PeriodLink(Struct, frozen=True):
    """A year, a month or a day with the number of its documents."""

    title: str
    url: str | None
    """None when nothing is dated to it."""
    count: int


class PeriodGroup(Struct, frozen=True):
    """Years or days under a heading that they share: a decade, a century or a month."""

    title: str
    anchor: str
    """An id for the heading, unique on the page."""
    periods: tuple[PeriodLink, ...]


class Bar(Struct, frozen=True):
    """One bar of a chart: a month, a year, a decade or a century; or a longer time without
    documents."""

    title: str
    url: str | None
    """None when nothing is dated to it, or there is no page to lead to."""
    count: int
    size: int
    """Its length in per cent of the longest bar; 0 only where there are no documents."""
    parts: tuple[int, ...]
    """The length of each of its ten years or decades, in per cent of the longest of the chart;
    empty when a bar is a year or a month, or when it has no documents."""


class Chart(Struct, frozen=True):
    """Numbers of documents over time."""

    unit: str
    """What a bar is: `month`, `year`, `decade` or `century`."""
    bars: tuple[Bar, ...]
    """The oldest first, gaps included."""


class GapNote(Struct, frozen=True):
    """Why there are no documents of a time, as site.yaml explains it."""

    words: str
    """The years or months, in words."""
    why: str


class Weekday(Struct, frozen=True):
    """A column of a calendar."""

    title: str
    """The short name of the day."""
    letter: str
    """Its shortest name; several days can have the same."""


class CalendarDay(Struct, frozen=True):
    """A day in a calendar."""

    title: str
    url: str | None
    """Its heading on the page of its month; None when it has no documents."""
    count: int
    shade: int
    """From 1 to 5, the more documents the higher; 0 when it has none."""


class MonthCalendar(Struct, frozen=True):
    """A month as a calendar."""

    title: str
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    """Seven places a week, None outside the month."""


class Dates(Struct, frozen=True):
    """The noun of dates.html: all years of the archive, gaps included."""

    chart: Chart
    """Of years; where there are many, of decades or centuries, which lead to `groups`."""
    groups: tuple[PeriodGroup, ...]
    """The years of each bar that has documents; empty when the bars are years."""
    gaps: tuple[GapNote, ...]
    days: Link | None
    """The days of the year; None when nothing is dated to a day."""
    undated: PeriodLink


class Year(Struct, frozen=True):
    """The noun of year.html."""

    title: str
    months: tuple[PeriodLink, ...]
    """All twelve."""
    groups: tuple[EntryGroup, ...]
    """By month; those dated only to the year come first."""
    gaps: tuple[GapNote, ...]
    """Those that the year lies in, wholly or in part."""
    weekdays: tuple[Weekday, ...]
    """From the first day of the week in the site's language."""
    calendars: tuple[MonthCalendar, ...]
    """The months with documents that are dated to a day. On the year's first page only."""
    busiest: int
    """The most documents that a day of them has."""
    newer: Link | None
    older: Link | None
    pager: Pager


class Month(Struct, frozen=True):
    """The noun of month.html."""

    title: str
    weekdays: tuple[Weekday, ...]
    """From the first day of the week in the site's language."""
    calendar: MonthCalendar
    groups: tuple[EntryGroup, ...]
    """By day; those dated only to the month come first."""
    newer: Link | None
    older: Link | None
    pager: Pager


class Day(Struct, frozen=True):
    """The noun of day.html: a day of the year, with what is dated to it in any year."""

    title: str
    groups: tuple[EntryGroup, ...]
    """By year, oldest first."""
    newer: Link | None
    """The next day that has documents; after the year's last comes its first."""
    older: Link | None
    pager: Pager


class Days(Struct, frozen=True):
    """The noun of days.html: the days of the year that have documents, by month."""

    groups: tuple[PeriodGroup, ...]
