"""Content files to the Archive: records, taxonomies, periods, the A–Z index."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.archive.addresses import PAGES_FOLDER, page_of
from generator.archive.documents import (
    Loaded,
    LoadedRecord,
    Reading,
    load_document,
    load_record,
)
from generator.archive.ledger import LEDGER, Ledger, ledger_text, read_ledger
from generator.archive.letters import find_letters
from generator.archive.packing import (
    Packed,
    pack_diagnostics,
    pack_record,
    unpack_diagnostics,
    unpack_record,
)
from generator.archive.periods import find_periods, find_undated
from generator.archive.settlement import (
    Addresses,
    Gone,
    NewSite,
    find_html_pages,
    settle_addresses,
)
from generator.archive.taxonomies import find_taxonomies
from generator.config import SiteConfig
from generator.model import Archive, FreePage, Record, SitePath
from generator.report import Diagnostic, error
from generator.text import folded, printable

__all__ = [
    "LEDGER",
    "PAGES_FOLDER",
    "Addresses",
    "Found",
    "Gone",
    "Ledger",
    "Loaded",
    "LoadedRecord",
    "NewSite",
    "Packed",
    "Reading",
    "assemble",
    "find_html_pages",
    "has_record",
    "ledger_text",
    "load_document",
    "load_record",
    "pack_diagnostics",
    "pack_record",
    "page_of",
    "read_ledger",
    "reading_of",
    "settle_addresses",
    "sort_names",
    "unpack_diagnostics",
    "unpack_record",
]

_NOT_COPIED = frozenset({"urls.txt", "furniture.txt"})


def reading_of(site: SiteConfig) -> Reading:
    """Return the settings that reading content files needs."""
    return Reading(str(site.content), tuple(site.taxonomies), site.defaults, site.base_url)


@dataclass(frozen=True, slots=True)
class Found:
    """The paths of a folder's files, sorted, and those that no address and no list can name."""

    names: tuple[str, ...]
    misnamed: tuple[str, ...] = ()

    def diagnostics(self, folder: str) -> Iterator[Diagnostic]:
        """Yield what is wrong; ``folder`` is the name of the folder as its owner knows it."""
        for name in self.misnamed:
            yield error(
                "file.name",
                "the file's name is not UTF-8, or holds control characters",
                path=f"{folder}/{printable(os.fsencode(name).decode(errors='replace'))}",
                hint="Rename the file; it is left out until then.",
            )


def sort_names(names: Iterable[str]) -> Found:
    """Return the paths of a folder's files in order, those apart that cannot be named."""
    ordered = sorted(names)
    return Found(
        tuple(name for name in ordered if _is_nameable(name)),
        tuple(name for name in ordered if not _is_nameable(name)),
    )


def _is_nameable(name: str) -> bool:
    """Say whether a path can stand in a list of one path a line."""
    return name.isprintable() or (printable(name) == name and not {"\t", "\n", "\r"} & set(name))


def has_record(name: str, taxonomies: Iterable[str]) -> bool:
    """Say whether a content file is a document or a free page, not a term or a file to copy."""
    top = name.partition("/")[0]
    return name.endswith(".md") and top not in set(taxonomies)


def assemble(
    site: SiteConfig,
    records: Iterable[Record],
    pages: Iterable[FreePage],
    files: Sequence[str],
    published: Collection[SitePath] = (),
) -> Archive:
    """Return the Archive of these records, in an order that does not depend on theirs.

    ``published`` are the addresses that pages ever had.
    """
    ordered = tuple(sorted(records, key=_order))
    return Archive(
        records=ordered,
        taxonomies=find_taxonomies(ordered, site.taxonomies, published),
        years=find_periods(ordered),
        undated=find_undated(ordered),
        letters=find_letters(ordered),
        free_pages=tuple(sorted(pages, key=lambda page: page.url)),
        files=tuple(name for name in files if not name.endswith(".md") and name not in _NOT_COPIED),
    )


def _order(record: Record) -> tuple[bool, tuple[int, ...], str, str]:
    """Oldest first by the date's own rule; undated ones last, by title; ties by URL."""
    has_year = record.date is not None and record.date.year is not None
    key = record.date.sort_key if record.date is not None and has_year else ()
    return (not has_year, key, "" if has_year else folded(record.title), record.url)
