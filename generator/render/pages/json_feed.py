"""Feeds as JSON Feed, version 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.render.pages.feed import Feed, FeedEntry


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
    items = [_item(entry) for entry in feed.entries]
    return f"{json.dumps({**values, 'items': items}, ensure_ascii=False, indent=1)}\n".encode()


def _item(entry: FeedEntry) -> Mapping[str, object]:
    return _known(
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


def _known(**values: object) -> dict[str, object]:
    """Return the values that are not empty."""
    return {key: value for key, value in values.items() if value}
