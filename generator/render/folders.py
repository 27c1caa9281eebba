"""The folders of the output's lists; each ends with a slash."""

from __future__ import annotations

from generator.model import SitePath

DATES_PATH = "dates/index.html"
DAYS_PATH = "dates/days/index.html"


def period_folder(year: int, month: int | None = None) -> SitePath:
    """Return the folder of a year or a month: ``2001/10/``."""
    name = f"{year:04d}" if year > 0 else f"bce-{1 - year:04d}"
    return f"{name}/" if month is None else f"{name}/{month:02d}/"


def day_folder(month: int, day: int) -> SitePath:
    """Return the folder of a day of the year: ``dates/10-03/``."""
    return f"dates/{month:02d}-{day:02d}/"


def term_folder(key: str, slug: str) -> SitePath:
    """Return the folder of a term; ``key`` is its taxonomy's."""
    return f"{key}/{slug}/"


def letter_folder(slug: str) -> SitePath:
    """Return the folder of a letter of the A–Z index."""
    return f"a-z/{slug}/"
