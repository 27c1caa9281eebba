"""Plan the pages of the new site; of two files that cannot both be published, leave one out.

The site's own pages come first, then what is (or has more) published already, then the first by
path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from generator import publish, render
from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.pipeline.content_index import ContentIndex
from generator.pipeline.conversion import Converted
from generator.pipeline.load_archive import load_archive
from generator.report import BuildError, Diagnostic, error
from generator.text import folded

_MANIFEST = Page(publish.MANIFEST, "manifest")
"""Written before and after all other files; no stage plans it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The content index without the files left out, and its archive and pages.

    ``left_out`` says which files are left out, and why.
    """

    content_files: ContentIndex
    holdings: Archive
    pages: tuple[Page, ...]
    left_out: tuple[Diagnostic, ...]


def plan_pages(
    converted: Converted, assets: render.Assets, published: Mapping[SitePath, str]
) -> Planned:
    """Return the pages of the new site; ``published`` are the digests of the last output."""
    before, content_files = converted.before, converted.content_files
    site, known = before.site, converted.ledger.digests.keys()
    left_out: list[Diagnostic] = []
    while True:
        holdings = load_archive(before, content_files, known)
        pages = render.plan_pages(
            holdings, site, assets, with_specimen=before.options.with_specimen
        )
        losers = find_losers(pages, published, site)
        if not losers:
            return Planned(content_files, holdings, pages, tuple(left_out))
        left_out += losers.values()
        content_files = content_files.without(losers.keys())


def find_losers(
    pages: Sequence[Page], published: Mapping[SitePath, str], site: SiteConfig
) -> dict[str, Diagnostic]:
    """Return the files of the content folder that are to be left out, each with the reason.

    ``published`` are the digests of the last output.
    """
    clashes = list(render.find_clashes((_MANIFEST, *pages)))
    if not clashes:
        return {}
    asked: defaultdict[str | None, list[Page]] = defaultdict(list)
    for page in pages:
        asked[render.source_of(page)].append(page)
    pairs = []
    for pair in clashes:
        names = (render.source_of(page) for page in pair)
        claimants = (_claimant(name, asked[name], site, published) for name in names)
        ranked = sorted(zip(claimants, pair, strict=True), key=lambda one: one[0].rank)
        pairs.append((ranked[0], ranked[1]))
    losers: dict[str, Diagnostic] = {}
    for (winner, kept), (loser, left_out) in sorted(pairs, key=lambda pair: pair[0][0].rank):
        if loser.name is not None and not losers.keys() & {winner.name, loser.name}:
            losers[loser.name] = _clash(loser.name, left_out, kept)
    if not losers:
        raise BuildError(
            f"two pages of the site's own are called {clashes[0][0].path}",
            code="url.clash",
            hint="Please report this message.",
        )
    return losers


@dataclass(frozen=True, slots=True)
class _Claimant:
    """What claims pages: a file of the content folder, or (no name) the site itself."""

    name: str | None
    is_published: bool
    published: int
    """How many of its pages are."""

    @property
    def rank(self) -> tuple[bool, bool, int, str]:
        return (self.name is not None, not self.is_published, -self.published, self.name or "")


def _claimant(
    name: str | None, pages: Sequence[Page], site: SiteConfig, published: Mapping[SitePath, str]
) -> _Claimant:
    if name is None:
        return _Claimant(None, is_published=True, published=0)
    there = [page for page in pages if _is_published(page, site, published)]
    missing = [page for page in pages if page not in there and page.kind != "original"]
    return _Claimant(name, not missing, len(there))


def _is_published(page: Page, site: SiteConfig, published: Mapping[SitePath, str]) -> bool:
    if page.kind != "file":
        return page.path in published
    data = publish.bytes_of(site.content / page.path)
    return data is not None and published.get(page.path) == sha256(data).hexdigest()


def _clash(name: str, left_out: Page, kept: Page) -> Diagnostic:
    is_same = folded(left_out.path) == folded(kept.path)
    trouble = "claim one address" if is_same else "cannot be a file and a folder at once"
    described = render.describe_page(kept)
    return error(
        "url.clash",
        f"content/{name} and {described} {trouble}, {left_out.path}: the latter is published",
        path=f"content/{name}",
        hint="Rename one of the two; this one is left out until then.",
    )
