"""Feeds as Atom, RFC 4287."""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.pages.feed import Feed, FeedEntry
from generator.render.xml import escape, quoteattr


def write_atom(feed: Feed) -> bytes:
    """Return the feed as an XML file."""
    return "\n".join([*_lines(feed), ""]).encode("utf-8")


def _lines(feed: Feed) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(feed.language)}>'
    yield f"<title>{escape(feed.title)}</title>"
    yield f"<id>{feed.id}</id>"
    yield f"<updated>{feed.updated}</updated>"
    yield f"<author><name>{escape(feed.author)}</name></author>"
    yield "<generator>Microfiche</generator>"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(feed.home_url)}/>'
    if feed.url:
        yield f'<link rel="self" type="application/atom+xml" href={quoteattr(feed.url)}/>'
    for entry in feed.entries:
        yield from _entry(entry, feed.language)
    yield "</feed>"


def _entry(entry: FeedEntry, around: str) -> Iterator[str]:
    """Yield the lines of an entry; ``around`` is the language of the feed."""
    is_foreign = entry.language is not None and entry.language != around
    yield f"<entry xml:lang={quoteattr(entry.language or '')}>" if is_foreign else "<entry>"
    yield f"<title>{escape(entry.title)}</title>"
    yield f"<id>{entry.id}</id>"
    yield f"<updated>{entry.updated}</updated>"
    if entry.published:
        yield f"<published>{entry.published}</published>"
    for name in entry.authors:
        yield f"<author><name>{escape(name)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(entry.url)}/>'
    if entry.source_url:
        yield f'<link rel="via" href={quoteattr(entry.source_url)}/>'
    for subject in entry.subjects:
        yield f"<category term={quoteattr(subject)}/>"
    if entry.rights:
        yield f"<rights>{escape(entry.rights)}</rights>"
    if entry.summary:
        yield f"<summary>{escape(entry.summary)}</summary>"
    yield "</entry>"
