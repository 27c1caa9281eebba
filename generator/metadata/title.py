"""Title: the headline as printed; failing that, the name that the page's markup gives it."""

from __future__ import annotations

from generator.model import Finding, LabelledText, Role, Stated

_DECORATION = "*_#=~ "
"""Marks that renderers put around a heading; they are not part of its words."""


def find_title(text: LabelledText, stated: Stated) -> Finding[str] | None:
    """Return the title; None when the document has none."""
    numbers = text.numbers(Role.TITLE)
    if numbers:
        words = " ".join(" ".join(text.text(number).split()) for number in numbers)
        words = words.strip(_DECORATION) or words
        return Finding(words, text.rules[numbers[0] - 1], numbers[0])
    return Finding(stated.title, "markup") if stated.title else None
