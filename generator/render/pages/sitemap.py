"""sitemap.xml and robots.txt. A sitemap needs full addresses, and therefore a base_url."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render.facts import Facts, find_paths
from generator.render.links import absolute
from generator.render.pages.page_kind import PageKind
from generator.render.scope import Scope

_ROBOTS = "robots.txt"
MOST = 50_000
"""The most addresses in one sitemap (sitemaps.org)."""


def _plan_sitemap(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    if not site.base_url:
        return
    parts = -(-sum(1 for _ in find_paths(archive)) // MOST)
    # The key is the number of the part that a file holds; the index of several parts has -1.
    yield Page("sitemap.xml", "sitemap", (0 if parts == 1 else -1,))
    for part in range(parts) if parts > 1 else ():
        yield Page(f"sitemap-{part + 1}.xml", "sitemap", (part,))


def _sitemap(scope: Scope) -> bytes:
    part = int(scope.page.key[0])
    paths = scope.ask(Facts.paths)
    base_url = scope.settings.base_url
    if part < 0:
        names = [(f"sitemap-{n + 1}.xml", None) for n in range(-(-len(paths) // MOST))]
        return _document("sitemapindex", "sitemap", names, base_url)
    return _document("urlset", "url", paths[part * MOST : (part + 1) * MOST], base_url)


def _document(
    root: str, element: str, paths: Iterable[tuple[SitePath, str | None]], base_url: str
) -> bytes:
    lines = (
        f"<{element}><loc>{escape(absolute(path, base_url), quote=False)}</loc>"
        f"{f'<lastmod>{day}</lastmod>' if day else ''}</{element}>\n"
        for path, day in paths
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{"".join(lines)}</{root}>\n'
    ).encode()


def _plan_robots(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    # The owner's own file takes its place: what robots may do is for its owner to say.
    return () if _ROBOTS in archive.files else [Page(_ROBOTS, "robots")]


def _robots(scope: Scope) -> bytes:
    base_url = scope.settings.base_url
    sitemap = f"\nSitemap: {absolute('sitemap.xml', base_url)}\n" if base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


SITEMAP = PageKind(_plan_sitemap, _sitemap)
ROBOTS = PageKind(_plan_robots, _robots)
