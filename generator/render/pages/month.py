"""A month's page: a calendar, and its documents by day."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, Period
from generator.render import contexts, paging
from generator.render.pages.kind import templated
from generator.render.view import View, period_folder


@dataclass(frozen=True, slots=True)
class MonthContext:
    site: contexts.Site
    page: contexts.PageInfo
    month: contexts.Month


def _all_months(archive: Archive) -> list[Period]:
    return [month for year in archive.years for month in year.months]


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for place, period in enumerate(_all_months(archive)):
        folder = period_folder(period.year, period.month)
        for number in paging.page_numbers(len(period.records), site.paginate):
            yield Page(paging.page_path(folder, number), "month", (place, number))


def _context(view: View) -> MonthContext:
    place, number = (int(part) for part in view.page.key)
    months = _all_months(view.archive)
    period = months[place]
    title = view.renderer.dates.month(period.year, period.month or 1)
    year_path = f"{period_folder(period.year)}index.html"
    trail = [
        contexts.Link(view.say("dates"), view.link("dates/index.html")),
        contexts.Link(view.year_words(period.year), view.link(year_path)),
    ]
    first = view.renderer.dates.first_weekday
    month = contexts.Month(
        title=title,
        weekdays=tuple(view.renderer.dates.weekday_short(day) for day in range(7)),
        weeks=tuple(_weeks(view, period, first)),
        groups=_groups(view, period, number),
        newer=_link(view, months[place + 1]) if place + 1 < len(months) else None,
        older=_link(view, months[place - 1]) if place else None,
        pager=view.pager(period_folder(period.year, period.month), number, len(period.records)),
    )
    return MonthContext(view.site(), view.page_info(title, trail=trail), month)


def _link(view: View, period: Period) -> contexts.Link:
    path = f"{period_folder(period.year, period.month)}index.html"
    return contexts.Link(view.renderer.dates.month(period.year, period.month or 1), view.link(path))


def _day_of(view: View, index: int) -> int:
    """Return the day of a document; 0 when it is dated to the month only."""
    date = view.record(index).date
    return (date.day or 0) if date else 0


def _by_day(view: View, period: Period) -> list[int]:
    """Return a month's documents by day: times in other zones can stand in another order."""
    return sorted(period.records, key=lambda index: _day_of(view, index))


def _weeks(
    view: View, period: Period, first_weekday: int
) -> Iterator[tuple[contexts.PeriodLink | None, ...]]:
    """Yield the weeks of the proleptic Gregorian calendar, which is the one that EDTF counts in."""
    days = [_day_of(view, index) for index in _by_day(view, period)]
    counts = Counter(days)
    weeks = calendar.Calendar(first_weekday).monthdayscalendar(
        _like(period.year), period.month or 1
    )
    for week in weeks:
        yield tuple(_day(view, period, days, counts, day) if day else None for day in week)


def _like(year: int) -> int:
    """Return a year within Python's range that has the same calendar; they recur every 400."""
    return year if 1 <= year <= 9999 else year % 400 + 2000


def _day(
    view: View, period: Period, days: list[int], counts: Counter[int], day: int
) -> contexts.PeriodLink:
    if not counts[day]:
        return contexts.PeriodLink(str(day), None, 0)
    size = view.renderer.site.paginate
    number = paging.number_of(days.index(day), len(days), size)
    path = paging.page_path(period_folder(period.year, period.month), number)
    return contexts.PeriodLink(str(day), f"{view.link(path)}#{_anchor(day)}", counts[day])


def _anchor(day: int) -> str:
    return f"d{day:02d}"


def _groups(view: View, period: Period, number: int) -> tuple[contexts.EntryGroup, ...]:
    shown = paging.entries_on(number, _by_day(view, period), view.renderer.site.paginate)

    def title(index: int) -> str:
        day = _day_of(view, index)
        if not day:
            return view.say("day_unknown")
        return view.renderer.dates.day(period.year, period.month or 1, day)

    return view.groups(shown, title, lambda index: _anchor(_day_of(view, index)))


MONTH = templated(_plan, "month.html", _context)
