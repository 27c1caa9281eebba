"""Build the A–Z index of titles, whatever script they are written in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from generator.model import Card, Letter
from generator.text.collation import Collation, SortKey


def find_letters(cards: Sequence[Card], order: Collation) -> tuple[Letter, ...]:
    """Return the letters that visible titles begin with, in the order of the language."""
    shown = ((index, card) for index, card in enumerate(cards) if not card.is_hidden)
    titles = ((index, order.key(card.title), card.url) for index, card in shown)
    return group_by_letter(titles, order)


def group_by_letter(
    titles: Iterable[tuple[int, SortKey, str]], order: Collation
) -> tuple[Letter, ...]:
    """Return the first letters of titles; ``titles`` are (index, sort key, text to break ties)."""
    members: defaultdict[str, list[tuple[SortKey, str, int]]] = defaultdict(list)
    for index, key, tie in titles:
        members[order.letter(key)].append((key, tie, index))
    return tuple(
        Letter(
            label, order.letter_slug(label), tuple(index for *_, index in sorted(members[label]))
        )
        for label in sorted(members, key=lambda label: (order.letter_key(label), label))
    )
