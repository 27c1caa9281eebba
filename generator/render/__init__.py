"""Render an archive as pages: Markdown to HTML, themes, contexts, feeds and lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render.document_types import template_of
from generator.render.fact_digests import FactDigests as FactDigests
from generator.render.fact_digests import digest_of as digest_of
from generator.render.fact_digests import digest_of_card as digest_of_card
from generator.render.fact_digests import is_of_lists as is_of_lists
from generator.render.facts import PROGRAM
from generator.render.facts import Fact as Fact
from generator.render.locales import LOCALES as LOCALES
from generator.render.locales import LocaleWords as LocaleWords
from generator.render.pages import OLD_ADDRESSES, ON_REQUEST, PAGE_KINDS
from generator.render.pages.copies import plan_asset_pages
from generator.render.redaction_marks import show_marks
from generator.render.remarks import Remark as Remark
from generator.render.remarks import pack_remarks as pack_remarks
from generator.render.remarks import tell_remarks as tell_remarks
from generator.render.renderer import DocumentSources as DocumentSources
from generator.render.renderer import Renderer as Renderer
from generator.render.scope import Scope
from generator.render.themes.assets import Assets as Assets
from generator.render.themes.assets import make_assets as make_assets
from generator.render.themes.mistakes import describe_error, locate_error
from generator.render.themes.quoting import did_you_mean as did_you_mean
from generator.render.themes.review import find_term_words as find_term_words
from generator.render.themes.review import find_untranslated as find_untranslated
from generator.render.themes.review import review_themes as review_themes
from generator.render.themes.templates import COMPILED as COMPILED
from generator.render.themes.theme import KINDS as KINDS
from generator.render.themes.theme import Theme as Theme
from generator.render.themes.theme import builtin_themes as builtin_themes
from generator.render.themes.theme import leads_outside as leads_outside
from generator.render.themes.theme import load_theme as load_theme
from generator.render.themes.theme import theme_names as theme_names
from generator.report import BuildError, Diagnostic, error, own_mistake
from generator.text import folded
from generator.text.redaction import MARK

_MARK = MARK.encode()


def plan_pages(
    archive: Archive, site: SiteConfig, assets: Assets, *, with_specimen: bool = False
) -> tuple[Page, ...]:
    """Return every page of the output, in the order of publication; the specimen if asked for."""
    pages = [*plan_asset_pages(assets)]
    for name, kind in PAGE_KINDS.items():
        if with_specimen or name not in ON_REQUEST:
            pages += kind.plan(archive, site)
    return tuple(pages)


def find_clashes(pages: Sequence[Page]) -> Iterator[tuple[Page, Page]]:
    """Yield the pairs of pages that cannot both be published: either their paths are the same once
    folded, or the path of one is a folder in the path of the other.
    """
    claimed: dict[str, Page] = {}
    for page in pages:
        other = claimed.setdefault(folded(page.path), page)
        if other is not page:
            yield other, page
    blocked = {
        folder
        for parent in {page.path.rpartition("/")[0] for page in pages}
        for folder in _folders_above(f"{parent}/")
        if folded(folder) in claimed
    }
    for page in pages if blocked else ():
        for folder in blocked.intersection(_folders_above(page.path)):
            yield claimed[folded(folder)], page


def _folders_above(path: SitePath) -> Iterator[SitePath]:
    while path := path.rpartition("/")[0]:
        yield path


def plan_old_addresses(archive: Archive, site: SiteConfig) -> tuple[Page, ...]:
    """Return the pages that answer at old URLs, once redirects and notices are decided."""
    return tuple(page for name in OLD_ADDRESSES for page in PAGE_KINDS[name].plan(archive, site))


def source_of(page: Page) -> str | None:
    """Return the file in the content folder that a page comes from; None for other pages."""
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


class Rendered(Struct, frozen=True):
    """The bytes of a page, and the facts that it is made of.

    Without ``data``, ``problem`` says what is wrong with the page, or there is nothing to publish.
    With ``data``, the page is published, and ``problem`` is a flaw in what it shows; ``remarks``
    are about its text.
    """

    data: bytes | None
    facts: tuple[Fact, ...] = ()
    problem: Diagnostic | None = None
    remarks: tuple[Remark, ...] = ()


def render_page(page: Page, renderer: Renderer) -> Rendered:
    """Return a page, or what is wrong with it."""
    scope, kind, where = Scope(renderer, page), PAGE_KINDS[page.kind], describe_page(page)
    data, problem = None, None
    try:
        data = kind.make(scope)
        if data is not None and not kind.is_copy and _MARK in data:
            words = scope.say("redacted")
            data = show_marks(data, page.path, words, renderer.site.language)
        if scope.excess:
            problem = error(
                "markdown.too-deep",
                f"{scope.excess}: the text is shown as it was typed",
                path=where,
                hint="Simplify the markup of that passage.",
            )
    except BuildError as mistake:
        problem = locate_error(mistake, renderer.theme)
    except Exception as mistake:  # noqa: BLE001 - a broken page must not stop the others
        problem = describe_error(mistake, renderer, where)
        if problem is None and isinstance(mistake, OSError):
            problem = error(
                "content.unreadable",
                f"the file cannot be read: {mistake.strerror}",
                path=where,
                hint="Fix the file or its permissions.",
            )
        problem = problem or own_mistake(mistake, where)
    made_with = () if kind.is_copy else (PROGRAM,)
    return Rendered(data, (*made_with, *sorted(scope.asked)), problem, scope.remarks)


def template_chain(page: Page, renderer: Renderer) -> tuple[str, ...]:
    """Return the theme files that could make a page, the one in use first."""
    name = f"{page.kind}.html"
    if page.kind == "document":
        name = renderer.template_of(template_of(renderer.sources.document(str(page.key[0]))))
    return tuple(
        f"themes/{layer.name}/templates/{name}"
        for layer in renderer.theme.layers
        if name in layer.files("templates")
    )
