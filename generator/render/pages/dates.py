"""The page of all years: a chart, the years by decade where they are many, the gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.render import contexts, time_contexts
from generator.render.charts import Stretch, Timeline, chart_of, timeline_of, title_of
from generator.render.gaps import gap_notes
from generator.render.pages.days import DAYS_PATH
from generator.render.pages.kind import templated
from generator.render.view import View, period_folder


@dataclass(frozen=True, slots=True)
class DatesContext:
    site: contexts.Site
    page: contexts.PageInfo
    dates: time_contexts.Dates


def _plan(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page("dates/index.html", "dates")


def _context(view: View) -> DatesContext:
    words = view.renderer.dates
    timeline = timeline_of({year.year: len(year.records) for year in view.archive.years})
    is_by_year = timeline.unit == "year"
    link = partial(_year_url, view) if is_by_year else _heading_url
    days = contexts.Link(view.say("days_of_year"), view.link(DAYS_PATH))
    dates = time_contexts.Dates(
        chart=chart_of(timeline, words, link),
        groups=() if is_by_year else tuple(_groups(view, timeline)),
        gaps=gap_notes(view),
        days=days if view.archive.days_of_year else None,
        undated=time_contexts.PeriodLink(
            view.say("undated"), view.link("undated/index.html"), len(view.archive.undated)
        ),
    )
    return DatesContext(view.site(), view.page_info(view.say("dates")), dates)


def _year_url(view: View, year: Stretch) -> str:
    return view.link(f"{period_folder(year.first)}index.html")


def _heading_url(stretch: Stretch) -> str:
    return f"#{_anchor(stretch)}"


def _anchor(stretch: Stretch) -> str:
    return f"y{stretch.first}"


def _groups(view: View, timeline: Timeline) -> Iterable[time_contexts.PeriodGroup]:
    """Yield the years of each decade or century, none before or after those of the archive."""
    known = view.archive.years
    for stretch in timeline.stretches:
        if stretch.count:
            first, last = max(stretch.first, known[0].year), min(stretch.last, known[-1].year)
            yield time_contexts.PeriodGroup(
                title_of(stretch, timeline.unit, view.renderer.dates),
                _anchor(stretch),
                tuple(_year(view, year) for year in range(first, last + 1)),
            )


def _year(view: View, year: int) -> time_contexts.PeriodLink:
    period = view.renderer.years.get(year)
    if period is None:
        return time_contexts.PeriodLink(view.year_words(year), None, 0)
    url = view.link(f"{period_folder(year)}index.html")
    return time_contexts.PeriodLink(view.year_words(year), url, len(period.records))


DATES = templated(_plan, "dates.html", _context)
