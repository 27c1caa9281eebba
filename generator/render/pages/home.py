"""The home page: what this archive is, the ways into it, what is new, and its latest documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.dates import parse_edtf
from generator.model import Archive, Page
from generator.render import contexts, paging
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH
from generator.render.pages.dates import chart_of_months, chart_of_years
from generator.render.pages.days import months_of_days
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class HomeContext:
    site: contexts.Site
    page: contexts.PageInfo
    home: contexts.Home


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    count = len(archive.undated) + sum(len(year.records) for year in archive.years)
    for number in paging.page_numbers(count, site.paginate):
        yield Page(paging.page_path("", number), "home")


def _context(scope: Scope) -> HomeContext:
    shown = scope.ask(Facts.list_page, scope.page.path)
    years = scope.ask(Facts.years)
    home = contexts.Home(
        span=scope.span([year for year, _ in years]),
        document_count=scope.ask(Facts.counts).documents,
        chart=_chart(scope, [year for year, _ in years]),
        doors=tuple(_doors(scope, len(years), shown.total)),
        recently_added=tuple(_recently_added(scope)),
        on_this_day=months_of_days(scope),
        entries=scope.entries(reversed(shown.urls)),
        pager=scope.pager(shown.total),
    )
    site = scope.settings
    return HomeContext(
        scope.site(), scope.page_info(site.title, description=site.description), home
    )


def _chart(scope: Scope, years: Sequence[int]) -> contexts.Chart | None:
    chart = chart_of_months(scope, years[0]) if len(years) == 1 else chart_of_years(scope)
    return chart if sum(bar.count > 0 for bar in chart.bars) > 1 else None


def _recently_added(scope: Scope) -> Iterator[contexts.EntryGroup]:
    """Yield the documents that were added last, by day; none when all came on one day."""
    for day, urls in scope.ask(Facts.recently_added):
        title = scope.dates.date(parse_edtf(day))
        yield contexts.EntryGroup(title, f"added-{day}", scope.entries(urls))


def _doors(scope: Scope, years: int, documents: int) -> Iterator[contexts.TermEntry]:
    yield contexts.TermEntry(scope.say("dates"), scope.link(DATES_PATH), years)
    for taxonomy in scope.ask(Facts.menu).taxonomies:
        count = scope.ask(Facts.term_pages, taxonomy.key)
        yield contexts.TermEntry(scope.taxonomy_title(taxonomy), scope.link(taxonomy.path), count)
    yield contexts.TermEntry(scope.say("a_to_z"), scope.link("a-z/index.html"), documents)


HOME = templated(_plan, "home.html", _context)
