"""Find the texts that an owner has redacted, however they are written, and cover them.

Texts are compared without regard to letter case, white space and hyphens, the forms of Unicode,
entities, percent-encoding, and the markup of Markdown and HTML: too much covered is seen at once,
and a name that was left is not.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from generator.text import slugify

MARK = "\U0010fedd"
"""What stands in the place of a redacted text until a page is made: a character for private use."""

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SIGNS = rf"""
    (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});)
    |(?P<encoded>(?:%[0-9A-Fa-f]{{2}})+)
    |(?P<space>(?:\n[ \t]*+(?:>[ \t]*+)*|(?!\n)[\s_\-\u2010-\u2015]|(?<=\w)\+(?=\w))+)
    |(?P<dropped>[*`~\\{"".join(sorted(_INVISIBLE))}]++)
"""
_MARKUP = r"""
    |(?P<blank><(?:br|/?(?:p|div|li|td|th|tr))\b[^<>]*+>)
    |(?P<note>\[\^[^\[\]\n]*+\])
    |(?P<opening>!?\[|<[A-Za-z][^<>]*+>)
    |(?P<closing>\]\((?:[^()\n]|\([^()\n]*+\))*\)|\]\[[^\[\]\n]*+\]|\]|</[A-Za-z][^<>]*+>)
"""
_LINE_END = r"""
    (?P<divided>[\-\u2010][ \t]*+\n[ \t]*+(?:>[ \t]*+)*)|
"""
_AS_WRITTEN = re.compile(_SIGNS, re.VERBOSE)
_AS_READ = re.compile(_SIGNS + _MARKUP, re.VERBOSE)
"""The same, with the markup left out that stands between the words of a text."""
_AS_JOINED = re.compile(_LINE_END + _SIGNS + _MARKUP, re.VERBOSE)
"""The same, with the words joined that are divided at the ends of lines."""
_EMPHASIS = re.compile(r"\*++|`++|~++|(?<=\s)_++|(?<!_)_++(?=\s)")
_LONGEST_LOOK = 2_000
"""How many characters before a text are searched for where its emphasis begins."""
_AS_TYPED = str.maketrans("‘’ʼ“”„", "'''\"\"\"")


class _Words:
    """A text as it is compared; ``spans`` has where each of its characters is in the text."""

    def __init__(self, text: str, signs: re.Pattern[str]) -> None:
        self.spans: list[tuple[int, int]] = []
        self._found: list[str] = []
        at = 0
        for sign in signs.finditer(text):
            self._add_plain(text, at, sign.start())
            self._add(_read(sign), sign.span())
            at = sign.end()
        self._add_plain(text, at, len(text))
        self.text = "".join(self._found)

    def _add_plain(self, text: str, start: int, end: int) -> None:
        for place in range(start, end):
            self._add(text[place], (place, place + 1))

    def _add(self, characters: str, span: tuple[int, int]) -> None:
        for character in unicodedata.normalize("NFKD", characters).casefold():
            plain = " " if character.isspace() else character.translate(_AS_TYPED)
            is_second_space = plain == " " and self._found[-1:] == [" "]
            if character not in _INVISIBLE and not is_second_space:
                self._found.append(plain)
                self.spans.append(span)


def _read(sign: re.Match[str]) -> str:
    """Return what is read where a text has a sign of ``_SIGNS`` or ``_MARKUP``."""
    match sign.lastgroup:
        case "space" | "blank":
            return " "
        case "entity":
            return html.unescape(sign[0])
        case "encoded":
            return unquote(sign[0]).replace("-", " ").replace("_", " ")
        case _:
            return ""


def comparable(text: str) -> str:
    """Return what a text to redact is compared as; empty if nothing of it can be found."""
    return _Words(text, _AS_WRITTEN).text.strip()


class Redactor:
    """Covers texts, and remembers which of them it has found (``found``, as they are compared)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = tuple(dict.fromkeys(map(comparable, texts)))
        self._in_addresses = {
            key: text for text in texts for key in (comparable(text), comparable(slugify(text)))
        }
        self.found: set[str] = set()

    def cover(self, text: str) -> str:
        """Return a text with MARK in the place of each redacted text."""
        for signs in (_AS_JOINED, _AS_READ, _AS_WRITTEN):
            pieces: list[str] = []
            at = 0
            for start, end in self._spans(_Words(text, signs)):
                pieces += (text[at:start], _covered(text, start, end))
                at = end
            text = "".join((*pieces, text[at:]))
        return text

    def is_in_address(self, address: str) -> bool:
        """Return whether an address or the name of a file holds a redacted text."""
        words = _Words(address, _AS_WRITTEN).text
        held = [text for key, text in self._in_addresses.items() if key and key in words]
        self.found.update(map(comparable, held))
        return bool(held)

    def _spans(self, words: _Words) -> Iterator[tuple[int, int]]:
        """Yield where redacted texts are, in order; those that touch or overlap as one."""
        spans: list[tuple[int, int]] = []
        for text in self._texts:
            at = words.text.find(text)
            while at >= 0:
                self.found.add(text)
                spans.append((words.spans[at][0], words.spans[at + len(text) - 1][1]))
                at = words.text.find(text, at + 1)
        last: tuple[int, int] | None = None
        for start, end in sorted(spans):
            if last is not None and start < last[1]:
                last = (last[0], max(last[1], end))
                continue
            if last is not None:
                yield last
            last = (start, end)
        if last is not None:
            yield last


def _covered(text: str, start: int, end: int) -> str:
    """Return the mark for a part of a text, with the markup in it that belongs to its context."""
    first, last = "", ""
    paragraph = text[max(text.rfind("\n\n", 0, start), start - _LONGEST_LOOK, 0) : start]
    for sign in _AS_READ.finditer(text, start, end):
        if sign.lastgroup == "opening":
            first += sign[0]
        elif sign.lastgroup in ("closing", "note"):
            last += sign[0]
        elif sign.lastgroup in ("dropped", "space") and (emphasis := _EMPHASIS.search(sign[0])):
            is_open = paragraph.count(emphasis[0]) % 2 == 1
            first, last = (first, last + emphasis[0]) if is_open else (first + emphasis[0], last)
    return f"{first}{MARK}{last}"
