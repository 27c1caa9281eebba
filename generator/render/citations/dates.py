"""Dates as citation styles write them, in English and at their own precision.

Chicago Manual of Style 17, 9.29 ff. and 14.145; APA 7, 9.13 ff.; MLA Handbook 9, 5.68 ff.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.dates import PartialDate, StatedDate

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SHORT_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a style writes dates: a day or month in a year, a season in a year, and “about”."""

    in_year: Callable[[str, int, int | None], str]
    """Takes the year in words, the month and the day."""
    in_season: Callable[[str, str], str]
    """Takes the year in words and the season."""
    about: str


def _american(year: str, month: int, day: int | None) -> str:
    name = _MONTHS[month - 1]
    return f"{name} {day}, {year}" if day else f"{name} {year}"


def _year_first(year: str, month: int, day: int | None) -> str:
    name = _MONTHS[month - 1]
    return f"{year}, {name} {day}" if day else f"{year}, {name}"


def _day_first(year: str, month: int, day: int | None) -> str:
    name = _SHORT_MONTHS[month - 1]
    return f"{day} {name} {year}" if day else f"{name} {year}"


CHICAGO = DateStyle(_american, lambda year, season: f"{season} {year}", "ca. ")
APA = DateStyle(_year_first, lambda year, season: f"{year}, {season}", "ca. ")
MLA = DateStyle(_day_first, lambda year, season: f"{season.lower()} {year}", "circa ")


def write_date(date: PartialDate, style: DateStyle) -> str:
    """Return a date in a style: “ca. 1890”, “1890?”, “1914–1918”, “1914–”."""
    if date.precision != "range":
        return _stated(date.start, style)
    start, end = _stated(date.start, style), _stated(date.end, style)
    return f"{start}–{end}" if start else f"until {end}"


def _stated(stated: StatedDate | None, style: DateStyle) -> str:
    if stated is None:
        return ""
    words = year = _year(stated.year)
    if stated.month:
        words = style.in_year(year, stated.month, stated.day)
    elif stated.season:
        words = style.in_season(year, _SEASONS[stated.season - 21])  # EDTF: 21 is spring
    elif stated.precision == "decade":
        words = f"{year}s"
    elif stated.precision == "century":
        words = f"{year}–{_year(stated.year + 99)}"
    about = style.about if stated.qualifier in ("~", "%") else ""
    return f"{about}{words}{'?' if stated.qualifier in ('?', '%') else ''}"


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BCE"
