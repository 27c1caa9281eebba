"""Plans the new site before rendering: from content files to the Archive, its pages and keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from generator import archive, publish, render
from generator.model import Archive, Page, SitePath
from generator.pipeline import originals, page_planning, render_changed, urls
from generator.pipeline.content_index import ContentIndex
from generator.pipeline.conversion import Conversion
from generator.pipeline.page_sources import make_renderer
from generator.report import Diagnostic, Report
from generator.state.up_to_date import InputState


@dataclass(frozen=True, slots=True)
class SitePlan:
    """The new site before it is rendered: the archive, its pages, and what they are made of."""

    holdings: Archive
    pages: tuple[Page, ...]
    keys: render.Keys
    addresses: archive.Addresses
    remarks: tuple[Diagnostic, ...]
    """Diagnostics about the paths of the pages."""
    previous: render_changed.PreviousBuild
    """What the last build published."""


def make_site_plan(
    work: Conversion,
    content_files: ContentIndex,
    seen: InputState,
    report: Report,
    past: render_changed.PreviousBuild | None = None,
) -> SitePlan:
    """Return what is to be published.

    ``past`` is what was published last; if None, that is loaded from the cache. When two files
    claim the same address, one of them is left out.
    """
    site = work.site
    theme = render.load_theme(site.theme, site.themes, follow_links=site.follow_links)
    assets = render.make_assets(theme, site)
    report.add(assets.remarks)
    report.add(render.find_untranslated(theme, site.language))
    report.add(content_files.misnamed)
    report.add(one for loaded in content_files.odd.values() for one in loaded.diagnostics)
    previous = render_changed.load_previous_build(site, work.options) if past is None else past
    planned = page_planning.plan_pages(work, content_files, assets, previous, seen.code)
    report.add(planned.left_out)
    content_files, holdings, pages = planned.content_files, planned.holdings, planned.pages
    addresses = urls.resolve_urls(work, content_files, pages, holdings)
    report.add(addresses.diagnostics)
    holdings = replace(holdings, redirects=addresses.redirects, notices=addresses.notices)
    pages += render.plan_old_addresses(holdings, site)
    sources = originals.find_originals(work, content_files, previous)
    renderer = make_renderer(site, theme, holdings, sources, assets)
    keys = render.Keys(renderer, seen.code, partial(_text, content_files), previous.past)
    chosen = {name: entry.template for name, entry in content_files.entries.items()}
    report.add(render.review_themes(renderer, {page.path for page in pages}, chosen))
    remarks = tuple(_remarks(pages, holdings, previous))
    report.add(remarks)
    return SitePlan(holdings, pages, keys, addresses, remarks, previous)


def _remarks(
    pages: Iterable[Page], holdings: Archive, previous: render_changed.PreviousBuild
) -> Iterable[Diagnostic]:
    """Return the diagnostics about the paths of pages; if the paths are unchanged, reuse them."""
    paths = {page.path for page in pages}
    if paths == previous.pages.keys():
        return previous.remarks
    sources = {card.path: f"content/{card.url}.md" for card in holdings.cards}
    sources |= {f"{card.url}.md": f"content/{card.url}.md" for card in holdings.cards}
    return publish.check_names(paths, sources)


def _text(content_files: ContentIndex, path: SitePath) -> render.Text:
    """Return what the key of a page needs to know about its content file."""
    return content_files.entries.get(path) or render.CopiedFile(str(content_files.stats.get(path)))
