"""What no page, feed or style sheet may contain, as parts of it were written by strangers."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from selectolax.lexbor import LexborHTMLParser, LexborNode

POLICY = (
    "default-src 'self' file:; base-uri 'none'; img-src 'self' file: data:; "
    "form-action 'self' file:"
)
_FORBIDDEN = "base iframe object embed form style frame frameset portal template applet math foreignobject animate set use noscript button textarea select marquee plaintext xmp".split()
_LOADING = (
    "src",
    "srcset",
    "poster",
    "background",
    "data",
    "lowsrc",
    "dynsrc",
    "manifest",
    "codebase",
    "ping",
    "formaction",
    "action",
    "xlink:href",
)
_ADDRESSES = ("href", *_LOADING, "cite", "longdesc", "usemap", "content")
_DANGEROUS = re.compile(
    r"(?:javascript|vbscript|livescript|data(?!:image/(?:png|jpeg|gif|webp|avif|bmp)[;,])|blob|file|feed|jar|view-source):",
    re.IGNORECASE,
)
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|bmp);base64,", re.IGNORECASE)
_LEADING = re.compile(r"^[\x00-\x20]+")
_IGNORED = re.compile(r"[\t\n\r]")
"""What browsers skip before an address, and in the middle of one (WHATWG URL, 4.4)."""
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.IGNORECASE)
_HANDLER = re.compile(r"on[a-z]", re.IGNORECASE)
_CSS_LOAD = re.compile(
    r"""(?:url\(\s*["']?|@import\s*["'])\s*((?:[a-z]+:)?//|javascript:|data:text)""", re.IGNORECASE
)
_REDIRECT_LINES = {
    "_redirects": re.compile(r"/\S* /\S* 301"),
    ".htaccess": re.compile(
        r'Redirect(?:Match)? 301 "(?:[^"\\\x00-\x1f]|\\.)*" "(?:[^"\\\x00-\x1f]|\\.)*"'
    ),
    "nginx-redirects.map": re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*" "(?:[^"\\$\x00-\x1f]|\\.)*";'),
}
_ATOM = "{http://www.w3.org/2005/Atom}"


def is_by_the_owner(path: str, data: bytes, content: Mapping[str, bytes]) -> bool:
    """Return whether a published file is a copy of one that the owner put into content/."""
    return content.get(path) == data


def page_faults(path: str, data: bytes) -> Iterator[str]:
    """Yield what a published file contains but must not; nothing of originals and edited copies."""
    name = path.rpartition("/")[2]
    if ".original" in name or ".edited-" in name:
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if name.endswith((".html", ".xml", ".json", ".css", ".md")):
            yield "it is not UTF-8"
        return
    if name.endswith(".html"):
        yield from _html_faults(text)
    elif name.endswith(".xml"):
        yield from _xml_faults(text)
    elif name.endswith(".json"):
        yield from _json_faults(text)
    elif name.endswith(".css") and (found := _CSS_LOAD.search(text)):
        yield f"it loads {text[found.start() : found.end() + 40]}"
    elif name in _REDIRECT_LINES:
        yield from (
            f"an odd line: {line!r}"
            for line in text.split("\n")[:-1]
            if not _REDIRECT_LINES[name].fullmatch(line)
        )


def _html_faults(text: str) -> Iterator[str]:
    page = LexborHTMLParser(text)
    policies = page.css('head > meta[http-equiv="Content-Security-Policy"]')
    if [node.attributes.get("content") for node in policies] != [POLICY]:
        yield "its policy is not the one of all pages"
    if controls := re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", text):
        yield f"it has the character {controls[0]!r}"
    is_redirect = page.css_first("body.redirect") is not None
    for node in page.css("*"):
        yield from _element_faults(node, is_redirect=is_redirect)
    if page.css_first("title") is None or page.css_first("h1") is None:
        yield "it has no title or no heading"
    identifiers = [node.attributes.get("id") for node in page.css("[id]")]
    if len(identifiers) != len(set(identifiers)):
        twice = next(one for one in identifiers if identifiers.count(one) > 1)
        yield f"the id {twice!r} stands twice"
    second = _Second()
    second.feed(text)
    second.close()
    yield from second.faults


def _element_faults(node: LexborNode, *, is_redirect: bool = False) -> Iterator[str]:
    tag, attributes = str(node.tag).lower(), node.attributes
    if tag == "script":
        if attributes.get("type") != "application/ld+json" or len(attributes) != 1:
            yield f"a script: {str(node.html)[:80]}"
        else:
            yield from _data_faults(node.text() or "")
    elif tag in _FORBIDDEN or (tag == "input" and attributes.get("type") != "checkbox"):
        yield f"an element: {str(node.html)[:80]}"
    elif tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
        target = (attributes.get("content") or "").partition("url=")[2]
        if not is_redirect or _REMOTE.match(_as_browsers_read(target)):
            yield f"a redirect: {str(node.html)[:80]}"
    for name, value in attributes.items():
        yield from _attribute_faults(tag, name.lower(), value or "", attributes)


def _attribute_faults(
    tag: str, name: str, value: str, attributes: Mapping[str, str | None]
) -> Iterator[str]:
    address = _as_browsers_read(value)
    if _HANDLER.match(name) or name in ("style", "srcdoc"):
        yield f"an attribute: <{tag} {name}={value[:60]!r}>"
    elif (
        name in _ADDRESSES
        and _DANGEROUS.match(address)
        and not (name == "content" and tag == "meta" and "http-equiv" not in attributes)
    ):
        yield f"an address: <{tag} {name}={value[:60]!r}>"
    elif tag == "img" and name == "src" and _PICTURE_DATA.match(address):
        return
    elif name in _LOADING and any(_REMOTE.match(part.strip()) for part in address.split(",")):
        yield f"it loads: <{tag} {name}={value[:60]!r}>"
    elif tag == "link" and name == "href" and _REMOTE.match(address):
        relations = (attributes.get("rel") or "").lower().split()
        if {
            "stylesheet",
            "icon",
            "preload",
            "prefetch",
            "preconnect",
            "dns-prefetch",
            "modulepreload",
            "manifest",
            "import",
            "apple-touch-icon",
        } & set(relations):
            yield f"it loads: <link rel={relations} href={value[:60]!r}>"


def _as_browsers_read(address: str) -> str:
    return _IGNORED.sub("", _LEADING.sub("", address))


def _data_faults(text: str) -> Iterator[str]:
    if "<" in text:
        yield "structured data with a < in it"
    try:
        json.loads(text)
    except ValueError as problem:
        yield f"structured data that is not JSON: {problem}"


class _Second(HTMLParser):
    """A second opinion, by a parser that reads broken markup differently from the first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "script" and attributes.get("type") != "application/ld+json":
            self.faults.append("a script, by a second parser")
        for name, value in attrs:
            if tag != "meta":
                self.faults += (
                    f"{fault}, by a second parser"
                    for fault in _attribute_faults(tag, name.lower(), value or "", attributes)
                )


def _fragment_faults(markup: str) -> Iterator[str]:
    for node in LexborHTMLParser(markup).css("body *"):
        yield from _element_faults(node)


def _xml_faults(text: str) -> Iterator[str]:
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as problem:
        yield f"it is not XML: {problem}"
        return
    for node in root.iter():
        if node.attrib.get("type") == "html" and node.text:
            yield from _fragment_faults(node.text)
        if node.tag == f"{_ATOM}link":
            yield from _attribute_faults("a", "href", node.attrib.get("href", ""), {})


def _json_faults(text: str) -> Iterator[str]:
    try:
        feed = json.loads(text)
    except ValueError as problem:
        yield f"it is not JSON: {problem}"
        return
    for item in feed.get("items", ()) if isinstance(feed, dict) else ():
        yield from _fragment_faults(item.get("content_html", ""))
