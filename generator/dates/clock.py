"""Read the times of day that are printed next to a date.

Such times are "20:46 GMT 21:46 UK", "3:15 p.m. EDT (1915 GMT)", "21h46" and "21.46 Uhr". A time
that is not next to a date is ignored.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from generator.dates.lexicon import TokenLine
from generator.dates.zones import is_known, utc_text

# Patterns over the shapes of lines; lexicon.py explains their letters.
CLOCK = (
    r"(?:[12]:[26](?::[26](?:[.,][123468])?)?|[12]\.[26](?= ?[ah])|[12] ?h ?[26]"
    r"|[12](?= ?a)|4(?= ?[Zh]))(?: ?[ah]){0,2}(?!:[0-9])"
)
# In "10:00-11:30", the minus begins no offset. It does so only after a space, after seconds, or
# after a time that ISO's T introduces.
_ZONE = (
    r"(?: ?Z(?:[+-](?:4|[12](?::?[26])?))?| ?\(Z\)| ?\+(?:4|2:[26])| -(?:4|2:[26])"
    r"|(?:(?<=T[12]:[26])|(?<=[12]:[26]:[26])|(?<=[26][.,][1346]))[+-](?:4|2:[26]|2))"
)
_ONE = rf"{CLOCK}{_ZONE}?(?: ?\(Z\))?"
_AND_ELSEWHERE = rf"(?: ?[,/]? {CLOCK}{_ZONE}| ?\({CLOCK}{_ZONE}\))"
_AFTER_DATE = rf"(?:T| ?[,|/-]? ?(?:[tqf]:? ?){{0,2}})(?:{_ONE}|\({_ONE}\)){_AND_ELSEWHERE}{{0,3}}"
_BEFORE_DATE = rf"(?<![0-9.,:-])(?:W\.?,? )?{_ONE}(?: ?[,|/-])? ?(?:f )?\Z"
_LONGEST_BEFORE = 24


class PrintedTime(NamedTuple):
    """A time of day as printed."""

    text: str
    """Local time, "21:46:00"."""
    zone: str
    """As printed; empty if none is printed."""

    def on(self, day: str) -> str:
        """Return this time on ``day`` as EDTF, in UTC if the zone is known."""
        return utc_text(f"{day}T{self.text}", self.zone)


def end_of_time_after(line: TokenLine, start: int) -> int:
    """Return the end of the times that follow a date; ``start`` if no time follows."""
    match = _pattern(_AFTER_DATE).match(line.shape, start)
    return match.end() if match else start


def start_of_time_before(line: TokenLine, end: int, *, not_before: int) -> int:
    """Return the start of the time that precedes a date; ``end`` if no time precedes."""
    earliest = max(not_before, end - _LONGEST_BEFORE)
    match = _pattern(_BEFORE_DATE).search(line.shape, earliest, end)
    return match.start() if match else end


def read_time(line: TokenLine, start: int, end: int) -> PrintedTime | None:
    """Return the first time between two tokens whose zone is known; else the first time of all."""
    found = _pattern(rf"(?P<clock>{CLOCK})(?P<zone>{_ZONE})?").finditer(line.shape, start, end)
    times = [time for match in found if (time := _read_one(line, match))]
    return next((time for time in times if is_known(time.zone)), times[0] if times else None)


def _read_one(line: TokenLine, match: re.Match[str]) -> PrintedTime | None:
    clock = line.tokens[match.start("clock") : match.end("clock")]
    numbers = [int(token) for token in clock if token.isdecimal()]
    if len(numbers) == 1 and numbers[0] > 99:  # "1915 GMT"
        numbers = [*divmod(numbers[0], 100)]
    hour, minute, second = (*numbers, 0, 0)[:3]
    half = next((token[0].lower() for token in clock if token[0] in "aApP"), "")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    start, end = match.span("zone")  # an empty slice if there is no zone
    zone = "".join(
        token if token.isalnum() else letter
        for letter, token in zip(line.shape[start:end], line.tokens[start:end], strict=True)
        if letter not in " ()"
    )
    return PrintedTime(f"{hour:02}:{minute:02}:{second:02}", zone)


@lru_cache(maxsize=8)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
