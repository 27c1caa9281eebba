"""Put Hebrew that was typed as it looks, from left to right, into the order in which it is read.

Pages in ISO 8859-8 of the 1990s have each line in *visual* order, unless they name the charset
ISO-8859-8-I (RFC 1556): https://encoding.spec.whatwg.org/#iso-8859-8.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import partial

from msgspec.structs import replace

from generator.model import Finding, Line, SourceText, Span

_LOGICAL = re.compile(
    r"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}iso-8859-8-[ie]|\bdir\s{0,9}=\s{0,9}[\"']?rtl",
    re.IGNORECASE,
)
_HEBREW = re.compile("[\u05d0-\u05ea]")
_WORDS = re.compile("[\u05d0-\u05ea]+")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z0-9%](?:[A-Za-z0-9.,:/@&'+%-]*[A-Za-z0-9%])?")
"""Words in Latin letters, and numbers, which run from left to right also in Hebrew."""
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def is_visual(encoding: str, markup: str) -> bool:
    """Return whether a page's Hebrew is in visual order."""
    return encoding.replace("-", "_") in ("iso8859_8", "iso_8859_8") and not _LOGICAL.search(markup)


def in_reading_order(source: SourceText) -> SourceText:
    """Return a text with its Hebrew lines in the order in which they are read.

    What the markup states is turned with them, unless its words are in the text as they are: titles
    are in the order of reading on some pages.
    """
    lines = tuple(map(_turned, source.lines))
    text = " ".join(line.text for line in lines)
    known = frozenset(_WORDS.findall(text))
    stated, as_read = source.stated, partial(_as_read, known)
    return replace(
        source,
        lines=lines,
        stated=replace(
            stated,
            titles=tuple(map(as_read, stated.titles)),
            authors=tuple(map(as_read, stated.authors)),
            sources=tuple(map(as_read, stated.sources)),
        ),
    )


def _as_read(known: Collection[str], stated: Finding[str]) -> Finding[str]:
    turned = _turned(Line(1, stated.value)).text
    as_typed, as_turned = (
        sum(word in known for word in _WORDS.findall(text)) for text in (stated.value, turned)
    )
    return stated if as_typed > as_turned else replace(stated, value=turned)


def _turned(line: Line) -> Line:
    if not _HEBREW.search(line.text):
        return line
    order = _order(line.text)
    text = "".join(line.text[place].translate(_MIRRORED) for place in order)
    spans = (_moved(span, order) for span in line.spans)
    return replace(line, text=text, spans=tuple(span for span in spans if span.start < span.end))


def _order(text: str) -> list[int]:
    """Return the places of a line's characters in the order in which they are read."""
    order = list(reversed(range(len(text))))
    turned = text[::-1]
    for run in _LEFT_TO_RIGHT.finditer(turned):
        order[run.start() : run.end()] = order[run.start() : run.end()][::-1]
    return order


def _moved(span: Span, order: Sequence[int]) -> Span:
    inside = [at for at, place in enumerate(order) if span.start <= place < span.end]
    return span._replace(start=inside[0], end=inside[-1] + 1) if inside else span
