"""A month's page: a calendar, and its documents by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, Period
from generator.render import contexts, paging
from generator.render.calendars import busiest_of, calendar_of, day_anchor, weekdays_of
from generator.render.pages.page_kind import templated
from generator.render.renderer import all_months
from generator.render.scope import Scope, period_folder


@dataclass(frozen=True, slots=True)
class MonthContext:
    site: contexts.Site
    page: contexts.PageInfo
    month: contexts.Month


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for place, period in enumerate(all_months(archive)):
        folder = period_folder(period.year, period.month)
        for number in paging.page_numbers(len(period.records), site.paginate):
            yield Page(paging.page_path(folder, number), "month", (place, number))


def _context(scope: Scope) -> MonthContext:
    place, number = (int(part) for part in scope.page.key)
    months = scope.renderer.months
    period = months[place]
    title = scope.renderer.dates.month(period.year, period.month or 1)
    year_path = f"{period_folder(period.year)}index.html"
    trail = [
        contexts.Link(scope.say("dates"), scope.link("dates/index.html")),
        contexts.Link(scope.year_words(period.year), scope.link(year_path)),
    ]
    month = contexts.Month(
        title=title,
        weekdays=weekdays_of(scope.renderer.dates),
        calendar=calendar_of(scope, period, title, busiest_of([period])),
        groups=_groups(scope, period, number),
        newer=_link(scope, months[place + 1]) if place + 1 < len(months) else None,
        older=_link(scope, months[place - 1]) if place else None,
        pager=scope.pager(period_folder(period.year, period.month), number, len(period.records)),
    )
    info = scope.page_info(title, trail=trail, count=len(period.records))
    return MonthContext(scope.site(), info, month)


def _link(scope: Scope, period: Period) -> contexts.Link:
    path = f"{period_folder(period.year, period.month)}index.html"
    return contexts.Link(
        scope.renderer.dates.month(period.year, period.month or 1), scope.link(path)
    )


def _groups(scope: Scope, period: Period, number: int) -> tuple[contexts.EntryGroup, ...]:
    size = scope.renderer.site.paginate
    shown = paging.entries_on(number, period.records, size)
    days = dict(zip(shown, paging.entries_on(number, period.days, size), strict=True))

    def title(index: int) -> str:
        if not days[index]:
            return scope.say("day_unknown")
        return scope.renderer.dates.day(period.year, period.month or 1, days[index])

    return scope.groups(shown, title, lambda index: day_anchor(days[index]))


MONTH = templated(_plan, "month.html", _context)
