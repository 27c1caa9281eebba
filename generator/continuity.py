"""No published address disappears: how each one that readers may have is answered."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from generator import archive, folders, publish
from generator.archive import Addresses, Gone
from generator.catalogue import Catalogue
from generator.conversion import Conversion, write_ledger
from generator.model import Archive, Page, SitePath
from generator.report import BuildError


def settle_addresses(
    work: Conversion, stock: Catalogue, pages: Iterable[Page], holdings: Archive
) -> Addresses:
    """Decide what answers at every address of the ledger; ``pages`` are those of the new site.

    Raises BuildError when two claim one address.
    """
    made = archive.find_html_pages(pages, holdings.cards)
    site = archive.NewSite(
        made=made,
        files=[*(page.path for page in pages if page.path not in made), publish.MANIFEST],
        documents=stock.odd.values(),
        texts=[name for name, entry in stock.entries.items() if entry.card],
        unreadable=[
            archive.page_of(name.removesuffix(".md"))
            for name, entry in stock.entries.items()
            if entry.card is None
        ],
        lost={
            seed.sha256: Gone(seed.title, seed.date, seed.language)
            for seed in work.known.values()
            if seed.is_document
        },
        moved=dict(archive.former_pages(holdings.taxonomies)),
    )
    return archive.settle_addresses(work.ledger, site)


def files_kept(
    addresses: Addresses, unwritten: Iterable[str], published: Iterable[SitePath]
) -> tuple[SitePath, ...]:
    """Return what is published of documents that stay as they are: their pages and the files
    beside them.

    These are the documents whose content file cannot be read, or could not be written
    (``unwritten``): made of the old file and the new seed, a page would be neither old nor new.
    """
    stale = (archive.page_of(name.removesuffix(".md")) for name in unwritten)
    pages = {*addresses.kept, *stale}
    stems = {page.removesuffix(".html") for page in pages}
    if not stems:
        return ()
    return tuple(
        path
        for path in published
        if path in pages
        or path.removesuffix(".md") in stems
        or path.rpartition(".original.")[0] in stems
    )


def record_addresses(addresses: Addresses, work: Conversion, stock: Catalogue) -> Catalogue:
    """Write down what is about to be published; return the content folder as it looks then.

    Raises BuildError when that is impossible: nothing is published that the ledger misses.
    """
    folder = work.site.content
    try:
        is_new = write_ledger(addresses.ledger, folder)
    except OSError as problem:
        raise BuildError(
            f"the list of published addresses cannot be written: {problem.strerror}",
            code="urls.unwritable",
            path=f"content/{archive.LEDGER}",
            hint="Make room, or make the folder writable; then build again.",
        ) from problem
    if not is_new:
        return stock
    mark = folders.mark_of(os.path.join(folder, archive.LEDGER))
    return replace(stock, marks={**stock.marks, archive.LEDGER: mark})
