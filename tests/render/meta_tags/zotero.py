"""What Zotero's Embedded Metadata translator makes of a page: its rules of precedence, in short.

Follows the translator as of June 2026 where it decides on the type of the item, the publication,
the date and the authors. It reads no JSON-LD.
"""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

_DEFINITE_OF_OPEN_GRAPH = {"website": "webpage", "video": "videoRecording", "book": "book"}
_GUESSES = {"article": "journalArticle"}
_OVERRIDES = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_book_title": "bookSection",
}
"""Names of Highwire that decide on the type in the end, over all others."""


@dataclass(frozen=True)
class Item:
    """What is saved; empty texts for what the page does not say."""

    type: str
    title: str
    publication: str
    date: str
    authors: tuple[str, ...]
    language: str


def save(page: LexborHTMLParser) -> Item:
    """Return the item that Zotero saves of a page."""
    return Item(
        type=_type(page),
        title=_first(page, "citation_title", "DC.title", "og:title"),
        publication=_publication(page),
        date=_date(page),
        authors=tuple(_all(page, "citation_author") or _all(page, "DC.creator")),
        language=_first(page, "citation_language", "DC.language"),
    )


def _type(page: LexborHTMLParser) -> str:
    for name, type_ in _OVERRIDES.items():
        if _all(page, name):
            return type_
    if stated := _first(page, "z:itemType"):
        return stated
    shared = _first(page, "og:type")
    if shared in _DEFINITE_OF_OPEN_GRAPH:
        return _DEFINITE_OF_OPEN_GRAPH[shared]
    is_like_a_paper = shared in _GUESSES or _all(page, "citation_title")
    return "journalArticle" if is_like_a_paper else "webpage"


def _publication(page: LexborHTMLParser) -> str:
    return _first(
        page, "citation_journal_title", "prism.publicationName", "DC.source", "og:site_name"
    )


def _date(page: LexborHTMLParser) -> str:
    stated = _first(
        page, "citation_publication_date", "article:published_time", "DCTERMS.issued", "DC.date"
    )
    time = page.css_first("body time[datetime]")
    return stated or (time.attributes["datetime"] or "" if time else "")


def _first(page: LexborHTMLParser, *names: str) -> str:
    return next((value for name in names for value in _all(page, name)), "")


def _all(page: LexborHTMLParser, name: str) -> list[str]:
    nodes = page.css(f'meta[name="{name}"], meta[property="{name}"]')
    return [node.attributes["content"] or "" for node in nodes]
