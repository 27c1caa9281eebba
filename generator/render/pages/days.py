"""The page of the days of the year, with links to what happened on each, in any year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH, DAYS_PATH, day_folder
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class DaysContext:
    site: contexts.Site
    page: contexts.PageInfo
    days: contexts.Days


def _plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    if archive.days_of_year:
        yield Page(DAYS_PATH, "days")


def _context(scope: Scope) -> DaysContext:
    title = scope.say("days_of_year")
    dates = contexts.Link(scope.say("dates"), scope.link(DATES_PATH))
    days = contexts.Days(tuple(_groups(scope)))
    return DaysContext(scope.site(), scope.page_info(title, trail=[dates]), days)


def _groups(scope: Scope) -> Iterable[contexts.PeriodGroup]:
    for month, days in groupby(scope.ask(Facts.days_of_year), key=lambda day: day.month):
        title = scope.dates.month_name(month)
        links = tuple(
            contexts.PeriodLink(
                str(day.day), scope.link(f"{day_folder(month, day.day)}index.html"), day.documents
            )
            for day in days
        )
        yield contexts.PeriodGroup(title, _anchor(month), links)


def _anchor(month: int) -> str:
    return f"m{month:02d}"


def months_of_days(scope: Scope) -> tuple[contexts.PeriodLink, ...]:
    """Return each month with its number of documents dated to a day; empty if there are none."""
    days = scope.ask(Facts.days_of_year)
    counts = Counter(dict.fromkeys(range(1, 13), 0))
    for day in days:
        counts[day.month] += day.documents
    return tuple(
        contexts.PeriodLink(
            scope.dates.month_name(month),
            f"{scope.link(DAYS_PATH)}#{_anchor(month)}" if count else None,
            count,
        )
        for month, count in sorted(counts.items() if days else ())
    )


DAYS = templated(_plan, "days.html", _context)
