"""What a feed holds, in whichever form it is written."""

from __future__ import annotations

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
    ``url`` is the feed's own, None without a base_url.
    """

    id: str
    title: str
    language: str
    author: str
    url: str | None
    home_url: str
    updated: str
    entries: tuple[FeedEntry, ...]
