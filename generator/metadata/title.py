"""Find the title: the headline as printed, else the name that the page's markup gives it.

The line model selects the likeliest rows of a page; a scorecard of their many signs decides which
of them is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from generator.languages.cues import Cue, names_paper
from generator.metadata.page import PageRows, Row, amount, stems, step
from generator.metadata.ranking import Candidate, choose, scorecard
from generator.model import Finding, Mark, Role, Stated
from generator.text import folded

SIGNS = (
    # of the row
    "above", "top", "role", "own", "around", "before2", "after2", "above-after", "above-role",
    "labels", "labels-below", "date-below", "by-below", "date-above", "titled", "prose",
    "prose-soon", "lead", "chance", "chance-below", "chance-above",
    "date-lead", "dateline", "rank", "longest",
    # of the wording
    "variant", "words", "case", "last", "shared", "words-shared", "words-above", "head", "others",
    "continued", "contained", "figures", "separated", "bullet",
)  # fmt: skip
"""The groups of signs of the scorecard."""
_SEARCHED = 250
"""Rows from the top that are searched for a title, besides those near the first paragraph."""
_ABOVE, _BELOW = 30, 4
_KEPT = 10
"""Most rows that are scored."""
_HEAD = 3
"""Rows at the head in which a page may print its own name: “Headline - The Site”."""
_MOST_WORDS = 32
_NEAR = 8
_LONGEST_NAME = 3
"""Most words of a paper's name."""
_SEPARATOR = re.compile(r"(?<!\s)\s+[|\-–—»«·:•/]+\s+|(?:(?<!\s)\s+)?[|»«•]\s*")
_NO_TITLE = re.compile(r"https?://|www\.|@|[{}<>=]")
_ORNAMENTS = re.compile(r"(?:#{1,6}|[*+•·▪‣◦–—-]{1,2})\s+")
_FAR = "far"
RULE = "likeliest-title"
_DECORATION = "*_#=~ "
"""Marks that renderers put around a heading; they are not part of its words."""
_LEAST, _SURE = 15, 45
"""Percentages from which the likeliest title is used: if no line has the role title; if one has."""


def find_title(page: PageRows, stated: Stated) -> Finding[str] | None:
    """Return the title; None when the document has none."""
    headings = (Mark.TITLE, Mark.HEADING)
    if not page.is_whole and all(line.mark not in headings for line in page.text.lines):
        choice = choose(title_candidates(page), scorecard("title", SIGNS))
        if choice is not None and choice.percent >= (_SURE if page.title_line else _LEAST):
            words, row = choice.value
            rule = page.text.rules[row.line - 1] if row.role is Role.TITLE else RULE
            return Finding(_bare(words), rule, row.line)
    numbers = page.text.numbers(Role.TITLE)
    if numbers:
        words = " ".join(" ".join(page.text.text(number).split()) for number in numbers)
        return Finding(_bare(words), page.text.rules[numbers[0] - 1], numbers[0])
    return Finding(stated.title, "markup") if stated.title else None


def _bare(words: str) -> str:
    return words.strip(_DECORATION) or words


class Wording(NamedTuple):
    """A title as worded on the page, and the row that prints it."""

    text: str
    row: Row


def title_candidates(page: PageRows) -> Iterator[Candidate[str, Wording]]:
    """Yield the possible titles, with all their signs."""
    rows = _likely_rows(page)
    near = [row for row in rows if page.start - _NEAR <= row.at < page.start]
    longest = max(near, key=lambda row: (not row.is_prose, row.words, -row.at), default=None)
    rank = sum(row.words > 3 and row.at < page.start for row in rows)
    for row in rows:
        rank -= row.words > 3 and row.at < page.start
        signs = (*_row_signs(page, row), step(rank), str(row is longest))
        for text, variant in _variants(row):
            if not _is_masthead(page, row, text):
                plain = folded(text)
                more = _wording_signs(page, row, text, plain, variant)
                yield Candidate(plain, Wording(text, row), (*signs, *more))


def _likely_rows(page: PageRows) -> list[Row]:
    """Return the likeliest rows in order, always including those at the head."""
    first, last = max(_SEARCHED, page.start - _ABOVE), page.start + _BELOW
    ranked = sorted(
        (row.at >= _HEAD, row.role is not Role.TITLE, -page.chance_of(row.at, "title"), row.at)
        for row in (*page.rows[:_SEARCHED], *page.rows[first:last])
        if 1 <= row.words <= _MOST_WORDS
    )
    rows = (page.rows[at] for *_, at in ranked)
    could_be = (
        row
        for row in rows
        if row.role is not Role.DATE
        and _NO_TITLE.search(row.text) is None
        and page.kind(row.at) != Cue.TRAIL
    )
    return sorted(islice(could_be, _KEPT))


