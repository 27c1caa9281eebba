"""The current state of the seeds folder, and what earlier builds found in it.

A seed whose file stat is unchanged is not opened: what is known about it comes from the cache.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator import archive
from generator.config import SiteConfig
from generator.dates import PartialDate
from generator.frontmatter_keys import SHEET_NAME
from generator.model import IS_PICTURE
from generator.pipeline.saved_folders import find_helpers
from generator.report import BuildError, Diagnostic, note, warning
from generator.state import store
from generator.state.snapshots import MISSING, FileStat, Snapshot
from generator.workers import DIED

if TYPE_CHECKING:
    from generator import content

_TABLE = "sources"
_LIKE_SHEETS = frozenset(f"metadata.{ending}" for ending in ("csv", "tsv", "xls", "xlsx", "ods"))
"""Names, in lower case, of files that are meant to be the owner's sheet."""


class Seed(Struct, frozen=True):
    """A seed as it was last read: its file stat, its SHA-256, and diagnostics about it.

    ``said`` is the digest of its row in the owner's sheet. Title, date and language are those of
    its document, stored here for the notice that replaces the page if its content file is gone.
    """

    stat: FileStat
    sha256: str
    said: str
    is_document: bool
    title: str | None
    date: PartialDate | None
    language: str | None
    remarks: tuple[Diagnostic, ...] = ()
    pictures: Mapping[str, FileStat] = field(default_factory=dict)
    """The files that its document may show as pictures, whether or not they are there."""

    @property
    def is_picture(self) -> bool:
        """Whether the seed is itself a picture, which is no document."""
        return any(remark.code == IS_PICTURE for remark in self.remarks)


class SourceIndex(Struct, frozen=True):
    """``digests`` maps the path of every seed that can be opened to its SHA-256, sorted by path."""

    digests: Mapping[str, str]
    same: Mapping[str, Seed]
    """The seeds that look the same as when they were last read."""
    outdated: frozenset[str]
    """The former SHA-256 of the seeds that are gone or changed."""
    unreadable: tuple[str, ...]
    sheet: content.MetadataSheet | None
    """What the owner's sheet says about the seeds; None when there is no sheet."""
    misnamed: tuple[Diagnostic, ...]
    seen: Snapshot
    hindrance: BuildError | None
    """Why no seed can be converted now: the owner's sheet or list of furniture cannot be read."""
    version: str
    """What the rows in the state depend on besides the seeds."""
    helpers: Mapping[str, str] = field(default_factory=dict)
    """The files that only help to show a page, each with the folder that it is in; else itself."""

    def is_hidden(self, name: str, sha256: str) -> bool:
        """Return whether a seed may be there but cannot be read or converted at present."""
        is_waiting = self.hindrance is not None and self.digests.get(name) != sha256
        return is_waiting or name in self.unreadable or self.seen.hides(name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted((*self.digests, *self.unreadable)))

    def without_helpers(self, names: Collection[str]) -> tuple[str, ...]:
        """Return those of these files that may be documents."""
        return tuple(name for name in names if name not in self.helpers)

    def about_helpers(self) -> Iterator[Diagnostic]:
        """Yield one note about all files that are no documents but help to show some."""
        if self.helpers:
            first = min(self.helpers.values())
            number = len(self.helpers)
            what = "file that only helps" if number == 1 else "files that only help"
            message = f"{number:,} {what} to show saved pages: style sheets, scripts, frames"
            hint = "If there are documents among these, rename the folder that they are in."
            yield note("seed.helper", message, path=f"seeds/{first}", hint=hint)

    def about_sheet(self) -> Iterator[Diagnostic]:
        """Yield the diagnostics about the owner's sheet."""
        if self.sheet is not None:
            from generator import content

            yield from self.sheet.diagnostics
            yield from content.check_sheet(self.sheet, self.names)


