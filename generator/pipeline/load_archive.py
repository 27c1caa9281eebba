"""Load the content folder as the Archive that is to be published.

Records stay packed until a page asks for one. The indexes are kept from build to build, as long
as the documents are filed as they were.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from generator import archive
from generator.archive import TermFile
from generator.config import SiteConfig
from generator.model import Archive, Card, FreePage, Letter, SitePath
from generator.options import BuildOptions
from generator.pipeline.content_index import ContentIndex, ContentRow
from generator.render import digest_of
from generator.state import store

_TABLE = "lists"
_LETTERS = "letters"


def load_archive(
    site: SiteConfig,
    options: BuildOptions,
    content_files: ContentIndex,
    terms: Collection[TermFile],
    published: Collection[SitePath],
    code: str,
    state: store.State,
) -> Archive:
    """Return what is to be published.

    ``terms`` are the owner's term files, ``published`` the addresses that pages ever had, and
    ``code`` is the digest of the program.
    """
    chosen = [
        (name, entry.card, entry)
        for name, entry in content_files.entries.items()
        if entry.card and (entry.status == "published" or options.with_drafts)
    ]
    pages = [_free_page(name, card) for name, card, _ in chosen if _is_free_page(name)]
    documents = [(card, entry) for name, card, entry in chosen if not _is_free_page(name)]
    entries = [entry for _, entry in documents]
    lists = sorted(path for path in published if path.endswith("/index.html"))
    filed = [entry.filed for entry in entries]
    filing = f"{code} {digest_of(filed, site.taxonomies, lists, terms)}"
    indexes = _indexes(site, entries, terms, published, filing, state)
    ordered = [documents[index] for index in indexes.order]
    records = archive.Records([entry.packed for _, entry in ordered])
    cards = [card for card, _ in ordered]
    letters = _letters(cards, code, state)
    whole = archive.put_together(indexes, letters, records, cards, pages, content_files.files)
    filed_whole = replace(whole, filing=filing)
    return _with_references(filed_whole, [entry for _, entry in ordered])


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


def _is_free_page(name: str) -> bool:
    return name.startswith(archive.PAGES_FOLDER)


def _free_page(name: str, card: Card) -> FreePage:
    return FreePage(name.removeprefix(archive.PAGES_FOLDER).removesuffix(".md"), card.title, name)


def _indexes(
    site: SiteConfig,
    entries: Sequence[ContentRow],
    terms: Collection[TermFile],
    published: Collection[SitePath],
    filing: str,
    state: store.State,
) -> archive.ArchiveIndexes:
    """Return the indexes of these documents: the kept ones while they are valid."""
    known = state.value(_TABLE, filing, archive.ArchiveIndexes)
    if known is not None:
        return known
    records = [record for entry in entries if (record := entry.loaded.record)]
    indexes = archive.make_indexes(records, site.taxonomies, published, terms)
    state.save_value(_TABLE, filing, indexes)
    return indexes


def _letters(cards: Sequence[Card], code: str, state: store.State) -> tuple[Letter, ...]:
    """Return the A–Z index of these documents: the kept one while it is valid."""
    titles = [(card.url, card.title, card.is_hidden) for card in cards]
    version = f"{code} {digest_of(titles)}"
    known = state.value(_LETTERS, version, tuple[Letter, ...])
    if known is None:
        known = archive.find_letters(cards)
        state.save_value(_LETTERS, version, known)
    return known
