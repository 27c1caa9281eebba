"""Find the title: the headline as printed, else the name that the page's markup gives it.

The line model selects the likeliest rows of a page; a scorecard of their many signs decides which
of them is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from generator.languages.cues import Cue, names_paper
from generator.metadata.page import PageRows, Row, amount, stems, step
from generator.metadata.ranking import Candidate, choose, scorecard
from generator.metadata.stated_titles import stated_title, title_votes
from generator.model import CERTAIN, Finding, LabelledText, Mark, Role, Stated
from generator.text import folded, without_invisible
from generator.text.titles import title_key, title_wordings

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
_HEADINGS = (Mark.TITLE, Mark.HEADING)
_MORE = 0.9
"""How many more voices a stated title needs to prevail over one that is printed, too."""
STATED = "stated-title"
"""The rule of a printed title that the markup states, too."""
_DIVIDED = re.compile("\u00ad\\s*\n\\s*")
"""The end of a line inside a word."""
_LEAST_SHARED = 6
"""Letters and digits that a part of a title has at least."""
_FEWEST_OF_HEADLINE = 5
_SURE_OF_HEADLINE = CERTAIN * 85 // 100
_DECORATION = "*_#=~ "
"""Marks that renderers put around a heading; they are not part of its words."""
_LEAST, _SURE = 15, 45
"""Percentages from which the likeliest title is used: if no line has the role title; if one has."""


def find_title(page: PageRows, stated: Stated) -> Finding[str] | None:
    """Return the title; None when the document has none.

    A title that both the page and its markup state comes first. What the markup alone states comes
    before a printed line that does not resemble it, unless this is certainly a headline: a page may
    be written for people under one title and for search engines under another.
    """
    printed, told = _printed_title(page), stated_title(stated)
    if printed is not None and told is not None and printed.rule == STATED:
        votes = title_votes(stated)
        more = votes[title_key(told.value)] - votes.get(title_key(printed.value), 0.0)
        if more < _MORE:
            return printed
        if told.value in title_wordings(printed.value):
            return replace(printed, value=told.value)
        is_heading = page.text.lines[(printed.line or 1) - 1].mark in _HEADINGS
        return printed if is_heading or _resembles(printed.value, told.value) else told
    if printed is None or told is None:
        return printed or told
    is_headline = _is_surely_headline(page, printed)
    return printed if is_headline or _resembles(printed.value, told.value) else told


def _printed_title(page: PageRows) -> Finding[str] | None:
    numbers = page.text.numbers(Role.TITLE)
    is_agreed = bool(numbers) and page.text.rules[numbers[0] - 1] == STATED
    if not (page.is_whole or is_agreed) and all(
        line.mark not in _HEADINGS for line in page.text.lines
    ):
        choice = choose(title_candidates(page), scorecard("title", SIGNS))
        if choice is not None and choice.percent >= (_SURE if page.title_line else _LEAST):
            words, row = choice.value
            rule = page.text.rules[row.line - 1] if row.role is Role.TITLE else RULE
            return Finding(_bare(words), rule, row.line)
    if numbers:
        return Finding(
            _bare(_joined(page.text, numbers)), page.text.rules[numbers[0] - 1], numbers[0]
        )
    return None


def _joined(text: LabelledText, numbers: Sequence[int]) -> str:
    """Return the words of the lines with the title, which a page may print more than once."""
    pieces: dict[str, str] = {}
    for unit in text.units:
        if unit[0] in numbers:
            words = "\n".join(text.text(number) for number in unit)
            pieces.setdefault(title_key(words), words)
    whole = "\n".join(pieces.values())
    return " ".join(without_invisible(_DIVIDED.sub("", whole)).split())


def _is_surely_headline(page: PageRows, printed: Finding[str]) -> bool:
    """Return whether a printed title is a first-level heading, too long for the name of a section,
    and the line model is sure of it."""
    place = page.text.lines[(printed.line or 1) - 1].place
    is_first_level = place is not None and any(element.tag == "h1" for element in place.path)
    is_long = len(printed.value.split()) >= _FEWEST_OF_HEADLINE
    row = page.row_of(printed.line or 1)
    return (
        is_first_level
        and is_long
        and row >= 0
        and page.chance_of(row, "title") >= _SURE_OF_HEADLINE
    )


def _resembles(printed: str, told: str) -> bool:
    """Return whether two wordings may be of one title: they share half of their words."""
    one, other = title_key(printed), title_key(told)
    if one in other or other in one:
        return min(len(one), len(other)) >= _LEAST_SHARED
    mine, theirs = set(folded(printed).split()), set(folded(told).split())
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs))


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
    ornament = _ORNAMENTS.match(row.text)
    yield row.text[ornament.end() if ornament else 0 :], "whole"
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
