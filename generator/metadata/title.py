"""Find the title: the headline as printed, else the name that the page's markup gives it."""

from __future__ import annotations

from generator.metadata.page import PageRows
from generator.metadata.ranking import choose, scorecard
from generator.metadata.title_candidates import SIGNS, Wording, title_candidates
from generator.model import Finding, LabelledText, Role, Stated

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
        chosen = _choose(page)
        if chosen is not None:
            return _finding(page.text, chosen)
    numbers = page.text.numbers(Role.TITLE)
    if numbers:
        words = " ".join(" ".join(page.text.text(number).split()) for number in numbers)
        return Finding(_bare(words), page.text.rules[numbers[0] - 1], numbers[0])
    return Finding(stated.title, "markup") if stated.title else None


def _choose(page: PageRows) -> Wording | None:
    choice = choose(title_candidates(page), scorecard("title", SIGNS))
    least = _SURE if page.title_line else _LEAST
    return choice.value if choice is not None and choice.percent >= least else None


def _finding(text: LabelledText, chosen: Wording) -> Finding[str]:
    is_headline = chosen.row.role is Role.TITLE
    rule = text.rules[chosen.row.line - 1] if is_headline else RULE
    return Finding(_bare(chosen.text), rule, chosen.row.line)


def _bare(words: str) -> str:
    return words.strip(_DECORATION) or words
