"""Sort characters into kinds: all that the line model sees of them. Knows no language.

The table from characters to kinds is stored with the model, so that a newer Unicode does not
change what is recognised.
"""

from __future__ import annotations

import unicodedata

TABLE_SIZE = 0x10000
"""Characters with an entry of their own; all others count as the last one."""

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


def make_table() -> bytes:
    """Return the kind of each character up to U+FFFF, by the Unicode of this Python."""
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
