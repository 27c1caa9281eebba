"""A year's page: its months, a calendar of its days, and its documents by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts, paging
from generator.render.calendars import busiest_of, calendar_of, weekdays_of
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH, period_folder
from generator.render.gap_notes import gap_notes
from generator.render.list_facts import MonthDays
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class YearContext:
    site: contexts.Site
    page: contexts.PageInfo
    year: contexts.Year


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for year in archive.years:
        folder = period_folder(year.year)
        for number in paging.page_numbers(len(year.records), site.paginate):
            yield Page(paging.page_path(folder, number), "year", (year.year,))


def _context(scope: Scope) -> YearContext:
    year = int(scope.page.key[0])
    folder = period_folder(year)
    title = scope.dates.year(year)
    shown = scope.ask(Facts.list_page, scope.page.path)
    months = scope.ask(Facts.months, folder)
    is_newest = scope.page.path == paging.page_path(folder, paging.NEWEST)
    busiest = busiest_of(month.days for month in months) if is_newest else 0
    older, newer = scope.ask(Facts.beside, folder)
    noun = contexts.Year(
        title=title,
        months=tuple(_months(scope, year, months)),
        groups=_groups(scope, shown.urls),
        gaps=gap_notes(scope, year),
        weekdays=weekdays_of(scope.dates),
        calendars=tuple(_calendars(scope, year, months, busiest)),
        busiest=busiest,
        newer=_link(scope, *newer) if newer else None,
        older=_link(scope, *older) if older else None,
        pager=scope.pager(shown.total),
    )
    dates = contexts.Link(scope.say("dates"), scope.link(DATES_PATH))
    info = scope.page_info(title, trail=[dates], count=shown.total)
    return YearContext(scope.site(), info, noun)


def _link(scope: Scope, year: int) -> contexts.Link:
    return contexts.Link(scope.dates.year(year), scope.link(f"{period_folder(year)}index.html"))


def _months(scope: Scope, year: int, months: Iterable[MonthDays]) -> Iterator[contexts.PeriodLink]:
    counts = {inner.month: len(inner.days) for inner in months}
    for month in range(1, 13):
        path = f"{period_folder(year, month)}index.html"
        url = scope.link(path) if month in counts else None
        yield contexts.PeriodLink(scope.dates.month_name(month), url, counts.get(month, 0))


def _calendars(
    scope: Scope, year: int, months: Iterable[MonthDays], busiest: int
) -> Iterator[contexts.MonthCalendar]:
    for month, days in months if busiest else ():
        if any(days):
            title = scope.dates.month_name(month)
            yield calendar_of(scope, (year, month), days, title, busiest)


def _groups(scope: Scope, urls: Iterable[SitePath]) -> tuple[contexts.EntryGroup, ...]:
    def month(url: SitePath) -> int:
        date = scope.date_of(url)
        return (date and date.month) or 0

    def title(url: SitePath) -> str:
        return scope.dates.month_name(month(url)) if month(url) else scope.say("month_unknown")

    return scope.groups(sorted(urls, key=month), title, lambda url: f"m{month(url):02d}")


YEAR = templated(_plan, "year.html", _context)
