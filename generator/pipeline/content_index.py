"""Read the content folder into an index: an entry for each document and each free page.

A file whose stat is unchanged is not read again: its entry comes from the cache.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from hashlib import sha256
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator import archive, render
from generator.archive import LoadedRecord, Reading
from generator.config import SiteConfig
from generator.model import Card, Cite, Status, card_of, first_day
from generator.options import BuildOptions
from generator.report import Diagnostic, own_mistake
from generator.state import snapshots, store
from generator.state.snapshots import FileStat, Snapshot
from generator.workers import died_at, ordered_map

_TABLE = "content"


class ContentRow(NamedTuple):
    """A content file: its file stat from before it was read, its SHA-256, and what it says.

    ``packed`` holds everything that the file says; the other fields are what every build needs of
    every file. ``card`` is None when the file cannot be read. ``shown`` is a digest of what lists
    show of the document, ``filed`` a digest of how it is filed. ``called`` is how other documents
    refer to it: the key of its title, and its date. ``found_at`` are the keys of the addresses by
    which links lead to it and to places in it, ``links`` those of the links in its own text.
    """

    stat: FileStat
    sha256: str
    status: Status
    card: Card | None
    seed: tuple[str | None, str | None] | None
    """Path and SHA-256 of the seed, as far as the file records them; None if it is hand-written."""
    is_plain: bool
    """Whether the file is published and has no aliases, no embargo and no diagnostics."""
    embargo: str
    """The first day on which it may be published, as YYYY-MM-DD; empty without an embargo."""
    template: str | None
    cites: tuple[Cite, ...]
    called: tuple[bytes, str | None]
    found_at: tuple[str, ...]
    links: tuple[tuple[str, ...], ...]
    shown: str
    filed: str
    packed: bytes

    @property
    def loaded(self) -> LoadedRecord:
        """Everything that the file says."""
        return archive.unpack_record(self.packed)

    def status_on(self, day: str) -> Status:
        """Return the status on a day, given as YYYY-MM-DD."""
        return "embargoed" if self.status == "published" and self.embargo > day else self.status


class ContentIndex(Struct, frozen=True, dict=True):
    """``entries`` by path in the content folder, sorted; ``files`` are the other files in it."""

    entries: Mapping[str, ContentRow]
    files: tuple[str, ...]
    misnamed: tuple[Diagnostic, ...]
    read: frozenset[str]
    """The entries that did not come from the cache."""
    gone: Mapping[str, ContentRow]
    """The cache's entries for files that have been changed or removed since."""
    hidden: Mapping[str, ContentRow]
    """The cache's entries for files that may exist but cannot be seen or read."""
    seen: Snapshot
    """The snapshot of the folder, updated with what this build has written to it."""
    today: str
    """The day of the build, as YYYY-MM-DD."""

    @cached_property
    def homes(self) -> frozenset[str]:
        """The SHA-256 of the seeds that content files are made from."""
        entries = (*self.entries.values(), *self.hidden.values())
        seeds = (entry.seed for entry in entries if entry.seed)
        return frozenset(digest for _, digest in seeds if digest)

    @cached_property
    def odd(self) -> Mapping[str, LoadedRecord]:
        """The loaded record of each file that is not plain, by path, with its status of today."""
        return {
            name: replace(entry.loaded, status=entry.status_on(self.today))
            for name, entry in self.entries.items()
            if not entry.is_plain
        }

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day but one of the days on which the same embargoes last.

        The first is that on which the latest of them ended, the other that on which the next one
        ends; empty where there is none.
        """
        ends = {entry.embargo for entry in self.entries.values() if entry.embargo}
        past = [day for day in ends if day <= self.today]
        return max(past, default=""), min(ends.difference(past), default="")

    def digest_of(self, name: str) -> str:
        """Return the SHA-256 of an entry, or the stat of another file, or raise KeyError."""
        entry = self.entries.get(name)
        if entry is None:
            return str(self.seen.stats[name])
        # What is redacted may also follow from the settings.
        return f"{entry.sha256}{entry.card.redaction}" if entry.card else entry.sha256

    def without(self, names: Collection[str]) -> ContentIndex:
        """Return the index with these files left out, as if they could not be read."""
        left_out = {
            name: entry._replace(card=None) for name, entry in self.entries.items() if name in names
        }
        files = tuple(name for name in self.files if name not in names)
        return replace(self, entries={**self.entries, **left_out}, files=files)


def load_content_index(
    site: SiteConfig, options: BuildOptions, seen: Snapshot, code: str, state: store.State
) -> ContentIndex:
    """Return the index of the content folder; ``seen`` is its snapshot."""
    names, odd = archive.sort_names(seen.stats, "content")
    terms = frozenset(site.taxonomies)
    wanted = [name for name in names if archive.has_record(name, terms)]
    with store.uncollected():
        known = dict(state.rows(_TABLE, _version(site, code), ContentRow))
    read = [name for name in wanted if name not in known or known[name].stat != seen.stats[name]]
    fresh = _read(site, options, read, seen.stats)
    stale = known.keys() - set(wanted).difference(read)
    gone = {name: known[name] for name in sorted(stale)}
    unread = {name for name, entry in fresh.items() if not entry.sha256}
    hidden = {name: gone.pop(name) for name in tuple(gone) if name in unread or seen.hides(name)}
    return ContentIndex(
        entries={name: fresh.get(name) or known[name] for name in wanted},
        files=tuple(sorted(set(names).difference(wanted))),
        misnamed=(*odd, *seen.diagnostics("content")),
        read=frozenset(read),
        gone=gone,
        hidden=hidden,
        seen=seen,
        today=options.today,
    )


def reread(
    index: ContentIndex, site: SiteConfig, options: BuildOptions, names: Collection[str]
) -> ContentIndex:
    """Look at these files, which have just been written or deleted; return the updated index."""
    if not names:
        return index
    terms = frozenset(site.taxonomies)
    stats = {name: snapshots.stat_of_input(os.path.join(site.content, name)) for name in names}
    gone = {name for name, stat in stats.items() if stat == snapshots.MISSING}
    records = sorted(name for name in stats.keys() - gone if archive.has_record(name, terms))
    entries = sorted({**index.entries, **_read(site, options, records, stats)}.items())
    files = sorted({*index.files, *(stats.keys() - gone)}.difference(records, gone))
    kept = {name: stat for name, stat in index.seen.stats.items() if name not in gone}
    seen = replace(index.seen, stats={**kept, **{n: s for n, s in stats.items() if n not in gone}})
    return replace(
        index,
        entries=dict(entries),
        files=tuple(files),
        seen=seen,
        read=index.read.union(records),
    )


def _read(
    site: SiteConfig, options: BuildOptions, names: Sequence[str], stats: Mapping[str, FileStat]
) -> dict[str, ContentRow]:
    work = partial(_read_entry, archive.reading_of(site))
    results = ordered_map(
        work, names, options.jobs, lost=lambda name: _unread("", died_at(f"content/{name}"))
    )
    pairs = zip(names, options.follow("Loading content", results, len(names)), strict=True)
    return {name: entry._replace(stat=stats[name]) for name, entry in pairs}


def _unread(digest: str, reason: Diagnostic) -> ContentRow:
    return _entry(digest, LoadedRecord(None, diagnostics=(reason,)))


def _read_entry(reading: Reading, name: str) -> ContentRow:
    digest = ""
    try:
        with suppress(OSError), open(os.path.join(reading.folder, name), "rb") as file:
            digest = sha256(file.read()).hexdigest()
        return _entry(digest, archive.load_document(name, reading).kept)
    except Exception as bug:  # noqa: BLE001 - our mistake must not cost the other documents
        return _unread(digest, own_mistake(bug, f"content/{name}"))


def _entry(digest: str, loaded: LoadedRecord) -> ContentRow:
    record = loaded.record
    date = record.date.text if record and record.date else None
    embargo = (first_day(loaded.embargo) or "") if loaded.embargo else ""
    return ContentRow(
        stat=snapshots.MISSING,
        sha256=digest,
        status=loaded.status,
        card=card_of(record) if record else None,
        seed=loaded.noted_seed,
        is_plain=not (loaded.aliases or loaded.diagnostics or embargo) and loaded.is_published,
        embargo=embargo,
        template=loaded.template,
        cites=loaded.cites,
        called=(archive.title_key(record.title) if record else b"", date),
        found_at=archive.keys_of(record, loaded.aliases, loaded.places, loaded.names)
        if record
        else (),
        links=loaded.links,
        shown=render.digest_of_card(record) if record else "",
        filed=render.digest_of(archive.filing_of(record), bool(record.origin)) if record else "",
        packed=archive.pack_record(loaded),
    )


def save_content_index(
    index: ContentIndex, site: SiteConfig, code: str, state: store.State
) -> None:
    """Save the index for the next build; entries of hidden files stay as they were last read."""
    rows = {name: entry for name, entry in index.entries.items() if entry.sha256}
    rows |= {name: entry for name, entry in index.hidden.items() if name not in rows}
    state.save_rows(_TABLE, _version(site, code), rows, ContentRow)


def _version(site: SiteConfig, code: str) -> str:
    reading = archive.reading_of(site)
    return f"{code} {replace(reading, folder='')}"
