"""Feeds: what was added last, to the archive and to each term, and what was corrected last.

Both forms of a feed, Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org), have the same entries, in
the same order and with the same ids.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from generator.config import SiteConfig
from generator.model import EPOCH, Archive, Page, Record, SitePath
from generator.render.body_text import CORRECTIONS
from generator.render.facts import Facts
from generator.render.folders import term_folder
from generator.render.links import absolute, relative, web_address
from generator.render.pages.page_kind import PageKind, one_page
from generator.render.rights import read_rights
from generator.render.scope import Scope
from generator.text import shorten

_LONGEST_SUMMARY = 600
"""Characters of a summary in a feed."""
_NOT_A_SUBJECT = "source"
"""The taxonomy whose terms say where a document is from, not what it is about."""


class FeedEntry(Struct, frozen=True):
    """The record of a document, and what else feeds show of it. Times are RFC 3339."""

    record: Record
    id: str
    url: str
    source_url: str | None
    """Where it was first published."""
    updated: str
    """When it was added to the archive, or last corrected; of a document of which neither is known,
    the day of its date."""
    published: str | None
    summary: str | None
    subjects: tuple[str, ...]


class Feed(Struct, frozen=True):
    """The documents added last, newest first.

    Addresses are full when site.yaml sets a base_url, and otherwise relative to the feed;
    ``url`` is the feed's own address, None without a base_url.
    """

    id: str
    title: str
    language: str
    author: str
    url: str | None
    note: str | None
    """What readers have to know of its relative addresses."""
    home_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def _feed(scope: Scope, title: str, folder: SitePath) -> Feed:
    """Return a feed of the documents added last, newest first."""
    records = [scope.ask(Facts.card, url) for url in scope.ask(Facts.feed, folder)]
    return _make_feed(scope, title, folder, "feed", [_entry(scope, record) for record in records])


def _corrections(scope: Scope) -> Feed:
    """Return the feed of what was corrected last in any document."""
    records = [scope.ask(Facts.card, url) for url in scope.ask(Facts.corrected)]
    found = [(one, record) for record in records for one in record.corrections]
    latest = sorted(found, key=lambda pair: pair[0].day, reverse=True)
    entries = [
        FeedEntry(
            record=record,
            id=_identifier("correction", record.url, one.date.text, one.what),
            url=f"{_address(scope, record.path)}#{CORRECTIONS}",
            source_url=None,
            updated=_instant(one.day),
            published=None,
            summary=one.what,
            subjects=(),
        )
        for one, record in latest[: scope.settings.feeds.limit]
    ]
    title = f"{scope.say('corrections')} · {scope.settings.title}"
    return _make_feed(scope, title, "", "corrections", entries)


def _make_feed(
    scope: Scope, title: str, folder: SitePath, name: str, entries: Sequence[FeedEntry]
) -> Feed:
    site = scope.settings
    return Feed(
        # Both forms of a feed share one id.
        id=_identifier("feed", f"{folder}{name}.xml", site.title),
        title=title,
        language=site.language,
        author=site.title,
        url=absolute(scope.page.path, site.base_url) if site.base_url else None,
        note=None if site.base_url else scope.say("feed_of_copy"),
        home_url=_address(scope, f"{folder}index.html"),
        updated=entries[0].updated if entries else _instant(EPOCH),
        entries=tuple(entries),
    )


def _entry(scope: Scope, record: Record) -> FeedEntry:
    filed = (words for key, words in record.terms.items() if key != _NOT_A_SUBJECT)
    return FeedEntry(
        record=record,
        id=_identifier("document", record.url, record.added or ""),
        url=_address(scope, record.path),
        source_url=web_address(record.source_url),
        updated=_instant(record.feed_day),
        published=_published(record),
        summary=shorten(record.summary, _LONGEST_SUMMARY) if record.summary else None,
        subjects=tuple(dict.fromkeys(chain.from_iterable(filed))),
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


# The two forms


def _write_atom(feed: Feed) -> bytes:
    """Return the feed as an XML file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.language)}>',
        f"<title>{_escaped(feed.title)}</title>",
        *([f"<subtitle>{_escaped(feed.note)}</subtitle>"] if feed.note else ()),
        f"<id>{feed.id}</id>",
        f"<updated>{feed.updated}</updated>",
        f"<author><name>{_escaped(feed.author)}</name></author>",
        "<generator>Microfiche</generator>",
        f'<link rel="alternate" type="text/html" href={_quoted(feed.home_url)}/>',
    ]
    if feed.url:
        lines.append(f'<link rel="self" type="application/atom+xml" href={_quoted(feed.url)}/>')
    for entry in feed.entries:
        lines += _atom_entry(entry, feed.language)
    return "\n".join([*lines, "</feed>", ""]).encode("utf-8")


