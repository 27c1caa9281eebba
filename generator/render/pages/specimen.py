"""The specimen: one page with every element that a theme has to style.

It is made only when asked for, and is not part of the archive: all it shows is invented,
and all its links point to the page itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from markupsafe import Markup, escape

from generator.dates import parse_edtf
from generator.model import Html, NoticeKind
from generator.render import contexts
from generator.render.body_text import make_body
from generator.render.calendars import SHADES, weekdays_of, with_weeks
from generator.render.charts import chart_of, timeline_of
from generator.render.contexts import Citation, Citations, Specimen
from generator.render.pages.page_kind import PageKind, one_page
from generator.render.renderer import direction_of
from generator.render.scope import Scope, pager_of

PATH = "specimen.html"
_HERE = "#main-content"
_BODY = Path(__file__).parents[1] / "specimen.md"
_LONG = (
    "The harbour board, having heard the ferrywoman, the keeper of the toll house and eleven "
    "passengers, resolves after four hours that the boat shall run on Sundays, weather and tide "
    "permitting, until further notice"
)
_SUMMARY = (
    "The ferry across the Llan will run on Sundays again, for the first time since the flood, the "
    "harbour board decided last night by seven votes to two."
)
_DAYS = {3: 1, 5: 2, 6: 3, 11: 4, 12: 5, 20: 1, 31: 3}
"""How many documents each of these days of the month has."""


def _make(scope: Scope) -> bytes:
    document = _document(scope)
    trail = (contexts.Link("1931", _HERE), contexts.Link(scope.dates.month_name(3), _HERE))
    info = scope.page_info(
        document.title, trail=trail, description=_SUMMARY, language=document.language
    )
    return scope.fill("specimen.html", info, document=document, specimen=_specimen(scope))


def _document(scope: Scope) -> contexts.Document:
    return contexts.Document(
        title="The ferry will run on Sundays again",
        body=make_body(scope, _BODY.read_text("utf-8"), "specimen.md"),
        date=scope.date(parse_edtf("1931-03-12T06:30:00Z")),
        date_text="Thursday, 12th March, 1931, 6.30 a.m.",
        source="The Llan Gazette",
        source_url="https://archive.example/gazette/1931/03/12/ferry",
        section=("Local news", "The harbour"),
        authors=("Mair Ellis", "Owen ap Rhys", "نور الدين"),
        summary=_SUMMARY,
        language="en",
        direction="ltr",
        terms=tuple(_term_groups(scope)),
        related=_related(scope),
        newer=_entry(scope, "Sunday boats begin", "1931-03-15"),
        older=_entry(scope, _LONG, "1931-03-11"),
        markdown_url=_HERE,
        original_url=_HERE,
        provenance=_provenance(),
        rights="© the heirs of The Llan Gazette",
        added="2026-01-02",
        updated="2026-02-03",
        referenced_by=(_entry(scope, "A year of Sundays", "1932-03"),),
        referenced_by_others=1234,
        similar=(_entry(scope, "Ferry", None), _entry(scope, "العبّارة", "1931", language="ar")),
        cite=_citations(),
    )


def _citations() -> Citations:
    words = "Ellis, Mair. “The ferry will run on Sundays again.” "
    markup = Html(Markup("{}<cite>The Llan Gazette</cite>, March 12, 1931.").format(words))
    code = "@article{ellis1931,\n  title = {{The ferry will run on Sundays again}}\n}"
    original = (
        Citation("Chicago", f"{words}The Llan Gazette, March 12, 1931.", markup, is_code=False),
        Citation("BibTeX", code, Html(escape(code)), is_code=True),
    )
    return Citations(original, original)


def _term_groups(scope: Scope) -> Iterator[contexts.TermGroup]:
    """Yield terms by their taxonomies; the last term of each is too rare to have a page."""
    names = {
        "topics": ("Ferries", "Sunday observance", "Tolls"),
        "people": ("Mair Ellis", "Owen Pritchard"),
        "places": ("The Llan",),
    }
    for key, (*common, rare) in names.items():
        links = [contexts.TermLink(title, _HERE) for title in common]
        links.append(contexts.TermLink(rare, None))
        yield contexts.TermGroup(key, scope.say(f"taxonomy_{key}"), _HERE, tuple(links))


def _related(scope: Scope) -> tuple[contexts.RelatedEntry, ...]:
    date = scope.date(parse_edtf("1931-03-10"))
    return (
        contexts.RelatedEntry("Board to meet on Wednesday", date, "Local news", _HERE),
        contexts.RelatedEntry("No boat for forty years", None, None),
        contexts.RelatedEntry(_LONG, None, "The harbour"),
    )


def _provenance() -> contexts.Provenance:
    lines = {1: "THE LLAN GAZETTE", 2: "Home | News | Tides | Contact", 48: "Page 3 of 8"}
    return contexts.Provenance(
        path="gazette/1931-03-12-ferry.txt",
        sha256="0123456789abcdef" * 4,
        converter="1.0.0",
        confidence=94,
        aside=tuple(contexts.AsideLine(number, text) for number, text in lines.items()),
    )


def _entry(
    scope: Scope,
    title: str,
    date: str | None,
    *,
    source: str | None = None,
    summary: str | None = None,
    language: str = "en",
) -> contexts.Entry:
    return contexts.Entry(
        title=title,
        url=_HERE,
        date=scope.date(parse_edtf(date)) if date else None,
        source=source,
        summary=summary,
        language=language,
        direction=direction_of(language),
    )


def _entries(scope: Scope) -> tuple[contexts.Entry, ...]:
    gazette = "The Llan Gazette"
    return (
        _entry(scope, "Sunday boats begin", "1931-03-15", source=gazette, summary=_SUMMARY),
        _entry(scope, "Ferry", None),
        _entry(scope, _LONG, "1931-03~", source=gazette),
        _entry(scope, "A letter without a date", None, source="Harbour board", summary=_SUMMARY),
        _entry(scope, "The flood", "1890/1891"),
        _entry(scope, "العبّارة تعود يوم الأحد", "1931-21", source=gazette, language="ar"),
        _entry(scope, "渡船复航", "193X", summary="渡船将于星期日恢复运行。", language="zh"),
    )


def _specimen(scope: Scope) -> Specimen:
    entries, words = _entries(scope), scope.dates
    days = {
        day: contexts.CalendarDay(str(day), _HERE, count, min(count, SHADES))
        for day, count in _DAYS.items()
    }
    years = {1890: 1, 1925: 2, 1926: 7, 1929: 1200, 1930: 804, 1931: 415}
    periods = (
        contexts.PeriodLink(words.month_name(3), _HERE, 1234),
        contexts.PeriodLink(words.month_name(4), None, 0),
    )
    return Specimen(
        entries=entries,
        groups=(
            contexts.EntryGroup(words.day(1931, 3, 15), "group-1", entries[:2]),
            contexts.EntryGroup(scope.say("day_unknown"), "group-2", entries[2:3]),
        ),
        pagers=tuple(pager_of(12, place, lambda _: _HERE, 1) for place in (0, 5, 11)),
        periods=periods,
        period_groups=(contexts.PeriodGroup(words.decade(1930), "period-1", periods),),
        chart=chart_of(timeline_of(years), words, lambda _: _HERE),
        weekdays=weekdays_of(words),
        calendar=with_weeks(words, (1931, 3), words.month_name(3), days),
        busiest=max(_DAYS.values()),
        gaps=(contexts.GapNote(words.years(1891, 1924), "The ferry did not run."),),
        orders=(
            contexts.NavigationLink(scope.say("by_alphabet"), _HERE, True),
            contexts.NavigationLink(scope.say("by_number"), _HERE, False),
        ),
        letters=tuple(contexts.NavigationLink(one, _HERE, one == "F") for one in "BFLMعЖ渡"),
        listings=(_listing("B", 3), _listing("F", 300)),
        older=contexts.Link(words.month(1931, 2), _HERE),
        newer=contexts.Link(words.month(1931, 4), _HERE),
        notices=tuple(_notices(scope)),
    )


def _listing(title: str, count: int) -> contexts.TermListing:
    names = ("Ferries", "Bells and bell-founders", "Boats", "Harbour lights", "Tolls")
    terms = tuple(
        contexts.TermEntry(
            names[n % len(names)] + (f" {n}" if n >= len(names) else ""),
            _HERE if n % 7 else None,
            count * 10 // (n + 1) + 1,
        )
        for n in range(count)
    )
    return contexts.TermListing(title, f"listing-{count}", terms)


def _notices(scope: Scope) -> Iterator[contexts.Notice]:
    for kind in get_args(NoticeKind):
        is_told = kind == "withdrawn"
        until = scope.date(parse_edtf("2031-05-01")) if kind == "embargoed" else None
        yield contexts.Notice(
            kind=kind,
            statement=scope.say(f"notice_{kind}", **({"date": until.words} if until else {})),
            title="The keeper’s letters" if is_told else None,
            date=scope.date(parse_edtf("1931-03-09")) if is_told else None,
            reason="At the wish of the family." if is_told else None,
            language="en" if is_told else None,
            direction="ltr" if is_told else None,
            above=contexts.Link(scope.say("dates"), _HERE),
            until=until,
        )


SPECIMEN = PageKind(one_page(PATH, "specimen"), _make)
