"""Citations as three manuals of style write them, by their rules for English.

Chicago Manual of Style 17 (bibliography entries; 14.186 ff. newspapers; 9.29 ff. and 14.145
dates), Publication Manual of the APA 7 (10.1 ff.; 9.13 ff.), MLA Handbook 9 (chapter 5; 5.68 ff.).
Titles are left as printed, including their capitals; dates have their own precision. What is
unknown is left out; only APA has words for an unknown date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.dates import PartialDate, StatedDate
from generator.render.citations.author_names import PersonName
from generator.render.citations.work import Copy, TextRun, Work, stop_after, title_of

# Up to the first number, all authors are named; of a longer list, only the second number (and, in
# APA, the last author).
_MOST_IN_CHICAGO, _FIRST_IN_CHICAGO = 10, 7
_MOST_IN_APA, _FIRST_IN_APA = 20, 19
_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)


class DateStyle(Struct, frozen=True):
    """How a style writes a day, a month and a season of a year, and “about”."""

    day: str
    month: str
    season: str
    about: str
    months: Sequence[str] = _MONTHS
    seasons: Sequence[str] = ("Spring", "Summer", "Autumn", "Winter")


_CHICAGO = DateStyle("{month} {day}, {year}", "{month} {year}", "{season} {year}", "ca. ")
_APA = DateStyle("{year}, {month} {day}", "{year}, {month}", "{year}, {season}", "ca. ")
_MLA = DateStyle(
    day="{day} {month} {year}",
    month="{month} {year}",
    season="{season} {year}",
    about="circa ",
    months="Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(),
    seasons=("spring", "summer", "autumn", "winter"),
)


def chicago(work: Work) -> Iterator[TextRun]:
    """Yield “Ferrier, Ann. “The bridge.” *Gazette*, October 3, 2001.”"""
    shown = _first_inverted(work.authors)
    is_short = len(shown) <= _MOST_IN_CHICAGO
    names = _joined(shown, "and") if is_short else f"{', '.join(shown[:_FIRST_IN_CHICAGO])}, et al."
    is_unsigned = not names and work.document_type.is_article and work.source is not None
    # CMOS 14.199: in an unsigned article, the name of the paper takes the author's place.
    if is_unsigned:
        yield TextRun(work.source or "", "cite")
    yield TextRun(names)
    if names or is_unsigned:
        yield TextRun(f"{stop_after(names or work.source or '')} ")
    yield from _quoted_title(work)
    date = _write_date(work.date, _CHICAGO) if work.date else ""
    yield from _container(None if is_unsigned else work.source, date)


def mla(work: Work) -> Iterator[TextRun]:
    """Yield “Ferrier, Ann. “The bridge.” *Gazette*, 3 Oct. 2001.”"""
    shown = _first_inverted(work.authors)
    names = _joined(shown, "and") if len(shown) <= 2 else f"{shown[0]}, et al."
    yield TextRun(f"{names}{stop_after(names)} " if names else "")
    yield from _quoted_title(work)
    date = _write_date(work.date, _MLA) if work.date else ""
    yield from _container(work.source, date)


def apa(work: Work) -> Iterator[TextRun]:
    """Yield “Ferrier, A. (2001, October 3). The bridge. *Gazette*.”"""
    names = _joined([name.with_initials for name in work.authors], "&")
    if len(work.authors) > _MOST_IN_APA:
        first = [name.with_initials for name in work.authors[:_FIRST_IN_APA]]
        names = f"{', '.join(first)}, . . . {work.authors[-1].with_initials}"
    date = f"({_write_date(work.date, _APA) if work.date else 'n.d.'}). "
    title = title_of(work)
    is_whole = work.source is None and not work.runs_left
    title_runs = [
        replace(title, tag="cite") if is_whole else title,
        TextRun(f"{stop_after(work.title)} "),
    ]
    # APA 9.12: without an author, the title takes the author's place.
    signed = TextRun(f"{names}{stop_after(names)} {date}")
    yield from [signed, *title_runs] if names else [*title_runs, TextRun(date)]
    if work.source:
        yield TextRun(work.source, "cite")
        yield TextRun(f"{stop_after(work.source)} ")


def _quoted_title(work: Work) -> Iterator[TextRun]:
    title = title_of(work)
    inner = _QUOTED.sub(r"‘\1’", title.words)
    yield TextRun("“")
    yield replace(title, words=inner)
    yield TextRun(f"{stop_after(inner)}” ")


def _container(source: str | None, date: str) -> Iterator[TextRun]:
    """Yield the publication and the date, with the punctuation that ends the sentence."""
    if source:
        yield TextRun(source, "cite")
        yield TextRun(", " if date else "")
    yield TextRun(date)
    if date or source:
        yield TextRun(". " if date else f"{stop_after(source or '')} ")


def _first_inverted(names: Sequence[PersonName]) -> list[str]:
    return [name.words if place else name.inverted for place, name in enumerate(names)]


def _joined(names: Sequence[str], last: str) -> str:
    """Return names in a row: “A”, “A, and B”, “A, B, and C”."""
    return ", ".join([*names[:-1], f"{last} {names[-1]}"]) if len(names) > 1 else "".join(names)


def _write_date(date: PartialDate, style: DateStyle) -> str:
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
        pattern, month = style.day if stated.day else style.month, style.months[stated.month - 1]
        words = pattern.format(year=year, month=month, day=stated.day)
    elif stated.season:
        season = style.seasons[stated.season - 21]  # EDTF: 21 is spring
        words = style.season.format(year=year, season=season)
    elif stated.precision == "decade":
        words = f"{year}s"
    elif stated.precision == "century":
        words = f"{year}–{_year(stated.year + 99)}"
    about = style.about if stated.qualifier in ("~", "%") else ""
    return f"{about}{words}{'?' if stated.qualifier in ('?', '%') else ''}"


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BCE"


def _with_edition(copy: Copy) -> str:
    """Return “The Ferry papers (2nd edition).”, as APA names the edition of a website."""
    name = f"{copy.archive} ({copy.edition})" if copy.edition else copy.archive
    return name + stop_after(name)


class Style(Struct, frozen=True):
    """A named style: how it writes a work and the place of a copy, and what follows an address."""

    name: str
    write: Callable[[Work], Iterator[TextRun]]
    place: Callable[[Copy], Sequence[TextRun]]
    end: str


STYLES = (
    Style(
        "Chicago",
        chicago,
        lambda copy: [TextRun(f"{copy.archive}{copy.between}{copy.address}.")],
        ".",
    ),
    Style(
        "APA",
        apa,
        lambda copy: [TextRun(f"{_with_edition(copy)} {copy.address}")],
        "",
    ),
    Style(
        "MLA",
        mla,
        lambda copy: [TextRun(copy.archive, "cite"), TextRun(f"{copy.between}{copy.address}.")],
        ".",
    ),
)
