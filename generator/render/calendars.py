"""A month as a calendar: its weeks, and where the documents of each of its days are listed."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

from generator.model import Period
from generator.render import paging, time_contexts
from generator.render.view import View, period_folder


def day_anchor(day: int) -> str:
    """Return the id of a day's heading on its month's page; 0 is for those of no known day."""
    return f"d{day:02d}"


def weeks_of(period: Period, first_weekday: int) -> list[list[int]]:
    """Return the days of a month, seven a week, 0 where there is none; 0 as weekday is Monday.

    The calendar is the proleptic Gregorian one, which is the one that EDTF counts in.
    """
    weeks = calendar.Calendar(first_weekday)
    return weeks.monthdayscalendar(_like(period.year), period.month or 1)


def _like(year: int) -> int:
    """Return a year within Python's range that has the same calendar; they recur every 400."""
    return year if 1 <= year <= 9999 else year % 400 + 2000


def days_of(view: View, period: Period) -> Mapping[int, time_contexts.PeriodLink]:
    """Return the days of a month that have documents, each with the way to them."""
    folder = period_folder(period.year, period.month)
    size = view.renderer.site.paginate
    found = {}
    for day, count in Counter(period.days).items():
        place = bisect_left(period.days, day)
        path = paging.page_path(folder, paging.number_of(place, len(period.days), size))
        url = f"{view.link(path)}#{day_anchor(day)}"
        found[day] = time_contexts.PeriodLink(str(day), url, count)
    found.pop(0, None)
    return found
