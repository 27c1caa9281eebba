"""Atom feeds (RFC 4287): what was added last, to the archive and to each term."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from generator.config import SiteConfig
from generator.model import EPOCH, Archive, Page, Record, SitePath
from generator.render.keys import Key, Keys
from generator.render.links import absolute, relative
from generator.render.pages.kind import PageKind
from generator.render.pages.term import term_folder
from generator.render.view import View
from generator.render.xml import escape, quoteattr


def _plan_site(_: Archive, __: SiteConfig) -> Iterable[Page]:
    yield Page("feed.xml", "feed")


def _plan_terms(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for place, taxonomy in enumerate(archive.taxonomies):
        for index, term in enumerate(taxonomy.terms):
            if term.has_page:
                yield Page(f"{term_folder(taxonomy, term)}feed.xml", "term-feed", (place, index))


def _site_feed(view: View) -> bytes:
    cards = view.archive.cards
    shown = [index for index, card in enumerate(cards) if not card.is_hidden]
    return _feed(view, view.renderer.site.title, "index.html", shown)


def _term_feed(view: View) -> bytes:
    place, index = (int(part) for part in view.page.key)
    taxonomy = view.archive.taxonomies[place]
    term = taxonomy.terms[index]
    title = f"{term.title} · {view.renderer.site.title}"
    return _feed(view, title, f"{term_folder(taxonomy, term)}index.html", term.records)


def _feed(view: View, title: str, home: SitePath, shown: Iterable[int]) -> bytes:
    """Return a feed of the documents added last; ties by the order of their URLs."""
    cards = view.archive.cards
    by_url = sorted(shown, key=lambda index: cards[index].url)
    newest = sorted(by_url, key=lambda index: cards[index].last_day, reverse=True)
    records = [view.record(index) for index in newest[: view.renderer.site.feeds.limit]]
    site = view.renderer.site
    address = quoteattr(absolute(view.page.path, site.base_url))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(site.language)}>',
        f"<title>{escape(title)}</title>",
        f"<id>{_identifier('feed', view.page.path, site.title)}</id>",
        f"<updated>{_instant(records[0].last_day if records else EPOCH)}</updated>",
        f"<author><name>{escape(site.title)}</name></author>",
        f'<link rel="alternate" type="text/html" href={quoteattr(_address(view, home))}/>',
        f'<link rel="self" href={address}/>' if site.base_url else "",
        *(line for record in records for line in _entry(view, record)),
        "</feed>",
    ]
    return "\n".join([*filter(None, lines), ""]).encode("utf-8")


def _entry(view: View, record: Record) -> list[str]:
    published = record.date.html_datetime if record.date else None
    has_zone = published is not None and published.endswith("Z") and "T" in published
    return [
        "<entry>",
        f"<title>{escape(record.title)}</title>",
        f"<id>{_identifier('document', record.url, record.added or '')}</id>",
        f"<updated>{_instant(record.last_day)}</updated>",
        f"<published>{published}</published>" if has_zone else "",
        f'<link rel="alternate" type="text/html" href={quoteattr(_address(view, record.path))}/>',
        f"<summary>{escape(record.summary)}</summary>" if record.summary else "",
        "</entry>",
    ]


def _address(view: View, path: SitePath) -> str:
    base_url = view.renderer.site.base_url
    return absolute(path, base_url) if base_url else relative(path, view.page.path)


def _instant(day: str) -> str:
    """Return a day as RFC 3339 wants it; feeds know no bare dates."""
    return f"{day}T00:00:00Z"


def _identifier(*parts: str) -> str:
    """Return an id that stays the same wherever the archive is hosted."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(('microfiche', *parts)))}"


def _key_of_term_feed(keys: Keys, page: Page) -> Key:
    place, index = (int(part) for part in page.key)
    term = keys.renderer.archive.taxonomies[place].terms[index]
    return keys.of_marks(page, term.title, term.records)


FEED = PageKind(_plan_site, _site_feed)
TERM_FEED = PageKind(_plan_terms, _term_feed, _key_of_term_feed)
