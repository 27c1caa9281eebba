"""Plan the new site before rendering: from content files to the Archive, its pages and facts.

If two files cannot both be published, one is left out. The site's own pages take precedence, then
the file whose pages are all published already, then the one with more published pages, then the
first by path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from generator import archive, publish, render
from generator.config import SiteConfig
from generator.model import Archive, Card, FreePage, HomeText, Letter, Page, SitePath
from generator.pipeline import urls
from generator.pipeline.content_index import ContentIndex, ContentRow
from generator.pipeline.conversion import Converted
from generator.pipeline.inventory import Inventory
from generator.pipeline.page_sources import find_sources
from generator.pipeline.picture_files import find_unpublished
from generator.pipeline.previous_build import PreviousBuild, load_previous_build
from generator.report import BuildError, Diagnostic, Report, error
from generator.text import folded
from generator.text.addresses import Home
from generator.text.collation import collation

_MANIFEST = Page(publish.MANIFEST, "manifest")
"""A page that no stage plans, as it is written before and after all other files."""


class SitePlan(Struct, frozen=True):
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
    content_files, holdings, pages = plan_pages(
        converted, assets, published, report, render.find_term_words(theme, site)
    )
    addresses = urls.resolve_urls(converted, content_files, pages, holdings)
    report.add(addresses.diagnostics)
    holdings = replace(
        holdings,
        redirects=addresses.redirects,
        server_redirects=addresses.server_redirects,
        notices=addresses.notices,
        addresses=archive.add_redirects(holdings.addresses, addresses.redirects),
    )
    holdings = _with_references(holdings, content_files)
    holdings = _with_home(holdings, content_files, converted.before, report)
    pages += render.plan_old_addresses(holdings, site)
    holdings = replace(holdings, paths=frozenset(page.path for page in pages))
    sources = find_sources(converted, published)
    renderer = render.Renderer(site, holdings, theme, sources, assets)
    _ = renderer.strings  # loaded so that a mistake in them is reported once, not by every page
    entries = content_files.entries
    days = [(card.last_day, card.feed_day) for card in holdings.cards]
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


# The Archive and its pages


def plan_pages(
    converted: Converted,
    assets: render.Assets,
    published: Mapping[SitePath, str],
    report: Report,
    words: Mapping[str, str],
) -> tuple[ContentIndex, Archive, tuple[Page, ...]]:
    """Return the content index without the files that are left out, and its archive and pages.

    ``words`` has the titles of terms that the theme knows.
    """
    before, content_files = converted.before, _without_unpublished_pictures(converted)
    site, with_specimen = before.site, before.options.with_specimen
    while True:
        holdings = _load_archive(before, content_files, converted.ledger.digests.keys(), words)
        pages = render.plan_pages(holdings, site, assets, with_specimen=with_specimen)
        losers = _find_losers(pages, published, site)
        if not losers:
            return content_files, holdings, pages
        report.add(losers.values())
        content_files = content_files.without(losers.keys())


def _without_unpublished_pictures(converted: Converted) -> ContentIndex:
    """Return the content index without the pictures of documents that are not published."""
    index, options = converted.content_files, converted.before.options
    hidden = find_unpublished(
        index, converted.site.content, converted.ledger.digests, with_drafts=options.with_drafts
    )
    return replace(index, files=tuple(name for name in index.files if name not in hidden))


def _load_archive(
    before: Inventory,
    content_files: ContentIndex,
    published: Collection[SitePath],
    words: Mapping[str, str],
) -> Archive:
    """Return the archive to publish; ``published`` are all addresses that pages have ever had.

    A record stays packed until a page asks for it. The indexes are reused from build to build as
    long as the filing of the documents does not change.
    """
    site, code, terms, state = before.site, before.seen.code, before.terms.files, before.state
    documents: list[tuple[Card, ContentRow]] = []
    pages: list[FreePage] = []
    addressed: list[archive.Addressed] = []
    for name, entry in content_files.entries.items():
        is_shown = before.options.with_drafts or entry.status_on(content_files.today) == "published"
        if entry.card is None or not is_shown:
            continue
        if entry.card.url in archive.HOME_TEXTS:
            addressed.append(archive.Addressed(name, entry.found_at))
        elif name.startswith(archive.PAGES_FOLDER):
            pages.append(_free_page(name, entry))
            addressed.append(archive.Addressed(name, entry.found_at))
        else:
            documents.append((entry.card, entry))

    def make_indexes() -> archive.ArchiveIndexes:
        records = [record for _, entry in documents if (record := entry.loaded.record)]
        return archive.make_indexes(
            records, site.taxonomies, published, terms, language=site.language, words=words
        )

    lists = sorted(path for path in published if path.endswith("/index.html"))
    filed = [entry.filed for _, entry in documents]
    filing = (
        f"{code} {render.digest_of(filed, site.taxonomies, lists, terms, site.language, words)}"
    )
    indexes = state.remember("lists", filing, archive.ArchiveIndexes, make_indexes)
    ordered = [documents[index] for index in indexes.order]
    records = archive.Records([entry.packed for _, entry in ordered])
    cards = [card for card, _ in ordered]
    titles = [(card.url, card.title, card.is_hidden) for card in cards]
    titled = f"{code} {render.digest_of(titles, site.language)}"
    make_letters = partial(archive.find_letters, cards, collation(site.language))
    letters = state.remember("letters", titled, tuple[Letter, ...], make_letters)
    in_order = archive.sort_pages(pages, collation(site.language))
    whole = archive.put_together(indexes, letters, records, cards, in_order, content_files.files)
    addressed += (
        archive.Addressed(f"{card.url}.md", entry.found_at, card.is_hidden)
        for card, entry in ordered
    )
    addresses = archive.find_addresses(addressed, indexes.taxonomies)
    return replace(whole, filing=filing, addresses=addresses)


def _free_page(name: str, entry: ContentRow) -> FreePage:
    url = name.removeprefix(archive.PAGES_FOLDER).removesuffix(".md")
    loaded = entry.loaded
    assert loaded.record
    assert loaded.settings
    said = loaded.settings
    return FreePage(url, loaded.record.title, name, said.menu_title, said.is_in_menu, said.order)


def _with_home(
    holdings: Archive, content_files: ContentIndex, before: Inventory, report: Report
) -> Archive:
    """Return the archive with the text of the home page, if its owner wrote one."""
    for url in archive.HOME_TEXTS:
        entry = content_files.entries.get(f"{url}.md")
        if entry and entry.card and (entry.status == "published" or before.options.with_drafts):
            break
    else:
        return holdings
    settings, site, name = entry.loaded.settings, before.site, f"{url}.md"
    wanted = settings.featured if settings else ()
    place = Home(name, archive.HOME, base_url=site.base_url, former_urls=site.former_urls)
    featured, problems = archive.find_featured(wanted, place, holdings.addresses, holdings.cards)
    report.add(problems)
    return replace(holdings, home=HomeText(name, tuple(featured)))


def _with_references(holdings: Archive, content_files: ContentIndex) -> Archive:
    """Return the archive with what its documents name or link to."""
    entries = [content_files.entries[f"{card.url}.md"] for card in holdings.cards]
    if not any(entry.cites or entry.links for entry in entries):
        return holdings
    cards, records = holdings.cards, holdings.records
    names = [
        archive.Named(*entry.called, entry.cites, card.is_hidden)
        for entry, card in zip(entries, cards, strict=True)
    ]
    references = archive.find_references(names, lambda place: records[place].source)
    paths = [card.path for card in cards]
    links = [entry.links for entry in entries]
    linked = archive.find_linked(links, archive.add_names(holdings, links), paths)
    both = archive.join_references(references, linked)
    hidden = {place for place in both if cards[place].is_hidden}
    named_by = archive.turn_round(both, hidden)
    return replace(holdings, references=references, referenced_by=named_by)


def _find_losers(
    pages: Sequence[Page], published: Mapping[SitePath, str], site: SiteConfig
) -> dict[str, Diagnostic]:
    """Return the files of the content folder to leave out, each with the reason."""
    clashes = list(render.find_clashes((_MANIFEST, *pages)))
    if not clashes:
        return {}
    asked: defaultdict[str | None, list[Page]] = defaultdict(list)
    for page in pages:
        asked[render.source_of(page)].append(page)
    pairs = []
    for pair in clashes:
        names = (render.source_of(page) for page in pair)
        ranks = (_rank(name, asked[name], site, published) for name in names)
        pairs.append(sorted(zip(ranks, pair, strict=True), key=itemgetter(0)))
    losers: dict[str, Diagnostic] = {}
    # The best winners come first. A clash is skipped if one of its files has lost already.
    for ((*_, winner), kept), ((*_, loser), left_out) in sorted(pairs, key=lambda one: one[0][0]):
        if loser and not losers.keys() & {winner, loser}:
            losers[loser] = _clash(loser, left_out, kept)
    if not losers:
        message = f"two pages of the site's own are called {clashes[0][0].path}"
        raise BuildError(message, code="url.clash", hint="Please report this message.")
    return losers


def _rank(
    name: str | None, pages: Sequence[Page], site: SiteConfig, published: Mapping[SitePath, str]
) -> tuple[bool, bool, int, str]:
    """Return the rank of a claimant: a file of the content folder or, if None, the site itself.

    ``pages`` are the pages that it claims. The lowest rank wins; its last part is the name.
    """
    if name is None:
        return (False, False, 0, "")
    there = [page for page in pages if _is_published(page, site, published)]
    missing = [page for page in pages if page not in there and page.kind != "original"]
    return (True, bool(missing), -len(there), name)


def _is_published(page: Page, site: SiteConfig, published: Mapping[SitePath, str]) -> bool:
    if page.kind != "file":
        return page.path in published
    data = publish.bytes_of(site.content / page.path)
    return data is not None and published.get(page.path) == sha256(data).hexdigest()


def _clash(name: str, left_out: Page, kept: Page) -> Diagnostic:
    is_same = folded(left_out.path) == folded(kept.path)
    trouble = "claim one address" if is_same else "cannot be a file and a folder at once"
    file, other = f"content/{name}", render.describe_page(kept)
    message = f"{file} and {other} {trouble}, {left_out.path}: the latter is published"
    hint = "Rename one of the two; this one is left out until then."
    return error("url.clash", message, path=file, hint=hint)
