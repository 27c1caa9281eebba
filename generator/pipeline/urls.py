"""Decide what answers at every published address, so that none disappears."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable

from msgspec.structs import replace

from generator import archive, publish
from generator.archive import Addresses, Gone
from generator.model import Archive, Page, SitePath
from generator.pipeline.content_index import ContentIndex
from generator.pipeline.conversion import Converted, write_ledger
from generator.report import BuildError
from generator.state import snapshots
from generator.state.snapshots import Snapshot


def resolve_urls(
    converted: Converted, content_files: ContentIndex, pages: Iterable[Page], holdings: Archive
) -> Addresses:
    """Return what answers at each address of the ledger; ``pages`` are the pages of the new site.

    ``content_files`` is the content index without the files that are left out.
    """
    made, entries = archive.find_html_pages(pages, holdings.cards), content_files.entries
    unreadable = {
        archive.page_of(name.removesuffix(".md"))
        for name, entry in entries.items()
        if entry.card is None
    }
    if content_files.seen.unseen:
        # An old address may belong to a document that cannot be seen.
        hides, old = content_files.seen.hides, converted.ledger.digests
        unreadable |= {path for path in old if any(map(hides, archive.texts_of(path)))}
    site = archive.NewSite(
        made=made,
        files=[*(page.path for page in pages if page.path not in made), publish.MANIFEST],
        documents=[one for name, one in content_files.odd.items() if entries[name].card],
        texts=[name for name, entry in entries.items() if entry.card],
        unreadable=sorted(unreadable - made.keys()),
        lost={
            seed.sha256: Gone(seed.title, seed.date, seed.language)
            for seed in converted.seeds.values()
            if seed.is_document
        },
        moved={**dict(archive.former_pages(holdings.taxonomies)), **_moved_homes(content_files)},
        formats=converted.site.formats,
        elsewhere=dict(archive.listed_elsewhere(holdings.taxonomies))
        if converted.site.former_urls
        else {},
    )
    return archive.resolve_urls(converted.ledger, site)


def _moved_homes(content_files: ContentIndex) -> dict[SitePath, SitePath]:
    """Return the addresses that the texts of the home page may have had as pages of their own."""
    homes = (url for url in archive.HOME_TEXTS if f"{url}.md" in content_files.entries)
    return {f"{url.removeprefix(archive.PAGES_FOLDER)}.html": archive.HOME for url in homes}


def files_of(pages: Collection[SitePath], published: Iterable[SitePath]) -> tuple[SitePath, ...]:
    """Return the published files that belong to pages: the pages, Markdown, originals, feeds."""
    if not pages:
        return ()
    stems = {page.removesuffix(".html") for page in pages}
    folders = [stem.removesuffix("index") for stem in stems if stem.endswith("/index")]
    feeds = {f"{folder}{name}" for folder in folders for name in ("feed.xml", "feed.json")}
    return tuple(
        path
        for path in published
        if path in pages
        or path.removesuffix(".md") in stems
        or path.rpartition(".original.")[0] in stems
        or path in feeds
    )


def record_addresses(addresses: Addresses, converted: Converted) -> Snapshot:
    """Write the ledger, with what is about to be published; return the folder's new snapshot.

    Raises BuildError when that fails, as nothing may be published that the ledger lacks.
    """
    folder, after = converted.site.content, converted.content_files.seen
    try:
        written = write_ledger(addresses.ledger, folder)
    except OSError as problem:
        path = f"content/{archive.LEDGER}"
        message = f"the list of published addresses cannot be written: {problem.strerror}"
        hint = "Make room, or make the folder writable; then build again."
        raise BuildError(message, code="urls.unwritable", path=path, hint=hint) from problem
    if written.source == addresses.ledger.source:
        return after
    stat = snapshots.stat_of_file(os.path.join(folder, archive.LEDGER))
    return replace(after, stats={**after.stats, archive.LEDGER: stat})
