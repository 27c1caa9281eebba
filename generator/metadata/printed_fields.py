"""Hold a document's title, date and authors, and mark the lines that print them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from generator.dates import PartialDate
from generator.metadata.date import Dating
from generator.model import MAIN_TEXT, Finding, LabelledText, Role

_LONGEST = 30
"""Words; a longer line is running text, whatever else it contains."""
_FREE = MAIN_TEXT | {Role.FURNITURE, Role.CAPTION, Role.SECTION}


@dataclass(frozen=True, slots=True)
class Fields:
    """A document's title, date and authors; each helps to find the others."""

    title: Finding[str] | None
    dating: Dating
    authors: Finding[tuple[str, ...]] | None

    @property
    def date(self) -> Finding[PartialDate] | None:
        return self.dating.date

    @property
    def date_text(self) -> Finding[str] | None:
        return self.dating.date_text

    @property
    def readings(self) -> tuple[PartialDate, ...]:
        """All readings of an ambiguous date; else empty."""
        return self.dating.readings


def mark_fields(text: LabelledText, fields: Fields) -> LabelledText:
    """Return the text with its fields' roles given to the lines that print them, where free.

    A line becomes a title only if the text has none, or if the body would otherwise repeat it.
    """
    roles, rules = list(text.roles), list(text.rules)
    if fields.title is not None and _needs_title(text, fields.title.line):
        _mark(text, roles, rules, Role.TITLE, fields.title)
    if fields.authors is not None:
        _mark(text, roles, rules, Role.BYLINE, fields.authors)
    if fields.date is not None:
        _mark(text, roles, rules, Role.DATE, fields.date)
    return replace(text, roles=tuple(roles), rules=tuple(rules))


def _needs_title(text: LabelledText, line: int | None) -> bool:
    is_in_text = line is not None and text.roles[line - 1] in MAIN_TEXT
    return is_in_text or not text.numbers(Role.TITLE)


def _mark(
    text: LabelledText, roles: list[Role], rules: list[str], role: Role, finding: Finding[Any]
) -> None:
    lines = next((unit for unit in text.units if finding.line in unit), ())
    is_short = sum(len(text.text(number).split()) for number in lines) <= _LONGEST
    if is_short and all(roles[number - 1] in _FREE for number in lines):
        for number in lines:
            roles[number - 1], rules[number - 1] = role, finding.rule
