"""Pull quotes: words set large beside a text, often repeated from it, and who said them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.model import CERTAIN, Role
from generator.structure.sheet import Sheet, Unit, contains

_FEWEST = 5
_MOST = 45
_REPEATED = 0.75
"""Share of a quote's words that a single paragraph must have for the quote to repeat it."""
_FEWEST_REPEATED = 7
_NAME = re.compile(
    r"(?:[^\W\d_][\w’'.-]*\s)?[A-ZÀ-ÖØ-ÞА-Я][\w’'-]*"
    r"(?:\s(?:[A-ZÀ-ÖØ-ÞА-Я][\w’'.-]*|d[aeiou]l?|v[ao]n|der|bin|al|ap|la|le|of)){1,4}(?:,\s.{3,60})?"
)
"""A name with a title before it and an office behind it, each if any."""
_LONGEST_NAME = 12
_SURELY = CERTAIN * 85 // 100
"""The chance from which a unit is what the line model says it is, and no quote."""
_EDGES = "\"“”„«»'‘’.,;:!?()[]…"


def find_pull_quotes(sheet: Sheet) -> Mapping[int, Role]:
    """Mark pull quotes with their attributions."""
    roles: dict[int, Role] = {}
    for unit in sheet.units[_first(sheet) : sheet.body_end]:
        if unit.index in roles or not _could_be(sheet, unit):
            continue
        attribution = _attribution(sheet, unit)
        if _has_quote_shape(unit) and (attribution is not None or _is_repeated(sheet, unit)):
            roles[unit.index] = Role.PULL_QUOTE
            if attribution is not None:
                roles[attribution.index] = Role.ATTRIBUTION
    return roles


def _first(sheet: Sheet) -> int:
    return max([sheet.body_start, *(unit.index + 1 for unit in sheet.having(Role.TITLE))])


def _could_be(sheet: Sheet, unit: Unit) -> bool:
    return (
        sheet.role(unit) in (Role.BODY, Role.CAPTION, None)
        and unit.cue is None
        and _FEWEST <= unit.words <= _MOST
        and (not unit.ends_sentence or unit.is_quoted)
        and not unit.text.endswith((":", ",", ";"))
        and not unit.is_bullet
        and unit.leads
        and (unit.is_quoted or not _is_plain(sheet, unit))
    )


def _is_plain(sheet: Sheet, unit: Unit) -> bool:
    """Say whether the line model is all but certain of a paragraph, or of a subhead."""
    return max(sheet.chance(unit, "body"), sheet.chance(unit, "subhead")) >= _SURELY


def _attribution(sheet: Sheet, quote: Unit) -> Unit | None:
    """Return the unit below a quote when it is a name, with the office it may carry."""
    below = sheet.next(quote)
    if below is None or sheet.role(below) not in (Role.BODY, Role.CAPTION, None):
        return None
    is_name = (
        below.words <= _LONGEST_NAME
        and (_NAME.fullmatch(below.text) is not None or (quote.is_quoted and below.is_short))
        and below.text[0].isupper()
        and not below.text.isupper()
        and not below.ends_sentence
        and below.cue is None
        and not below.is_quoted
    )
    return below if is_name and _stands_before_text(sheet, below) else None


def _stands_before_text(sheet: Sheet, name: Unit) -> bool:
    below = sheet.next(name)
    has_office = "," in name.text
    return has_office or not (name.leads and name.trails) or below is None or not below.is_prose


def _has_quote_shape(unit: Unit) -> bool:
    return unit.is_quoted or (unit.capitals < 0.5 and unit.words >= _FEWEST + 1)


def _is_repeated(sheet: Sheet, quote: Unit) -> bool:
    return quote.words >= _FEWEST_REPEATED and any(
        _could_repeat(quote.text, other.text) and contains(quote.text, other.text) >= _REPEATED
        for other in _paragraphs(sheet, quote)
    )


def _could_repeat(quote: str, text: str) -> bool:
    """Say, sooner than it takes to count, whether enough of a quote's words stand in a text."""
    there, words = text.casefold(), quote.casefold().split()
    found = sum(word.strip(_EDGES) in there for word in words)
    return found >= _REPEATED * len(words)


def _paragraphs(sheet: Sheet, quote: Unit) -> Iterator[Unit]:
    for other in sheet.having(Role.BODY):
        if other.index != quote.index and other.is_prose and other.words >= quote.words:
            yield other
