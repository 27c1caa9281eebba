"""Decode seeds to text, or refuse them with a reason.

Encodings are tried in order: byte-order mark, the zero bytes of wide encodings, the escapes of
ISO 2022 and HZ, strict UTF-8, UTF-8 with a few damaged bytes, the charset that the document
declares (under the names that browsers use), a guess from the bytes. Undecodable bytes become
U+FFFD; apart from these, only line ends are changed.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from contextlib import suppress
from itertools import count
from typing import NamedTuple

from generator.model import Line
from generator.readers.charset_guessing import guess_charset
from generator.readers.charset_labels import find_declared_charset
from generator.text.text_files import with_plain_line_ends

MAX_LINES = 100_000
"""More than a thousand printed pages; a longer file is a corpus, not a document."""
MAX_LINE = 1_000_000
"""Most characters of a line; a longer one is a database or a picture in disguise."""
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
_GIVE_WORDS = "Put the document's text into it, or remove it from seeds/."
_CONTROL_BYTES = bytes((*range(9), *range(14, 27), *range(28, 32)))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZEROS: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
"""Which of every four bytes are mostly zero, in encodings of two or four bytes per character."""
_ESCAPES = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b\$[@B]|\x1b\(J"), "iso2022_jp"),
    (re.compile(rb"~\{(?:[!-w][!-~]){2,500}~\}"), "hz"),
)
"""Escape sequences that distinguish 7-bit encodings from ASCII."""
_HEAD = 4096
_SEARCHED = 65_536
_ASCII = bytes(range(0x80))
_GOOD_FOR_A_BAD = 4
"""Non-ASCII characters that undeclared UTF-8 must have for each undecodable sequence."""
_INTACT_FOR_A_BAD = 50
"""Non-ASCII bytes that text in its declared charset must have for each undecodable one."""


class UnreadableSeed(Exception):  # noqa: N818 - it names a seed that people can look at
    """A seed that cannot become a document: why (``code`` is stable), where, what to do."""

    def __init__(self, message: str, code: str, line: int | None = None, hint: str = "") -> None:
        super().__init__(message, code, line, hint)
        self.message, self.code, self.line, self.hint = message, code, line, hint


class Decoded(NamedTuple):
    """A text, and Python's name for its encoding."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text of ``data``, with ``\\r\\n`` and ``\\r`` replaced by ``\\n``.

    Raises UnreadableSeed for bytes that are empty, blank or not text.
    """
    if not data:
        raise UnreadableSeed("the file is empty", "seed.empty", hint=_GIVE_WORDS)
    for start, kind in _SIGNATURES.items():
        if data.startswith(start):
            raise UnreadableSeed(
                f"the bytes are no text but {kind}", "seed.not-text", hint=_SAVE_AS_TEXT
            )
    text, encoding = _decoded(data)
    if len(data.translate(None, _CONTROL_BYTES)) != len(data) or "\ufffd" in text:
        sample = text[:100_000]
        odd = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
        if odd * _TEXT_FOR_NOISE > len(sample):
            raise UnreadableSeed("the bytes are no text", "seed.not-text", hint=_SAVE_AS_TEXT)
    refuse_wordless(text)
    return Decoded(with_plain_line_ends(text), encoding)


def _decoded(data: bytes) -> Decoded:
    """Return ``data`` as text with its own line ends; never fail, even if it is not text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data.decode(encoding, "replace"), encoding)
    certain = [_wide_encoding(data)]
    if b"\x1b" in data or b"~{" in data:
        head = data[:_SEARCHED]
        certain += [encoding for escape, encoding in _ESCAPES if escape.search(head)]
    for encoding in filter(None, (*certain, "utf-8")):
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode(encoding), encoding)
    declared = find_declared_charset(data)
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    is_cut = bad == 1 and good and text.endswith("\ufffd")
    if is_cut or good >= (bad if declared == "utf-8" else bad * _GOOD_FOR_A_BAD):
        return Decoded(text, "utf-8")
    if declared is not None and declared != "utf-8":
        text = data.decode(declared, "replace")
        if text.count("\ufffd") * _INTACT_FOR_A_BAD <= len(data.translate(None, _ASCII)):
            return Decoded(text, declared)
    encoding = guess_charset(data) or "cp1252"
    return Decoded(data.decode(encoding, "replace"), encoding)


def _wide_encoding(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 codec that the zero bytes of ``data`` point to, or None."""
    head = data[: _HEAD - _HEAD % 4]
    if b"\0" not in head:
        return None
    quarter = max(1, len(head) // 4)
    zeros = tuple(head[place::4].count(0) for place in range(4))
    if encoding := _ZEROS.get(tuple(count > quarter // 2 for count in zeros)):
        return encoding
    if not (zeros[0] or zeros[2]) and _is_one_script(head, "utf-16-le"):
        return "utf-16-le"
    if not (zeros[1] or zeros[3]) and _is_one_script(head, "utf-16-be"):
        return "utf-16-be"
    return None


def _is_one_script(head: bytes, encoding: str) -> bool:
    """Return whether bytes are text in one non-Latin script, in which only spaces have a zero byte.

    Bytes that are nearly all ASCII are rejected, regardless of what they decode to.
    """
    text = head.decode(encoding, "replace")
    letters = [ord(char) for char in text if char > "\x7f"]
    blocks = Counter("Han" if 0x2E80 <= code <= 0x9FFF else code >> 8 for code in letters)
    is_uniform = max(blocks.values(), default=0) * 10 >= len(letters) * 9 > 0
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    high = len(head.translate(None, _ASCII))
    return is_uniform and (" " in text or "\n" in text) and (controls + high) * 4 > len(head)


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text``, numbered from 1; raises as refuse_huge_lines does."""
    refuse_huge_lines(text)
    return tuple(map(Line, count(1), text.split("\n")))


def refuse_huge_lines(text: str) -> None:
    """Raise UnreadableSeed if there are more than MAX_LINES lines, or one exceeds MAX_LINE."""
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
    """Raise UnreadableSeed for a line of more than MAX_LINE characters."""
    if len(line) > MAX_LINE:
        raise UnreadableSeed(
            f"the line is {len(line):,} characters long; a document's have at most {MAX_LINE:,}",
            "seed.huge-line",
            number,
            "Split the line, or keep the file elsewhere if it is not a document.",
        )


def refuse_wordless(text: str) -> None:
    """Raise UnreadableSeed if ``text`` consists only of white space."""
    if not text.strip():
        raise UnreadableSeed("the file has no words", "seed.empty", hint=_GIVE_WORDS)
