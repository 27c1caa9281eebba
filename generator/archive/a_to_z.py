"""Build the A–Z index of titles, whatever script they are written in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.model import Card, Letter
from generator.text import Slug, folded, slugify, unaccented

_DIGITS = "0–9"
_PUNCTUATION = re.compile(r"[^\w\s]|_")


def find_letters(cards: Sequence[Card]) -> tuple[Letter, ...]:
    """Return the letters that visible titles begin with, digits first, then by code point."""
    return group_by_letter(
        (index, card.title, card.url) for index, card in enumerate(cards) if not card.is_hidden
    )


def group_by_letter(titles: Iterable[tuple[int, str, str]]) -> tuple[Letter, ...]:
    """Return the first letters of titles; ``titles`` are (index, title, text to break ties)."""
    members: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for index, title, tie in titles:
        order = folded(_PUNCTUATION.sub("", unaccented(title)))
        members[_label(title)].append((order, tie, index))
    return tuple(
        Letter(
            label,
            Slug("0-9") if label == _DIGITS else slugify(label),
            tuple(index for *_, index in sorted(members[label])),
        )
        for label in sorted(members, key=lambda label: (label != _DIGITS, label))
    )


def _label(title: str) -> str:
    first = next((char for char in unaccented(folded(title)) if char.isalnum()), "")
    return _DIGITS if first.isdigit() or not first else first.upper()[0]
