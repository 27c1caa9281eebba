"""What a feed holds, and its two forms: Atom (RFC 4287), and JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A document as feeds show it. Times are RFC 3339."""

    id: str
    title: str
    url: str
    source_url: str | None
    """Where it was first published."""
    language: str | None
    updated: str
    """When it was added to the archive, or last corrected."""
    published: str | None
    summary: str | None
    authors: tuple[str, ...]
    """As printed; never made up."""
    subjects: tuple[str, ...]
    rights: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """The documents added last, newest first.

    Addresses are full when site.yaml sets a base_url, and otherwise relative to the feed;
    ``url`` is the feed's own address, None without a base_url.
    """

    id: str
    title: str
    language: str
    author: str
    url: str | None
    home_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def write_atom(feed: Feed) -> bytes:
    """Return the feed as an XML file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(feed.language)}>',
        f"<title>{_escaped(feed.title)}</title>",
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
    is_foreign = entry.language is not None and entry.language != around
    yield f"<entry xml:lang={_quoted(entry.language or '')}>" if is_foreign else "<entry>"
    yield f"<title>{_escaped(entry.title)}</title>"
    yield f"<id>{entry.id}</id>"
    yield f"<updated>{entry.updated}</updated>"
    if entry.published:
        yield f"<published>{entry.published}</published>"
    for name in entry.authors:
        yield f"<author><name>{_escaped(name)}</name></author>"
    yield f'<link rel="alternate" type="text/html" href={_quoted(entry.url)}/>'
    if entry.source_url:
        yield f'<link rel="via" href={_quoted(entry.source_url)}/>'
    for subject in entry.subjects:
        yield f"<category term={_quoted(subject)}/>"
    if entry.rights:
        yield f"<rights>{_escaped(entry.rights)}</rights>"
    if entry.summary:
        yield f"<summary>{_escaped(entry.summary)}</summary>"
    yield "</entry>"


# The standard library's own helpers for XML would import its whole web client.


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _quoted(text: str) -> str:
    """Return ``text`` as an attribute's value, quotes included."""
    return f'"{html.escape(text)}"'


def write_json_feed(feed: Feed) -> bytes:
    """Return the feed as a JSON file."""
    values = _known(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.home_url,
        feed_url=feed.url,
        language=feed.language,
        authors=[{"name": feed.author}],
    )
    values["items"] = [
        _known(
            id=entry.id,
            url=entry.url,
            external_url=entry.source_url,
            title=entry.title,
            content_text=entry.summary or entry.title,  # an item must have content
            date_published=entry.published,
            date_modified=entry.updated,
            authors=[{"name": name} for name in entry.authors],
            tags=list(entry.subjects),
            language=entry.language,
        )
        for entry in feed.entries
    ]
    return f"{json.dumps(values, ensure_ascii=False, indent=1)}\n".encode()


def _known(**values: object) -> dict[str, object]:
    """Return the values that are not empty."""
    return {key: value for key, value in values.items() if value}
