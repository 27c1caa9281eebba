"""Find the headline: the title of the document, printed above its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.languages.cues import Cue
from generator.model import CERTAIN, Mark, Role
from generator.structure.bylines import is_byline
from generator.structure.labelled_lines import LabelledLines, LogicalLine
from generator.structure.main_text import is_masthead
from generator.text import words

_WINDOW = 40
"""Units above the first paragraph among which the headline is looked for."""
_BELOW = 6
"""Units from the first paragraph on that may be the headline, if the menu reads like text."""
_LIKELIEST = 6
"""Units to score, of those that the line model thinks likeliest to be the title."""
_CLOSE = 5
"""Units right above the text that are scored in any case."""
_WORTH = 6.0
"""Points for a unit that the line model is certain to be the title."""
_LEAST = 5.0
_LEAST_OF_TRANSCRIPT = -0.5
_NEARLY = 1.0
_FEWEST_COPIED = 3
_NEVER = float("-inf")
_SEPARATORS = re.compile(r"[|>»›]|\s[-–—:]{1,2}\s")
_LEAD_PROSE = 15
_OPENING = 16
"""Units at the start of the text in which words of the headline are looked for."""
_STEM = 5
_STOP_CUES = frozenset({Cue.FURNITURE, Cue.END, Cue.TRAIL, Cue.RELATED, Cue.DATE, Cue.CORRECTION})


def find_headline(sheet: LabelledLines) -> Mapping[int, Role]:
    """Return the line that looks most like the title of the text below it, and its copies."""
    first = _first_prose(sheet)
    candidates = _candidates(sheet, first)
    opening = _stems(
        " ".join(unit.text for unit in sheet.having(Role.BODY)[:_OPENING] if unit.is_prose)
    )
    scores = {unit.index: _score(sheet, unit, first, opening) for unit in candidates}
    highest = max(scores.values(), default=_NEVER)
    if highest < (_LEAST if sheet.is_page else _LEAST_OF_TRANSCRIPT):
        return {}
    best = next(index for index, score in scores.items() if score == highest)
    # A line below the headline (a standfirst, a caption) often looks like one too.
    while scores.get(best - 1, _NEVER) >= highest - _NEARLY and _is_as_likely(sheet, best - 1):
        best -= 1
    return dict.fromkeys((best, *_copies(sheet, sheet.units[best])), Role.TITLE)


def _is_as_likely(sheet: LabelledLines, index: int) -> bool:
    """Return whether the line model finds a unit at least half as likely a title as the next."""
    above, below = sheet.units[index], sheet.units[index + 1]
    return 2 * sheet.chance(above, "title") >= sheet.chance(below, "title")


def _copies(sheet: LabelledLines, headline: LogicalLine) -> Iterator[int]:
    """Yield the other places above the text where a page repeats the headline."""
    if sheet.is_page and headline.words >= _FEWEST_COPIED:
        for unit in sheet.units[: sheet.body_start + 1]:
            if unit.text.casefold() == headline.text.casefold() and _could_be(sheet, unit):
                yield unit.index


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


def _first_prose(sheet: LabelledLines) -> int:
    """Return the index of the first paragraph, or else of the first unit of the body."""
    for unit in sheet.units[sheet.body_start :]:
        if sheet.role(unit) is Role.BODY and unit.is_prose and unit.words >= _LEAD_PROSE:
            return unit.index
    return sheet.body_start


def _could_be(sheet: LabelledLines, unit: LogicalLine) -> bool:
    return (
        sheet.role(unit) in (None, Role.BODY)
        and unit.cue not in _STOP_CUES
        and unit.mark not in (Mark.ASIDE, Mark.LINKS, Mark.IMAGE, Mark.CAPTION, Mark.LIST_ITEM)
        and 1 <= unit.words <= 25
        and not (unit.is_prose and unit.words > _LEAD_PROSE)
        and not unit.is_bullet
        and not is_byline(unit)
        and not is_masthead(unit)
    )


def _score(sheet: LabelledLines, unit: LogicalLine, first: int, opening: frozenset[str]) -> float:
    text = unit.text
    beside = _nearness_to_date(sheet, unit)
    score = 2.0 if 3 <= unit.words <= 14 else 0.5
    score += 6 * (unit.mark is Mark.HEADING or text.startswith("# "))
    score += beside
    score += 4 * _is_named_above(sheet, unit)
    score -= 3 * _comes_again_below(sheet, unit)
    shared = _share(_stems(text), opening)
    score += 3 * shared if shared else -2
    score -= 0.15 * (first - unit.index)
    # A caption may follow another line without a blank; a headline only follows a date so.
    score -= 1.5 * (not unit.leads and not beside)
    score -= 2 * (text[-1:] in ".,;") + 3 * text.endswith(":")
    score -= 3 * (_SEPARATORS.search(text) is not None and unit.words < 5)
    return score + _WORTH * sheet.chance(unit, "title") / CERTAIN


def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of longer words, so that “floods” matches “flooded”."""
    return frozenset(
        word.casefold()[:_STEM] for word in words(text) if len(word) > 3 or word.isupper()
    )


def _share(inner: frozenset[str], outer: frozenset[str]) -> float:
    return len(inner & outer) / max(1, len(inner))


def _nearness_to_date(sheet: LabelledLines, unit: LogicalLine) -> float:
    """Return 3 when a date is next to the unit or a byline right below it, 2 when it is one unit
    further away, else 0."""
    for distance, weight in ((1, 3.0), (2, 2.0)):
        near = (sheet.at(unit.index - distance), sheet.at(unit.index + distance))
        if any(other is not None and sheet.role(other) is Role.DATE for other in near):
            return weight
        if near[1] is not None and is_byline(near[1]):
            return weight
    return 0.0


def _comes_again_below(sheet: LabelledLines, unit: LogicalLine) -> bool:
    """Return whether the text repeats the unit: then it is a subhead from a list of contents."""
    text, index = unit.text, unit.index
    return any(
        other.text == text and other.index != index for other in sheet.units[sheet.body_start :]
    )


def _is_named_above(sheet: LabelledLines, unit: LogicalLine) -> bool:
    """Return whether one of the first three units, such as the page title, contains the unit."""
    return unit.words >= 3 and any(
        other.index < unit.index and unit.text.casefold() in other.text.casefold()
        for other in sheet.units[:3]
    )