def _variants(row: Row) -> Iterator[tuple[str, str]]:
    """Yield a row's wording, and at the head of a page its parts between separators."""
    yield _ORNAMENTS.sub("", row.text, count=1), "whole"
    if row.at < _HEAD:
        cuts = list(_SEPARATOR.finditer(row.text))
        if cuts and cuts[0].start() and cuts[-1].end() < len(row.text):
            yield row.text[: cuts[0].start()], "first"
            yield row.text[cuts[-1].end() :], "last"
            if len(cuts) > 1:
                yield row.text[: cuts[-1].start()], "but-last"
                yield row.text[cuts[0].end() :], "but-first"


def _row_signs(page: PageRows, row: Row) -> tuple[str, ...]:
    at = row.at
    above = step(page.start - at)
    kinds = [page.kind(index) for index in range(at - 4, at + 5)]
    lead = next((step(row.at - at) for row in page.rows[at + 1 : at + 15] if row.is_prose), _FAR)
    rising, falling = kinds[3::-1], kinds[5:]
    date_above = _first(rising, "date")
    return (
        above,
        step(at),
        row.role,
        f"{kinds[4]},{row.is_apart}",
        f"{rising[0]}/{falling[0]}",
        rising[1],
        falling[1],
        f"{above},{falling[0]}",
        f"{above},{row.role}",
        str(rising.count("label")),
        str(falling.count("label")),
        _first(falling, "date"),
        _first(falling, "by"),
        date_above,
        _titled(page, row),
        f"{amount(page.prose_above[at])},{amount(page.prose_below(at, 12))}",
        amount(page.prose_below(at, 4)),
        lead,
        page.chance(at, "title"),
        page.chance(at + 1, "title"),
        page.chance(at - 1, "title"),
        f"{date_above},{lead}",
        _dateline_above(page, at),
    )


def _wording_signs(
    page: PageRows, row: Row, text: str, plain: str, variant: str
) -> tuple[str, ...]:
    words = step(row.words if variant == "whole" else len(text.split()))
    own = stems(text)
    shared = str(len(own & page.stems) * 4 // len(own)) if own else "none"
    others = page.counts[plain] - (variant == "whole")
    is_long = row.words > 1 and len(plain) > 5
    last = text[-1:]
    return (
        variant,
        words,
        _case(text),
        "letter" if last.isalpha() else "figure" if last.isdigit() else last,
        shared,
        f"{words},{shared}",
        f"{words},{step(page.start - row.at)}",
        f"{_named_at_head(page, row, plain)},{variant},{row.at < _HEAD}",
        f"{step(others)},{variant}",
        str(is_long and f"\n{plain} " in page.whole),
        step(page.whole.count(plain)) if is_long else "short",
        str(any(map(str.isdigit, text))),
        str(_SEPARATOR.search(text) is not None),
        str(_ORNAMENTS.match(row.text) is not None),
    )


def _is_masthead(page: PageRows, row: Row, text: str) -> bool:
    """Return whether a wording at the head of the page is the name of the site or the paper."""
    if row.at >= _HEAD or not names_paper(text):
        return False
    return len(text.split()) <= _LONGEST_NAME or stems(text).isdisjoint(page.stems)


def _first(kinds: list[str], kind: str) -> str:
    """Return how many rows away the first row of a kind is."""
    return str(kinds.index(kind) + 1) if kind in kinds else _FAR


def _dateline_above(page: PageRows, at: int) -> str:
    """Return the precision of the date that fills the row above, or “no”."""
    for printed in page.dates.get(at - 1, ())[:1]:
        whole = page.rows[at - 1].text
        if printed.date is not None and printed.end - printed.start >= 0.9 * len(whole):
            return printed.date.precision
    return "no"


def _titled(page: PageRows, row: Row) -> str:
    """Return where the line with the role title is, seen from the row."""
    if row.role is Role.TITLE:
        return "here"
    if not page.title_line:
        return "nowhere"
    return "below" if page.title_line > row.line else "above"


def _named_at_head(page: PageRows, row: Row, plain: str) -> str:
    """Return how another row at the head, where a page prints its own name, contains ``plain``."""
    if row.words < 2:
        return "short"
    for index, name in enumerate(page.plain[:_HEAD]):
        if index != row.at and plain in name:
            if name == plain:
                return "same"
            return "begins" if name.startswith(plain) else "within"
    return "no"


def _case(text: str) -> str:
    words = [word for word in text.split() if word[0].isalpha()]
    if not words:
        return "none"
    if text.isupper():
        return "upper"
    if text[0].islower():
        return "lower"
    capitals = sum(word[0].isupper() for word in words)
    return "all" if capitals == len(words) else "most" if capitals * 2 > len(words) else "first"
