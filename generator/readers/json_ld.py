"""Read JSON-LD: what the scripts of a page state about the document in schema.org's words.

Graphs, lists and nested nodes are searched for the node that describes the document. Small faults
of the JSON are mended; what is worse is ignored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

_ARTICLE = re.compile(
    r"Article|Posting|Report|Recipe|Review$|^Chapter|NewsItem|Thesis|CreativeWork$|^Book$|HowTo$"
)
_PAGE = re.compile(r"WebPage$|ItemPage|^VideoObject|^PodcastEpisode|FAQPage|AboutPage")
_OTHERS = frozenset(
    """comment comments itemListElement hasPart mentions isPartOf relatedLink citation video image
    associatedMedia review reviews aggregateRating breadcrumb suggestedAnswer acceptedAnswer
    thumbnail logo publisher author creator mainContentOfPage potentialAction sameAs""".split()
)
"""Properties whose values describe other things than the document."""
_ORGANISATIONS = re.compile(r"Organi[sz]ation|Corporation|Business|Brand|Periodical")
_OPENING = re.compile(
    r"\ufeff?\s{0,40}(?:(?://|/\*)?\s{0,4}<!\[CDATA\[\s{0,4}(?:\*/)?|(?://\s{0,4})?<!--(?:\s{0,4}//-->)?)"
)
_CLOSING = re.compile(r"\s{0,40}(?:(?://|/\*)?\s{0,4}(?:\]\]>|-->)\s{0,4}(?:\*/)?|;)\s{0,4}\Z")
_END = 100
"""Characters at the end of a script that are searched for what closes a comment."""
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_LONGEST = 1_000_000
_MOST_NODES = 20_000


class LinkedData(Struct, frozen=True):
    """What the JSON-LD of a page states about the document, in the order of the page."""

    headlines: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def read_json_ld(scripts: Iterable[str]) -> LinkedData:
    """Return what the scripts of a page state about the document."""
    nodes = [node for script in scripts for node in _nodes(_parsed(script))]
    named = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str)}
    articles = [node for node in nodes if _has_type(node, _ARTICLE)]
    if len({str(node.get("headline")) for node in articles}) > 2:
        articles = []  # a list of documents, not one
    about = articles + [node for node in nodes if _has_type(node, _PAGE)]
    if not about:
        return LinkedData()
    first = about[0]
    return LinkedData(
        headlines=_texts(first.get("headline") or (articles and first.get("name")))[:1],
        dates=_first(about, "datePublished") or _first(about, "dateCreated"),
        authors=tuple(_people(first.get("author") or first.get("creator"), named)),
        publishers=tuple(_names(first.get("publisher"), named)),
        addresses=(*_texts(first.get("url"))[:1], *_address(first.get("mainEntityOfPage"))),
        languages=_texts(first.get("inLanguage"))[:1],
    )


def _parsed(script: str) -> Any:
    """Return the value of a script, with small faults mended; None if it is not JSON."""
    text = _unwrapped(script[:_LONGEST].strip())
    for mended in (text, _TRAILING_COMMA.sub("", _BAD_ESCAPE.sub(r"\\\\", text))):
        try:
            return json.loads(mended, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(text: str) -> str:
    """Return a script without the comment or the CDATA section around it."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, max(0, len(text) - _END))
    end = closing.start() if closing else len(text)
    return text[opening.end() if opening else 0 : end].strip()


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a value that may describe the document, outermost first."""
    queue = [value]
    for count, one in enumerate(queue):
        if count > _MOST_NODES:
            return
        if isinstance(one, list):
            queue.extend(one)
        elif isinstance(one, dict):
            yield one
            queue.extend(
                inner
                for key, inner in one.items()
                if key not in _OTHERS and isinstance(inner, (dict, list))
            )


def _has_type(node: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(name) for name in _texts(node.get("@type")))


def _texts(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    texts = (one.get("@value") if isinstance(one, dict) else one for one in values)
    return tuple(text for text in texts if isinstance(text, str) and text.strip())


def _first(nodes: list[dict[str, Any]], key: str) -> tuple[str, ...]:
    return next(filter(None, (_texts(node.get(key))[:1] for node in nodes)), ())


def _people(value: Any, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        node = _resolved(one, named)
        if not (isinstance(node, dict) and _has_type(node, _ORGANISATIONS)):
            yield from _names(node, named)


def _names(value: Any, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        node = _resolved(one, named)
        yield from _texts(node.get("name") if isinstance(node, dict) else node)


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """Return the node that a reference such as ``{"@id": "#jane"}`` names."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _address(value: Any) -> tuple[str, ...]:
    return _texts(value.get("@id") or value.get("url") if isinstance(value, dict) else value)[:1]
