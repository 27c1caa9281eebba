"""Render an archive as pages: Markdown to HTML, themes, contexts, feeds and lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render.locales import LOCALES
from generator.render.page_dependencies import (
    NO_KEY,
    CopiedFile,
    Key,
    Keys,
    Made,
    PreviousPages,
    Text,
    digest_of,
    mark_shown,
)
from generator.render.pages import OLD_ADDRESSES, ON_REQUEST, PAGE_KINDS
from generator.render.pages.copies import plan_asset_pages
from generator.render.renderer import DocumentSources, Renderer
from generator.render.scope import Scope
from generator.render.themes.assets import Assets, make_assets
from generator.render.themes.listing import KINDS, leads_outside
from generator.render.themes.mistakes import describe_error, locate_error
from generator.render.themes.quoting import did_you_mean
from generator.render.themes.review import review_themes
from generator.render.themes.templates import COMPILED
from generator.render.themes.theme import Theme, builtin_themes, load_theme, theme_names
from generator.render.themes.untranslated import find_untranslated
from generator.report import BuildError, Diagnostic, error, own_mistake
from generator.text import folded

__all__ = [
    "COMPILED",
    "KINDS",
    "LOCALES",
    "NO_KEY",
    "PAGE_KINDS",
    "Assets",
    "CopiedFile",
    "DocumentSources",
    "Key",
    "Keys",
    "Made",
    "PreviousPages",
    "Rendered",
    "Renderer",
    "Text",
    "Theme",
    "builtin_themes",
    "describe_page",
    "did_you_mean",
    "digest_of",
    "find_clashes",
    "find_untranslated",
    "key_of",
    "leads_outside",
    "load_theme",
    "make_assets",
    "make_page",
    "mark_shown",
    "plan_old_addresses",
    "plan_pages",
    "render_page",
    "review_themes",
    "source_of",
    "template_chain",
    "theme_names",
]


def plan_pages(
    archive: Archive, site: SiteConfig, assets: Assets, *, with_specimen: bool = False
) -> tuple[Page, ...]:
    """Return every page of the output, in the order of publication.

    With a specimen, one of them shows invented samples of everything that a theme styles.
    """
    asked_for = ("specimen",) if with_specimen else ()
    return (*plan_asset_pages(assets), *_plan(archive, site, asked_for))


def find_clashes(pages: Sequence[Page]) -> Iterator[tuple[Page, Page]]:
    """Yield the pairs of pages that cannot both be published: their paths are the same once
    folded, or one has the path that the other needs as a folder.
    """
    claimed: dict[str, Page] = {}
    for page in pages:
        other = claimed.setdefault(folded(page.path), page)
        if other is not page:
            yield other, page
    blocked = {folder for folder in _folders(pages) if folded(folder) in claimed}
    for page in pages if blocked else ():
        for folder in blocked.intersection(_folders_above(page.path)):
            yield claimed[folded(folder)], page


def plan_old_addresses(archive: Archive, site: SiteConfig) -> tuple[Page, ...]:
    """Return the pages that answer at old URLs, once redirects and notices are decided."""
    return tuple(page for name in OLD_ADDRESSES for page in PAGE_KINDS[name].plan(archive, site))


def _folders(pages: Iterable[Page]) -> set[SitePath]:
    folders: set[SitePath] = set()
    for page in pages:
        folder = page.path
        while (folder := folder.rpartition("/")[0]) and folder not in folders:
            folders.add(folder)
    return folders


def _folders_above(path: SitePath) -> Iterator[SitePath]:
    while path := path.rpartition("/")[0]:
        yield path


def _plan(archive: Archive, site: SiteConfig, asked_for: Collection[str]) -> Iterator[Page]:
    for name, kind in PAGE_KINDS.items():
        if name not in ON_REQUEST or name in asked_for:
            yield from kind.plan(archive, site)


def source_of(page: Page, archive: Archive) -> str | None:
    """Return the file in the content folder that a page comes from; None for the site's own."""
    match page.kind:
        case "document" | "original":
            return f"{archive.cards[int(page.key[0])].url}.md"
        case "page":
            return archive.free_pages[int(page.key[0])].source
        case "file" | "markdown":
            return page.path
        case _:
            return None


def describe_page(page: Page, archive: Archive) -> str:
    """Return where a page comes from, as messages name it."""
    source = source_of(page, archive)
    if page.kind == "term":
        source = f"{page.path.rpartition('/')[0]}.md"
    return f"content/{source}" if source else f"the site's own page of the kind “{page.kind}”"


def key_of(page: Page, keys: Keys) -> Key:
    """Return what a page is made of, as digests."""
    return PAGE_KINDS[page.kind].key(keys, page)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's bytes, and what is wrong with what it shows."""

    data: bytes
    remark: Diagnostic | None = None


def render_page(page: Page, renderer: Renderer) -> bytes | Diagnostic | None:
    """Return a page's bytes, or what is wrong with it, or None if there is nothing to publish."""
    made = make_page(page, renderer)
    return made.data if isinstance(made, Rendered) else made


def make_page(page: Page, renderer: Renderer) -> Rendered | Diagnostic | None:
    """Return a page, or what is wrong with it, or None if there is nothing to publish."""
    scope = Scope(renderer, page)
    try:
        data = PAGE_KINDS[page.kind].make(scope)
        if data is None:
            return None
        return Rendered(data, _excess(scope) if scope.excess else None)
    except BuildError as problem:
        return locate_error(problem, renderer.theme)
    except Exception as problem:  # noqa: BLE001 - it must not cost the other pages
        found = describe_error(problem, renderer, describe_page(page, renderer.archive))
        if found is not None:
            return found
        if isinstance(problem, OSError):
            return _unreadable(problem, describe_page(page, renderer.archive))
        return own_mistake(problem, describe_page(page, renderer.archive))


def _excess(scope: Scope) -> Diagnostic:
    return error(
        "markdown.too-deep",
        f"{scope.excess}: the text is shown as it was typed",
        path=describe_page(scope.page, scope.archive),
        hint="Simplify the markup of that passage.",
    )


def _unreadable(problem: OSError, path: str) -> Diagnostic:
    return error(
        "content.unreadable",
        f"the file cannot be read: {problem.strerror}",
        path=path,
        hint="Fix the file or its permissions.",
    )


def _template(page: Page, renderer: Renderer) -> str:
    if page.kind == "document":
        card = renderer.archive.cards[int(page.key[0])]
        return renderer.template_of(renderer.sources.document(card.url).template)
    return f"{page.kind}.html"


def template_chain(page: Page, renderer: Renderer) -> tuple[str, ...]:
    """Return the theme files that could make a page, the one in use first."""
    name = _template(page, renderer)
    return tuple(
        f"themes/{layer.name}/templates/{name}"
        for layer in renderer.theme.layers
        if name in layer.files("templates")
    )
