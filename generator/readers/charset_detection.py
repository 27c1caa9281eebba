"""Find out the encoding of bytes and decode them to text.

Tried in order: byte-order mark, the zero bytes of wide encodings, the escapes of ISO 2022 and HZ,
strict UTF-8, UTF-8 with a few damaged bytes, the charset that the document declares (under the
names that browsers use), a guess from the bytes. Undecodable bytes become U+FFFD; nothing else
is changed.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.readers.charset_guessing import guess_charset
from generator.readers.charset_labels import find_declared_charset

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
"""Which of every four bytes are mostly zero, in encodings of two or four bytes a character."""
_ESCAPES = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b\$[@B]|\x1b\(J"), "iso2022_jp"),
    (re.compile(rb"~\{(?:[!-w][!-~]){2,500}~\}"), "hz"),
)
"""Escape sequences that distinguish 7-bit encodings from ASCII."""
_HEAD = 4096
_SEARCHED = 65_536
_CONTROL_BYTES = bytes((*range(9), *range(14, 27), *range(28, 32)))
_ASCII = bytes(range(0x80))
_GOOD_FOR_A_BAD = 4
"""Non-ASCII characters that undeclared UTF-8 must have for each undecodable sequence."""
_INTACT_FOR_A_BAD = 50
"""Non-ASCII bytes that text in its declared charset must have for each undecodable one."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and Python's name for its encoding."""

    text: str
    encoding: str


def decode_text(data: bytes) -> Decoded:
    """Return ``data`` as text, line ends unchanged. Never fails, even when it is not text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data.decode(encoding, "replace"), encoding)
    for encoding in _certain_encodings(data):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    declared = find_declared_charset(data)
    return _damaged_utf_8(data, declared) or _legacy(data, declared)


def _certain_encodings(data: bytes) -> Iterator[str]:
    """Yield the encodings that are certain if ``data`` can be decoded in them."""
    if wide := _wide_encoding(data):
        yield wide
    if b"\x1b" in data or b"~{" in data:
        head = data[:_SEARCHED]
        yield from (encoding for escape, encoding in _ESCAPES if escape.search(head))
    yield "utf-8"


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
    """Return whether bytes are text in one non-Latin script, where only spaces have a zero byte.

    Bytes that are nearly all ASCII are not, whatever they would decode to.
    """
    text = head.decode(encoding, "replace")
    letters = [ord(char) for char in text if char > "\x7f"]
    blocks = Counter("Han" if 0x2E80 <= code <= 0x9FFF else code >> 8 for code in letters)
    is_uniform = max(blocks.values(), default=0) * 10 >= len(letters) * 9 > 0
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    high = len(head.translate(None, _ASCII))
    return is_uniform and (" " in text or "\n" in text) and (controls + high) * 4 > len(head)


def _damaged_utf_8(data: bytes, declared: str | None) -> Decoded | None:
    """Return the text of UTF-8 with a few damaged bytes; None when it is not UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    is_cut = bad == 1 and good and text.endswith("\ufffd")
    needed = bad if declared == "utf-8" else bad * _GOOD_FOR_A_BAD
    return Decoded(text, "utf-8") if is_cut or good >= needed else None


def _legacy(data: bytes, declared: str | None) -> Decoded:
    """Return the text decoded in its declared charset, or else in a guessed one."""
    if declared is not None and declared != "utf-8":
        text = data.decode(declared, "replace")
        if text.count("\ufffd") * _INTACT_FOR_A_BAD <= len(data.translate(None, _ASCII)):
            return Decoded(text, declared)
    encoding = guess_charset(data) or "cp1252"
    return Decoded(data.decode(encoding, "replace"), encoding)
