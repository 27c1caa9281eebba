"""Read the dates that the markup states, and weigh them against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.dates import DateOrder, PartialDate, find_printed_dates, parse_edtf
from generator.languages import all_languages
from generator.metadata.date_candidates import read_with_order
from generator.model import Stated

_ISO = re.compile(
    r"(\d{4})(-?)([01]\d)\2([0-3]\d)"
    r"(?:[T ]\s?([0-2]\d):?([0-5]\d)(?::?([0-5]\d)(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?"
    r"(?![\d/:])",
    re.ASCII | re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"[/=_-]((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_-]|$|\b)(?!-\d)",
    re.ASCII,
)
"""A day in an address: “/2001/10/03/”, “/2001-10-03-weir”, “/20011003/”."""
_YEARS = range(1000, 2100)
_NEVER = ("1970-01-01", "1969-12-31")
"""What programs state as the date of what has none."""
_TRUST = {
    "json-ld": 60,
    "time": 55,
    "published": 60,
    "pubdate": 60,
    "date": 50,
    "dc.date": 55,
    "dcterms.date": 45,
    "datecreated": 60,
    "release_date": 60,
    "address": 60,
}
"""How sure a date is that one place alone states, in per cent: much less where pages also state the
day of a change or of today."""
_OTHERS, _MORE, _MOST = 93, 15, 97
"""The same for all other places, how much each further voice adds, and the limit."""
_MARKED = frozenset({"datePublished", "time", "published", "pubdate"})
_VOICES = frozenset({"json-ld", "address"})
_WEST, _EAST = 12, 14
"""Hours by which clocks of the world differ from UTC."""
_HOUR, _DAY = 3_600, 86_400


class ToldDate(Struct, frozen=True):
    """A date that the markup states: ``trust`` is the estimated probability (per cent) that it is
    the document's, ``words`` how it is written there."""

    date: PartialDate
    trust: int
    rule: str
    words: str

    def is_of(self, reading: PartialDate) -> bool:
        """Return whether a printed date may be this one, in whatever zone it was printed."""
        mine, printed = self.date.start, reading.start
        if mine is None or printed is None:
            return False
        if reading.text[:10] == self.date.text[:10]:
            return True
        if printed.clock is not None and mine.clock is not None:
            is_zoned = printed.clock.offset is not None and mine.clock.offset is not None
            if is_zoned and abs(printed.earliest - mine.earliest) < _HOUR:
                return True
        if mine.clock is None or mine.clock.offset != 0 or reading.precision not in ("day", "time"):
            return False
        midnight = printed.earliest // _DAY * _DAY
        return midnight - _EAST * _HOUR <= mine.earliest < midnight + _DAY + _WEST * _HOUR

    def refine(self, reading: PartialDate) -> PartialDate:
        """Return the printed date at the precision of this one, if that is finer."""
        mine, printed = self.date.start, reading.start
        if mine is None or printed is None or mine.clock is None:
            return reading
        if printed.clock is None:
            return self.date if reading.text[:10] == self.date.text[:10] else reading
        if printed.clock.offset is None:
            is_same = self.date.text[:16] == reading.text[:16]
        else:
            is_same = abs(printed.earliest - mine.earliest) < 60
        return self.date if is_same else reading


def told_dates(stated: Stated, order: DateOrder) -> tuple[ToldDate, ...]:
    """Return the days that the markup states, the likeliest first.

    Of several dates that one place states, the first counts. Figures are read by ``order``.
    """
    first: dict[str, tuple[PartialDate, str]] = {}
    for one in stated.dates:
        if one.rule not in first and (date := _read(one.value, order)):
            first[one.rule] = date, one.value
    if date := _in_address(stated.source_url or ""):
        first["address"] = date, date.text
    voices: dict[str, dict[str, ToldDate]] = {}
    for rule, (date, words) in first.items():
        date = next((one for one, _ in first.values() if _is_local_form(one, date)), date)
        voice = "marked" if rule in _MARKED else rule if rule in _VOICES else "meta"
        found = ToldDate(date, _TRUST.get(rule, _OTHERS), rule, words)
        by_voice = voices.setdefault(date.text[:10], {})
        if voice not in by_voice or found.trust > by_voice[voice].trust:
            by_voice[voice] = found
    told = [_together(list(by_voice.values())) for by_voice in voices.values()]
    return tuple(sorted(told, key=lambda one: -one.trust))


def _is_local_form(local: PartialDate, date: PartialDate) -> bool:
    """Return whether a local time may be the moment that ``date`` states in UTC."""
    mine, theirs = (one.start.clock if one.start else None for one in (local, date))
    if mine is None or theirs is None or theirs.offset != 0 or mine.offset == 0:
        return False
    hours, rest = divmod(_seconds(local) - _seconds(date), _HOUR)
    return rest == 0 and -_WEST <= hours <= _EAST and mine.offset in (None, hours * 60)


def _seconds(date: PartialDate) -> int:
    """Return the seconds since 1970 that the printed clock shows, whatever its zone."""
    start = date.start
    offset = start.clock.offset if start and start.clock else None
    return (start.earliest if start else 0) + 60 * (offset or 0)


def _together(found: Sequence[ToldDate]) -> ToldDate:
    """Return one date that several voices state."""
    best = max(found, key=lambda one: (one.date.precision == "time", one.trust))
    trust = max(one.trust for one in found) + _MORE * (len(found) - 1)
    return ToldDate(best.date, min(_MOST, trust), best.rule, best.words)


def stated_days(stated: Stated) -> frozenset[str]:
    """Return the days that the markup states in the international form."""
    dates = [_in_iso(one.value) for one in stated.dates]
    dates.append(_in_address(stated.source_url or ""))
    return frozenset(date.text[:10] for date in dates if date is not None)


def _in_address(address: str) -> PartialDate | None:
    """Return the day that the address of the document contains, if it is the only one."""
    days = {"-".join(match.group(1, 3, 4)) for match in _IN_ADDRESS.finditer(address)}
    return _in_iso(days.pop()) if len(days) == 1 else None


def _read(text: str, order: DateOrder) -> PartialDate | None:
    """Return the date that a text begins with; None if there is none, or it reads two ways."""
    if date := _in_iso(text):
        return date
    for printed in find_printed_dates(text, all_languages(), order=order)[:1]:
        readings = read_with_order(printed, order)
        is_fine = readings[0].precision in ("month", "day", "time")
        if len(readings) == 1 and is_fine and readings[0].text[:10] not in _NEVER:
            return readings[0]
    return None


def _in_iso(text: str) -> PartialDate | None:
    """Return a date in the international form with the time and the zone that it states.

    Midnight is what programs state where they know the day alone.
    """
    match = _ISO.match(text.strip())
    if match is None:
        return None
    year, _, month, day, hour, minute, second, zone = match.groups()
    stated = f"{year}-{month}-{day}"
    if int(year) not in _YEARS or stated in _NEVER:
        return None
    if hour is not None and (hour, minute, second or "00") != ("00", "00", "00"):
        stated += f"T{hour}:{minute}:{second or '00'}{(zone or '').upper()}"
    try:
        return parse_edtf(stated)
    except ValueError:
        return None
