"""Find related documents: entries of “See also” lists, with the date and section printed there."""

from __future__ import annotations

from generator.dates import PartialDate, find_printed_dates
from generator.languages import all_languages
from generator.model import MOST_RELATED, Finding, LabelledText, Related, Role


def find_related(text: LabelledText, year: int | None) -> tuple[Finding[Related], ...]:
    """Return the first entries in order; ``year``, the document's own, resolves two-digit years."""
    found: list[Finding[Related]] = []
    numbers = text.numbers(Role.RELATED_META, Role.RELATED)
    roles = [text.roles[number - 1] for number in numbers]
    if roles[:1] == [Role.RELATED] and roles[-1:] == [Role.RELATED_META]:
        numbers = numbers[::-1]  # the dates follow the titles
    date: PartialDate | None = None
    section: str | None = None
    for number in numbers:
        line = text.text(number)
        if text.roles[number - 1] is Role.RELATED_META:
            first, _, rest = line.partition("|")
            dates = find_printed_dates(first, all_languages(), century_of=year)
            date, section = dates[0].date if dates else None, rest.strip() or None
        else:
            found.append(Finding(Related(line, date, section), text.rules[number - 1], number))
            date = section = None
    return tuple(sorted(found, key=lambda finding: finding.line or 0)[:MOST_RELATED])
