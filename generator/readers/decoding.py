"""Decode seeds to text, or refuse them with a reason. Encodings: see charset_detection.py."""

from __future__ import annotations

import re
from itertools import count

from generator.model import Line
from generator.readers.charset_detection import Decoded, decode_text

MAX_LINES = 100_000
"""More than a thousand printed pages; a longer file is a corpus, not a document."""
MAX_LINE = 1_000_000
"""Characters. A longer line is a database or a picture in disguise, not a document."""
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP, DOCX or EPUB",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"RIFF": "a sound, a film or a WebP picture",
    b"OggS": "a sound or a film",
    b"ID3": "a sound",
    b"II*\0": "a TIFF picture",
    b"MM\0*": "a TIFF picture",
    b"BZh91AY": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf": "a 7z file",
    b"Rar!\x1a": "a RAR file",
    b"SQLite format 3": "a database",
}
"""First bytes of files that are not text."""
_SAVE_AS_TEXT = "Save the document as plain text or HTML, or keep the file outside seeds/."
_TEXT_FOR_NOISE = 20
"""Characters that a text must have for each control character or U+FFFD."""
_CONTROL_BYTES = bytes((*range(9), *range(14, 27), *range(28, 32)))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnreadableSeed(Exception):  # noqa: N818 - it names a seed that people can look at
    """A seed that cannot become a document: why (``code`` is stable), where, what to do."""

    def __init__(self, message: str, code: str, line: int | None = None, hint: str = "") -> None:
        super().__init__(message, code, line, hint)
        self.message, self.code, self.line, self.hint = message, code, line, hint


def decode(data: bytes) -> Decoded:
    """Return the text of ``data``, with ``\\r\\n`` and ``\\r`` made ``\\n``.

    Raises UnreadableSeed for bytes that are empty, blank or not text.
    """
    if not data:
        raise UnreadableSeed(
            "the file is empty",
            "seed.empty",
            hint="Put the document's text into it, or remove it from seeds/.",
        )
    _refuse_binary(data)
    decoded = decode_text(data)
    _refuse_noise(data, decoded.text)
    return Decoded(with_plain_line_ends(decoded.text), decoded.encoding)


def with_plain_line_ends(text: str) -> str:
    """Return ``text`` with ``\\r\\n`` and ``\\r`` replaced by ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text``, numbered from 1; raises as refuse_huge_lines does."""
    refuse_huge_lines(text)
    return tuple(map(Line, count(1), text.split("\n")))


def refuse_huge_lines(text: str) -> None:
    """Raise UnreadableSeed when ``text`` has more than MAX_LINES lines, or one beyond MAX_LINE."""
    refuse_many_lines(text.count("\n") + 1)
    if len(text) > MAX_LINE:
        for number, line in enumerate(text.split("\n"), 1):
            refuse_long_line(line, number)


def refuse_many_lines(number: int) -> None:
    """Raise UnreadableSeed for more than MAX_LINES lines."""
    if number > MAX_LINES:
        raise UnreadableSeed(
            f"the file has {number:,} lines; a document has at most {MAX_LINES:,}",
            "seed.too-long",
            hint="Divide the file into its documents.",
        )


def refuse_long_line(line: str, number: int) -> None:
    """Raise UnreadableSeed for a line beyond MAX_LINE."""
    if len(line) > MAX_LINE:
        raise UnreadableSeed(
            f"the line is {len(line):,} characters long; a document's have at most {MAX_LINE:,}",
            "seed.huge-line",
            number,
            "Split the line, or keep the file elsewhere if it is not a document.",
        )


def refuse_wordless(text: str) -> None:
    """Raise UnreadableSeed when ``text`` is nothing but white space."""
    if not text.strip():
        raise UnreadableSeed(
            "the file has no words",
            "seed.empty",
            hint="Put the document's text into it, or remove it from seeds/.",
        )


def _refuse_binary(data: bytes) -> None:
    kind = next((name for start, name in _SIGNATURES.items() if data.startswith(start)), None)
    if kind is not None:
        raise UnreadableSeed(
            f"the bytes are no text but {kind}", "seed.not-text", hint=_SAVE_AS_TEXT
        )


def _refuse_noise(data: bytes, text: str) -> None:
    is_clean = len(data.translate(None, _CONTROL_BYTES)) == len(data) and "\ufffd" not in text
    if is_clean:
        refuse_wordless(text)
        return
    sample = text[:100_000]
    odd = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    if odd * _TEXT_FOR_NOISE > len(sample):
        raise UnreadableSeed("the bytes are no text", "seed.not-text", hint=_SAVE_AS_TEXT)
    refuse_wordless(text)
