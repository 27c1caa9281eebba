"""Sort characters into kinds, regardless of language; the line model sees nothing else of them.

The table from characters to kinds is stored with the model, so that a newer version of Unicode
does not change what is recognised.
"""

from __future__ import annotations

import unicodedata

TABLE_SIZE = 0x10000
"""Number of characters with an entry of their own; all other characters share the last entry."""

OTHER, SPACE, LOWER, UPPER, LETTER, IDEOGRAPH, DIGIT = range(7)
"""LETTER: a letter of a script without capitals, or a mark on one. IDEOGRAPH: a character of a
script without spaces between words."""
_MARKS = r"""
    .… , :; ?! |¦ •·▪‣◦*●■►▶ >»›→<«‹ /\ -–—− "“”„ '’‘` ()
    []{} @ # ©®™ $€£¥%+=~^ 。！？؟। 、，；：، _
""".split()
"""Groups of punctuation with the same meaning on a page; each is a kind."""

KINDS = DIGIT + 1 + len(_MARKS)
_SOLID = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0x0E00, 0x0E7F))
"""The code points of kana, of Han and Hangul characters, and of Thai."""


def make_table() -> bytes:
    """Return the kind of each character up to U+FFFF, by this Python's version of Unicode."""
    table = bytearray(_kind(code) for code in range(TABLE_SIZE))
    for number, marks in enumerate(_MARKS, start=DIGIT + 1):
        for mark in marks:
            table[ord(mark)] = number
    return bytes(table)


def _kind(code: int) -> int:
    if any(first <= code <= last for first, last in _SOLID):
        return IDEOGRAPH
    match unicodedata.category(chr(code)):
        case "Ll":
            return LOWER
        case "Lu" | "Lt":
            return UPPER
        case "Zs":
            return SPACE
        case category if category[0] in "LM":
            return LETTER
        case category:
            return DIGIT if category[0] == "N" else OTHER
