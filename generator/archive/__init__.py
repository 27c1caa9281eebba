"""Content files to the Archive: records, taxonomies, periods, the A–Z index."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.archive.documents import (
    Loaded,
    LoadedRecord,
    Reading,
    load_document,
    load_record,
)
from generator.archive.letters import find_letters
from generator.archive.periods import find_periods, find_undated
from generator.archive.taxonomies import find_taxonomies
from generator.config import SiteConfig
from generator.model import Archive, FreePage, Record
from generator.text import folded

__all__ = [
    "PAGES_FOLDER",
    "Loaded",
    "LoadedRecord",
    "Reading",
    "assemble",
    "find_files",
    "is_document",
    "load_document",
    "load_record",
    "reading_of",
]

PAGES_FOLDER = "pages/"
_NOT_COPIED = frozenset({"urls.txt", "furniture.txt"})


def reading_of(site: SiteConfig) -> Reading:
    """Return the settings that reading content files needs."""
    return Reading(str(site.content), tuple(site.taxonomies), site.defaults)


def find_files(folder: Path) -> tuple[str, ...]:
    """Return the paths of all files of the content folder, sorted; hidden ones are nobody's."""
    return tuple(sorted(_walk(str(folder), "")))


def _walk(folder: str, prefix: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name


def is_document(name: str, taxonomies: Iterable[str]) -> bool:
    """Say whether a content file is a document, not a free page, a term or a file to copy."""
    top = name.partition("/")[0]
    return name.endswith(".md") and not name.startswith(PAGES_FOLDER) and top not in set(taxonomies)


def assemble(
    site: SiteConfig, records: Iterable[Record], pages: Iterable[FreePage], files: Sequence[str]
) -> Archive:
    """Return the Archive of these records, in an order that does not depend on theirs."""
    ordered = tuple(sorted(records, key=_order))
    return Archive(
        records=ordered,
        taxonomies=find_taxonomies(ordered, site.taxonomies),
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
