"""Read the addresses and markup of an HTML page, and the addresses of a style sheet.

A page is parsed as browsers parse it (with selectolax's lexbor): comments, scripts, text areas
and templates contain no links, and an unclosed tag is closed where a browser closes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from urllib.parse import urljoin

from msgspec import Struct, field
from selectolax.lexbor import LexborNode

from generator.check.model import FileFacts, Markup
from generator.text.css import find_references
from generator.text.markup import RENAMED, parse

Attributes = dict[str, str | None]

LINKS: dict[str, tuple[str, ...]] = {
    "a": ("href", "xlink:href"),
    "area": ("href",),
    "button": ("formaction",),
    "form": ("action",),
    "input": ("formaction",),
}
"""Elements, and their attributes with addresses that a reader follows."""

ASSETS: dict[str, tuple[str, ...]] = {
    "audio": ("src",),
    "body": ("background",),
    "embed": ("src",),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("imagesrcset",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Elements, and their attributes with addresses that are loaded with the page."""

LOADED = frozenset(
    """stylesheet icon apple-touch-icon mask-icon manifest preload modulepreload prefetch
    preconnect dns-prefetch prerender""".split()
)
"""Values of a link element's rel that load something or open a connection."""

_UNKEPT = "missing"
"""The class of a link that is shown as text."""
_PAGE = "data-page"
"""The attribute of such a link that says which page it led to."""
_IS_INLINE = re.compile(r"style|on[a-z]++")
_SCRIPTS = frozenset({"", "module", "text/javascript", "application/javascript"})
_LISTS = frozenset({"srcset", "imagesrcset"})
_NAMES = ("alt", "aria-label", "aria-labelledby", "title")
_MOST_LOOKED_AT = 60
"""The most nodes of a link that are searched; a link with more counts as having words."""
_LONGEST_BASE = 500
"""The most characters of a base address: with a longer one before every link, memory would fill."""
_WANTED = """:is([href], [src], [srcset], [imagesrcset], [poster], [data], [action], [formaction],
    [background], [style], [onclick], [onload], [onchange], [onsubmit], [oninput], [onkeydown],
    [onmouseover], [id], a[name], a.missing, meta[content], html, title, h1, img, image,
    use, style, script)"""
# An address in a srcset, up to white space: it may end with commas.
_CANDIDATE = re.compile(r"[^\s,]\S*+")
# The content of a refresh, such as “5; url='page.html'”; the group is the address.
_REFRESH = re.compile(
    r"""[\s\d.]*+[;,]?+\s*+(?:url\s*+=\s*+)?+["']?+(.*?)["']?""", re.IGNORECASE | re.DOTALL
)
_FULL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
# A string in JSON, closed or not; and the start of one that is an address: "https:// or "https:\/\/
_JSON_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?+', re.DOTALL)
_JSON_ADDRESS = re.compile(r'"[a-z]+:(?:\\?/){2}', re.IGNORECASE)


def read_page(data: bytes) -> FileFacts:
    """Return the addresses and markup of a page in UTF-8."""
    page = parse(data.decode("utf-8", "replace"))
    if page is None:
        return FileFacts(is_too_costly=True)
    found = _Found()
    for node in page.css(_WANTED):
        attributes = node.attributes
        if "id" in attributes:
            found.ids.append(attributes["id"] or "")
        if "style" in attributes:
            found.assets += _in_styles(attributes["style"] or "")
        tag = (node.tag or "").removesuffix(RENAMED)
        found.inline += (f"the attribute {one}" for one in attributes if _IS_INLINE.fullmatch(one))
        if read := _READERS.get(tag):
            read(found, node, attributes)
        for name in LINKS.get(tag, ()):
            if name in attributes:
                found.links.append(attributes[name] or "")
        for name in ASSETS.get(tag, ()):
            if name in attributes:
                value = attributes[name] or ""
                found.assets += _candidates(value) if name in _LISTS else [value]
    return found.facts()


def read_styles(data: bytes) -> FileFacts:
    """Return the addresses in a style sheet: those of ``url()`` and ``@import``."""
    return FileFacts(assets=tuple(_in_styles(data.decode("utf-8", "replace"))))


def _in_styles(text: str) -> Iterator[str]:
    """Yield the addresses that a style sheet or a style attribute loads."""
    return (reference.address for reference in find_references(text))


def _candidates(value: str) -> Iterator[str]:
    """Yield the addresses of a srcset: each ends at white space, or at the commas before it."""
    position = 0
    while match := _CANDIDATE.search(value, position):
        yield match[0].rstrip(",")
        position = match.end()
        if not match[0].endswith(","):
            comma = value.find(",", position)
            position = comma if comma >= 0 else len(value)


