"""Months as calendars: their weeks, with links to the documents of each day."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.model import SitePath
from generator.render import contexts, paging
from generator.render.date_wording import DateWording
from generator.render.folders import period_folder
from generator.render.scope import Scope

_SHADES = 5


def day_anchor(day: int) -> str:
    """Return the id of a day's heading on its month's page; 0 means that the day is unknown."""
    return f"d{day:02d}"


def weeks_of(year: int, month: int, first_weekday: int) -> list[list[int]]:
    """Return a month's weeks of seven days, 0 for days outside it; weekday 0 is Monday.

    The calendar is the proleptic Gregorian one, as in EDTF.
    """
    weeks = calendar.Calendar(first_weekday)
    return weeks.monthdayscalendar(_like(year), month)


def _like(year: int) -> int:
    """Return a year in Python's range with the same calendar, which recurs every 400 years."""
    return year if 1 <= year <= 9999 else year % 400 + 2000


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
    return max((max(days.values(), default=0) for days in counts), default=0)


def calendar_of(
    scope: Scope, month: tuple[int, int], days: Sequence[int], title: str, busiest: int
) -> contexts.MonthCalendar:
    """Return a month as a calendar, shaded in proportion to the ``busiest`` day.

    ``month`` has the year and the month; ``days`` are those of its documents, in their order.
    """
    found = _days_of(scope, period_folder(*month), days, busiest)
    weeks = weeks_of(*month, scope.dates.first_weekday)
    return contexts.MonthCalendar(
        title, tuple(tuple(_day(found, day) for day in week) for week in weeks)
    )


def _day(days: Mapping[int, contexts.CalendarDay], day: int) -> contexts.CalendarDay | None:
    return days.get(day) or contexts.CalendarDay(str(day), None, 0, 0) if day else None


def _days_of(
    scope: Scope, folder: SitePath, days: Sequence[int], busiest: int
) -> Mapping[int, contexts.CalendarDay]:
    """Return the days of a month that have documents, each with a link to them."""
    size = scope.settings.paginate
    found = {}
    for day, count in Counter(filter(None, days)).items():
        place = bisect_left(days, day)
        path = paging.page_path(folder, paging.number_of(place, len(days), size))
        url = f"{scope.link(path)}#{day_anchor(day)}"
        found[day] = contexts.CalendarDay(str(day), url, count, _shade(count, busiest))
    return found


def _shade(count: int, busiest: int) -> int:
    """Return a day's shade, 1 to 5: its ``count`` itself if no day has more than five."""
    return -(-_SHADES * count // max(busiest, _SHADES))
