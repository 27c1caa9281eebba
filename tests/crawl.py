"""Follows every link of a built site, as a reader with no server would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ADDRESSES = ("href", "src", "poster", "data", "action")
_NAMING = ("schema.DC", "schema.DCTERMS", "original")
"""What links of the head are for that name something elsewhere, and load nothing from there."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ROOT = "https://archive.example/any/where/"


def find_broken_links(output: Path) -> list[str]:
    """Return what is wrong with the links of all pages, a line each."""
    pages = {
        path.relative_to(output).as_posix(): LexborHTMLParser(path.read_text("utf-8"))
        for path in sorted(output.rglob("*.html"))
    }
    anchors = {name: _anchors(page) for name, page in pages.items()}
    return [
        f"{name}: {link}: {problem}"
        for name, page in pages.items()
        for node, link in _links(page)
        if (problem := _problem(output, anchors, name, node, link))
    ]


def _links(page: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    for attribute in _ADDRESSES:
        for node in page.css(f"[{attribute}]"):
            yield node, node.attributes[attribute] or ""


def _anchors(page: LexborHTMLParser) -> set[str | None]:
    return {node.attributes["id"] for node in page.css("[id]")} | {"", None}


def _problem(
    output: Path, anchors: dict[str, set[str | None]], name: str, node: LexborNode, link: str
) -> str | None:
    if link.startswith("/"):
        return "begins at the root of the server"
    if _SCHEME.match(link):
        is_naming = node.tag == "a" or node.attributes.get("rel") in _NAMING
        is_outward = is_naming and link.startswith(("http://", "https://", "mailto:"))
        return None if is_outward else "leads away from the archive"
    address = urlsplit(urljoin(f"{_ROOT}{name}", link))
    if address.query:
        return "has a query"
    if not address.path.startswith(urlsplit(_ROOT).path):
        return "leads out of the archive"
    target = unquote(address.path.removeprefix(urlsplit(_ROOT).path))
    if not (output / target).is_file():
        return "leads to no file"
    if unquote(address.fragment) not in anchors.get(target, {""}):
        return "leads to no anchor"
    return None
