"""The home page, with the ways into the archive and its latest documents; the page about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator import __version__
from generator.config import SiteConfig
from generator.dates import parse_edtf
from generator.model import Archive, Html, Page
from generator.render import contexts
from generator.render.body_text import make_body
from generator.render.facts import Facts
from generator.render.folders import DATES_PATH
from generator.render.pages.dates import chart_of_months, chart_of_years
from generator.render.pages.days import months_of_days
from generator.render.pages.page_kind import PageKind, list_pages, one_page
from generator.render.scope import Scope

_FIRST = "index.html"
"""The first page of the home page's list, which alone has what stands above the list."""
_SOURCE = "source"
"""The taxonomy of the original publications."""


def _plan_home(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    count = len(archive.undated) + sum(len(year.records) for year in archive.years)
    return list_pages("home", "", count, site.paginate)


def _make_home(scope: Scope) -> bytes:
    shown = scope.ask(Facts.list_page, scope.page.path)
    years = [year for year, _ in scope.ask(Facts.years)]
    chart = chart_of_months(scope, years[0]) if len(years) == 1 else chart_of_years(scope)
    text = scope.ask(Facts.home_text) if scope.page.path == _FIRST else None
    added = scope.ask(Facts.recently_added)
    doors = [contexts.TermEntry(scope.say("dates"), scope.link(DATES_PATH), len(years))]
    for taxonomy in scope.ask(Facts.menu).taxonomies:
        title, count = scope.taxonomy_title(taxonomy), scope.ask(Facts.term_pages, taxonomy.key)
        doors.append(contexts.TermEntry(title, scope.link(taxonomy.path), count))
    doors.append(contexts.TermEntry(scope.say("a_to_z"), scope.link("a-z/index.html"), shown.total))
    home = contexts.Home(
        span=scope.span(years),
        document_count=scope.ask(Facts.counts).documents,
        chart=chart if sum(bar.count > 0 for bar in chart.bars) > 1 else None,
        doors=tuple(doors),
        recently_added=tuple(
            contexts.EntryGroup(
                scope.dates.date(parse_edtf(day)), f"added-{day}", scope.entries(urls)
            )
            for day, urls in added
        ),
        on_this_day=months_of_days(scope),
        entries=scope.entries(reversed(shown.urls)),
        pager=scope.pager(shown.total),
        introduction=_introduction(scope, text.source, [f"added-{day}" for day, _ in added])
        if text
        else None,
        featured=scope.entries(text.featured) if text else (),
    )
    site = scope.settings
    info = scope.page_info(site.title, description=site.description)
    return scope.fill("home.html", info, home=home)


def _introduction(scope: Scope, source: str, taken: Collection[str]) -> Html | None:
    """Return the text that the owner wrote for the home page; None if there are no words in it."""
    document = scope.document(source.removesuffix(".md"))
    return make_body(scope, document.body, source, taken=taken) if document.body.strip() else None


def _make_about(scope: Scope) -> bytes:
    counts = scope.ask(Facts.counts)
    has_sources = any(one.key == _SOURCE for one in scope.ask(Facts.menu).taxonomies)
    sources = scope.ask(Facts.terms, _SOURCE).terms if has_sources else ()
    about = contexts.About(
        span=scope.span([year for year, _ in scope.ask(Facts.years)]),
        document_count=counts.documents,
        dated_count=counts.documents - counts.undated,
        undated_count=counts.undated,
        converted_count=counts.converted,
        written_count=counts.documents - counts.converted,
        sources=tuple(scope.term_entry(_SOURCE, term) for term in sources),
        generator=f"Microfiche {__version__}",
    )
    info = scope.page_info(scope.say("about"), count=counts.documents)
    return scope.fill("about.html", info, about=about)


HOME = PageKind(_plan_home, _make_home)
ABOUT = PageKind(one_page("about/index.html", "about"), _make_about)
