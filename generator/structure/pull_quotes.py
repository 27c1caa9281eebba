"""Find pull quotes: words set large next to a text, often repeated from it, and their speakers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice

from generator.model import CERTAIN, Role
from generator.structure.labelled_lines import LabelledLines, LogicalLine, count_words

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
    first = max([sheet.body_start, *(unit.index + 1 for unit in sheet.having(Role.TITLE))])
    for unit in sheet.units[first : sheet.body_end]:
        if unit.index in roles or not _could_be(sheet, unit):
            continue
        attribution = _attribution(sheet, unit)
        if attribution is not None or paragraphs.repeat(unit):
            roles[unit.index] = Role.PULL_QUOTE
            if attribution is not None:
                roles[attribution.index] = Role.ATTRIBUTION
    return roles


def _could_be(sheet: LabelledLines, unit: LogicalLine) -> bool:
    is_set_apart = (
        sheet.role(unit) in (Role.BODY, Role.CAPTION, None)
        and unit.cue is None
        and _FEWEST <= unit.words <= _MOST
        and not unit.text.endswith((":", ",", ";"))
        and not unit.is_bullet
        and unit.leads
    )
    if not is_set_apart or unit.is_quoted:
        return is_set_apart
    return (
        not unit.ends_sentence
        and unit.words > _FEWEST
        and max(sheet.chance(unit, "body"), sheet.chance(unit, "subhead")) < _SURELY
        and unit.capitals < 0.5
    )


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
    # A name without an office that stands alone above a paragraph may be a subhead.
    text = sheet.next(below)
    is_subhead = below.leads and below.trails and text is not None and text.is_prose
    return below if is_name and ("," in below.text or not is_subhead) else None


class _Paragraphs:
    """An index of the paragraphs by word; most quotes share rare words with few paragraphs."""

    def __init__(self, sheet: LabelledLines) -> None:
        self._sheet = sheet

    @cached_property
    def _by_word(self) -> Mapping[str, list[LogicalLine]]:
        found: defaultdict[str, list[LogicalLine]] = defaultdict(list)
        for unit in self._sheet.having(Role.BODY):
            for word in count_words(unit.text) if unit.is_prose else ():
                found[word].append(unit)
        return found

    def repeat(self, quote: LogicalLine) -> bool:
        """Return whether a single paragraph has most of the words of a quote."""
        return quote.words >= _FEWEST_REPEATED and any(
            _repeats(quote.text, other.text)
            for other in islice(self._near(quote), _MOST_COMPARED)
            if other.index != quote.index and other.words >= quote.words
        )

    def _near(self, quote: LogicalLine) -> Iterator[LogicalLine]:
        """Yield the paragraphs that may have enough of a quote's words, some paragraphs twice.

        Only the rarest words are looked up: a paragraph with none of them has too few others.
        """
        counts = count_words(quote.text)
        few = (1 - _REPEATED) * counts.total()
        having = self._by_word
        for word in sorted(counts, key=lambda word: len(having.get(word, ()))):
            yield from having.get(word, ())
            few -= counts[word]
            if few < 0:
                return


def _repeats(quote: str, text: str) -> bool:
    """Return whether a text has enough of a quote's words, however these are divided: as
    ``count_words`` divides them, and also at spaces alone.
    """
    wanted, there = count_words(quote), count_words(text)
    shared = sum(min(count, there[word]) for word, count in wanted.items())
    if shared < _REPEATED * max(1, wanted.total()):
        return False
    whole, words = text.casefold(), quote.casefold().split()
    return sum(word.strip(_EDGES) in whole for word in words) >= _REPEATED * len(words)
