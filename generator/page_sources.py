"""Where pages find what they are made of on the disk: documents, the lines set aside, originals."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator import archive, render
from generator.config import SiteConfig
from generator.model import Archive, Document, Origin
from generator.report import BuildError
from generator.seeds import Seeds
from generator.text import printable


def make_renderer(
    site: SiteConfig,
    theme: render.Theme,
    holdings: Archive,
    originals: Seeds,
    assets: render.Assets,
) -> render.Renderer:
    shelf = render.Shelf(
        document=partial(_document, archive.reading_of(site)),
        aside=partial(_aside, originals, site.seeds),
        original=partial(_original, originals, site.seeds),
        has_original=partial(_has_original, originals),
    )
    return render.Renderer(site, holdings, theme, shelf, assets)


def _document(reading: archive.Reading, url: str) -> Document:
    loaded = archive.load_document(f"{url}.md", reading)
    if loaded.document is None:
        raise BuildError(
            "the file changed during the build",
            path=f"content/{url}.md",
            code="content.changed",
            hint="Build again.",
        )
    return loaded.document


def _original(originals: Seeds, folder: Path, path: str, sha256: str) -> Path | None:
    """Return the seed's file; None when it is gone, or has other bytes by now."""
    return folder / path if _has_original(originals, path, sha256) else None


def _has_original(originals: Seeds, path: str, sha256: str) -> bool:
    return originals.digests.get(path) == sha256


def _aside(originals: Seeds, folder: Path, origin: Origin) -> list[tuple[int, str]]:
    path = _original(originals, folder, origin.path, origin.sha256) if origin.aside else None
    if path is None:
        return []
    from generator import readers  # only pages that are made need it

    try:
        lines = readers.read_seed(path.read_bytes(), origin.path).lines
    except (readers.UnreadableSeed, OSError):
        return []
    return [(n, printable(lines[n - 1].text).strip()) for n in origin.aside if n <= len(lines)]
