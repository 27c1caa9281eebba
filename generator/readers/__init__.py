"""Read the bytes of a seed as lines of text, with one module per format (see ``READERS``).

A reader changes nothing except line ends, and does not know about roles. In detail:

==============================  ===================================================================
line ends                       CR LF and CR become LF; lines are numbered as editors number them
NEL, U+2028, U+2029, VT, FF     stay inside their line, as white space: editors do not break there
byte-order mark                 gives the encoding and is dropped; inside a text it stays
NUL, other control characters   stay in the line; if more than one character in twenty is a control
                                character or U+FFFD, the seed is refused
zero bytes at regular offsets   mean UTF-16 or UTF-32, with or without a byte-order mark
no-break spaces                 stay; a line that consists only of these is blank
soft hyphens, zero-width        stay in the line; words and values are read without them
  spaces, marks of direction
zero-width joiners              stay everywhere: Persian and Hindi spell with them
undecodable bytes               become U+FFFD, one for each broken sequence
mojibake                        stays in the line; it is repaired in the document, with a note
==============================  ===================================================================

HTML has its own rules for white space: there, a line is what a browser shows as a line.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from generator.model import IS_PICTURE, SourceText
from generator.readers import gzipped, html, mhtml, text
from generator.readers.decoding import UnreadableSeed, decode
from generator.readers.html_signs import looks_like_html
from generator.readers.mojibake import Mended, mend, remarks_on
from generator.readers.picture_headers import PictureHeader, is_drawing, read_header

__all__ = [
    "READERS",
    "Mended",
    "PictureHeader",
    "UnreadableSeed",
    "decode",
    "mend",
    "read_header",
    "read_seed",
    "remarks_on",
]

READERS: dict[str, Callable[[bytes], SourceText]] = {
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".mht": mhtml.read,
    ".mhtml": mhtml.read,
    ".txt": text.read,
}
"""The reader for each file name extension; for others, and for texts, the bytes decide."""


def read_seed(data: bytes, path: str) -> SourceText:
    """Return the text of a seed; only the extension of ``path`` matters.

    Raises UnreadableSeed when the bytes are empty, not text, or too large for a document.
    """
    name = PurePosixPath(path)
    if read_header(data) or (name.suffix.lower() not in READERS and is_drawing(data)):
        hint = "Save the page that shows it beside it, or put the picture into content/."
        raise UnreadableSeed("the file is a picture", IS_PICTURE, hint=hint)
    if data.startswith(gzipped.SIGNATURE):
        page = gzipped.unpack(data)
        inner = name.with_suffix("").suffix if name.suffix.lower() == ".gz" else ""
        reader = _reader_of(page, inner)
        return reader(data if reader is text.read else page)  # a text is refused as it is
    return _reader_of(data, name.suffix)(data)


def _reader_of(data: bytes, suffix: str) -> Callable[[bytes], SourceText]:
    reader = READERS.get(suffix.lower())
    may_be_misnamed = reader is text.read and b"</" in data
    if reader is not None and not may_be_misnamed:
        return reader
    if looks_like_html(data):
        return html.read
    return mhtml.read if mhtml.looks_like_mhtml(data) else text.read
