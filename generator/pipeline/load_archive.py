"""Load the content folder as the Archive that is to be published.

Records stay packed until a page asks for one. The indexes are kept from build to build, as long
as the documents are filed as they were.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from generator import archive
from generator.model import Archive, Card, FreePage, Letter, SitePath
from generator.pipeline.content_index import ContentIndex, ContentRow
from generator.pipeline.inventory import Inventory
from generator.render import digest_of


def load_archive(
    before: Inventory, content_files: ContentIndex, published: Collection[SitePath]
) -> Archive:
    """Return what is to be published; ``published`` are the addresses that pages ever had."""
    site, code, terms, state = before.site, before.seen.code, before.terms.files, before.state
    documents: list[tuple[Card, ContentRow]] = []
    pages: list[FreePage] = []
    for name, entry in content_files.entries.items():
        if entry.card is None or not (entry.status == "published" or before.options.with_drafts):
            continue
        if name.startswith(archive.PAGES_FOLDER):
            url = name.removeprefix(archive.PAGES_FOLDER).removesuffix(".md")
            pages.append(FreePage(url, entry.card.title, name))
        else:
            documents.append((entry.card, entry))

    def make_indexes() -> archive.ArchiveIndexes:
        records = [record for _, entry in documents if (record := entry.loaded.record)]
        return archive.make_indexes(records, site.taxonomies, published, terms)

    lists = sorted(path for path in published if path.endswith("/index.html"))
    filed = [entry.filed for _, entry in documents]
    filing = f"{code} {digest_of(filed, site.taxonomies, lists, terms)}"
    indexes = state.remember("lists", filing, archive.ArchiveIndexes, make_indexes)
    ordered = [documents[index] for index in indexes.order]
    records = archive.Records([entry.packed for _, entry in ordered])
    cards = [card for card, _ in ordered]
    titled = f"{code} {digest_of([(card.url, card.title, card.is_hidden) for card in cards])}"
    make_letters = partial(archive.find_letters, cards)
    letters = state.remember("letters", titled, tuple[Letter, ...], make_letters)
    whole = archive.put_together(indexes, letters, records, cards, pages, content_files.files)
    return _with_references(replace(whole, filing=filing), [entry for _, entry in ordered])


def _with_references(holdings: Archive, entries: Sequence[ContentRow]) -> Archive:
    """Return the archive with its documents' references; ``entries`` are in its order."""
    if not any(entry.cites for entry in entries):
        return holdings
    cards, records = holdings.cards, holdings.records
    names = [
        archive.Named(*entry.called, entry.cites, card.is_hidden)
        for entry, card in zip(entries, cards, strict=True)
    ]
    references = archive.find_references(names, lambda place: records[place].source)
    hidden = {place for place in references if cards[place].is_hidden}
    named_by = archive.turn_round(references, hidden)
    return replace(holdings, references=references, referenced_by=named_by)
