"""Find the headline: the title of the document, printed above its text.

A line that prints a title which the markup states is the headline; of several, the one on whose
words most places agree. Without one, the line that looks most like a headline counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.languages.cues import Cue
from generator.model import CERTAIN, Mark, Role
from generator.structure.bylines import is_byline
from generator.structure.labelled_lines import LabelledLines, LogicalLine
from generator.structure.main_text import is_masthead
from generator.text import words
from generator.text.titles import count_votes, title_key

_WINDOW = 40
"""Units above the first paragraph that may hold the headline."""
_BELOW = 6
"""Units from the first paragraph on that may be the headline, since a menu may read like text."""
_LIKELIEST = 6
"""Units that are scored because the line model thinks them the likeliest titles."""
_CLOSE = 5
"""Units right above the text that are scored in any case."""
_WORTH = 6.0
"""Points for a unit that is certainly the title according to the line model."""
_LEAST = 5.0
_LEAST_OF_TRANSCRIPT = -0.5
_NEARLY = 1.0
_FEWEST_COPIED = 3
_SEARCHED = 12
"""Units from the start of the text on that are searched for a title that the markup states."""
_MOST_ABOVE = 600
"""Units above the text whose headings are compared with longer titles."""
_COPIES_BELOW = 8
_TOP = 3
"""Units at the top of a page, where it prints the name of its site."""
_LONGEST = 45
"""Most words of such a title."""
_MOST_PIECES = 5
_OF_A_LONGER = 0.6
_START = 4
"""Characters by which most lines are seen not to begin a title."""
_NEVER = float("-inf")
_SEPARATORS = re.compile(r"[|>»›]|\s[-–—:]{1,2}\s")
_BARS = re.compile(r"[|»«]|::")
_LEAD_PROSE = 15
_OPENING = 16
"""Units at the start of the text that are searched for the words of the headline."""
_STEM = 5
_STOP_CUES = frozenset({Cue.FURNITURE, Cue.END, Cue.TRAIL, Cue.RELATED, Cue.DATE, Cue.CORRECTION})


def find_stated_title(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the lines that print the title that the markup states, and copies in the text.

    A headline may be divided into several lines.
    """
    stated = sheet.stated
    names = [finding.value for finding in stated.sources]
    votes = count_votes(((one.value, one.rule) for one in stated.titles), names)
    if not votes:
        return {}
    votes |= _votes_for_headings(sheet, votes)
    runs = list(_printed_runs(sheet, votes))
    if not runs:
        return {}
    key, best = max(runs, key=lambda run: _rank(sheet, run[1], votes[run[0]]))
    key, best = _below_site(sheet, runs, key, best)
    titles = set(best)
    end = max(sheet.body_start, best[-1]) + _COPIES_BELOW
    for copied, run in runs:
        is_near = run[0] <= end and not any(_is_aside(sheet.units[index]) for index in run)
        if copied == key and is_near:
            titles.update(run)
    return dict.fromkeys(titles, Role.TITLE)


def _below_site(
    sheet: LabelledLines,
    runs: Sequence[tuple[str, tuple[int, ...]]],
    key: str,
    best: tuple[int, ...],
) -> tuple[str, tuple[int, ...]]:
    """Return the title, which is below the likeliest one if that is the name of the site.

    “A new sluice - The Weir Diary” has two parts. If both are headings, and the one at the end is
    printed first, this is the name that all pages of the site have in common. So is a heading at
    the top of a page whose title begins with it: “The Weir Diary » A new sluice”. No place states
    such a name alone.
    """
    titles = [one.value for one in sheet.stated.titles]
    wholes = set(map(title_key, titles))
    if key in wholes:
        return key, best
    starts = [whole.removesuffix(key) for whole in wholes if whole.endswith(key)]
    ends = set[str]()
    if best[0] < _TOP and any(whole.startswith(key) for whole in wholes):
        ends = wholes.union(title_key(part) for one in titles for part in _BARS.split(one)[1:])
    for other, run in runs:
        is_between = best[-1] < run[0] <= sheet.body_start + _BELOW
        is_heading = sheet.units[run[0]].mark is Mark.HEADING
        is_part = other in ends or any(start.startswith(other) for start in starts)
        if is_between and is_heading and is_part:
            return other, run
    return key, best


