"""Months as calendars: their weeks, with links to the documents of each day."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.render import contexts, paging
from generator.render.date_wording import DateWording
from generator.render.folders import period_folder
from generator.render.scope import Scope

SHADES = 5
"""How many shades the days of a calendar have."""


def day_anchor(day: int) -> str:
    """Return the id of a day's heading on its month's page; 0 means that the day is unknown."""
    return f"d{day:02d}"


def weekdays_of(words: DateWording) -> tuple[contexts.Weekday, ...]:
    """Return the columns of a calendar, starting with the language's first weekday."""
    return tuple(
        contexts.Weekday(words.weekday_short(place), words.weekday_letter(place))
        for place in range(7)
    )


def busiest_of(months: Iterable[Sequence[int]]) -> int:
    """Return the number of documents on the busiest day of these months; 0 when no day is known.

    A month is given as the day of each of its documents, 0 where it is unknown.
    """
    counts = (Counter(filter(None, days)) for days in months)
    return max((count for days in counts for count in days.values()), default=0)


def calendar_of(
    scope: Scope, month: tuple[int, int], days: Sequence[int], title: str, busiest: int
) -> contexts.MonthCalendar:
    """Return a month as a calendar, shaded in proportion to ``busiest``, the busiest day's count.

    ``month`` is the year and the month; ``days`` has the day of each of its documents, in list
    order. The calendar is the proleptic Gregorian one, as in EDTF.
    """
    size = scope.settings.paginate
    found = {}
    for day, count in Counter(filter(None, days)).items():
        number = paging.number_of(bisect_left(days, day), len(days), size)
        path = paging.page_path(period_folder(*month), number)
        # From 1 to 5, rounded up; equal to the count if no day has more than five documents.
        shade = -(-SHADES * count // max(busiest, SHADES))
        url = f"{scope.link(path)}#{day_anchor(day)}"
        found[day] = contexts.CalendarDay(str(day), url, count, shade)
    return with_weeks(scope.dates, month, title, found)


def with_weeks(
    words: DateWording, month: tuple[int, int], title: str, days: Mapping[int, contexts.CalendarDay]
) -> contexts.MonthCalendar:
    """Return a month as a calendar; ``days`` has those with documents."""

    def shown(day: int) -> contexts.CalendarDay | None:
        return days.get(day) or contexts.CalendarDay(str(day), None, 0, 0) if day else None

    # The calendar repeats every 400 years, so a year that Python lacks has the weeks of this one.
    like = month[0] % 400 + 2000
    weeks = calendar.Calendar(words.first_weekday).monthdayscalendar(like, month[1])
    return contexts.MonthCalendar(title, tuple(tuple(map(shown, week)) for week in weeks))
