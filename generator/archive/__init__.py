"""Content files to the Archive: records, taxonomies, periods, the A–Z index."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
from generator.report import BuildError, Diagnostic, error
from generator.text import folded, printable

__all__ = [
    "PAGES_FOLDER",
    "Found",
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


def find_files(folder: Path) -> Found:
    """Return all files of a folder and of those inside it; hidden ones are nobody's.

    Raises BuildError when the folder itself cannot be read.
    """
    names = sorted(_walk(str(folder), "", frozenset()))
    return Found(
        tuple(name for name in names if _is_nameable(name)),
        tuple(name for name in names if not _is_nameable(name)),
    )


def _is_nameable(name: str) -> bool:
    """Say whether a path can stand in a list of one path a line."""
    return printable(name) == name and not {"\t", "\n", "\r"} & set(name)


def _walk(folder: str, prefix: str, above: frozenset[str]) -> Iterator[str]:
    """Yield the paths below a folder; links that go nowhere too, so that they are reported."""
    inside = above | {os.path.realpath(folder)}
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as problem:
        if not prefix:
            raise _unreadable(folder, problem) from problem
        yield prefix.rstrip("/")  # whoever opens it as a file learns what is wrong
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if os.path.realpath(entry.path) not in inside:
                yield from _walk(entry.path, f"{prefix}{entry.name}/", inside)
        elif entry.is_file() or not os.path.exists(entry.path):
            yield prefix + entry.name


def _unreadable(folder: str, problem: OSError) -> BuildError:
    return BuildError(
        f"the folder cannot be read: {problem.strerror}",
        code="folder.unreadable",
        path=os.path.basename(folder),
        hint="Mend the folder or its permissions.",
    )


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
