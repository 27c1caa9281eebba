"""Plan the pages of the new site; of two files that cannot both be published, leave one out.

The site's own pages come first, then what is (or has more) published already, then the first by
path.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from operator import itemgetter

from generator import publish, render
from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.pipeline.content_index import ContentIndex
from generator.pipeline.conversion import Converted
from generator.pipeline.load_archive import load_archive
from generator.report import BuildError, Diagnostic, Report, error
from generator.text import folded

_MANIFEST = Page(publish.MANIFEST, "manifest")
"""Written before and after all other files; no stage plans it."""


def plan_pages(
    converted: Converted, assets: render.Assets, published: Mapping[SitePath, str], report: Report
) -> tuple[ContentIndex, Archive, tuple[Page, ...]]:
    """Return the content index without the files left out, and its archive and pages.

    ``published`` are the digests of the last output.
    """
    before, content_files = converted.before, converted.content_files
    site, known = before.site, converted.ledger.digests.keys()
    while True:
        holdings = load_archive(before, content_files, known)
        pages = render.plan_pages(
            holdings, site, assets, with_specimen=before.options.with_specimen
        )
        losers = _find_losers(pages, published, site)
        if not losers:
            return content_files, holdings, pages
        report.add(losers.values())
        content_files = content_files.without(losers.keys())


def _find_losers(
    pages: Sequence[Page], published: Mapping[SitePath, str], site: SiteConfig
) -> dict[str, Diagnostic]:
    """Return the files of the content folder that are to be left out, each with the reason."""
    clashes = list(render.find_clashes((_MANIFEST, *pages)))
    if not clashes:
        return {}
    asked: defaultdict[str | None, list[Page]] = defaultdict(list)
    for page in pages:
        asked[render.source_of(page)].append(page)
    pairs = []
    for pair in clashes:
        names = (render.source_of(page) for page in pair)
        ranks = (_rank(name, asked[name], site, published) for name in names)
        ranked = sorted(zip(ranks, pair, strict=True), key=itemgetter(0))
        pairs.append((ranked[0], ranked[1]))
    losers: dict[str, Diagnostic] = {}
    for ((*_, winner), kept), ((*_, loser), left_out) in sorted(pairs, key=lambda one: one[0][0]):
        if loser and not losers.keys() & {winner, loser}:
            losers[loser] = _clash(loser, left_out, kept)
    if not losers:
        raise BuildError(
            f"two pages of the site's own are called {clashes[0][0].path}",
            code="url.clash",
            hint="Please report this message.",
        )
    return losers


def _rank(
    name: str | None, pages: Sequence[Page], site: SiteConfig, published: Mapping[SitePath, str]
) -> tuple[bool, bool, int, str]:
    """Return the rank of what claims pages: a file of the content folder, or None, the site itself.

    The lowest rank wins. The last part of it is the name.
    """
    if name is None:
        return (False, False, 0, "")
    there = [page for page in pages if _is_published(page, site, published)]
    missing = [page for page in pages if page not in there and page.kind != "original"]
    return (True, bool(missing), -len(there), name)


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
