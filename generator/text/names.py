"""Compare the names of terms, and make addresses of them: “C”, “C++” and “C#” are three names.

A name is its words and those signs that have a meaning: “+”, “#”, “%”, “€”, “❤”. Punctuation only
counts in a name that has nothing else, such as “???”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NewType

from generator.text import Slug, folded, slugify, unaccented

NameKey = NewType("NameKey", str)
"""What names have in common that mean the same: words and signs, separated by spaces."""

_INITIALS = re.compile(r"(?<![^ ])[^\W\d_](?: [^\W\d_])+(?![^ ]| \W)")
"""Single letters in a row: ``u k`` for “U.K.”, ``f o`` in ``f o licht``; no sign may follow."""
_DROPPED = re.compile("[™®©℠℗'’‘ʼ`\ufe00-\ufe0f]")
"""Marks of ownership, apostrophes and variation selectors, which no one means by a name."""
_SEPARATING = frozenset("|~^¦⁄´¨¬¯")
"""Signs that only stand between words, as punctuation does; so do arrows and bullets."""
_FIGURES = re.compile("[\u2190-\u21ff\u25a0-\u25ff]")
_MEANT = frozenset("#%&@")
"""Signs with a meaning that Unicode counts as punctuation."""
_AND = "and"
_WORDS = {
    "&": _AND,
    "@": "at",
    "#": "sharp",
    "*": "star",
    "-": "minus",
    ".": "dot",
    "×": "x",
    "°": "degrees",
}
"""How signs are spelled out in an address; others by their names in Unicode: “€” is ``euro``."""


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> NameKey:
    """Return a key that ignores case, accents, hyphens and the full stops of abbreviations."""
    key = " ".join(_AND if part == "&" else part for part in _parts(name))
    return NameKey(_INITIALS.sub(lambda match: match[0].replace(" ", ""), key))


@lru_cache(maxsize=1 << 14)
def name_slug(name: str) -> Slug:
    """Return a name as one segment of a URL, with its signs spelled out."""
    parts = _parts(name)
    if all(part[0].isalnum() for part in parts):
        return slugify(name)
    return slugify(" ".join(_spelled_out(parts)))


def _spelled_out(parts: list[str]) -> Iterator[str]:
    before = ""
    is_named = any(part[0].isalnum() for part in parts)
    for part in parts:
        if part[0].isalnum():
            yield part
        elif part == "#" and not before:
            yield "number"
        elif is_named and part in _WORDS:
            yield _WORDS[part]
        else:
            yield unicodedata.name(part, f"u{ord(part):x}").lower().removesuffix(" sign")
        before = part


def _parts(name: str) -> list[str]:
    """Return the words of a name and its signs, in order."""
    text = unaccented(folded(_DROPPED.sub("", name)))
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.split()
    text = text.replace("♯", "#").replace("−", "-")
    parts: list[str] = []
    word = ""
    for at, char in enumerate(text):
        if char.isalnum() or (word and unicodedata.category(char) in ("Mn", "Mc")):
            word += char
            continue
        if word:
            parts.append(word)
            word = ""
        if _is_meant(text, at):
            parts.append(char)
    if word:
        parts.append(word)
    if any(part[0].isalnum() for part in parts):
        return parts
    return [char for char in text if char != " " and not unicodedata.category(char).startswith("C")]


def _is_meant(text: str, at: int) -> bool:
    """Return whether the sign at an index of a folded name has a meaning of its own."""
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    is_first = before in ("", " ")
    if char == "#":
        return not (is_first and after.isalpha())  # “#roads” is how some write “roads”
    if char == ".":
        return is_first and after.isalnum()  # “.NET”
    if char == "-":
        return (not after and before.isalnum()) or (not before and after.isdigit())  # “A-”
    if char == "*":
        return not after and before.isalnum()  # “A*”
    if char in "<>":
        return is_first and after.isdigit()  # “<3”
    if char in _MEANT:
        return True
    return (
        unicodedata.category(char) in ("Sm", "Sc", "So")
        and char not in _SEPARATING
        and not _FIGURES.match(char)
    )
