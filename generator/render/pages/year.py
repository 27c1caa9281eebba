"""A year's page: its months, a calendar of its days, and its documents by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, Period
from generator.render import contexts, paging
from generator.render.calendars import busiest_of, calendar_of, weekdays_of
from generator.render.gap_notes import gap_notes
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope, period_folder


@dataclass(frozen=True, slots=True)
class YearContext:
    site: contexts.Site
    page: contexts.PageInfo
    year: contexts.Year


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for place, period in enumerate(archive.years):
        folder = period_folder(period.year)
        for number in paging.page_numbers(len(period.records), site.paginate):
            yield Page(paging.page_path(folder, number), "year", (place, number))


def _context(scope: Scope) -> YearContext:
    place, number = (int(part) for part in scope.page.key)
    years = scope.archive.years
    period = years[place]
    title = scope.year_words(period.year)
    busiest = busiest_of(period.months) if number == paging.NEWEST else 0
    dates = contexts.Link(scope.say("dates"), scope.link("dates/index.html"))
    year = contexts.Year(
        title=title,
        months=tuple(_months(scope, period)),
        groups=_groups(scope, period, number),
        gaps=gap_notes(scope, period.year),
        weekdays=weekdays_of(scope.renderer.dates),
        calendars=tuple(_calendars(scope, period, busiest)),
        busiest=busiest,
        newer=_link(scope, years[place + 1]) if place + 1 < len(years) else None,
        older=_link(scope, years[place - 1]) if place else None,
        pager=scope.pager(period_folder(period.year), number, len(period.records)),
    )
    info = scope.page_info(title, trail=[dates], count=len(period.records))
    return YearContext(scope.site(), info, year)


def _link(scope: Scope, period: Period) -> contexts.Link:
    path = f"{period_folder(period.year)}index.html"
    return contexts.Link(scope.year_words(period.year), scope.link(path))


def _months(scope: Scope, period: Period) -> Iterator[contexts.PeriodLink]:
    counts = {inner.month: len(inner.records) for inner in period.months}
    for month in range(1, 13):
        path = f"{period_folder(period.year, month)}index.html"
        url = scope.link(path) if month in counts else None
        yield contexts.PeriodLink(scope.renderer.dates.month_name(month), url, counts.get(month, 0))


def _calendars(scope: Scope, period: Period, busiest: int) -> Iterator[contexts.MonthCalendar]:
    for month in period.months if busiest else ():
        if any(month.days):
            yield calendar_of(
                scope, month, scope.renderer.dates.month_name(month.month or 1), busiest
            )


def _groups(scope: Scope, period: Period, number: int) -> tuple[contexts.EntryGroup, ...]:
    shown = paging.entries_on(number, period.records, scope.renderer.site.paginate)

    def month_of(index: int) -> int | None:
        date = scope.record(index).date
        return date.month if date else None

    def title(index: int) -> str:
        month = month_of(index)
        return scope.renderer.dates.month_name(month) if month else scope.say("month_unknown")

    ordered = sorted(shown, key=lambda index: month_of(index) or 0)
    return scope.groups(ordered, title, lambda index: f"m{month_of(index) or 0:02d}")


YEAR = templated(_plan, "year.html", _context)
