"""Bytes to text: which encoding a seed is in, and which seeds are no text at all.

In order: byte-order mark, strict UTF-8, the charset that the document declares (by the names
that browsers use), a guess from the bytes. Nothing is repaired.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from generator.model import Line

MAX_LINES = 100_000
"""More than a thousand printed pages: a corpus in one file, not a document."""
MAX_LINE = 1_000_000
"""Characters. A longer line is a database or a picture in disguise, not a document."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WEB_NAMES = {
    # https://encoding.spec.whatwg.org/#names-and-labels: what these labels mean in practice.
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    # A page that can be read to say so is not in UTF-16.
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
_BINARY_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP, DOCX or EPUB",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x7fELF": "a program",
}
_ZEROS: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
"""Which of four bytes are mostly zero in encodings that use two or four a character."""
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD = 4096
_TOO_SHORT_TO_GUESS = 64
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnreadableSeed(Exception):  # noqa: N818 - it names a seed that people can look at
    """A seed that cannot become a document: why (``code`` is stable), where, what to do."""

    def __init__(self, message: str, code: str, line: int | None = None, hint: str = "") -> None:
        super().__init__(message, code, line, hint)
        self.message, self.code, self.line, self.hint = message, code, line, hint


@dataclass(frozen=True, slots=True)
class Decoded:
    """A seed's text with ``\\r\\n`` and ``\\r`` made ``\\n``, and its encoding's Python name."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text of ``data``.

    Raises UnreadableSeed for bytes that are no text.
    """
    if not data:
        raise UnreadableSeed(
            "the file is empty",
            "seed.empty",
            hint="Put the document's text into it, or remove it from seeds/.",
        )
    text, encoding = _decoded(data)
    _require_text(text, data)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text``, numbered from 1. Raises UnreadableSeed for a huge one."""
    refuse_huge_lines(text)
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))


def refuse_huge_lines(text: str) -> None:
    """Raise UnreadableSeed when ``text`` has a line beyond MAX_LINE, or more than MAX_LINES."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise UnreadableSeed(
            f"the file has {len(lines):,} lines; a document has at most {MAX_LINES:,}",
            "seed.too-long",
            hint="Divide the file into its documents.",
        )
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise UnreadableSeed(
                f"the line is {len(line):,} characters long; a document's have at most "
                f"{MAX_LINE:,}",
                "seed.huge-line",
                number,
                "Split the line, or keep the file elsewhere if it is no document.",
            )


def refuse_wordless(text: str) -> None:
    """Raise UnreadableSeed when ``text`` is nothing but white space."""
    if not text.strip():
        raise UnreadableSeed(
            "the file has no words",
            "seed.empty",
            hint="Put the document's text into it, or remove it from seeds/.",
        )


def _decoded(data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), encoding
    wide = _without_bom(data)
    if wide is None:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
    for encoding in filter(None, (wide, _declared(data), _guessed(data))):
        try:
            text = data.decode(encoding)
            text.encode()  # UTF-7 and a few others let halves of characters through
        except (UnicodeError, LookupError):  # the latter for “hex” and other codecs of no text
            continue
        return text, encoding
    fallback = "utf-8" if b"\0" in data[:_HEAD] else "cp1252"
    return data.decode(fallback, errors="replace"), fallback


def _without_bom(data: bytes) -> str | None:
    """Return the wide encoding whose zero bytes stand in a text's Latin letters and spaces."""
    head = data[: _HEAD - _HEAD % 4]
    quarter = max(1, len(head) // 4)
    zeros = tuple(head[place::4].count(0) > quarter // 2 for place in range(4))
    return _ZEROS.get(zeros)


def _declared(data: bytes) -> str | None:
    """Return the encoding that markup says it is in, by its Python name."""
    match = _CHARSET.search(data[:_HEAD])
    name = match[1].decode("ascii", "replace").lower() if match else ""
    try:
        return _WEB_NAMES.get(name) or codecs.lookup(name).name
    except LookupError:
        return None


def _guessed(data: bytes) -> str | None:
    if _is_binary(data[:4096]):
        return None
    if len(data) < _TOO_SHORT_TO_GUESS:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return None if best is None else best.encoding


def _is_binary(head: bytes) -> bool:
    return any(head.startswith(signature) for signature in _BINARY_SIGNATURES) or (
        b"\0" in head and head.count(b"\0") > len(head) // 50
    )


def _require_text(text: str, data: bytes) -> None:
    kind = next(
        (name for start, name in _BINARY_SIGNATURES.items() if data.startswith(start)), None
    )
    sample = text[:100_000]
    odd = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    if kind or odd * 20 > len(sample):
        raise UnreadableSeed(
            f"the bytes are no text{f' but {kind}' if kind else ''}",
            "seed.not-text",
            hint="Save the document as plain text or HTML, or keep the file outside seeds/.",
        )
    refuse_wordless(text)