def _votes_for_headings(sheet: LabelledLines, votes: Mapping[str, float]) -> dict[str, float]:
    """Return the votes for headings with which a longer stated title begins or ends.

    “The weir” is a heading in a page that is called “The weir, part 44”.
    """
    found: dict[str, float] = {}
    first = max(0, sheet.body_start - _MOST_ABOVE)
    for unit in sheet.units[first : sheet.body_start + _SEARCHED]:
        if unit.mark is not Mark.HEADING or not 1 < unit.words <= _LONGEST:
            continue
        key = title_key(unit.text)
        for stated, weight in votes.items():
            is_most = len(key) < len(stated) <= 2 * len(key)
            if is_most and (stated.startswith(key) or stated.endswith(key)):
                found[key] = max(found.get(key, 0.0), weight * _OF_A_LONGER)
    return {key: weight for key, weight in found.items() if weight > votes.get(key, 0.0)}


def _printed_runs(
    sheet: LabelledLines, votes: Mapping[str, float]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each printed title: its key, and the indexes of the one or more units that print it."""
    keys: dict[int, str] = {}
    for unit in sheet.units[: sheet.body_start + _SEARCHED]:
        if sheet.is_free(unit) and 1 <= unit.words <= _LONGEST and unit.mark is not Mark.IMAGE:
            keys[unit.index] = title_key(unit.text)
    starts = {key[:_START] for key in votes}
    for index, first in keys.items():
        if first[:_START] not in starts and len(first) >= _START:
            continue
        printed, run = first, [index]
        while printed not in votes and len(run) < _MOST_PIECES and run[-1] + 1 in keys:
            run.append(run[-1] + 1)
            printed += keys[run[-1]]
            if not any(key.startswith(printed) for key in votes):
                break
        if first and printed in votes:
            yield printed, tuple(run)


def _rank(
    sheet: LabelledLines, run: tuple[int, ...], votes: float
) -> tuple[float, float, int, int]:
    """Return how likely printed lines are the title, as a value to compare: the more, the likelier.

    A first-level heading counts as much as a place in the markup, any other heading half.
    """
    unit = sheet.units[run[0]]
    place = sheet.lines[unit.lines[0] - 1].place
    tags = {element.tag for element in place.path} if place else set()
    level = 2.0 if "h1" in tags else 1.0 if unit.mark is Mark.HEADING or "h2" in tags else 0.0
    if unit.mark is Mark.ASIDE:  # a site may print its own name as a heading
        level /= 2
    words = sum(sheet.units[index].words for index in run)
    is_aside = _is_aside(unit) and not level
    distance = sheet.body_start - run[-1]
    return (
        votes + level / 2 + 0.1 * min(words, 8) - is_aside,
        level,
        -abs(distance) if distance >= 0 else 2 * distance,
        -run[0],
    )


def _is_aside(unit: LogicalLine) -> bool:
    return unit.mark in (Mark.ASIDE, Mark.LINKS, Mark.IMAGE, Mark.CAPTION, Mark.LIST_ITEM)


def find_headline(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the line that looks most like the title of the text below it, and its copies."""
    if sheet.having(Role.TITLE):
        return {}
    body = sheet.having(Role.BODY)
    leads = (unit.index for unit in body if unit.is_prose and unit.words >= _LEAD_PROSE)
    first = next(leads, sheet.body_start)
    opening = _stems(" ".join(unit.text for unit in body[:_OPENING] if unit.is_prose))
    scores = {unit.index: _score(sheet, unit, first, opening) for unit in _candidates(sheet, first)}
    highest = max(scores.values(), default=_NEVER)
    if highest < (_LEAST if sheet.is_page else _LEAST_OF_TRANSCRIPT):
        return {}
    headline = sheet.units[max(scores, key=scores.__getitem__)]
    # A line below the headline (a standfirst, a caption) often looks like a headline, too.
    while scores.get(headline.index - 1, _NEVER) >= highest - _NEARLY:
        above = sheet.units[headline.index - 1]
        if 2 * sheet.chance(above, "title") < sheet.chance(headline, "title"):
            break
        headline = above
    titles = {headline.index: Role.TITLE}
    if sheet.is_page and headline.words >= _FEWEST_COPIED:  # a page may repeat it above the text
        for unit in sheet.units[: sheet.body_start + 1]:
            if unit.text.casefold() == headline.text.casefold() and _could_be(sheet, unit):
                titles[unit.index] = Role.TITLE
    return titles


def _candidates(sheet: LabelledLines, first: int) -> list[LogicalLine]:
    """Return the units that may be the headline; on a page, the likeliest and the closest."""
    if not sheet.is_page:
        near = sheet.units[max(0, first - _WINDOW) : first + 1]
        return [unit for unit in near if _could_be(sheet, unit)]
    near = sheet.units[max(0, first - _WINDOW) : first + _BELOW]
    likely = sorted(near, key=lambda unit: -sheet.chance(unit, "title"))[: 2 * _LIKELIEST]
    found = [unit for unit in likely if _could_be(sheet, unit)][:_LIKELIEST]
    beside = sheet.units[max(0, first - _CLOSE) : first + 1]
    found += [unit for unit in beside if unit not in found and _could_be(sheet, unit)]
    return sorted(found, key=lambda unit: unit.index)


def _could_be(sheet: LabelledLines, unit: LogicalLine) -> bool:
    return (
        sheet.is_free(unit)
        and unit.cue not in _STOP_CUES
        and unit.mark not in (Mark.ASIDE, Mark.LINKS, Mark.IMAGE, Mark.CAPTION, Mark.LIST_ITEM)
        and 1 <= unit.words <= 25
        and not (unit.is_prose and unit.words > _LEAD_PROSE)
        and not unit.is_bullet
        and not is_byline(unit)
        and not is_masthead(unit)
    )


def _score(sheet: LabelledLines, unit: LogicalLine, first: int, opening: frozenset[str]) -> float:
    text, index = unit.text, unit.index
    near_date = _nearness_to_date(sheet, unit)
    score = 2.0 if 3 <= unit.words <= 14 else 0.5
    score += 6 * (unit.mark is Mark.HEADING or text.startswith("# "))
    score += near_date
    top = sheet.units[: min(3, index)]  # such as the title of the page
    is_named = unit.words >= 3 and any(text.casefold() in other.text.casefold() for other in top)
    score += 4 * is_named
    # A line that is repeated below is a subhead, printed here in a table of contents.
    below = sheet.units[sheet.body_start :]
    score -= 3 * any(other.text == text and other.index != index for other in below)
    stems = _stems(text)
    shared = len(stems & opening) / max(1, len(stems))
    score += 3 * shared if shared else -2
    score -= 0.15 * (first - index)
    # Without a blank line between, a caption may follow any line, but a headline only a date.
    score -= 1.5 * (not unit.leads and not near_date)
    score -= 2 * (text[-1:] in ".,;") + 3 * text.endswith(":")
    score -= 3 * (_SEPARATORS.search(text) is not None and unit.words < 5)
    return score + _WORTH * sheet.chance(unit, "title") / CERTAIN


def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of longer words, so that “floods” matches “flooded”."""
    return frozenset(
        word.casefold()[:_STEM] for word in words(text) if len(word) > 3 or word.isupper()
    )


def _nearness_to_date(sheet: LabelledLines, unit: LogicalLine) -> float:
    """Return 3 if a date is right above or below the unit, or a byline is right below it; 2 if this
    date or byline is one unit further away; else 0."""
    for distance, weight in ((1, 3.0), (2, 2.0)):
        for other in sheet.beside(unit, distance):
            is_below = other.index > unit.index
            if sheet.role(other) is Role.DATE or (is_below and is_byline(other)):
                return weight
    return 0.0
