"""Find related documents: entries of “See also” lists, with the date and section printed there."""

from __future__ import annotations

from dataclasses import dataclass

from generator.dates import PartialDate, find_printed_dates
from generator.languages import all_languages
from generator.model import MOST_RELATED, Finding, LabelledText, Related, Role


@dataclass(frozen=True, slots=True)
class _Meta:
    date: PartialDate | None = None
    section: str | None = None


def find_related(text: LabelledText, year: int | None) -> tuple[Finding[Related], ...]:
    """Return the first entries in order; ``year``, the document's own, resolves two-digit years."""
    meta = _Meta()
    found: list[Finding[Related]] = []
    numbers = text.numbers(Role.RELATED_META, Role.RELATED)
    if _has_meta_below(text, numbers):
        numbers = numbers[::-1]
    for number in numbers:
        if text.roles[number - 1] is Role.RELATED_META:
            meta = _read_meta(text.text(number), year)
        else:
            entry = Related(text.text(number), meta.date, meta.section)
            found.append(Finding(entry, text.rules[number - 1], number))
            meta = _Meta()
    return tuple(sorted(found, key=lambda finding: finding.line or 0)[:MOST_RELATED])


def _has_meta_below(text: LabelledText, numbers: tuple[int, ...]) -> bool:
    """Return whether dates follow titles: the list begins with a title, and ends with a date."""
    roles = [text.roles[number - 1] for number in numbers]
    return roles[:1] == [Role.RELATED] and roles[-1:] == [Role.RELATED_META]


def _read_meta(line: str, year: int | None) -> _Meta:
    first, _, section = line.partition("|")
    dates = find_printed_dates(first, all_languages(), century_of=year)
    return _Meta(dates[0].date if dates else None, section.strip() or None)
