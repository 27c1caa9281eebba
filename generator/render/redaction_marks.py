"""Put the words of the site in the place of the marks that redaction has left."""

from __future__ import annotations

import html
import json
import re

from generator.model import SitePath
from generator.text.redaction import MARK

_TAG = re.compile(r"""<[^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*>""")
_ENCODED = "%F4%8F%BB%9D"
"""The mark as browsers and sanitisers write it in an address."""
_ADDRESS = re.compile(r'\s(?:href|src|poster|cite|rel|class)="([^"]*+)"')
"""An attribute that is an address, or says what kind of address there is."""
_RAW = ("script", "style", "title", "textarea")
"""Elements that hold no other elements."""


def show_marks(data: bytes, path: SitePath, words: str, language: str) -> bytes:
    """Return a file of the output with ``words`` in the place of each mark.

    ``language`` is that of the words.
    """
    text = data.decode("utf-8")
    if path.endswith(".html"):
        shown = _in_html(text, words, language)
    else:
        plain = html.escape(words) if path.endswith(".xml") else _in_json(words)
        shown = text.replace(MARK, plain).replace(_ENCODED, plain)
    return shown.encode("utf-8")


def _in_json(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)[1:-1].replace("<", "\\u003c")


def _in_html(text: str, words: str, language: str) -> str:
    plain = html.escape(words)
    span = f'<span class="redacted" lang="{html.escape(language)}">{plain}</span>'
    pieces: list[str] = []
    at = 0
    while (start := text.find("<", at)) >= 0:
        pieces.append(text[at:start].replace(MARK, span))
        found = _TAG.match(text, start)
        at = found.end() if found else start + 1
        tag = text[start:at]
        pieces.append(_marked_tag(tag, plain) if MARK in tag or _ENCODED in tag else tag)
        name = tag[1:].partition(" ")[0].rstrip(">").lower()
        if name in _RAW and (end := text.find(f"</{name}", at)) >= 0:
            inner = _in_json(words) if name == "script" else plain
            pieces.append(text[at:end].replace(MARK, inner))
            at = end
    return "".join((*pieces, text[at:].replace(MARK, span)))


def _marked_tag(tag: str, plain: str) -> str:
    """Return a tag with words for its marks; an address with one leads nowhere, and is left out."""
    addresses = _ADDRESS.findall(tag)
    if any(MARK in address or _ENCODED in address for address in addresses):
        tag = _ADDRESS.sub("", tag)
    return tag.replace(MARK, plain).replace(_ENCODED, plain)
