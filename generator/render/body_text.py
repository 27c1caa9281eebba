"""The text of a page: the Markdown of a content file as HTML, with its links led to pages."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from generator.model import Html, Record
from generator.render.body_links import Lookups, lead_files, lead_links, rename_places
from generator.render.facts import Facts
from generator.render.markdown_limits import MarkdownTooDeep
from generator.render.markdown_to_html import render_markdown, render_plainly
from generator.render.owners_text import OwnersText
from generator.render.remarks import make_remarks
from generator.render.renderer import trusted
from generator.render.scope import Scope
from generator.text.addresses import Home, is_saved_page, path_from
from generator.text.text_files import UndecodableError, decode

CORRECTIONS = "page-corrections"
"""The id of a document's list of corrections."""
TEMPLATE_IDS = ("main-content", CORRECTIONS)
"""The ids in the templates of pages with a text."""


def make_body(
    scope: Scope,
    text: str,
    file: str,
    record: Record | None = None,
    *,
    is_numbered: bool = False,
    is_owners: bool = True,
    taken: Collection[str] = (),
) -> Html:
    """Return the Markdown of a content file as sanitised HTML.

    Its links lead to the pages that they mean; none of its ids is one of those ``taken``, or of the
    template's. Text that exceeds what a page may take is returned as it was typed, and sets
    ``excess`` of the scope. ``is_owners`` means that the text may not be as the converter wrote it:
    it is read as editors read it, and what is not shown of it is in ``remarks`` of the scope.
    """
    owner = _owners_text(scope) if is_owners else None
    has_picture = partial(_has_picture, scope)
    try:
        markup = render_markdown(text, is_numbered=is_numbered, has_file=has_picture, owner=owner)
    except MarkdownTooDeep as problem:
        scope.excess = str(problem)
        return trusted(render_plainly(text))
    origin = record.origin if record else None
    home = Home(
        file=file,
        page=scope.page.path,
        seed=origin.path if origin and is_saved_page(origin.path, origin.format) else None,
        source_url=record.source_url if record else None,
        base_url=scope.settings.base_url,
        former_urls=scope.settings.former_urls,
    )
    lookups = Lookups(
        partial(scope.ask, Facts.page_at),
        partial(scope.ask, Facts.has_file),
        partial(scope.ask, Facts.file_spelt),
        partial(scope.ask, Facts.page_called),
    )
    markup = rename_places(markup, (*TEMPLATE_IDS, *taken))
    if owner is not None:
        markup = lead_files(markup, home, lookups)
        if owner.flaws:
            whole = _whole_text(scope, file)
            scope.remarks = make_remarks(owner.flaws, f"content/{file}", whole, text)
    return trusted(lead_links(markup, home, lookups))


def _has_picture(scope: Scope, url: str) -> bool:
    """Return whether the site has a file at a URL of the page's Markdown."""
    path = path_from(scope.page.path, url)
    return path is not None and scope.ask(Facts.has_file, path)


def _owners_text(scope: Scope) -> OwnersText:
    allow = scope.settings.allow
    origins = frozenset((kind, origin) for kind, several in allow.items() for origin in several)
    embeds = scope.settings.embeds
    return OwnersText(partial(_page, scope), partial(_file, scope), origins, embeds)


def _page(scope: Scope, name: str) -> str | None:
    path = scope.ask(Facts.page_named, name)
    return None if path is None else scope.link(path)


def _file(scope: Scope, name: str) -> str | None:
    path = scope.ask(Facts.file_named, name)
    return None if path is None else scope.link(path)


def _whole_text(scope: Scope, file: str) -> str:
    try:
        return decode(scope.content_file(file))
    except (OSError, UndecodableError):  # since the page was planned, it has changed
        return ""
