"""Seed bytes to lines of text. One format a file; READERS is the table of them.

A reader changes nothing but line ends: what it returns is what the seed says.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from generator.model import SourceText
from generator.readers import html, text
from generator.readers.decoding import UnreadableSeed, decode

__all__ = ["READERS", "UnreadableSeed", "decode", "read_seed"]

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
