"""The page of all years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.pages.kind import templated
from generator.render.view import View, period_folder

_LONGEST_GAP = 200
"""Years without documents that are still listed one by one."""


@dataclass(frozen=True, slots=True)
class DatesContext:
    site: contexts.Site
    page: contexts.PageInfo
    dates: contexts.Dates


def _plan(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page("dates/index.html", "dates")


def _context(view: View) -> DatesContext:
    undated = contexts.PeriodLink(
        view.say("undated"), view.link("undated/index.html"), len(view.archive.undated)
    )
    dates = contexts.Dates(tuple(_years(view)), undated)
    return DatesContext(view.site(), view.page_info(view.say("dates")), dates)


def _years(view: View) -> Iterable[contexts.PeriodLink]:
    """Yield every year from the first to the last; those without documents have no link."""
    last: int | None = None
    for period in view.archive.years:
        if last is not None and period.year - last <= _LONGEST_GAP:
            for gap in range(last + 1, period.year):
                yield contexts.PeriodLink(view.year_words(gap), None, 0)
        url = view.link(f"{period_folder(period.year)}index.html")
        yield contexts.PeriodLink(view.year_words(period.year), url, len(period.records))
        last = period.year


DATES = templated(_plan, "dates.html", _context)
