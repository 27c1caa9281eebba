"""Seed bytes to lines of text. One format a file; READERS is the table of them.

A reader changes nothing but line ends: what it returns is what the seed says. In detail:

==============================  ===================================================================
line ends                       CR LF and CR become LF; lines are numbered as editors number them
NEL, U+2028, U+2029, VT, FF     stay inside their line, as white space: editors begin no line there
byte-order mark                 tells the encoding, and is no text; inside a text it stays
NUL, other control characters   stay in the line; where one in twenty characters is one, the seed is
                                no text and is refused
zero bytes at every other place are UTF-16 or UTF-32, with or without a byte-order mark
no-break spaces                 stay; a line of nothing else is blank
soft hyphens, zero-width        stay in the line; words and values are read without them
  spaces, marks of direction
zero-width joiners              stay everywhere: Persian and Hindi spell with them
bytes of no character           become U+FFFD, one for each broken sequence
mojibake                        stays in the line; what is read out of it is mended, and says so
==============================  ===================================================================

HTML has its own rules for white space: there, a line is what a browser shows as one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from generator.model import SourceText
from generator.readers import html, text
from generator.readers.decoding import UnreadableSeed, decode
from generator.readers.mojibake import Mended, mend, remarks_on

__all__ = ["READERS", "Mended", "UnreadableSeed", "decode", "mend", "read_seed", "remarks_on"]

READERS: dict[str, Callable[[bytes], SourceText]] = {
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".txt": text.read,
}
"""Which reader a file name's ending calls for; other endings are decided by the bytes."""


def read_seed(data: bytes, path: str) -> SourceText:
    """Return the text of a seed; ``path`` is its name, of which only the ending counts.

    Raises UnreadableSeed when the bytes are no text, empty, or too large to be a document.
    """
    reader = READERS.get(PurePosixPath(path).suffix.lower())
    if reader is None:
        reader = html.read if html.looks_like_html(data) else text.read
    return reader(data)
