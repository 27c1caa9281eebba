"""Find pull quotes: words set large next to a text, often repeated from it, and who said them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from generator.model import CERTAIN, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine, contains, count_words

_FEWEST = 5
_MOST = 45
_REPEATED = 0.75
"""Share of a quote's words that a paragraph must have to count as its origin."""
_FEWEST_REPEATED = 7
_MOST_COMPARED = 60
"""Paragraphs that a quote is compared with, beginning with those that share its rarest words."""
_NAME = re.compile(
    r"(?:[^\W\d_][\w’'.-]*\s)?[A-ZÀ-ÖØ-ÞА-Я][\w’'-]*"
    r"(?:\s(?:[A-ZÀ-ÖØ-ÞА-Я][\w’'.-]*|d[aeiou]l?|v[ao]n|der|bin|al|ap|la|le|of)){1,4}(?:,\s.{3,60})?"
)
"""A name, perhaps with a title before it and an office after it."""
_LONGEST_NAME = 12
_SURELY = CERTAIN * 85 // 100
"""The probability of being body or a subhead from which a unit is not a pull quote."""
_EDGES = "\"“”„«»'‘’.,;:!?()[]…"


def find_pull_quotes(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the pull quotes and their attributions."""
    roles: dict[int, Role] = {}
    paragraphs = _Paragraphs(sheet)
    for unit in sheet.units[_first(sheet) : sheet.body_end]:
        if unit.index in roles or not _could_be(sheet, unit):
            continue
        attribution = _attribution(sheet, unit)
        if _has_quote_shape(unit) and (attribution is not None or paragraphs.repeat(unit)):
            roles[unit.index] = Role.PULL_QUOTE
            if attribution is not None:
                roles[attribution.index] = Role.ATTRIBUTION
    return roles


def _first(sheet: LabelledLines) -> int:
    return max([sheet.body_start, *(unit.index + 1 for unit in sheet.having(Role.TITLE))])


def _could_be(sheet: LabelledLines, unit: LogicalLine) -> bool:
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


def _is_plain(sheet: LabelledLines, unit: LogicalLine) -> bool:
    """Return whether the line model is nearly certain of a paragraph or a subhead."""
    return max(sheet.chance(unit, "body"), sheet.chance(unit, "subhead")) >= _SURELY


def _attribution(sheet: LabelledLines, quote: LogicalLine) -> LogicalLine | None:
    """Return the unit below a quote if it is a name, perhaps with an office; else None."""
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


def _stands_before_text(sheet: LabelledLines, name: LogicalLine) -> bool:
    below = sheet.next(name)
    has_office = "," in name.text
    return has_office or not (name.leads and name.trails) or below is None or not below.is_prose


def _has_quote_shape(unit: LogicalLine) -> bool:
    return unit.is_quoted or (unit.capitals < 0.5 and unit.words >= _FEWEST + 1)


class _Paragraphs:
    """An index of the paragraphs by their words: most quotes share rare words with few."""

    def __init__(self, sheet: LabelledLines) -> None:
        self._sheet = sheet

    @cached_property
    def _by_word(self) -> Mapping[str, list[LogicalLine]]:
        found: defaultdict[str, list[LogicalLine]] = defaultdict(list)
        for unit in self._sheet.having(Role.BODY):
            if unit.is_prose:
                for word in count_words(unit.text):
                    found[word].append(unit)
        return found

    def repeat(self, quote: LogicalLine) -> bool:
        """Return whether a single paragraph has most of the words of a quote."""
        return quote.words >= _FEWEST_REPEATED and any(
            contains(quote.text, other.text) >= _REPEATED and _could_repeat(quote.text, other.text)
            for other in islice(self._near(quote), _MOST_COMPARED)
            if other.index != quote.index and other.words >= quote.words
        )

    def _near(self, quote: LogicalLine) -> Iterator[LogicalLine]:
        """Yield the paragraphs that may have enough of a quote's words, some of them twice.

        A paragraph with enough of them has at least one of the rarest words looked up here.
        """
        counts = count_words(quote.text)
        few = (1 - _REPEATED) * counts.total()
        having = self._by_word
        for word in sorted(counts, key=lambda word: len(having.get(word, ()))):
            yield from having.get(word, ())
            few -= counts[word]
            if few < 0:
                return


def _could_repeat(quote: str, text: str) -> bool:
    """Return whether enough of the words of a quote, split at white space, are in a text."""
    there, words = text.casefold(), quote.casefold().split()
    found = sum(word.strip(_EDGES) in there for word in words)
    return found >= _REPEATED * len(words)
