"""Letters: the A–Z index of titles, in every script that titles are written in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from generator.model import Card, Letter
from generator.text import Slug, folded, slugify, unaccented

_DIGITS = "0–9"
_PUNCTUATION = re.compile(r"[^\w\s]|_")


def find_letters(cards: Sequence[Card]) -> tuple[Letter, ...]:
    """Return the first letters of the titles in use, digits first, then by code point."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, card in enumerate(cards):
        if not card.is_hidden:
            members[_label(card.title)].append(index)
    return tuple(
        Letter(label, _slug(label), tuple(sorted(members[label], key=lambda i: _order(cards[i]))))
        for label in sorted(members, key=lambda label: (label != _DIGITS, label))
    )


def _label(title: str) -> str:
    first = next((char for char in unaccented(folded(title)) if char.isalnum()), "")
    return _DIGITS if first.isdigit() or not first else first.upper()[0]


def _slug(label: str) -> Slug:
    return Slug("0-9") if label == _DIGITS else slugify(label)


def _order(card: Card) -> tuple[str, str]:
    return folded(_PUNCTUATION.sub("", unaccented(card.title))), card.url
