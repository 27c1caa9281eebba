"""Render an archive as pages: Markdown to HTML, themes, contexts, feeds and lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render.fact_digests import FactDigests, digest_of, digest_of_card, is_of_lists
from generator.render.facts import PROGRAM, Fact
from generator.render.locales import LOCALES, LocaleWords
from generator.render.pages import OLD_ADDRESSES, ON_REQUEST, PAGE_KINDS
from generator.render.pages.copies import plan_asset_pages
from generator.render.renderer import DocumentSources, Renderer
from generator.render.scope import Scope
from generator.render.themes.assets import Assets, make_assets
from generator.render.themes.listing import KINDS, leads_outside
from generator.render.themes.mistakes import describe_error, locate_error
from generator.render.themes.quoting import did_you_mean
from generator.render.themes.review import find_untranslated, review_themes
from generator.render.themes.templates import COMPILED
from generator.render.themes.theme import Theme, builtin_themes, load_theme, theme_names
from generator.report import BuildError, Diagnostic, error, own_mistake
from generator.text import folded

__all__ = [
    "COMPILED",
    "KINDS",
    "LOCALES",
    "PAGE_KINDS",
    "Assets",
    "DocumentSources",
    "Fact",
    "FactDigests",
    "LocaleWords",
    "Rendered",
    "Renderer",
    "Theme",
    "builtin_themes",
    "describe_page",
    "did_you_mean",
    "digest_of",
    "digest_of_card",
    "find_clashes",
    "find_untranslated",
    "is_of_lists",
    "leads_outside",
    "load_theme",
    "make_assets",
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


def source_of(page: Page) -> str | None:
    """Return the file in the content folder that a page comes from; None for the site's own."""
    match page.kind:
        case "document" | "original":
            return f"{page.key[0]}.md"
        case "page":
            return str(page.key[0])
        case "file" | "markdown":
            return page.path
        case _:
            return None


def describe_page(page: Page) -> str:
    """Return where a page comes from, as messages name it."""
    source = source_of(page)
    if page.kind == "term":
        source = f"{page.path.rpartition('/')[0]}.md"
    return f"content/{source}" if source else f"the site's own page of the kind “{page.kind}”"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a page, and the facts that it is made of.

    Without data, there is nothing to publish, or ``problem`` says what is wrong with the page;
    with data, what is wrong with what the page shows.
    """

    data: bytes | None
    facts: tuple[Fact, ...] = ()
    problem: Diagnostic | None = None


def render_page(page: Page, renderer: Renderer) -> Rendered:
    """Return a page, or what is wrong with it."""
    scope, kind = Scope(renderer, page), PAGE_KINDS[page.kind]
    data, problem = None, None
    try:
        data = kind.make(scope)
        problem = _excess(scope) if scope.excess else None
    except BuildError as mistake:
        problem = locate_error(mistake, renderer.theme)
    except Exception as mistake:  # noqa: BLE001 - it must not cost the other pages
        problem = _describe(mistake, page, renderer)
    made_with = () if kind.is_copy else (PROGRAM,)
    return Rendered(data, (*made_with, *sorted(scope.asked)), problem)


def _describe(problem: Exception, page: Page, renderer: Renderer) -> Diagnostic:
    found = describe_error(problem, renderer, describe_page(page))
    if found is not None:
        return found
    if isinstance(problem, OSError):
        return _unreadable(problem, describe_page(page))
    return own_mistake(problem, describe_page(page))


def _excess(scope: Scope) -> Diagnostic:
    return error(
        "markdown.too-deep",
        f"{scope.excess}: the text is shown as it was typed",
        path=describe_page(scope.page),
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
        return renderer.template_of(renderer.sources.document(str(page.key[0])).template)
    return f"{page.kind}.html"


def template_chain(page: Page, renderer: Renderer) -> tuple[str, ...]:
    """Return the theme files that could make a page, the one in use first."""
    name = _template(page, renderer)
    return tuple(
        f"themes/{layer.name}/templates/{name}"
        for layer in renderer.theme.layers
        if name in layer.files("templates")
    )
