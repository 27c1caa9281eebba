"""Give pages access to what they are made of on the disk: documents and originals."""

from __future__ import annotations

from functools import partial

from generator import archive, render
from generator.config import SiteConfig
from generator.model import Archive, Document
from generator.pipeline.originals import Originals
from generator.report import BuildError


def make_renderer(
    site: SiteConfig,
    theme: render.Theme,
    holdings: Archive,
    found: Originals,
    assets: render.Assets,
) -> render.Renderer:
    sources = render.DocumentSources(
        document=partial(_document, archive.reading_of(site)),
        aside=found.aside,
        original=found.find,
        has_original=found.has,
    )
    return render.Renderer(site, holdings, theme, sources, assets)


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
