"""Read what elements in the body of a page state: microdata, RDFa, microformats, time elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborNode

_TITLE_PROPERTIES = frozenset({"headline", "dc:title", "dcterms:title"})
_DATE_PROPERTIES = frozenset(
    "datepublished dc:date dcterms:date dcterms:issued dcterms:created dc:issued".split()
)
_AUTHOR_PROPERTIES = frozenset("author creator dc:creator dcterms:creator foaf:maker".split())
_DATE_CLASSES = frozenset({"published", "entry-date", "dateline"})
_AUTHOR_CLASSES = frozenset({"author", "byline", "byline-name", "author-name"})
_NOT_OF_THE_TEXT = frozenset({"aside", "nav", "form"})
_OF_OTHERS = re.compile(
    r"comment|/answer|/review$|relat|sidebar|site-?footer|page-?footer|widget|recommend|popular"
    r"|trending|recirc|newsletter|promo|reply|replies|respon|latest|more-|teaser|read-?next|most-?(?:read|view)|carousel|masthead|disqus",
)
"""Names of elements that hold other documents, or what readers wrote."""
_ANSWER = re.compile(r"(?:^|\s)(?:comment|reply|response)(?:$|[\s-])|/(?:comment|answer|review)$")
"""Names of what a reader wrote, which may be an article to the page's author."""
_CHANGED = re.compile(r"modif|updat|chang|revis|saved|crawl", re.IGNORECASE)
_NEAREST = 14
"""Elements around one that are looked at."""
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_DATE = 200, 600, 80


class _Named(NamedTuple):
    """An element of the body, with the names that say what it is."""

    node: LexborNode
    attributes: Mapping[str, str | None]
    properties: frozenset[str]
    """Of microdata and RDFa."""
    classes: frozenset[str]


def find_marked(
    node: LexborNode, attributes: Mapping[str, str | None]
) -> list[tuple[str, str, str]]:
    """Return what an element states by its properties, or by classes that microformats define.

    Each is a kind (“titles”, “dates”, “authors”), a value and its rule.
    """
    properties = f"{attributes.get('itemprop') or ''} {attributes.get('property') or ''}".lower()
    classes = frozenset((attributes.get("class") or "").lower().split())
    names = frozenset(properties.replace("schema:", "").split())
    named = _Named(node, attributes, names, classes)
    found = [(kind, *value) for kind, find in _KINDS if (value := find(named))]
    return [] if found and _is_of_others(node) else found


def _title_in(named: _Named) -> tuple[str, str] | None:
    """Return the title that an element states, and its rule."""
    if named.properties & _TITLE_PROPERTIES:
        return named.attributes.get("content") or named.node.text(), "headline"
    return (named.node.text(), "entry-title") if "entry-title" in named.classes else None


def _date_in(named: _Named) -> tuple[str, str] | None:
    """Return the date that an element states, and its rule; None if it is that of a change."""
    node, attributes, properties, classes = named
    date = attributes.get("datetime") or attributes.get("content")
    if properties & _DATE_PROPERTIES:
        return date or node.text(), "datePublished"
    if _CHANGED.search(" ".join((*properties, *classes))):
        return None
    if node.tag == "time":
        return date or node.text(), "pubdate" if "pubdate" in attributes else "time"
    if classes & _DATE_CLASSES:
        title = attributes.get("title") if node.tag == "abbr" else None
        return title or date or node.text(), "published"
    return None


def _author_in(named: _Named) -> tuple[str, str] | None:
    """Return the author whom an element states, and the rule."""
    node, attributes, properties, classes = named
    if properties & _AUTHOR_PROPERTIES:
        return _name_in(node), "itemprop-author"
    if "author" in (attributes.get("rel") or "").lower().split():
        return node.text(), "rel-author"
    if "fn" in classes:
        return node.text(), "fn"
    return (node.text(separator=" "), "byline") if classes & _AUTHOR_CLASSES else None


def _name_in(node: LexborNode) -> str:
    """Return the name that an element with the property “author” has."""
    name = node.css_first("[itemprop~=name]")
    named = name or node
    return named.attributes.get("content") or named.text(separator=" ")


def _is_of_others(node: LexborNode) -> bool:
    """Return whether an element belongs to another document, to comments or to the site."""
    around: LexborNode | None = node
    is_below = False
    for _ in range(_NEAREST):
        if around is None or around.tag in ("body", "html"):
            return is_below
        attributes = around.attributes
        names = " ".join(attributes.get(name) or "" for name in ("class", "id", "itemtype")).lower()
        if around.tag == "article":
            return _ANSWER.search(names) is not None
        if around.tag in _NOT_OF_THE_TEXT:
            return True
        is_below = is_below or around.tag == "footer"  # which an article may have, too
        if _OF_OTHERS.search(names):
            return True
        around = around.parent
    return is_below


_KINDS: tuple[tuple[str, Callable[[_Named], tuple[str, str] | None]], ...] = (
    ("titles", _title_in),
    ("dates", _date_in),
    ("authors", _author_in),
)
