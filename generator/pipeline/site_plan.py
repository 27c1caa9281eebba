"""Plans the new site before rendering: from content files to the Archive, its pages and facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator import archive, publish, render
from generator.config import SiteConfig
from generator.model import Archive, Page
from generator.pipeline import originals, page_planning, urls
from generator.pipeline.content_index import ContentIndex
from generator.pipeline.conversion import Conversion
from generator.pipeline.page_sources import make_renderer
from generator.pipeline.previous_build import PreviousBuild, load_previous_build
from generator.report import Diagnostic, Report
from generator.state.up_to_date import InputState


@dataclass(frozen=True, slots=True)
class SitePlan:
    """The new site before it is rendered: the archive, its pages, what pages can ask for."""

    holdings: Archive
    pages: tuple[Page, ...]
    digests: render.FactDigests
    addresses: archive.Addresses
    remarks: tuple[Diagnostic, ...]
    """Diagnostics about the paths of the pages."""
    previous: PreviousBuild
    """What the last build published."""


def make_site_plan(
    work: Conversion,
    content_files: ContentIndex,
    seen: InputState,
    report: Report,
    past: PreviousBuild | None = None,
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
    previous = load_previous_build(site, work.state) if past is None else past
    planned = page_planning.plan_pages(work, content_files, assets, previous, seen.code)
    report.add(planned.left_out)
    content_files, holdings, pages = planned.content_files, planned.holdings, planned.pages
    addresses = urls.resolve_urls(work, content_files, pages, holdings)
    report.add(addresses.diagnostics)
    holdings = replace(holdings, redirects=addresses.redirects, notices=addresses.notices)
    pages += render.plan_old_addresses(holdings, site)
    sources = originals.find_originals(work, content_files, previous)
    renderer = make_renderer(site, theme, holdings, sources, assets)
    _ = renderer.strings  # what is wrong with them is said once, and not for each page
    digests = render.FactDigests(
        renderer=renderer,
        program=seen.code,
        filing=_filing(holdings, site),
        text=content_files.digest_of,
        cards={card.url: content_files.entries[f"{card.url}.md"].shown for card in holdings.cards},
    )
    chosen = {name: entry.template for name, entry in content_files.entries.items()}
    report.add(render.review_themes(renderer, {page.path for page in pages}, chosen))
    remarks = tuple(_remarks(pages, holdings, previous))
    report.add(remarks)
    return SitePlan(holdings, pages, digests, addresses, remarks, previous)


def _filing(holdings: Archive, site: SiteConfig) -> str:
    """Return the digest of all that the facts of lists follow from."""
    days = [card.last_day for card in holdings.cards]
    return f"{holdings.filing} {render.digest_of(days, site.paginate, site.feeds.limit)}"


def _remarks(
    pages: Iterable[Page], holdings: Archive, previous: PreviousBuild
) -> Iterable[Diagnostic]:
    """Return the diagnostics about the paths of pages; if the paths are unchanged, reuse them."""
    paths = {page.path for page in pages}
    if paths == previous.traces.keys():
        return previous.remarks
    sources = {card.path: f"content/{card.url}.md" for card in holdings.cards}
    sources |= {f"{card.url}.md": f"content/{card.url}.md" for card in holdings.cards}
    return publish.check_names(paths, sources)
