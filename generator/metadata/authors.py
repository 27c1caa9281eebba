"""Find the authors: in the byline, below the valediction of a letter, or in the markup.

Every name on a page that may be an author's is a candidate, with its signs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from generator.languages import all_languages
from generator.languages.cues import Cue, after_cue, find_cue, names_paper, wordings
from generator.metadata.names import PARTICLES, read_names
from generator.metadata.page import PageRows, Row, step
from generator.metadata.ranking import Candidate, choose, scorecard
from generator.metadata.stated_authors import ToldAuthors, told_authors
from generator.model import Finding, LabelledText, Role, SpanKind, Stated
from generator.text import folded

SIGNS = (
    # of the form
    "form", "cue", "cue-single", "names", "rest", "piece",
    # of the position
    "title", "date", "side", "start", "words", "end", "title-date", "role", "before", "after",
    "dated", "above-row", "chance",
    # of the name
    "size", "case", "seen", "rows", "office", "menu", "common", "camel", "initial", "paper",
    "acronym", "number",
    # of the form and the position
    "form-title", "form-date", "form-side", "form-start", "form-words", "form-chance",
)  # fmt: skip
"""The groups of signs of the scorecard."""
_LONGEST = 24
"""Most words of a row that may hold a byline."""
_LONGEST_BARE = 9
_ABOVE, _BELOW, _BEHIND = 8, 6, 12
"""Rows searched above and below the title, the date and the first paragraph, and after the text."""
_PIECES = re.compile(r"\s[–—|•·/»>-]+\s|[|•·]")
_MOST_PIECES = 5
_WORD = re.compile(r"[^\W\d_]+")
_AFTER = frozenset(
    """
    in on at for am vom um le el il wrote says said
    schrieb published updated posted is was has
    """.split()
)
RULE = "likeliest-byline"
_SURE, _SURE_OF_BYLINE = 55, 30
"""Percentages from which the likeliest names are accepted: any names; full names after “By”."""
_OUTWEIGHS = 10
"""The weight from which stated authors prevail over a byline that names others."""
_FOOT = 6
"""Logical lines at the end of a text that may hold a signature."""
_LONGEST_VALEDICTION = 4
_LONGEST_OFFICE = 4
"""Most words of an office."""
_OFFICES = frozenset(wordings("office"))
_FUNCTION_WORDS = frozenset(word for each in all_languages() for word in each.words) - PARTICLES


def find_authors(
    page: PageRows, stated: Stated, title: int, date: int
) -> Finding[tuple[str, ...]] | None:
    """Return the authors as the document names them; None when it names no author.

    ``title`` and ``date`` are the indexes of the rows that print these, -1 if unknown.
    """
    chosen = None if page.is_whole else _choose(page, title, date)
    printed = chosen or _in_byline(page) or _signature(page.text)
    told = told_authors(stated)
    if printed is None or told is None:
        return printed or (_as_told(page, told, title, date) if told else None)
    if names := _both(printed.value, told.names):
        return Finding(names, printed.rule, printed.line)
    is_sure = printed.rule != RULE and told.weight < _OUTWEIGHS
    return printed if is_sure else _as_told(page, told, title, date)


def _both(printed: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """Return the printed names if the markup states one of them, each to where it ends there.

    “Jane DoePublished” and “Jane Doe Science” are “Jane Doe” if the markup states her.
    """
    plain = {folded(name): name for name in told}
    names: list[str] = []
    for name in printed:
        key = folded(name)
        longest = max((one for one in plain if one in key and len(one) > 2), key=len, default="")
        is_whole = not longest or longest == key or " " not in longest + name
        names.append(name if is_whole else _as_name(_printed_as(name, plain[longest])))
    is_shared = any(one in folded(name) for one in plain for name in printed if len(one) > 2)
    return tuple(dict.fromkeys(names)) if is_shared else ()


def _printed_as(printed: str, told: str) -> str:
    at = printed.casefold().find(told.casefold())
    return printed[at : at + len(told)] if at >= 0 else told


def _as_told(page: PageRows, told: ToldAuthors, title: int, date: int) -> Finding[tuple[str, ...]]:
    """Return the authors that the markup states, with the short line near the title that prints
    the first of them, if there is one."""
    first = f" {folded(told.names[0])} "
    near = (row for row in _near(page, title, date) if row.words <= _LONGEST_BARE)
    rows = (row for row in near if first in f" {page.plain[row.at]} " and row.at != title)
    line = next((row.line for row in rows if row.role is not Role.TITLE), None)
    return Finding(tuple(map(_as_name, told.names)), told.rule, line)


def _choose(page: PageRows, title: int, date: int) -> Finding[tuple[str, ...]] | None:
    choice = choose(author_candidates(page, title, date), scorecard("author", SIGNS))
    if choice is None:
        return None
    found, row = choice.value, choice.value.row
    is_byline = found.form == "cue-start" or found.has_office
    is_byline = is_byline and all(" " in name for name in found.names)
    if choice.percent < (_SURE_OF_BYLINE if is_byline else _SURE):
        return None
    rule = page.text.rules[row.line - 1] if row.role is Role.BYLINE else RULE
    return Finding(tuple(map(_as_name, found.names)), rule, row.line)


def _in_byline(page: PageRows) -> Finding[tuple[str, ...]] | None:
    """Return the names in a line with the role byline, which on a page must begin with a cue."""
    text = page.text
    for number in text.numbers(Role.BYLINE):
        line = text.text(number)
        row = page.rows[max(0, page.row_of(number))]
        names = _people(_linked(read_names(_after_by(line)), _links(page, row)))
        if names and (page.is_whole or after_cue(line, Cue.BYLINE) is not None):
            return Finding(names, text.rules[number - 1], number)
    return None


def _signature(text: LabelledText) -> Finding[tuple[str, ...]] | None:
    """Return the signer of a letter: the name below the valediction at its foot."""
    foot = [unit[0] for unit in text.units[-_FOOT:]]
    for number, below in pairwise(foot):
        words = after_cue(text.text(number), Cue.VALEDICTION)
        if words is not None and len(words.split()) <= _LONGEST_VALEDICTION:
            line = text.text(below).partition(",")[0]
            name = after_cue(line, Cue.VALEDICTION) or line.strip(" .")
            if _people(read_names(name)) == (_as_name(name),):
                return Finding((_as_name(name),), "signature", below)
    return None


def _after_by(text: str) -> str:
    rest = after_cue(text, Cue.BYLINE)
    return (text if rest is None else rest).strip(" *_")


def _people(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that look like people's: two words or more, none of them an office."""
    return tuple(
        _as_name(name)
        for name in names
        if len(name.split()) > 1 and _OFFICES.isdisjoint(name.casefold().split())
    )


