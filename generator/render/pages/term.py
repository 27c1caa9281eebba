"""A term's page: its documents by year, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts, paging
from generator.render.charts import Stretch, chart_of, timeline_of
from generator.render.excerpt import opening_of
from generator.render.facts import Facts
from generator.render.folders import term_folder
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope


@dataclass(frozen=True, slots=True)
class TermContext:
    site: contexts.Site
    page: contexts.PageInfo
    term: contexts.Term


def _plan(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for taxonomy in archive.taxonomies:
        for term in taxonomy.terms:
            if not term.has_page:
                continue
            folder = term_folder(taxonomy.key, term.slug)
            for number in paging.page_numbers(len(term.records), site.paginate):
                yield Page(paging.page_path(folder, number), "term", (taxonomy.key, term.slug))


def _context(scope: Scope) -> TermContext:
    key, slug = (str(part) for part in scope.page.key)
    term = scope.ask(Facts.term_note, f"{key}/{slug}")
    taxonomy = next(one for one in scope.ask(Facts.menu).taxonomies if one.key == key)
    above = contexts.Link(scope.taxonomy_title(taxonomy), scope.link(taxonomy.path))
    folder = term_folder(key, slug)
    shown = scope.ask(Facts.list_page, scope.page.path)
    years = dict(scope.ask(Facts.years, folder))
    introduction = scope.markup(term.note) if term.note else None
    noun = contexts.Term(
        title=term.title,
        taxonomy=above,
        document_count=shown.total,
        span=scope.span(list(years)),
        introduction=introduction,
        spellings=term.spellings,
        broader=tuple(_link(scope, key, slug) for slug in term.broader),
        narrower=tuple(_entry(scope, key, slug) for slug in term.narrower),
        often_with=tuple(_entry(scope, *other) for other in term.related),
        same_as=tuple(contexts.Link(_site_of(url), url) for url in term.same_as),
        chart=_chart(scope, years, shown.urls)
        if scope.page.path == f"{folder}index.html"
        else None,
        groups=_groups(scope, shown.urls),
        feed_url=scope.link(f"{folder}feed.xml"),
        json_feed_url=scope.link(f"{folder}feed.json"),
        pager=scope.pager(shown.total),
    )
    info = scope.page_info(
        term.title,
        trail=[above],
        description=opening_of(introduction or ""),
        count=shown.total,
    )
    return TermContext(scope.site(), info, noun)


def _link(scope: Scope, key: str, slug: str) -> contexts.TermLink:
    term = scope.ask(Facts.term, f"{key}/{slug}")
    assert term is not None, slug
    return scope.term_link(key, term)


def _entry(scope: Scope, key: str, slug: str) -> contexts.TermEntry:
    return scope.term_entry(key, scope.ask(Facts.term_count, f"{key}/{slug}"))


def _site_of(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _year(scope: Scope, url: SitePath) -> int | None:
    date = scope.date_of(url)
    return date.year if date else None


def _chart(
    scope: Scope, years: Mapping[int, int], urls: Iterable[SitePath]
) -> contexts.Chart | None:
    """Return the chart of a term's documents, with links to those on this page."""
    if len(years) < 2:
        return None
    shown = {year for url in urls if (year := _year(scope, url)) is not None}

    def link(stretch: Stretch) -> str | None:
        newest = max((y for y in shown if stretch.first <= y <= stretch.last), default=None)
        return None if newest is None else f"#y{newest}"

    return chart_of(timeline_of(years), scope.dates, link)


def _groups(scope: Scope, urls: Sequence[SitePath]) -> tuple[contexts.EntryGroup, ...]:
    """Return one page's documents by year: newest first, undated ones last."""

    def title(url: SitePath) -> str:
        year = _year(scope, url)
        return scope.say("undated") if year is None else scope.dates.year(year)

    def anchor(url: SitePath) -> str:
        year = _year(scope, url)
        return "undated" if year is None else f"y{year}"

    return scope.groups(urls[::-1], title, anchor)


TERM = templated(_plan, "term.html", _context)
