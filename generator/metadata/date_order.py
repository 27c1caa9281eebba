"""Find the order in which a page prints day and month, from its own evidence."""

from __future__ import annotations

import re

from generator.dates import DateOrder, PrintedDate
from generator.metadata.language import find_language
from generator.metadata.page import PageRows
from generator.model import Stated

_NUMERIC = re.compile(r"\W*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}")
_DAY_FIRST = frozenset("ar cs cy da de el es fi fr it nl no pl pt ro ru sv tr uk".split())
"""Languages whose countries all print the day first."""


def date_order(page: PageRows, stated: Stated) -> DateOrder:
    """Return the order of day and month in figures; “ask” when nothing decides it.

    The owner's setting decides; else dates in figures with a day above 12, and ambiguous dates that
    the page also prints unambiguously (“ask” if these contradict each other); else a language
    whose countries all print the day first.
    """
    printed = [
        (page.rows[index].text[date.start : date.end], date)
        for index, dates in page.dates.items()
        for date in dates
    ]
    if page.order != "ask" or all(date.date is not None for _, date in printed):
        return page.order
    shown = {order for words, date in printed if (order := _shown(words, date))}
    evidence = shown | _in_words([date for _, date in printed])
    if evidence:
        return evidence.pop() if len(evidence) == 1 else "ask"
    language = find_language(page.text, stated)
    return "dmy" if language and language.value[:2] in _DAY_FIRST else "ask"


def _shown(words: str, date: PrintedDate) -> DateOrder | None:
    """Return the order that a date in figures shows if it reads only one way, else None."""
    match = _NUMERIC.match(words)
    if match is None or date.date is None or match[1] == match[2]:
        return None
    return "dmy" if int(match[1]) > 12 else "mdy" if int(match[2]) > 12 else None


def _in_words(dates: list[PrintedDate]) -> set[DateOrder]:
    """Return the orders in which ambiguous dates are the same as dates that read only one way."""
    days = {date.date.text[:10] for date in dates if date.date is not None}
    orders: set[DateOrder] = set()
    for date in dates:
        if len(date.candidates) == 2 and date.candidates[0].year == date.candidates[1].year:
            is_dmy, is_mdy = (reading.text[:10] in days for reading in date.candidates)
            if is_dmy != is_mdy:
                orders.add("dmy" if is_dmy else "mdy")
    return orders
