"""Split a document into the passages in which names and terms are looked for.

This module decides which lines count, and how much. It ignores furniture, datelines of the page,
bylines and lists of related documents, since these do not show what a document is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct

from generator.model import LabelledText, Role

_WEIGHTS = {
    Role.TITLE: 5,
    Role.STANDFIRST: 4,
    Role.SUBHEAD: 2,
    Role.CAPTION: 2,
    Role.IMAGE_ALT: 1,
    Role.BODY: 1,
    Role.LIST_ITEM: 1,
    Role.PULL_QUOTE: 1,
    Role.ATTRIBUTION: 1,
    Role.CLIP: 1,
    Role.CORRECTION: 1,
}
"""The roles that count, and what a name in a line of each role weighs."""
_HEADINGS = frozenset({Role.TITLE, Role.SUBHEAD})
_OPENING, _OPENING_WEIGHT = 2, 3
"""Number of opening paragraphs of running text, and what a name in them weighs."""
_LONGEST = 4_000
"""Characters of a line that are looked at."""
_MOST = 200_000
"""Characters of a document that are looked at."""
_MOST_LINES = 4_000
"""Lines of a logical line that are looked at: ``_MOST`` characters, at 50 per line."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_INDENTED = re.compile(r"[\t ]{2,}")


class Passage(Struct, frozen=True):
    """A paragraph, heading or caption; ``starts`` are the offsets of its lines in ``text``."""

    text: str
    weight: int
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    is_heading: bool
    is_capitalised: bool
    """Whether words are capitalised for style, so that capitals do not mark names."""

    def line(self, offset: int) -> int:
        """Return the number of the line that contains an offset of the text."""
        return self.numbers[bisect_right(self.starts, offset) - 1]


def find_passages(text: LabelledText) -> tuple[Passage, ...]:
    """Return the passages of a document that count, in order."""
    passages: list[Passage] = []
    paragraphs = size = 0
    for unit in text.units:
        role = text.roles[unit[0] - 1]
        weight = _WEIGHTS.get(role)
        if weight is None or size > _MOST:
            continue
        for lines in _paragraphs(text, unit[:_MOST_LINES]):
            size += sum(len(text.lines[number - 1].text) for number in lines)
            paragraphs += role is Role.BODY
            opens = role is Role.BODY and paragraphs <= _OPENING
            passages.append(_passage(text, lines, _OPENING_WEIGHT if opens else weight, role))
    return tuple(passages)


def _paragraphs(text: LabelledText, unit: tuple[int, ...]) -> Iterator[list[int]]:
    """Yield the lines of a unit, split before each indented line."""
    lines: list[int] = []
    for number in unit:
        if lines and _INDENTED.match(text.lines[number - 1].text):
            yield lines
            lines = []
        lines.append(number)
    yield lines


def _passage(text: LabelledText, lines: list[int], weight: int, role: Role) -> Passage:
    parts = [text.text(number)[:_LONGEST] for number in lines]
    joined = "\n".join(parts)
    words: list[str] = _WORD.findall(joined[:_LONGEST])
    is_heading = role in _HEADINGS
    if is_heading:
        capitals = sum(word[0].isupper() for word in words)
        is_capitalised = len(words) > 1 and capitals * 10 >= len(words) * 8
    else:
        is_capitalised = sum(map(str.isupper, words)) * 2 > len(words)
    return Passage(
        text=joined,
        weight=weight,
        starts=tuple(accumulate((len(part) + 1 for part in parts[:-1]), initial=0)),
        numbers=tuple(lines),
        is_heading=is_heading,
        is_capitalised=is_capitalised,
    )
