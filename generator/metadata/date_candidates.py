"""Find the dates on a page that may be the document's own, each with its signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from generator.dates import DateOrder, PartialDate, PrintedDate
from generator.languages.cues import Cue, announces_update, find_cue, wordings
from generator.metadata.page import PageRows, Row, amount, names_writer, step
from generator.metadata.ranking import Candidate
from generator.model import MAIN_TEXT, Role
from generator.text import folded

SIGNS = (
    # of the position
    "title", "start", "side", "title-start", "end", "top", "role", "role-side", "lead", "prose",
    "before", "after", "around", "by-near", "chance", "chance-side",
    # of the line
    "share", "words", "label", "label-share", "label-dates", "label-side", "starts", "ends",
    "word-before", "word-after", "copyright", "cue", "is-prose", "marked", "precision", "named",
    # among the dates of the page
    "number", "dates", "frames", "frames-number", "repeats", "first", "same-row", "latest",
    "earliest", "age", "address",
)  # fmt: skip
"""The groups of signs of the scorecard."""
_MOST = 120
"""Most printed dates that are weighed, counted from the top."""
_FINE = ("day", "time")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=[\W\d_]*$)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\d+")
_ADDRESS = re.compile(r"[/=]((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)\b")
"""A day in a URL: “/2001/10/03”, “/2001-10-03”, “=20011003”."""
_COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_EDGES = " •|*-([])., "
_LABEL_EDGES = " :-–—|•*([\t"
_DATE_LABELS = frozenset(map(folded, wordings("date_start")))
_LONGEST_LABEL = 60
_DATELINE = 24
"""Most characters before a date at the head of a paragraph: “LONDON, 3 October 2001 (Wire) –”."""


class DatePlace(NamedTuple):
    """A printed date, the row that prints it, and how it reads."""

    row: Row
    printed: PrintedDate
    readings: tuple[PartialDate, ...]
    """One, or several when nothing decides between them."""

    @property
    def date(self) -> PartialDate:
        """The only reading, or the first."""
        return self.readings[0]

    @property
    def day(self) -> str:
        """The day, or the month if no day is printed, as EDTF; “|” divides several readings."""
        return "|".join([reading.text[:10] for reading in self.readings])

    @property
    def before(self) -> str:
        return self.row.text[: self.printed.start]

    @property
    def after(self) -> str:
        return self.row.text[self.printed.end :]


class _DatesOfPage(NamedTuple):
    """Facts about all dates of a page together."""

    days: tuple[str, ...]
    """Distinct days, in order of time."""
    frames: Counter[str]
    """How many dates the same words surround: several in a list of entries."""
    repeats: Counter[str]
    in_row: Counter[int]
    addresses: set[str]
    """Days in URLs that are printed on the page."""


def date_candidates(
    page: PageRows, order: DateOrder, title: int
) -> Iterator[Candidate[str, DatePlace]]:
    """Yield the possible dates, read in figures by ``order``; ``title`` is a row's index or -1."""
    places = tuple(islice(_places(page, order), _MOST))
    if not places:
        return
    days = {place.day[:10] for place in places if place.date.precision in _FINE}
    printed = (_ADDRESS.finditer(row.text) for row in page.rows if "/" in row.text)
    dates_of_page = _DatesOfPage(
        days=tuple(sorted(days)),
        frames=Counter(map(_frame, places)),
        repeats=Counter(place.day for place in places),
        in_row=Counter(place.row.at for place in places),
        addresses={"-".join(match.groups()) for matches in printed for match in matches},
    )
    seen: set[str] = set()
    for number, place in enumerate(places):
        signs = (
            *_place_signs(page, place, title),
            *_line_signs(page, place, dates_of_page),
            *_signs_among_dates(place, dates_of_page, number, is_first=place.day not in seen),
        )
        seen.add(place.day)
        yield Candidate(place.day, place, signs)


def read_with_order(printed: PrintedDate, order: DateOrder) -> tuple[PartialDate, ...]:
    """Return the only reading, or the one that ``order`` decides on, or else all readings."""
    if printed.date is not None:
        return (printed.date,)
    first, last = printed.candidates[0], printed.candidates[-1]
    # With different years the century is open, and the order of day and month cannot decide it.
    if order == "ask" or len(printed.candidates) != 2 or first.year != last.year:
        return printed.candidates
    return (first if order == "dmy" else last,)


