"""Find the title: the headline as printed, else the name that the page's markup gives it."""

from __future__ import annotations

from generator.metadata.page import PageRows
from generator.metadata.ranking import choose, scorecard
from generator.metadata.title_candidates import SIGNS, title_candidates
from generator.model import Finding, Role, Stated

RULE = "likeliest-title"
_DECORATION = "*_#=~ "
"""Marks that renderers put around a heading; they are not part of its words."""
_LEAST, _SURE = 15, 45
"""Per cent from which the likeliest title is better than none, and better than the line with the
role title.
"""


def find_title(page: PageRows, stated: Stated) -> Finding[str] | None:
    """Return the title; None when the document has none."""
    if page.is_dump:
        choice = choose(title_candidates(page), scorecard("title", SIGNS))
        if choice is not None and choice.percent >= (_SURE if page.title_line else _LEAST):
            words, row = choice.value
            rule = page.text.rules[row.line - 1] if row.role is Role.TITLE else RULE
            return Finding(_bare(words), rule, row.line)
    numbers = page.text.numbers(Role.TITLE)
    if numbers:
        words = " ".join(" ".join(page.text.text(number).split()) for number in numbers)
        return Finding(_bare(words), page.text.rules[numbers[0] - 1], numbers[0])
    return Finding(stated.title, "markup") if stated.title else None


def _bare(words: str) -> str:
    return words.strip(_DECORATION) or words
