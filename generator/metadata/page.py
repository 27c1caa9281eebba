"""Present a labelled text as rows, from which the title, date and authors are chosen.

A *row* is a logical line. This module describes what a row looks like and where it is; it does not
decide which row is the title or the date.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from generator.dates import DateOrder, PrintedDate, find_printed_dates
from generator.frontmatter_keys import FURNITURE
from generator.languages import all_languages
from generator.languages.cues import Cue, after_cue, begins_with_cue, find_cue
from generator.model import (
    CERTAIN,
    LONGEST_FIELD,
    MAIN_TEXT,
    WORDS_OF_LONG,
    LabelledText,
    Role,
)
from generator.text import folded

LONGEST = 240
"""Characters of a row that are looked at; titles, dates and bylines are shorter."""

_DATED = 160
"""Characters at the start of a row in which a date may be the document's own."""
_PROSE, _SENTENCE = 20, 8
"""Fewest words of running text: in any row, and in one that ends like a sentence."""
_LABEL, _SHORT = 3, 14
"""Most words of a label, and of a short row."""
_LEAD = 12
"""Fewest words of a row of main text that may be the first paragraph."""
_OPENING = 2_400
"""Characters at the start of the main text that are searched for the words of a title."""
_STEM = 5
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_QUOTES = "\"'”’»›)] "
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_LONG_WORD = re.compile(r"[^\W_]{4,}")
_may_have_date = re.compile(
    r"(?:1\d|20)\d\d|\d[./-]\d{1,2}[./-]\d|\d[ .-]{1,2}[^\W\d_]{3,10}[ .-]{1,2}'?\d\d"
    r"|'\d\d|\d[^\x00-\x7f]|[^\x00-\x7f]\d"
).search
"""A quick test before dates are read: a year, “3/10/01”, “3 Oct 01”, “'01”, “3月” …"""
_find_years = re.compile(r"(?<![\d.,$€£-])(?:1[89]|20)\d\d(?![\d,.]?\d)", re.ASCII).findall
"""Years from 1800 to 2099 that are not part of a larger number or a price."""
_BOUNDS = (0, 1, 2, 3, 4, 6, 9, 14, 22, 40)
_STEPS = tuple(str(max(bound for bound in _BOUNDS if bound <= size)) for size in range(41))


class Row(NamedTuple):
    """A logical line: ``at`` is its index, ``line`` the number of its first line, from 1."""

    at: int
    line: int
    text: str
    role: Role
    words: int
    is_apart: bool
    """Whether a blank line precedes it."""
    is_prose: bool
    """Whether it looks like running text."""