class _Found(Struct):
    """What was found on a page so far."""

    links: list[str] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    undescribed: list[str] = field(default_factory=list)
    unkept: list[tuple[str, str]] = field(default_factory=list)
    headings: int = 0
    has_title: bool = False
    has_language: bool = False
    refresh: list[str] = field(default_factory=list)
    base: str = ""
    inline: list[str] = field(default_factory=list)
    has_policy: bool = False

    def facts(self) -> FileFacts:
        markup = Markup(
            ids=tuple(self.ids),
            names=tuple(self.names),
            unnamed=self._based(self.unnamed),
            undescribed=self._based(self.undescribed),
            unkept=tuple(self.unkept),
            headings=self.headings,
            has_title=self.has_title,
            has_language=self.has_language,
            refresh=next(iter(self._based(self.refresh)), None),
            inline=tuple(dict.fromkeys(self.inline)) if self.has_policy else (),
        )
        return FileFacts(self._based(self.links), self._based(self.assets), markup)

    def _based(self, addresses: Iterable[str]) -> tuple[str, ...]:
        if not self.base:
            return tuple(addresses)
        joined = []
        for one in addresses:
            try:
                joined.append(urljoin(self.base, one))
            except ValueError:  # not a valid address, such as http://[
                joined.append(one)
        return tuple(joined)

    def read_anchor(self, node: LexborNode, attributes: Attributes) -> None:
        written = [attributes[name] or "" for name in LINKS["a"] if name in attributes]
        if written and not _has_words(node):
            self.unnamed += written
        if attributes.get("name"):
            self.names.append(attributes["name"] or "")
        if not written and _UNKEPT in (attributes.get("class") or "").split():
            title = attributes.get("title") or ""
            self.unkept.append((title, attributes.get(_PAGE) or title))

    def read_base(self, _: LexborNode, attributes: Attributes) -> None:
        base = (attributes.get("href") or "").strip()
        if len(base) <= _LONGEST_BASE:
            self.base = self.base or base

    def read_heading(self, _: LexborNode, __: Attributes) -> None:
        self.headings += 1

    def read_html(self, _: LexborNode, attributes: Attributes) -> None:
        self.has_language = bool((attributes.get("lang") or "").strip())

    def read_picture(self, _: LexborNode, attributes: Attributes) -> None:
        if "alt" not in attributes:
            self.undescribed.append(attributes.get("src") or "")

    def read_relation(self, _: LexborNode, attributes: Attributes) -> None:
        if "href" in attributes:
            is_loaded = not LOADED.isdisjoint((attributes.get("rel") or "").lower().split())
            (self.assets if is_loaded else self.links).append(attributes["href"] or "")

    def read_meta(self, _: LexborNode, attributes: Attributes) -> None:
        content = (attributes.get("content") or "").strip()
        stated = (attributes.get("http-equiv") or "").lower()
        if stated == "content-security-policy":
            self.has_policy = "'unsafe-inline'" not in content
        elif stated == "refresh":
            if (match := _REFRESH.fullmatch(content)) and match[1]:
                self.refresh.append(match[1])
                self.links.append(match[1])
        elif _FULL.fullmatch(content):  # og:url, og:image and the like
            self.links.append(content)

    def read_script(self, node: LexborNode, attributes: Attributes) -> None:
        kind = (attributes.get("type") or "").lower()
        if "src" not in attributes and kind in _SCRIPTS and node.text().strip():
            self.inline.append("<script>")
        if kind == "application/ld+json":
            for string in _JSON_STRING.findall(node.text()):
                with suppress(ValueError):
                    if _JSON_ADDRESS.match(string):
                        self.links.append(json.loads(string))

    def read_style(self, node: LexborNode, _: Attributes) -> None:
        self.assets += _in_styles(node.text())
        self.inline.append("<style>")

    def read_title(self, node: LexborNode, _: Attributes) -> None:
        if node.parent is not None and node.parent.tag == "head":  # pictures in SVG have titles too
            self.has_title = self.has_title or bool(node.text().strip())


def _has_words(link: LexborNode) -> bool:
    """Return whether a link has words, or a name in an attribute of its own or of its contents."""
    nodes = link.traverse(include_text=True)
    if any(map(_is_described, islice(nodes, _MOST_LOOKED_AT))):
        return True
    return next(nodes, None) is not None


def _is_described(node: LexborNode) -> bool:
    if node.tag == "-text":
        return bool((node.text_content or "").strip())
    return any((node.attributes.get(name) or "").strip() for name in _NAMES)


_READERS: dict[str, Callable[[_Found, LexborNode, Attributes], None]] = {
    "a": _Found.read_anchor,
    "base": _Found.read_base,
    "h1": _Found.read_heading,
    "html": _Found.read_html,
    "img": _Found.read_picture,
    "link": _Found.read_relation,
    "meta": _Found.read_meta,
    "script": _Found.read_script,
    "style": _Found.read_style,
    "title": _Found.read_title,
}
"""Elements, with what reads more from them than the addresses in ``LINKS`` and ``ASSETS``."""
