"""Give pages access to the files that they are made from: documents, seeds, old originals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator import archive, render
from generator.model import Document, Origin, SitePath
from generator.pipeline.conversion import Converted
from generator.report import BuildError
from generator.text import printable

Noted = tuple[str | None, str | None]
"""A seed as a content file records it: its path and its SHA-256."""


class Originals(Struct, frozen=True):
    """The seeds; ``digests`` maps their paths to the SHA-256 that they have now.

    ``kept`` are published originals of documents that were not updated when their seeds changed.
    """

    folder: Path
    digests: Mapping[str, str]
    kept: Mapping[Noted, Path]

    def find(self, path: str, sha256: str) -> Path | None:
        """Return a file with the bytes recorded for a seed; None if no such file is left."""
        if self.digests.get(path) == sha256:
            return self.folder / path
        return self.kept.get((path, sha256))

    def has(self, path: str, sha256: str) -> bool:
        """Return whether ``find`` would return a file."""
        return self.digests.get(path) == sha256 or (path, sha256) in self.kept

    def aside(self, origin: Origin) -> list[tuple[int, str]]:
        """Return the lines of a seed that were set aside, with their numbers."""
        path = self.find(origin.path, origin.sha256) if origin.aside else None
        if path is None:
            return []
        from generator import readers  # needed only when pages are made

        try:
            lines = readers.read_seed(path.read_bytes(), origin.path).lines
        except (readers.UnreadableSeed, OSError):
            return []
        return [(n, printable(lines[n - 1].text).strip()) for n in origin.aside if n <= len(lines)]


def find_sources(converted: Converted, published: Mapping[SitePath, str]) -> render.DocumentSources:
    """Return the sources after a conversion; ``published`` maps the last files to digests."""
    site, entries = converted.site, converted.content_files.entries
    kept: dict[Noted, Path] = {}
    for path, digest in published.items() if converted.left else ():
        name = f"{path.rpartition('.original.')[0]}.md"
        seed = entries[name].seed if name in converted.left and name in entries else None
        if seed is not None and seed[1] == digest:
            kept[seed] = site.output / path
    found = Originals(site.seeds, converted.sources.digests, kept)
    return render.DocumentSources(
        document=partial(_document, archive.reading_of(site)),
        aside=found.aside,
        original=found.find,
        has_original=found.has,
    )


def _document(reading: archive.Reading, url: str) -> Document:
    document = archive.load_document(f"{url}.md", reading).document
    if document is None:
        message, file = "the file changed during the build", f"content/{url}.md"
        raise BuildError(message, path=file, code="content.changed", hint="Build again.")
    return document