def _places(page: PageRows, order: DateOrder) -> Iterator[DatePlace]:
    """Yield the dates that neither belong to a related document nor are part of a sentence."""
    for index, dates in page.dates.items():
        row = page.rows[index]
        if row.role in (Role.RELATED, Role.RELATED_META):
            continue
        is_told = row.is_prose and row.role in MAIN_TEXT
        for printed in dates:
            place = DatePlace(row, printed, read_with_order(printed, order))
            if place.date.precision not in (*_FINE, "month"):
                continue
            if not is_told or len(place.before) <= _DATELINE or find_cue(place.before) is Cue.DATE:
                yield place


def _frame(place: DatePlace) -> str:
    return _FIGURES.sub("0", folded(f"{place.before[-24:]}~{place.after[:24]}"))


def _place_signs(page: PageRows, place: DatePlace, title: int) -> tuple[str, ...]:
    at = place.row.at
    from_title = step(at - title) if title >= 0 else "none"
    from_start, side = step(at - page.start), page.side(at)
    above, before, after = amount(page.prose_above[at]), page.kind(at - 1), page.kind(at + 1)
    chance = page.chance(at, "date")
    by = "by" in (before, after, page.kind(at - 2), page.kind(at + 2))
    return (
        from_title,
        from_start,
        side,
        f"{from_title},{from_start}",
        step(at - page.end + 1) if side == "below" else side,
        step(at),
        place.row.role,
        f"{place.row.role},{side}",
        above,
        f"{above},{amount(page.prose_below(at, 12))}",
        before,
        after,
        f"{before}/{after}",
        f"{by},{side}",
        chance,
        f"{chance},{side}",
    )


def _line_signs(page: PageRows, place: DatePlace, dates_of_page: _DatesOfPage) -> tuple[str, ...]:
    row, before, after = place.row, place.before, place.after
    share = (place.printed.end - place.printed.start) * 10 // len(row.text)
    label = _label(before, page, row)
    cue = find_cue(row.text)
    return (
        str(share),
        step(row.words),
        label,
        f"{label},{share // 4}",
        f"{label},{step(len(dates_of_page.days))}",
        f"{label},{page.side(row.at)}",
        str(not before.strip(_EDGES)),
        str(not after.strip(_EDGES)),
        _word(_LAST_WORD.search(before[-40:])),
        _word(_FIRST_WORD.search(after[:40])),
        str(_COPYRIGHT.search(row.text) is not None),
        cue.value if cue else "none",
        str(row.is_prose),
        str("@" in row.text or "#" in row.text),
        place.date.precision,
        str(row.text[place.printed.start].isalpha()),
    )


def _signs_among_dates(
    place: DatePlace, dates_of_page: _DatesOfPage, number: int, *, is_first: bool
) -> tuple[str, ...]:
    days, addresses = dates_of_page.days, dates_of_page.addresses
    frames, several = step(dates_of_page.frames[_frame(place)]), len(days) > 1
    is_fine = place.date.precision in _FINE
    return (
        step(number),
        step(len(days)),
        frames,
        f"{frames},{step(number)}",
        step(dates_of_page.repeats[place.day]),
        str(is_first),
        step(dates_of_page.in_row[place.row.at]),
        f"{place.day[:10] == days[-1]},{several}" if is_fine else "no",
        f"{place.day[:10] == days[0]},{several}" if is_fine else "no",
        _age(days[-1], place.day) if is_fine else "no",
        "none" if not addresses else "same" if place.day in addresses else "other",
    )


def _age(latest: str, day: str) -> str:
    """Return how much older a day is than the latest: “1y” to “9y”, “months”, “days” or “0”."""
    if latest[:4] != day[:4]:
        return f"{min(9, int(latest[:4]) - int(day[:4]))}y"
    if latest[:7] != day[:7]:
        return "months"
    return "days" if latest != day else "0"


def _label(before: str, page: PageRows, row: Row) -> str:
    """Return what the words before a date, or the short row above it, announce."""
    words = before.strip(_LABEL_EDGES)
    if words:
        return _announced(words[-_LONGEST_LABEL:])
    above = page.rows[row.at - 1] if row.at else row
    return f"above-{_announced(above.text)}" if above.words <= 4 and above is not row else "none"


def _announced(words: str) -> str:
    if announces_update(words):
        return "update"
    cue = find_cue(f"{words}:")
    if cue is Cue.DATE:
        return "date"
    if names_writer(words):
        return "by"
    last = folded(words).rsplit(" ", 2)
    if not _DATE_LABELS.isdisjoint((" ".join(last[-2:]), last[-1])):
        return "ends-with-date"
    return cue.value if cue else "words" if len(words) < 40 else "text"


def _word(match: re.Match[str] | None) -> str:
    return match[0].casefold()[:16] if match else "none"
