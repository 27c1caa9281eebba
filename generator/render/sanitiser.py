"""What of a text's HTML a page has: no text can run anything or load anything from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import nh3

from generator.render.figures import is_remote, plain_url
from generator.text import words

TAGS = frozenset(
    words("""
    a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data
    dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img
    input ins kbd label li mark ol p picture pre q rp rt ruby s samp section small source span
    strong sub summary sup table tbody td tfoot th thead time tr track u ul var video wbr
    """)
)
TAGS_WITH_CONTENT = frozenset(
    words("""
    embed iframe math noembed noframes noscript object plaintext script select style svg template
    textarea title xmp
    """)
)
"""Elements that are removed with their contents."""

ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "role", "title"},
    "a": {"aria-label", "href", "hreflang", "name"},
    "audio": {"controls", "loop", "muted", "preload", "src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "sizes", "src", "srcset", "width"},
    "input": {"checked", "disabled"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "source": {"height", "media", "sizes", "src", "srcset", "type", "width"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": {
        *("controls", "height", "loop", "muted", "playsinline", "poster", "preload", "src", "width")
    },
}
ALWAYS = {
    "input": {"type": "checkbox"},
    "iframe": {"sandbox": "allow-forms allow-popups allow-same-origin allow-scripts"},
}
"""What an element always has: the only field is the box of a task, and a frame cannot lead its
reader away. It is one attribute for each element, as nh3 would write several in any order."""
SCHEMES = frozenset(
    words("""
    http https mailto ftp tel sms geo doi magnet irc ircs gopher news nntp urn isbn data
    """)
)
"""The schemes of links, which may also be relative; what is loaded must be of the site, or a
picture that the address itself holds."""
_FRAMES = {"iframe": {"allowfullscreen", "height", "loading", "src", "title", "width"}}
"""What texts may have if site.yaml allows frames."""
Origins = frozenset[tuple[str, str]]
"""Origins such as ``https://example.org``, each with the kind of what may be loaded from it."""
NOWHERE: Origins = frozenset()
_KINDS = {"img": "img", "iframe": "frame"}
"""What elements load, other than sounds and films."""
LOADED = frozenset({"src", "srcset", "poster"})
"""Attributes with the address of what is loaded."""

_FIELD = re.compile(r"<input\b(?![^<>]*\btype=[\"']?checkbox)[^<>]*+>", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[^/?#]++", re.IGNORECASE)
_WEB = ("http://", "https://")
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|bmp);base64,", re.IGNORECASE)


@cache
def sanitiser(origins: Origins = NOWHERE) -> nh3.Cleaner:
    """Return the sanitiser of a site that allows texts to load from some origins."""
    frames = _FRAMES if any(kind == "frame" for kind, _ in origins) else {}
    return nh3.Cleaner(
        tags=TAGS | frames.keys(),
        clean_content_tags=TAGS_WITH_CONTENT - frames.keys(),
        attributes=ATTRIBUTES | frames,
        set_tag_attribute_values=ALWAYS,
        attribute_filter=_filter(origins),
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _filter(origins: Origins) -> Callable[[str, str, str], str | None]:
    def filtered(tag: str, name: str, value: str) -> str | None:
        """Return the value; None for what loads from elsewhere, unsafe addresses, empty names."""
        if name in LOADED:
            return value if is_loadable(tag, name, value, origins) else None
        if name == "href":  # data: would be a page of its own, on which scripts run
            return None if plain_url(value).lower().startswith("data:") else value
        if name == "cite" and is_remote(value) and not plain_url(value).lower().startswith(_WEB):
            return None  # nh3 checks only the schemes of links
        if not value and name in ("class", "id", "title"):
            return None
        return value

    return filtered


def without_fields(markup: str) -> str:
    """Return markup without fields to fill in; the boxes of tasks stay."""
    return _FIELD.sub("", markup) if "<input" in markup.lower() else markup


def is_field(tag: str) -> bool:
    """Return whether a tag is a field to fill in."""
    return _FIELD.match(tag) is not None


def is_loadable(tag: str, name: str, value: str, origins: Origins = NOWHERE) -> bool:
    """Return whether what an attribute loads is of the site or of one of ``origins``, or a picture
    inside the address.
    """
    if name == "srcset":
        return all(is_loadable("img", "src", one.strip(), origins) for one in value.split(","))
    if not is_remote(value) or (tag == "img" and _PICTURE_DATA.match(value)):
        return True
    match = _ORIGIN.match(plain_url(value)) if origins else None
    kind = "img" if name == "poster" else _KINDS.get(tag, "media")
    return match is not None and any(
        kind == allowed and is_of(match[0].lower(), origin) for allowed, origin in origins
    )


def is_of(origin: str, allowed: str) -> bool:
    """Return whether an origin is the allowed one, or one below ``https://*.example.org``."""
    scheme, sign, host = allowed.partition("*")
    return origin == allowed or bool(sign and origin.startswith(scheme) and origin.endswith(host))
