"""Date: when the document appeared, by its own dateline; never from anywhere outside it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.dates import DateOrder, PartialDate, PrintedDate, find_printed_dates
from generator.languages import all_languages
from generator.languages.cues import after_publication, announces_update
from generator.model import Finding, LabelledText, Role, Stated

_HEAD, _FOOT = 3, 6
"""Logical lines at the head and the foot of a transcript in which its date may stand."""
_LONGEST = 24
"""Words; a longer line is text, and its dates are what it tells of."""


@dataclass(frozen=True, slots=True)
class Dating:
    """A document's date and its wording; when it could be read two ways, both readings."""

    date: Finding[PartialDate] | None = None
    date_text: Finding[str] | None = None
    readings: tuple[PartialDate, ...] = ()

    @property
    def year(self) -> int | None:
        """The year that two-digit years elsewhere on the page are near to."""
        return self.date.value.year if self.date else None


def find_date(text: LabelledText, stated: Stated, order: DateOrder) -> Dating:
    """Return the date of the first dateline that holds one; else the one that markup states."""
    numbers = text.numbers(Role.DATE, Role.BYLINE)
    for number in sorted(numbers, key=lambda number: announces_update(text.text(number))):
        line = _with_continuation(text, number, numbers)
        line = after_publication(line) or line
        for printed in find_printed_dates(line, all_languages(), order=order):
            rule = text.rules[number - 1]
            return _dating(printed, line[printed.start : printed.end], rule, number)
    in_transcript = _in_transcript(text, order)
    if in_transcript is not None:
        return in_transcript
    if stated.date:
        for printed in find_printed_dates(stated.date, all_languages(), order=order):
            return _dating(printed, stated.date, "markup", None)
    return Dating()


def _in_transcript(text: LabelledText, order: DateOrder) -> Dating | None:
    """Return the date at the head or the foot of a letter, a notice, minutes.

    A text without furniture is no page; what it prints in its heading (“Minutes of the meeting
    held on 6th April 1909”) or beside its signature (“Hartwell, 12th May 1894”) is its own
    date. Where several stand, that one counts which makes up most of its line.
    """
    if _is_page(text):
        return None
    heads = [unit[0] for unit in text.units[:_HEAD]]
    feet = [unit[0] for unit in text.units[:-_FOOT:-1] if unit[0] not in heads]
    best: tuple[float, Dating] | None = None
    for number in (*heads, *feet):
        line = text.text(number)
        if len(line.split()) > _LONGEST:
            continue
        for printed in find_printed_dates(line, all_languages(), order=order)[:1]:
            share = (printed.end - printed.start) / len(line)
            if best is None or share > best[0]:
                words = line[printed.start : printed.end]
                best = share, _dating(printed, words, "head" if number in heads else "foot", number)
    return best[1] if best else None


def _is_page(text: LabelledText) -> bool:
    return any(
        role is Role.FURNITURE and any(char.isalnum() for char in line.text)
        for line, role in zip(text.lines, text.roles, strict=True)
    )


def _with_continuation(text: LabelledText, number: int, numbers: tuple[int, ...]) -> str:
    """Return a dateline with the one below it, where the time may stand."""
    line = text.text(number)
    is_dated = text.roles[number - 1] is Role.DATE
    if is_dated and number + 1 in numbers and text.roles[number] is Role.DATE:
        return f"{line} {text.text(number + 1)}"
    return line


def _dating(printed: PrintedDate, words: str, rule: str, line: int | None) -> Dating:
    date_text = Finding(words.strip(" ,;:-–—"), rule, line)
    if printed.date is None:
        return Dating(None, date_text, printed.candidates)
    return Dating(Finding(printed.date, rule, line), date_text)
