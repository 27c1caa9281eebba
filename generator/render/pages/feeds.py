"""Feeds: what was added last, to the archive and to each term, as Atom and as JSON Feed.

Both forms of a feed have the same entries, in the same order and with the same ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import NAMESPACE_URL, uuid5

from generator.config import SiteConfig
from generator.model import EPOCH, Archive, Page, Record, SitePath
from generator.render.facts import Facts
from generator.render.folders import term_folder
from generator.render.links import absolute, relative, web_address
from generator.render.pages.feed_formats import Feed, FeedEntry, write_atom, write_json_feed
from generator.render.pages.page_kind import PageKind, one_page
from generator.render.scope import Scope
from generator.text import shorten

_LONGEST_SUMMARY = 600
"""Characters of a summary in a feed."""
_NOT_A_SUBJECT = "source"
"""The taxonomy whose terms say where a document is from, not what it is about."""


def _feed(scope: Scope, title: str, folder: SitePath) -> Feed:
    """Return a feed of the documents added last, newest first, then by URL."""
    records = [scope.ask(Facts.card, url) for url in scope.ask(Facts.feed, folder)]
    site = scope.settings
    return Feed(
        # Both forms of a feed share one id.
        id=_identifier("feed", f"{folder}feed.xml", site.title),
        title=title,
        language=site.language,
        author=site.title,
        url=absolute(scope.page.path, site.base_url) if site.base_url else None,
        home_url=_address(scope, f"{folder}index.html"),
        updated=_instant(records[0].last_day if records else EPOCH),
        entries=tuple(_entry(scope, record) for record in records),
    )


def _entry(scope: Scope, record: Record) -> FeedEntry:
    return FeedEntry(
        id=_identifier("document", record.url, record.added or ""),
        title=record.title,
        url=_address(scope, record.path),
        source_url=web_address(record.source_url),
        language=record.language,
        updated=_instant(record.last_day),
        published=_published(record),
        summary=shorten(record.summary, _LONGEST_SUMMARY) if record.summary else None,
        authors=record.authors,
        subjects=tuple(
            dict.fromkeys(
                word
                for key, words in record.terms.items()
                if key != _NOT_A_SUBJECT
                for word in words
            )
        ),
        rights=record.rights,
    )


def _published(record: Record) -> str | None:
    """Return when a document was published; None unless its time and zone are known.

    RFC 3339 has no days without a time, and no times without a zone.
    """
    start = record.date.start if record.date else None
    is_instant = start is not None and start.clock is not None and start.clock.offset is not None
    return record.date.html_datetime if record.date and is_instant else None


def _address(scope: Scope, path: SitePath) -> str:
    base_url = scope.settings.base_url
    return absolute(path, base_url) if base_url else relative(path, scope.page.path)


def _instant(day: str) -> str:
    """Return midnight UTC of a day; RFC 3339 has no bare dates."""
    return f"{day}T00:00:00Z"


def _identifier(*parts: str) -> str:
    """Return an id that stays the same wherever the archive is hosted."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(('microfiche', *parts)))}"


def _of_site(name: str, kind: str, write: Callable[[Feed], bytes]) -> PageKind:
    return PageKind(
        one_page(name, kind), lambda scope: write(_feed(scope, scope.settings.title, ""))
    )


def _of_terms(name: str, kind: str, write: Callable[[Feed], bytes]) -> PageKind:
    def plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
        for taxonomy in archive.taxonomies:
            for term in taxonomy.terms:
                if term.has_page:
                    key = (taxonomy.key, term.slug)
                    yield Page(f"{term_folder(*key)}{name}", kind, key)

    def make(scope: Scope) -> bytes:
        key, slug = (str(part) for part in scope.page.key)
        term = scope.ask(Facts.term, f"{key}/{slug}")
        assert term is not None, slug
        title = f"{term.title} · {scope.settings.title}"
        return write(_feed(scope, title, term_folder(key, slug)))

    return PageKind(plan, make)


FEED = _of_site("feed.xml", "feed", write_atom)
JSON_FEED = _of_site("feed.json", "json-feed", write_json_feed)
TERM_FEED = _of_terms("feed.xml", "term-feed", write_atom)
TERM_JSON_FEED = _of_terms("feed.json", "term-json-feed", write_json_feed)
