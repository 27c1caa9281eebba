"""sitemap.xml and robots.txt. A sitemap needs full addresses, and so base_url."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render.links import absolute
from generator.render.pages.days import DAYS_PATH, day_folder
from generator.render.pages.page_kind import PageKind
from generator.render.pages.term import term_folder
from generator.render.scope import Scope, period_folder
from generator.render.xml import escape

MOST = 50_000
"""The most addresses in one sitemap (sitemaps.org)."""


def _plan_sitemap(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    if not site.base_url:
        return
    parts = -(-sum(1 for _ in _paths(archive)) // MOST)
    yield Page("sitemap.xml", "sitemap", (0 if parts == 1 else -1,))
    for part in range(parts) if parts > 1 else ():
        yield Page(f"sitemap-{part + 1}.xml", "sitemap", (part,))


def _paths(archive: Archive) -> Iterator[SitePath]:
    yield "index.html"
    yield from (card.path for card in archive.cards if not card.is_hidden)
    yield from (page.path for page in archive.free_pages)
    for year in archive.years:
        yield f"{period_folder(year.year)}index.html"
        yield from (f"{period_folder(year.year, m.month)}index.html" for m in year.months)
    yield "dates/index.html"
    if archive.days_of_year:
        yield DAYS_PATH
        yield from (f"{day_folder(day)}index.html" for day in archive.days_of_year)
    for taxonomy in archive.taxonomies:
        yield taxonomy.path
        for term in taxonomy.terms:
            if term.has_page:
                yield f"{term_folder(taxonomy, term)}index.html"


def _sitemap(scope: Scope) -> bytes:
    part = int(scope.page.key[0])
    paths = list(_paths(scope.archive))
    base_url = scope.renderer.site.base_url
    if part < 0:
        names = [f"sitemap-{n + 1}.xml" for n in range(-(-len(paths) // MOST))]
        return _document("sitemapindex", "sitemap", [absolute(name, base_url) for name in names])
    shown = paths[part * MOST : (part + 1) * MOST]
    return _document("urlset", "url", [absolute(path, base_url) for path in shown])


def _document(root: str, element: str, addresses: Iterable[str]) -> bytes:
    lines = (f"<{element}><loc>{escape(address)}</loc></{element}>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(lines)}</{root}>\n'
    ).encode()


def _plan_robots(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page("robots.txt", "robots")


def _robots(scope: Scope) -> bytes:
    base_url = scope.renderer.site.base_url
    sitemap = f"\nSitemap: {absolute('sitemap.xml', base_url)}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


SITEMAP = PageKind(_plan_sitemap, _sitemap)
ROBOTS = PageKind(_plan_robots, _robots, lambda keys, _: keys.of_data())