def _as_name(words: str) -> str:
    """Return a name as it is written in a sentence: “Jane Doe” for “JANE DOE”."""
    return words.title() if words.isupper() and " " in words else words


class Signature(NamedTuple):
    """Names as printed, and the row that prints them."""

    row: Row
    names: tuple[str, ...]
    form: str
    """How the row prints the names: “cue-start” after “By” at its start, “alone”, a “piece” …"""
    cue: str = "no"
    rest: str = "end"
    piece: str = "no"
    has_office: bool = False
    """Whether an office follows the names, after a comma or the end of a link."""


def author_candidates(page: PageRows, title: int, date: int) -> Iterator[Candidate[str, Signature]]:
    """Yield the possible authors; ``title`` and ``date`` are indexes of rows, -1 if unknown."""
    found = [one for row in _near(page, title, date) for one in _signatures(row, _links(page, row))]
    seen = Counter(one.names for one in found)
    for number, one in enumerate(found):
        names, form, cue = one.names, one.form, one.cue
        place = _place_signs(page, one.row, title, date)
        signs = (
            form,
            f"{cue},{form}",
            f"{cue},{len(names) == 1 and ' ' not in names[0]}",
            str(len(names)),
            one.rest,
            one.piece,
            *place,
            *_name_signs(page, names[0], seen[names]),
            step(number),
            *(f"{form},{sign}" for sign in (*place[:5], place[-1])),
        )
        yield Candidate(folded(" ".join(names)), one, signs)


def _near(page: PageRows, title: int, date: int) -> list[Row]:
    """Return the rows near the title, the date, the start and the end of the text, in order."""
    near = set(range(page.end - 2, page.end + _BEHIND))
    for anchor in (title, date, page.start):
        if 0 <= anchor < len(page.rows):
            near.update(range(anchor - _ABOVE, anchor + _BELOW + 1))
    rows = (page.rows[index] for index in sorted(near) if 0 <= index < len(page.rows))
    return [row for row in rows if 0 < row.words <= _LONGEST]


def _links(page: PageRows, row: Row) -> tuple[str, ...]:
    """Return the texts of the links in a row: a link with a name ends where the name does."""
    line = page.text.lines[row.line - 1]
    links = (one for one in line.spans if one.kind is SpanKind.LINK)
    texts = (" ".join(line.text[link.start : link.end].split()) for link in links)
    return tuple(text for text in texts if " " in text)


