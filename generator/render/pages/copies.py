"""Files published without a template: originals, Markdown, the theme's and the owner's files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from generator.config import SiteConfig
from generator.model import Archive, Page, Record, SitePath
from generator.render.facts import PROGRAM
from generator.render.pages.page_kind import PageKind
from generator.render.pages.server_redirects import SERVER_LISTS
from generator.render.scope import Scope
from generator.render.themes.assets import Assets
from generator.text.redaction import MARK
from generator.text.text_files import as_utf8

_BINARY = frozenset({".pdf", ".docx", ".doc", ".rtf", ".odt", ".epub"})
"""The extensions that originals keep, since browsers never show such files as text."""


def _original_name(url: SitePath, seed: str) -> SitePath:
    """Return the path of a document's original, with an extension that is inert in browsers."""
    ending = PurePosixPath(seed).suffix.lower()
    return f"{url}.original{ending if ending in _BINARY else '.txt'}"


def original_path(scope: Scope, record: Record) -> SitePath | None:
    """Return where a document's original is published; None when it is not."""
    origin = record.origin
    if record.redaction:
        return None
    if origin is None or not scope.settings.originals or not scope.has_original(record.url, origin):
        return None
    return _original_name(record.url, origin.path)


def markdown_path(scope: Scope, record: Record) -> SitePath | None:
    """Return where a document's Markdown is published; None when it is not."""
    return f"{record.url}.md" if scope.settings.markdown else None


def _plan_originals(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    for card in archive.cards if site.originals else ():
        if card.seed and not card.redaction:
            yield Page(_original_name(card.url, card.seed[0]), "original", (card.url, *card.seed))


def _plan_markdown(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    if site.markdown:
        for card in archive.cards:
            yield Page(f"{card.url}.md", "markdown", (card.url,) if card.redaction else ())


def _make_markdown(scope: Scope) -> bytes:
    """Return a content file; one with redacted texts as it may be read."""
    if not scope.page.key:
        return as_utf8(scope.content_file(scope.page.path))
    scope.asked.add(PROGRAM)
    redaction = scope.document(str(scope.page.key[0])).redaction
    text = redaction.markdown if redaction else ""
    return text.replace(MARK, scope.say("redacted")).encode("utf-8")


def _plan_files(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    joined = {path for name in site.formats for path in SERVER_LISTS[name]}
    return [Page(name, "file") for name in archive.files if name not in joined]


def plan_asset_pages(assets: Assets) -> Iterable[Page]:
    """Yield the pages of the theme's static files, which the archive does not know."""
    for name, asset in assets.by_name.items():
        yield Page(asset.path, "asset", (name,))


ORIGINAL = PageKind(
    _plan_originals, lambda scope: scope.original(*map(str, scope.page.key)), is_copy=True
)
MARKDOWN = PageKind(_plan_markdown, _make_markdown, is_copy=True)
FILE = PageKind(
    _plan_files,
    lambda scope: scope.content_file(scope.page.path),
    is_copy=True,
)
ASSET = PageKind(
    lambda _, __: (), lambda scope: scope.static_file(str(scope.page.key[0])), is_copy=True
)
