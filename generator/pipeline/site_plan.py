"""Plan the new site before rendering: from content files to the Archive, its pages and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator import archive, publish, render
from generator.model import Archive, Page, SitePath
from generator.pipeline import urls
from generator.pipeline.conversion import Converted
from generator.pipeline.page_planning import plan_pages
from generator.pipeline.page_sources import find_sources
from generator.pipeline.previous_build import PreviousBuild, load_previous_build
from generator.report import Diagnostic, Report


@dataclass(frozen=True, slots=True)
class SitePlan:
    """The new site before it is rendered: the archive, its pages, and what pages can ask for."""

    converted: Converted
    holdings: Archive
    pages: tuple[Page, ...]
    digests: render.FactDigests
    addresses: archive.Addresses
    remarks: tuple[Diagnostic, ...]
    """Diagnostics about the paths of the pages."""
    previous: PreviousBuild
    """What the last build published."""
    published: Mapping[SitePath, str]
    """The SHA-256 of each file in the output that is ours."""


def plan_site(converted: Converted, report: Report, past: PreviousBuild | None = None) -> SitePlan:
    """Return the plan of the site to publish.

    ``past`` is what was published last; if None, it is loaded from the state. When two files
    claim the same address, one of them is left out.
    """
    site, code = converted.site, converted.before.seen.code
    theme = render.load_theme(site.theme, site.themes, follow_links=site.follow_links)
    assets = render.make_assets(theme, site)
    report.add(assets.remarks)
    report.add(render.find_untranslated(theme, site.language))
    report.add(converted.content_files.misnamed)
    for loaded in converted.content_files.odd.values():
        report.add(loaded.diagnostics)
    previous = load_previous_build(site, converted.before.state) if past is None else past
    published = previous.published(site.output)
    content_files, holdings, pages = plan_pages(converted, assets, published, report)
    addresses = urls.resolve_urls(converted, content_files, pages, holdings)
    report.add(addresses.diagnostics)
    holdings = replace(holdings, redirects=addresses.redirects, notices=addresses.notices)
    pages += render.plan_old_addresses(holdings, site)
    sources = find_sources(converted, published)
    renderer = render.Renderer(site, holdings, theme, sources, assets)
    _ = renderer.strings  # loaded so that a mistake in them is reported once, not by every page
    entries = content_files.entries
    days = [card.last_day for card in holdings.cards]
    digests = render.FactDigests(
        renderer=renderer,
        program=code,
        filing=f"{holdings.filing} {render.digest_of(days, site.paginate, site.feeds.limit)}",
        text=content_files.digest_of,
        cards={card.url: entries[f"{card.url}.md"].shown for card in holdings.cards},
    )
    chosen = {name: entry.template for name, entry in entries.items()}
    report.add(render.review_themes(renderer, {page.path for page in pages}, chosen))
    remarks = tuple(_remarks(pages, holdings, previous))
    report.add(remarks)
    return SitePlan(converted, holdings, pages, digests, addresses, remarks, previous, published)


def _remarks(
    pages: Iterable[Page], holdings: Archive, previous: PreviousBuild
) -> Iterable[Diagnostic]:
    """Return the diagnostics about the paths of pages; reuse the last ones if no path changed."""
    paths = {page.path for page in pages}
    if paths == previous.traces.keys():
        return previous.remarks
    sources = {card.path: f"content/{card.url}.md" for card in holdings.cards}
    sources |= {f"{card.url}.md": f"content/{card.url}.md" for card in holdings.cards}
    return publish.check_names(paths, sources)