def _linked(names: tuple[str, ...], links: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names, each to the end of the link that it begins with."""
    return tuple(
        next((link for link in links if name.startswith(f"{link} ")), name) for name in names
    )


def _signatures(row: Row, links: tuple[str, ...]) -> Iterator[Signature]:
    """Yield the names in a row: after each cue, at its start, and between its separators."""
    text = row.text.strip(" *_•|-–—")
    has_cue, named = False, 0
    for cue, start, end in _find_cues(text):
        names = _linked(read_names(text[end:]), links) if start >= named else ()
        if names:
            named = text.find(names[-1], end) + len(names[-1])
            has_cue = has_cue or start == 0
            form = "cue-start" if start == 0 else "cue-inside"
            yield Signature(row, names, form, cue, _rest(text[end:], names))
    if has_cue or row.words > _LONGEST_BARE:
        return
    names = _linked(read_names(text), links)
    if names:
        rest = _rest(text, names)
        form = "alone" if rest == "end" else "first"
        behind = text[text.find(names[-1]) + len(names[-1]) :]
        is_divided = names[-1] in links or behind.startswith(",")
        has_office = is_divided and _is_office(behind)
        yield Signature(row, names, form, rest=rest, has_office=has_office)
    pieces = _PIECES.split(text)[1:_MOST_PIECES]
    for at, piece in enumerate(map(str.strip, pieces)):
        names = read_names(piece)
        if names and " " in names[0] and _rest(piece, names) == "end":
            yield Signature(row, names, "piece", piece=f"{at},{at == len(pieces) - 1}")


def _is_office(text: str) -> bool:
    """Return whether a text is the office that someone has, such as “Education editor”."""
    words = text.casefold().strip(" ,.()").split()
    return 0 < len(words) <= _LONGEST_OFFICE and not _OFFICES.isdisjoint(words)


def _find_cues(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the byline cues in a text: the wording, where it begins, where the rest begins."""
    firsts, pattern = _cues()
    for word in _WORD.finditer(text):
        if word[0].casefold() in firsts:
            match = pattern.match(text, word.start())
            if match:
                yield folded(match["cue"]), match.start(), match.end()


@cache
def _cues() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the first words of all byline cues, and a pattern that matches the cues."""
    starts = sorted({words.rstrip(":") for words in wordings("byline_start")}, key=len)[::-1]
    choices = "|".join(map(re.escape, starts))
    pattern = re.compile(rf"(?P<cue>{choices})(?:\s*[:：]\s*|\s+)(?=[^\W\d_])", re.IGNORECASE)
    firsts = (_WORD.search(words) for words in starts)
    return frozenset(first[0].casefold() for first in firsts if first), pattern


def _rest(text: str, names: tuple[str, ...]) -> str:
    """Return a word or a sign for what follows the names in ``text``."""
    rest = text[text.find(names[-1]) + len(names[-1]) :].strip()
    if not rest:
        return "end"
    if rest[0].isalpha():
        word = folded(rest.split()[0])
        return word if word in _AFTER else "words"
    return "figure" if rest[0].isdigit() else rest[0]


def _place_signs(page: PageRows, row: Row, title: int, date: int) -> tuple[str, ...]:
    at, side = row.at, page.side(row.at)
    from_title = step(at - title) if title >= 0 else "none"
    from_date = step(at - date) if date >= 0 else "none"
    above = page.rows[at - 1] if at else None
    return (
        from_title,
        from_date,
        side,
        step(at - page.start),
        step(row.words),
        step(at - page.end) if side == "below" else "no",
        f"{from_title},{from_date}",
        row.role,
        page.kind(at - 1),
        page.kind(at + 1),
        str(at in page.dates),
        page.plain[at - 1][:20] if above is not None and above.words <= 3 else "-",
        page.chance(at, "byline"),
    )


def _name_signs(page: PageRows, name: str, seen: int) -> tuple[str, ...]:
    words = name.split()
    plain = [word.casefold() for word in words]
    return (
        str(len(words)),
        "upper" if name.isupper() else "lower" if name[0].islower() else "name",
        step(seen),
        step(page.counts[folded(name)]),
        str(not _OFFICES.isdisjoint(word.strip("'’.") for word in plain)),
        str(find_cue(name) is not None),
        str(not _FUNCTION_WORDS.isdisjoint(plain)),
        str(any(not word.isupper() and any(map(str.isupper, word[1:])) for word in words)),
        str(any(len(word.strip(".")) == 1 for word in words)),
        str(names_paper(name)),
        str(not name.isupper() and any(w.isupper() and w.isalpha() and len(w) > 1 for w in words)),
    )