def _atom_entry(entry: FeedEntry, around: str) -> Iterator[str]:
    """Yield the lines of an entry; ``around`` is the language of the feed."""
    record = entry.record
    is_foreign = record.language is not None and record.language != around
    yield f"<entry xml:lang={_quoted(record.language or '')}>" if is_foreign else "<entry>"
    yield f"<title>{_escaped(record.title)}</title>"
    yield f"<id>{entry.id}</id>"
    yield f"<updated>{entry.updated}</updated>"
    if entry.published:
        yield f"<published>{entry.published}</published>"
    for name in record.authors:
        yield f"<author><name>{_escaped(name)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href={_quoted(entry.url)}/>'
    if entry.source_url:
        yield f'<link rel="via" href={_quoted(entry.source_url)}/>'
    for subject in entry.subjects:
        yield f"<category term={_quoted(subject)}/>"
    if statement := read_rights(record.rights):
        yield f"<rights>{_escaped(statement.title)}</rights>"
        yield f'<link rel="license" href={_quoted(statement.url)}/>'
    elif record.rights:
        yield f"<rights>{_escaped(record.rights)}</rights>"
    if entry.summary:
        yield f"<summary>{_escaped(entry.summary)}</summary>"
    yield "</entry>"


# The standard library's own helpers for XML would import its whole web client.


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _quoted(text: str) -> str:
    """Return ``text`` as an attribute's value, quotes included."""
    return f'"{html.escape(text)}"'


def _write_json_feed(feed: Feed) -> bytes:
    """Return the feed as a JSON file."""
    values = _known(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.home_url,
        feed_url=feed.url,
        description=feed.note,
        language=feed.language,
        authors=[{"name": feed.author}],
    )
    values["items"] = [
        _known(
            id=entry.id,
            url=entry.url,
            external_url=entry.source_url,
            title=entry.record.title,
            content_text=entry.summary or entry.record.title,  # an item must have content
            date_published=entry.published,
            date_modified=entry.updated,
            authors=[{"name": name} for name in entry.record.authors],
            tags=list(entry.subjects),
            language=entry.record.language,
        )
        for entry in feed.entries
    ]
    return f"{json.dumps(values, ensure_ascii=False, indent=1)}\n".encode()


def _known(**values: object) -> dict[str, object]:
    """Return the values that are not empty."""
    return {key: value for key, value in values.items() if value}


# The kinds of file


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


def _of_corrections(name: str, kind: str, write: Callable[[Feed], bytes]) -> PageKind:
    def plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
        if any(card.is_corrected for card in archive.cards):
            yield Page(name, kind)

    return PageKind(plan, lambda scope: write(_corrections(scope)))


FEED = _of_site("feed.xml", "feed", _write_atom)
JSON_FEED = _of_site("feed.json", "json-feed", _write_json_feed)
TERM_FEED = _of_terms("feed.xml", "term-feed", _write_atom)
TERM_JSON_FEED = _of_terms("feed.json", "term-json-feed", _write_json_feed)
CORRECTIONS_FEED = _of_corrections("corrections.xml", "corrections-feed", _write_atom)
JSON_CORRECTIONS_FEED = _of_corrections(
    "corrections.json", "json-corrections-feed", _write_json_feed
)
