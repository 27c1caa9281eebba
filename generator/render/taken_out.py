"""Find what the sanitiser will take out of a text that its owner wrote.

This looks at the markup that the sanitiser is given, where code is escaped, tag by tag; it errs
only where browsers mend what is broken.
"""

from __future__ import annotations

import html
import re

from generator.render.figures import plain_url
from generator.render.owners_text import OwnersText
from generator.render.sanitiser import (
    ALWAYS,
    ATTRIBUTES,
    LOADED,
    SCHEMES,
    TAGS,
    is_field,
    is_loadable,
)

_TAG = re.compile(r"<([A-Za-z][^\s/<>]*+)((?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*)>")
_ATTRIBUTE = re.compile(r"([^\s\"'/<>=]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'<>]++))?")
_ODD = re.compile(r' (?:src="|href="(?!https?:|mailto:)[A-Za-z][\w+.-]*+:)')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*+:", re.IGNORECASE)
_KINDS = {
    **dict.fromkeys(("script", "object", "embed", "applet", "noscript", "svg", "math"), "script"),
    **dict.fromkeys(("frame", "frameset"), "frame"),
    **dict.fromkeys(
        ("form", "input", "button", "select", "option", "textarea", "fieldset", "datalist"), "field"
    ),
    **dict.fromkeys(("style", "link", "font", "center"), "style"),
}
"""Elements whose removal has a remedy of its own; the code of the remark ends with its name."""
_QUIET = frozenset({"html", "head", "body", "base", "meta", "title"})
"""Elements of a whole page, of which a text is only a part."""
_MEANINGLESS = frozenset({"rel", "target", "markdown", "align", "xmlns", "decoding", "data-src"})
"""Attributes that say nothing that is missed."""


def may_lose(markup: str) -> bool:
    """Return whether the markup of a text without HTML and attributes has an address to look at."""
    return _ODD.search(markup) is not None


def note_taken_out(markup: str, owner: OwnersText) -> None:
    """Note what the sanitiser will take out of ``markup``."""
    for name, written in _TAG.findall(markup):
        tag = name.lower()
        if tag == "iframe":
            continue  # it is settled by now
        if tag in TAGS and not (tag == "input" and is_field(f"<{tag}{written}>")):
            for attribute, quoted in _ATTRIBUTE.findall(written):
                _note_attribute(tag, attribute.lower(), html.unescape(quoted.strip("\"'")), owner)
        elif tag not in _QUIET:
            owner.note(f"markdown.{_KINDS.get(tag, 'element')}", f"<{tag}>", f"<{tag}")


def _note_attribute(tag: str, name: str, value: str, owner: OwnersText) -> None:
    if name.startswith("on"):
        owner.note("markdown.script", f"the attribute {name}", f"{name}=")
    elif name == "style":
        owner.note("markdown.style", "the attribute style", "style=")
    elif name in LOADED:
        if not is_loadable(tag, name, value, owner.origins):
            owner.note("markdown.remote", value)
    elif name == "href":
        scheme = plain_url(value).partition(":")[0].lower()
        if _SCHEME.match(plain_url(value)) and (scheme not in SCHEMES or scheme == "data"):
            owner.note("markdown.scheme", f"{scheme}:", f"{scheme}:")
    elif not (_is_known(tag, name) or name in _MEANINGLESS or name.startswith(("data-", "aria-"))):
        owner.note("markdown.attribute", f"the attribute {name} of <{tag}>", name)


def _is_known(tag: str, name: str) -> bool:
    known = (ATTRIBUTES["*"], ATTRIBUTES.get(tag, ()), ALWAYS.get(tag, ()))
    return any(name in names for names in known)
