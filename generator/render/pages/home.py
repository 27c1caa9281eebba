"""The home page: what this archive is, the ways into it, what is new, and its latest documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import SiteConfig
from generator.dates import parse_edtf
from generator.model import Archive, Page
from generator.render import contexts
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH
from generator.render.pages.dates import chart_of_months, chart_of_years
from generator.render.pages.days import months_of_days
from generator.render.pages.page_kind import PageKind, list_pages
from generator.render.scope import Scope


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    count = len(archive.undated) + sum(len(year.records) for year in archive.years)
    return list_pages("home", "", count, site.paginate)


def _make(scope: Scope) -> bytes:
    shown = scope.ask(Facts.list_page, scope.page.path)
    years = [year for year, _ in scope.ask(Facts.years)]
    chart = chart_of_months(scope, years[0]) if len(years) == 1 else chart_of_years(scope)
    home = contexts.Home(
        span=scope.span(years),
        document_count=scope.ask(Facts.counts).documents,
        chart=chart if sum(bar.count > 0 for bar in chart.bars) > 1 else None,
        doors=tuple(_doors(scope, len(years), shown.total)),
        recently_added=tuple(
            contexts.EntryGroup(
                scope.dates.date(parse_edtf(day)), f"added-{day}", scope.entries(urls)
            )
            for day, urls in scope.ask(Facts.recently_added)
        ),
        on_this_day=months_of_days(scope),
        entries=scope.entries(reversed(shown.urls)),
        pager=scope.pager(shown.total),
    )
    site = scope.settings
    info = scope.page_info(site.title, description=site.description)
    return scope.fill("home.html", info, home=home)


def _doors(scope: Scope, years: int, documents: int) -> Iterator[contexts.TermEntry]:
    yield contexts.TermEntry(scope.say("dates"), scope.link(DATES_PATH), years)
    for taxonomy in scope.ask(Facts.menu).taxonomies:
        count = scope.ask(Facts.term_pages, taxonomy.key)
        yield contexts.TermEntry(scope.taxonomy_title(taxonomy), scope.link(taxonomy.path), count)
    yield contexts.TermEntry(scope.say("a_to_z"), scope.link("a-z/index.html"), documents)


HOME = PageKind(_plan, _make)
