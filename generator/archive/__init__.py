"""Turn content files into the Archive: records, taxonomies, periods, the A–Z index."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.archive.a_to_z import find_letters
from generator.archive.addresses import PAGES_FOLDER, page_of, texts_of
from generator.archive.documents import (
    Loaded,
    LoadedRecord,
    Reading,
    load_document,
    load_record,
)
from generator.archive.indexes import ArchiveIndexes, filing_of, make_indexes
from generator.archive.ledger import LEDGER, Ledger, join_ledgers, ledger_data, read_ledger
from generator.archive.records import Records, pack_record, unpack_record
from generator.archive.redirect_policy import (
    Addresses,
    Gone,
    NewSite,
    find_html_pages,
    resolve_urls,
)
from generator.archive.references import (
    Named,
    find_references,
    title_key,
    turn_round,
)
from generator.archive.taxonomies import former_pages
from generator.archive.term_files import TermFile, check_terms, is_term_file, load_term
from generator.archive.term_suggestions import find_alike
from generator.config import SiteConfig
from generator.model import Archive, Card, FreePage, Letter, Record, SitePath, card_of
from generator.report import Diagnostic, error
from generator.text import is_nameable, printable

__all__ = [
    "LEDGER",
    "PAGES_FOLDER",
    "Addresses",
    "ArchiveIndexes",
    "FoundNames",
    "Gone",
    "Ledger",
    "Loaded",
    "LoadedRecord",
    "Named",
    "NewSite",
    "Reading",
    "Records",
    "TermFile",
    "assemble",
    "check_terms",
    "filing_of",
    "find_alike",
    "find_html_pages",
    "find_letters",
    "find_references",
    "former_pages",
    "has_record",
    "is_term_file",
    "join_ledgers",
    "ledger_data",
    "load_document",
    "load_record",
    "load_term",
    "make_indexes",
    "pack_record",
    "page_of",
    "put_together",
    "read_ledger",
    "reading_of",
    "resolve_urls",
    "sort_names",
    "texts_of",
    "title_key",
    "turn_round",
    "unpack_record",
]

_NOT_COPIED = frozenset({"urls.txt", "furniture.txt"})


def reading_of(site: SiteConfig) -> Reading:
    """Return the settings that reading content files needs."""
    return Reading(str(site.content), tuple(site.taxonomies), site.defaults, site.base_url)


@dataclass(frozen=True, slots=True)
class FoundNames:
    """The sorted paths of a folder's files, and those that no address or list can hold."""

    names: tuple[str, ...]
    misnamed: tuple[str, ...] = ()

    def diagnostics(self, folder: str) -> Iterator[Diagnostic]:
        """Yield an error for each misnamed file; ``folder`` is the folder's name for its owner."""
        for name in self.misnamed:
            yield error(
                "file.name",
                "the file's name is not UTF-8, or holds control characters",
                path=f"{folder}/{printable(os.fsencode(name).decode(errors='replace'))}",
                hint="Rename the file; it is left out until then.",
            )


def sort_names(names: Iterable[str]) -> FoundNames:
    """Return the paths of a folder's files, sorted, with unusable names set apart."""
    ordered = sorted(names)
    odd = tuple(name for name in ordered if not is_nameable(name))
    return FoundNames(tuple(filter(is_nameable, ordered)) if odd else tuple(ordered), odd)


def has_record(name: str, taxonomies: Collection[str]) -> bool:
    """Return whether a content file is a document or a free page, not a term or a file to copy."""
    return name.endswith(".md") and name.partition("/")[0] not in taxonomies


def assemble(
    site: SiteConfig,
    records: Sequence[Record],
    pages: Iterable[FreePage],
    files: Sequence[str],
    published: Collection[SitePath] = (),
    terms: Collection[TermFile] = (),
) -> Archive:
    """Return the Archive of these records, in an order that does not depend on theirs.

    ``published`` are all addresses that pages ever had, ``terms`` the owner's term files.
    """
    indexes = make_indexes(records, site.taxonomies, published, terms)
    ordered = [records[index] for index in indexes.order]
    cards = tuple(map(card_of, ordered))
    return put_together(indexes, find_letters(cards), ordered, cards, pages, files)


def put_together(
    indexes: ArchiveIndexes,
    letters: tuple[Letter, ...],
    records: Sequence[Record],
    cards: Sequence[Card],
    pages: Iterable[FreePage],
    files: Sequence[str],
) -> Archive:
    """Return the Archive of records that are already in order, with their cards."""
    return Archive(
        records=records,
        taxonomies=indexes.taxonomies,
        years=indexes.years,
        days_of_year=indexes.days_of_year,
        undated=indexes.undated,
        letters=letters,
        free_pages=tuple(sorted(pages, key=lambda page: page.url)),
        files=tuple(name for name in files if not name.endswith(".md") and name not in _NOT_COPIED),
        cards=cards,
        similar=indexes.similar,
    )
