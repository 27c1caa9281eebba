"""Files published without a template: originals, Markdown, the theme's and the owner's files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from generator.config import SiteConfig
from generator.model import Archive, Card, Page, Record, SitePath, card_of
from generator.render.page_dependencies import Key, Keys
from generator.render.pages.page_kind import PageKind
from generator.render.scope import Scope
from generator.render.themes.assets import Assets
from generator.text.text_files import as_utf8

_BINARY = frozenset({".pdf", ".docx", ".doc", ".rtf", ".odt", ".epub"})
"""Endings that originals keep: browsers never show such files as text."""


def _original_name(card: Card) -> SitePath | None:
    """Return the path of a card's original, inert in browsers; None without a seed."""
    if card.seed is None:
        return None
    ending = PurePosixPath(card.seed[0]).suffix.lower()
    return f"{card.url}.original{ending if ending in _BINARY else '.txt'}"


def original_path(scope: Scope, record: Record) -> SitePath | None:
    """Return where a document's original is published; None when it is not."""
    card = card_of(record)
    if card.seed is None or not scope.renderer.site.originals:
        return None
    return _original_name(card) if scope.renderer.sources.has_original(*card.seed) else None


def markdown_path(scope: Scope, record: Record) -> SitePath | None:
    """Return where a document's Markdown is published; None when it is not."""
    return f"{record.url}.md" if scope.renderer.site.markdown else None


def _plan_originals(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    if site.originals:
        for index, card in enumerate(archive.cards):
            if name := _original_name(card):
                yield Page(name, "original", (index,))


def _original(scope: Scope) -> bytes | None:
    seed = scope.archive.cards[int(scope.page.key[0])].seed
    path = scope.renderer.sources.original(*seed) if seed else None
    return path.read_bytes() if path else None


def _plan_markdown(archive: Archive, site: SiteConfig) -> Iterable[Page]:
    if site.markdown:
        for card in archive.cards:
            yield Page(f"{card.url}.md", "markdown")


def _plan_files(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for name in archive.files:
        yield Page(name, "file")


def _content_file(scope: Scope) -> bytes:
    return (scope.renderer.site.content / scope.page.path).read_bytes()


def _markdown(scope: Scope) -> bytes:
    return as_utf8(_content_file(scope))


def plan_asset_pages(assets: Assets) -> Iterable[Page]:
    """Yield the pages of the theme's static files, known only to the theme."""
    for name, asset in assets.by_name.items():
        yield Page(asset.path, "asset", (name,))


def _asset(scope: Scope) -> bytes:
    return scope.renderer.assets.by_name[str(scope.page.key[0])].read()


def _key_of_original(keys: Keys, page: Page) -> Key:
    seed = keys.renderer.archive.cards[int(page.key[0])].seed
    is_there = seed is not None and keys.renderer.sources.has_original(*seed)
    return keys.of_file(seed[1] if seed and is_there else "")


def _key_of_content(keys: Keys, page: Page) -> Key:
    return keys.of_file(keys.text(page.path).sha256)


def _key_of_asset(keys: Keys, page: Page) -> Key:
    return keys.of_file(keys.renderer.assets.by_name[str(page.key[0])].sha256)


ORIGINAL = PageKind(_plan_originals, _original, _key_of_original)
MARKDOWN = PageKind(_plan_markdown, _markdown, _key_of_content)
FILE = PageKind(_plan_files, _content_file, _key_of_content)
ASSET = PageKind(lambda _, __: (), _asset, _key_of_asset)