class PageRows:
    """The rows of a text, and facts about them that all choices share."""

    def __init__(self, text: LabelledText, order: DateOrder = "ask") -> None:
        self.text = text
        self.order = order
        self.rows = tuple(_rows(text))
        self._kinds: dict[int, str] = {}

    @cached_property
    def is_whole(self) -> bool:
        """Whether this is a text without furniture, such as a letter, and not a page."""
        return all(row.role is not Role.FURNITURE or not row.words for row in self.rows)

    @cached_property
    def start(self) -> int:
        """The index of the first paragraph, else of the first row of main text, else of the end."""
        mains = [row for row in self.rows if row.role in MAIN_TEXT]
        lead = next((row for row in mains if row.words >= _LEAD), None) or next(iter(mains), None)
        return lead.at if lead else len(self.rows)

    @cached_property
    def end(self) -> int:
        """The index after the last paragraph of main text; 0 if there is none."""
        leads = (row for row in reversed(self.rows) if row.words >= _LEAD)
        return next((row.at for row in leads if row.role in MAIN_TEXT), -1) + 1

    def chance(self, index: int, label: str) -> str:
        """Return the probability that a row has ``label``, in steps that double the odds."""
        if self.text.chances is None:
            return "unknown"
        if not 0 <= index < len(self.rows):
            return "edge"
        chance = self.chance_of(index, label)
        if chance * 2 <= CERTAIN:
            return f"-{(CERTAIN // max(1, chance)).bit_length()}"
        return str((CERTAIN // max(1, CERTAIN - chance)).bit_length())

    def chance_of(self, index: int, label: str) -> int:
        """Return the probability (0 to CERTAIN) that a row has ``label``; 0 if not computed."""
        return self.text.chances.of(index, label) if self.text.chances else 0

    def row_of(self, line: int | None) -> int:
        """Return the index of the row that begins on a line; -1 when none does."""
        return next((row.at for row in self.rows if row.line == line), -1)

    def side(self, index: int) -> str:
        """Return where a row is in relation to the main text."""
        return "above" if index < self.start else "below" if index >= self.end else "inside"

    @cached_property
    def title_line(self) -> int:
        """The first line with the role title; 0 if there is none."""
        return next(iter(self.text.numbers(Role.TITLE)), 0)

    @cached_property
    def prose_above(self) -> list[int]:
        """For each row, and for the end, the number of words of prose above it."""
        return [0, *accumulate(row.words if row.is_prose else 0 for row in self.rows)]

    def prose_below(self, index: int, rows: int) -> int:
        """Return the number of words of prose in the next ``rows`` rows."""
        first = min(index + 1, len(self.rows))
        return self.prose_above[min(first + rows, len(self.rows))] - self.prose_above[first]

    @cached_property
    def year(self) -> int | None:
        """The year that the page prints most often; two-digit years are taken to be near it."""
        years = Counter(_find_years("\n".join([row.text for row in self.rows])))
        return int(min(years, key=lambda year: (-years[year], year))) if years else None

    @cached_property
    def dates(self) -> dict[int, tuple[PrintedDate, ...]]:
        """The dates printed in rows, by the indexes of the rows."""
        dated = (row for row in self.rows if _may_have_date(row.text))
        found = ((row.at, self._dates_in(row.text[:_DATED])) for row in dated)
        return {index: dates for index, dates in found if dates}

    def _dates_in(self, text: str) -> tuple[PrintedDate, ...]:
        near = find_printed_dates(text, all_languages(), order=self.order, century_of=self.year)
        if any(date.is_ambiguous for date in near):
            return near
        # The page's year decides only about a date that is ambiguous by itself: a two-digit year.
        alone = find_printed_dates(text, all_languages(), order=self.order)
        return near if any(date.is_ambiguous for date in alone) else alone

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The texts of the rows, folded for comparison."""
        return tuple(folded(row.text) for row in self.rows)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each folded row occurs."""
        return Counter(self.plain)

    @cached_property
    def whole(self) -> str:
        """All folded rows, each between line feeds."""
        return "\n".join(("", *self.plain, ""))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words at the beginning of the main text."""
        rows = (row for row in self.rows[self.start :] if row.words >= _LEAD)
        texts = [row.text for row in rows if row.role in MAIN_TEXT]
        sizes = accumulate(map(len, texts), initial=0)
        above = zip(texts, sizes, strict=False)
        return stems(" ".join(text for text, size in above if size < _OPENING))

    def kind(self, index: int) -> str:
        """Return in one word what a row looks like; “edge” outside the text."""
        if index not in self._kinds:
            is_there = 0 <= index < len(self.rows)
            self._kinds[index] = self._kind(self.rows[index]) if is_there else "edge"
        return self._kinds[index]

    def _kind(self, row: Row) -> str:
        if not row.words:
            return "mark"
        if row.words <= _PROSE:
            if row.at in self.dates:
                return "date"
            if names_writer(row.text):
                return "by"
        if row.is_prose:
            return "prose"
        cue = find_cue(row.text)
        if cue is not None:
            return "label" if cue is Cue.FURNITURE else cue.value
        return "label" if row.words <= _LABEL else "short" if row.words <= _SHORT else "long"


def _rows(text: LabelledText) -> list[Row]:
    rows: list[Row] = []
    last = 0
    for unit in text.units:
        first = unit[0]
        lines = [text.lines[number - 1].text for number in unit]
        if len(lines) == 1:
            printed = lines[0][: 2 * LONGEST]
        else:
            printed = " ".join(map(str.strip, lines[:8]))
        is_listed = text.rules[first - 1] == FURNITURE
        words = "" if is_listed else " ".join(printed.split())[:LONGEST]
        count = 0  # for a row without letters and digits
        if any(map(str.isalnum, words)):
            count = words.count(" ") + 1
            if not words.isascii():
                count += len(_CJK.findall(words)) // 2  # two East Asian characters are a word
            if max(map(len, lines)) > LONGEST_FIELD:
                count = max(count, WORDS_OF_LONG)
        is_prose = count >= _PROSE or (count >= _SENTENCE and words.rstrip(_QUOTES).endswith(_ENDS))
        is_apart = first > last + 1
        rows.append(Row(len(rows), first, words, text.roles[first - 1], count, is_apart, is_prose))
        last = unit[-1]
    return rows


def names_writer(text: str) -> bool:
    """Return whether a row begins with a cue such as “By” and continues with a capital."""
    if not begins_with_cue(text, Cue.BYLINE):
        return False
    rest = after_cue(text, Cue.BYLINE)
    return rest is not None and (rest[:1].isupper() or not rest[:1].isascii())


def stems(text: str) -> frozenset[str]:
    """Return the first letters of the longer words, so that “floods” matches “flooded”."""
    found = {word[:_STEM] for word in _LONG_WORD.findall(text.casefold())}
    if not text.isascii():
        signs = "".join(_CJK.findall(text))
        found.update(signs[at : at + 2] for at in range(len(signs) - 1))
    return frozenset(found)


def step(distance: int) -> str:
    """Return a distance in coarse steps, with its sign: “-3”, “0”, “6”."""
    return _STEPS[min(distance, 40)] if distance >= 0 else f"-{_STEPS[min(-distance, 40)]}"


def amount(words: int) -> str:
    """Return a number of words in steps that double."""
    return str(words.bit_length())
