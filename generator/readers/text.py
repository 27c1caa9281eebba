"""Read plain text: dumps of web pages, transcripts, letters."""

from __future__ import annotations

from generator.model import SourceText
from generator.readers.decoding import decode, split_lines
from generator.text.text_files import with_plain_line_ends


def read(data: bytes) -> SourceText:
    """Return the lines of a text file; raises UnreadableSeed."""
    text, encoding = decode(data)
    return SourceText(split_lines(text), encoding)


def read_plain(text: str) -> SourceText:
    """Return the lines of a text that is already decoded; raises UnreadableSeed."""
    return SourceText(split_lines(with_plain_line_ends(text)), "utf-8")