def load_source_index(
    site: SiteConfig, seen: Snapshot, reading: str, state: store.State
) -> SourceIndex:
    """Return the index of the seeds folder; ``seen`` is its current snapshot.

    ``reading`` stands for all that reading a seed depends on besides the seed and the settings.
    """
    version = f"{reading} {site.date_order} {sorted(site.taxonomies)}"
    sheet = hindrance = None
    try:
        seen.require(SHEET_NAME, "seeds")
        if SHEET_NAME in seen.stats:
            from generator import content  # many archives have no sheet

            taxonomies, order = site.taxonomies, site.date_order
            sheet = content.load_sheet(
                site.seeds, order=order, taxonomies=taxonomies, guess=_guess_text
            )
    except BuildError as problem:
        hindrance = problem
    names, odd = archive.sort_names(seen.stats, "seeds")
    helpers = find_helpers(names)
    known = state.rows(_TABLE, version, Seed)
    stat_of = picture_stats(seen.stats)
    same = {
        name: seed
        for name, seed in known.items()
        if seen.stats.get(name) == seed.stat
        and name not in helpers
        and (hindrance or seed.said == said_of(sheet, name))
        and all(stat_of(path) == stat for path, stat in seed.pictures.items())
    }
    digests = {
        name: same[name].sha256 if name in same else _digest_of(os.path.join(site.seeds, name))
        for name in names
        if name != SHEET_NAME and name not in helpers
    }
    return SourceIndex(
        digests={name: digest for name, digest in digests.items() if digest},
        same=same,
        outdated=frozenset(seed.sha256 for name, seed in known.items() if name not in same),
        unreadable=tuple(name for name, digest in digests.items() if not digest),
        sheet=sheet,
        misnamed=(*odd, *seen.diagnostics("seeds"), *_name_sheets(names)),
        seen=seen,
        hindrance=hindrance,
        version=version,
        helpers=helpers,
    )


def _name_sheets(names: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each file that is called nearly like the owner's sheet."""
    for name in names:
        if name.lower() in _LIKE_SHEETS and name != SHEET_NAME:
            message = f"this is not read as the sheet, which is called {SHEET_NAME}"
            hint = f"Save it as CSV (UTF-8), under the name seeds/{SHEET_NAME}."
            yield warning("sheet.name", message, path=f"seeds/{name}", hint=hint)


def _guess_text(data: bytes) -> tuple[str, str] | None:
    """Return the text of a file that is not UTF-8, and the name of its encoding, if it is text."""
    from generator import readers  # most sheets are UTF-8

    with suppress(readers.UnreadableSeed):
        return readers.decode(data)
    return None


def picture_stats(stats: Mapping[str, FileStat]) -> Callable[[str], FileStat]:
    """Return a function that returns the file stat of a picture at a path in the seeds folder.

    If there is no such file, it is that of a file whose path differs in letter case only.
    """
    folded: dict[str, FileStat] = {}

    def stat_of(path: str) -> FileStat:
        if path in stats:
            return stats[path]
        if not folded:
            folded.update((name.lower(), stats[name]) for name in sorted(stats, reverse=True))
        return folded.get(path.lower(), MISSING)

    return stat_of


def said_of(sheet: content.MetadataSheet | None, name: str) -> str:
    """Return a digest of everything that a sheet says about a seed; empty if it says nothing."""
    return sheet.digest_of(name) if sheet else ""


def _digest_of(path: str) -> str:
    """Return the SHA-256 of a file; empty when it cannot be opened."""
    with suppress(OSError), open(path, "rb") as file:
        return sha256(file.read()).hexdigest()
    return ""


def save_seeds(seeds: Mapping[str, Seed], index: SourceIndex, state: store.State) -> None:
    """Save what is known about the seeds for the next build."""
    rows = {
        name: seed
        for name, seed in seeds.items()
        if seed.sha256 and all(one.code != DIED for one in seed.remarks)
    }
    state.save_rows(_TABLE, index.version, rows, Seed)
