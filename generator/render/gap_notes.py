"""The owner's explanations of why an archive has no documents from some years."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Gap
from generator.dates import PartialDate, parse_edtf
from generator.render import contexts
from generator.render.scope import Scope


def gap_notes(scope: Scope, year: int | None = None) -> tuple[contexts.GapNote, ...]:
    """Return the gaps that are explained, oldest first; with ``year``, those that include it."""
    found = sorted(_dated(scope), key=lambda pair: (pair[0].sort_key, pair[1]))
    return tuple(
        contexts.GapNote(scope.dates.date(date), why)
        for date, why in found
        if year is None or _touches(date, year)
    )


def _dated(scope: Scope) -> Iterator[tuple[PartialDate, str]]:
    return ((date_of(gap), gap.why) for gap in scope.settings.gaps)


def date_of(gap: Gap) -> PartialDate:
    """Return the years or months that a gap covers."""
    return parse_edtf(f"{gap.start}/{gap.end}" if gap.end not in ("", gap.start) else gap.start)


def _touches(date: PartialDate, year: int) -> bool:
    first, last = date.start, date.end or date.start
    return first is not None and last is not None and first.year <= year <= last.year
