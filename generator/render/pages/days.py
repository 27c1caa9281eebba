"""The page of the days of the year, with links to the documents of each day, from all years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.folders import DAYS_PATH, day_folder
from generator.render.pages.page_kind import PageKind
from generator.render.scope import Scope


def _plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    if archive.days_of_year:
        yield Page(DAYS_PATH, "days")


def _make(scope: Scope) -> bytes:
    groups = tuple(
        contexts.PeriodGroup(
            scope.dates.month_name(month),
            _anchor(month),
            tuple(
                contexts.PeriodLink(
                    str(day), scope.link(f"{day_folder(month, day)}index.html"), documents
                )
                for _, day, documents in days
            ),
        )
        for month, days in groupby(scope.ask(Facts.days_of_year), key=lambda day: day.month)
    )
    info = scope.page_info(scope.say("days_of_year"), trail=[scope.dates_link()])
    return scope.fill("days.html", info, days=contexts.Days(groups))


def _anchor(month: int) -> str:
    return f"m{month:02d}"


def months_of_days(scope: Scope) -> tuple[contexts.PeriodLink, ...]:
    """Return each month with the number of documents that are dated to one of its days.

    The result is empty if there are no such documents.
    """
    counts: Counter[int] = Counter()
    for day in scope.ask(Facts.days_of_year):
        counts[day.month] += day.documents
    return tuple(
        contexts.PeriodLink(
            scope.dates.month_name(month),
            f"{scope.link(DAYS_PATH)}#{_anchor(month)}" if counts[month] else None,
            counts[month],
        )
        for month in (range(1, 13) if counts else ())
    )


DAYS = PageKind(_plan, _make)
