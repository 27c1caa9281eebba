"""The facts that follow from how documents are filed: by date, by term and by the day they came.

Nothing here knows a title or a text, so none of these facts changes when only titles or texts do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.config import SiteConfig
from generator.model import EPOCH, Archive, SitePath, Term
from generator.render import paging
from generator.render.folders import day_folder, period_folder, term_folder
from generator.text import Slug

_RECENT = 6
"""How many documents are shown as added last."""


class ListPage(NamedTuple):
    """The documents on one page of a list, oldest first, and how many the whole list has."""

    urls: tuple[SitePath, ...]
    total: int


class MonthDays(NamedTuple):
    """A month, and the day of each of its documents in list order, 0 for an unknown day."""

    month: int
    days: tuple[int, ...]


class DayCount(NamedTuple):
    """A day of the year, and how many documents are dated to it."""

    month: int
    day: int
    documents: int


class TermName(NamedTuple):
    """What a page shows of a term that it links to."""

    slug: Slug
    title: str
    has_page: bool
    same_as: tuple[str, ...]


class TermCount(NamedTuple):
    """A term with the number of its documents."""

    slug: Slug
    title: str
    has_page: bool
    documents: int


class TermNote(NamedTuple):
    """What only a term's own page shows of it: spellings, note, and the terms around it."""

    title: str
    spellings: tuple[str, ...]
    same_as: tuple[str, ...]
    note: str | None
    broader: tuple[Slug, ...]
    narrower: tuple[Slug, ...]
    related: tuple[tuple[str, Slug], ...]
    """Each term as the key of its taxonomy and its own slug."""


class LetterOfTerms(NamedTuple):
    """A first letter, and the terms that begin with it, as positions among all terms."""

    label: str
    slug: Slug
    terms: tuple[int, ...]


class TermList(NamedTuple):
    """The terms of a taxonomy, and the letters of the terms that have a page."""

    terms: tuple[TermCount, ...]
    letters: tuple[LetterOfTerms, ...]

    @property
    def page_count(self) -> int:
        """How many terms have a page."""
        return sum(len(letter.terms) for letter in self.letters)

    def by_number(self) -> list[int]:
        """Return the positions of the terms that have a page, most documents first."""
        places = [place for place, term in enumerate(self.terms) if term.has_page]
        return sorted(places, key=lambda place: -self.terms[place].documents)


class Counts(NamedTuple):
    """The number of all documents, of undated documents, and of documents converted from seeds."""

    documents: int
    undated: int
    converted: int


class ListFacts:
    """The facts about lists. Each public method returns one kind of fact, given the fact's name.

    A KeyError or a StopIteration means that there is no such fact.
    """

    def __init__(self, archive: Archive, site: SiteConfig) -> None:
        self._urls = tuple(card.url for card in archive.cards)
        self._dated = sum(card.is_dated for card in archive.cards)
        self._shown = tuple(i for i, card in enumerate(archive.cards) if not card.is_hidden)
        self._converted = sum(card.seed is not None for card in archive.cards)
        self._last_days = tuple(card.last_day for card in archive.cards)
        self._feed_days = tuple(card.feed_day for card in archive.cards)
        self._taxonomies = {taxonomy.key: taxonomy for taxonomy in archive.taxonomies}
        self._years = archive.years
        self._days = archive.days_of_year
        self._undated = archive.undated
        self._similar = archive.similar
        self._paginate = site.paginate
        self._feed_limit = site.feeds.limit
        self._by_year: dict[SitePath, Sequence[int]] = {}
        """The documents of a term, sorted, by the term's folder: those that were needed so far."""

    # Documents

    def next_to(self, url: SitePath) -> tuple[SitePath | None, SitePath | None]:
        """Return the documents just before and after a dated document; hidden ones are skipped."""
        place = self._places[url]
        if place >= self._dated:
            return None, None
        shown = self._shown_by_date
        at = bisect_left(shown, place)
        after = at + 1 if at < len(shown) and shown[at] == place else at
        older = self._urls[shown[at - 1]] if at else None
        return older, self._urls[shown[after]] if after < len(shown) else None

    def similar(self, url: SitePath) -> tuple[SitePath, ...]:
        """Return the documents that are most similar to a document, best first."""
        return self._named(self._similar[self._places[url]]) if self._similar else ()

    # Lists of documents

    def list_page(self, path: SitePath) -> ListPage:
        """Return one page of a list: of a period, day of the year, term, or (home) everything."""
        folder, number = paging.folder_and_number(path)
        oldest_first = self._list(folder)
        shown = paging.entries_on(number, oldest_first, self._paginate)
        return ListPage(self._named(shown), len(oldest_first))

    def years(self, folder: SitePath) -> tuple[tuple[int, int], ...]:
        """Return the years of a list's documents, oldest first, each with its document count."""
        if not folder:
            return tuple((period.year, len(period.records)) for period in self._years)
        years = (self._year_of[place] for place in self._lists[folder])
        return tuple(sorted(Counter(year for year in years if year is not None).items()))

    def recently_added(self, _: str) -> tuple[tuple[str, tuple[SitePath, ...]], ...]:
        """Return the documents that were added or updated last, by day; none if all share a day."""
        shown = self._lists[""]
        days = {place: self._last_days[place] for place in shown}
        if len(set(days.values())) < 2:
            return ()
        latest_first = [place for place in reversed(shown) if days[place] != EPOCH]
        newest = sorted(latest_first, key=days.__getitem__, reverse=True)[:_RECENT]
        return tuple(
            (day, self._named(place for place in newest if days[place] == day))
            for day in dict.fromkeys(days[place] for place in newest)
        )

    def feed(self, folder: SitePath) -> tuple[SitePath, ...]:
        """Return the documents that were added or updated last, latest first.

        Those of one day go by their own dates, the newest first, and undated ones come last.
        Documents of which no day is known are left out. ``folder`` is the folder of a term, or
        empty for the whole archive.
        """
        days = self._feed_days
        own = self._lists[folder] if folder else self._shown
        known = [place for place in own if days[place] != EPOCH]
        newest_first = sorted(known, key=lambda place: (place >= self._dated, -place))
        newest = sorted(newest_first, key=days.__getitem__, reverse=True)
        return self._named(newest[: self._feed_limit])

    def counts(self, _: str) -> Counts:
        return Counts(len(self._urls), len(self._undated), self._converted)

    # Dates

    def period_path(self, folder: SitePath) -> SitePath | None:
        """Return the path of a month's page, or else of its year's page; None if neither exists."""
        year = f"{folder.partition('/')[0]}/"
        found = next((one for one in (folder, year) if one in self._lists), None)
        return None if found is None else f"{found}index.html"

    def months(self, folder: SitePath) -> tuple[MonthDays, ...]:
        """Return the months that have documents in a year, which is given by its folder."""
        year = next(one for one in self._years if period_folder(one.year) == folder)
        return tuple(MonthDays(inner.month or 0, inner.days) for inner in year.months)

    def month_days(self, folder: SitePath) -> tuple[int, ...]:
        """Return the day of each document of a month, in list order; 0 where the day is unknown."""
        return self._month_days[folder]

    def beside(self, folder: SitePath) -> tuple[tuple[int, ...] | None, ...]:
        """Return the periods before and after a year, a month or a day of the year.

        A year is returned as (year,), a month as (year, month), a day as (month, day).
        """
        return self._beside[folder]

    def days_of_year(self, _: str) -> tuple[DayCount, ...]:
        """Return the days of the year that have documents, from January on."""
        return tuple(DayCount(one.month, one.day, len(one.records)) for one in self._days)

    # Terms

    def term(self, name: str) -> TermName | None:
        """Return a term, given its taxonomy and a slug that it has or had: ``topics/russia``."""
        term = self._terms.get(name)
        return TermName(term.slug, term.title, term.has_page, term.same_as) if term else None

    def term_of(self, name: str) -> TermName | None:
        """Return a term, given its taxonomy and the key of any spelling: ``topics/c + +``."""
        term = self._terms_by_key.get(name)
        return TermName(term.slug, term.title, term.has_page, term.same_as) if term else None

    def term_count(self, name: str) -> TermCount:
        """Return a term, given in the same way, with the number of its documents."""
        return _counted(self._terms[name])

    def term_note(self, name: str) -> TermNote:
        """Return what only the term's own page shows of it."""
        return _noted(self._terms[name])

    def vocabulary(self, key: str) -> tuple[tuple[Slug, TermNote], ...]:
        """Return what there is to say of each term of a taxonomy that has a page."""
        terms = self._taxonomies[key].terms
        return tuple((term.slug, _noted(term)) for term in terms if term.has_page)

    def terms(self, key: str) -> TermList:
        """Return all terms of a taxonomy, and their letters."""
        taxonomy = self._taxonomies[key]
        letters = (LetterOfTerms(one.label, one.slug, one.records) for one in taxonomy.letters)
        return TermList(tuple(map(_counted, taxonomy.terms)), tuple(letters))

    def term_pages(self, key: str) -> int:
        """Return how many terms of a taxonomy have a page."""
        return sum(term.has_page for term in self._taxonomies[key].terms)

    def term_years(self, key: str) -> tuple[tuple[int, ...], ...]:
        """Return, for each term of a taxonomy in order, the years of its documents."""
        return tuple(
            tuple(y for place in term.records if (y := self._year_of[place]) is not None)
            for term in self._taxonomies[key].terms
        )

    # Where all of this comes from

    def _named(self, places: Iterable[int]) -> tuple[SitePath, ...]:
        return tuple(self._urls[place] for place in places)

    def _list(self, folder: SitePath) -> Sequence[int]:
        """Return the documents of a list, oldest first, in the order in which pages are filled."""
        if folder in self._by_year:
            return self._by_year[folder]
        found = self._lists[folder]
        if folder not in self._term_folders:
            return found
        # So far, newest first. Put undated documents first, then the others by year.
        years = self._year_of
        order = {place: (years[place] is not None, years[place] or 0) for place in found}
        oldest_first = found[::-1]
        self._by_year[folder] = sorted(oldest_first, key=order.__getitem__)
        return self._by_year[folder]

    @cached_property
    def _places(self) -> Mapping[SitePath, int]:
        return {url: place for place, url in enumerate(self._urls)}

    @cached_property
    def _shown_by_date(self) -> Sequence[int]:
        """The dated documents that are not hidden, oldest first."""
        return sorted(place for year in self._years for place in year.records)

    @cached_property
    def _year_of(self) -> Sequence[int | None]:
        """The year of each document; None for a document that no year lists."""
        years: list[int | None] = [None] * len(self._urls)
        for period in self._years:
            for place in period.records:
                years[place] = period.year
        return years

    @cached_property
    def _lists(self) -> Mapping[SitePath, Sequence[int]]:
        """The documents of each list, by its folder."""
        dated = [place for year in self._years for place in year.records]
        lists: dict[SitePath, Sequence[int]] = {
            "": (*self._undated, *dated),
            "undated/": self._undated[::-1],
        }
        for year in self._years:
            lists[period_folder(year.year)] = year.records
            lists |= {period_folder(year.year, one.month): one.records for one in year.months}
        lists |= {day_folder(one.month, one.day): one.records for one in self._days}
        return lists | {folder: term.records for folder, term in self._term_folders.items()}

    @cached_property
    def _term_folders(self) -> Mapping[SitePath, Term]:
        return {
            term_folder(key, term.slug): term
            for key, taxonomy in self._taxonomies.items()
            for term in taxonomy.terms
        }

    @cached_property
    def _terms(self) -> Mapping[str, Term]:
        terms = [(key, term) for key, one in self._taxonomies.items() for term in one.terms]
        found = {f"{key}/{slug}": term for key, term in terms for slug in term.former}
        return found | {f"{key}/{term.slug}": term for key, term in terms}

    @cached_property
    def _terms_by_key(self) -> Mapping[str, Term]:
        return {
            f"{key}/{name}": term
            for key, taxonomy in self._taxonomies.items()
            for term in taxonomy.terms
            for name in term.keys
        }

    @cached_property
    def _month_days(self) -> Mapping[SitePath, tuple[int, ...]]:
        return {
            period_folder(year.year, month.month): month.days
            for year in self._years
            for month in year.months
        }

    @cached_property
    def _beside(self) -> Mapping[SitePath, tuple[tuple[int, ...] | None, ...]]:
        years = {period_folder(one.year): (one.year,) for one in self._years}
        months = {
            period_folder(one.year, inner.month): (one.year, inner.month or 0)
            for one in self._years
            for inner in one.months
        }
        days = {day_folder(one.month, one.day): (one.month, one.day) for one in self._days}
        found: dict[SitePath, tuple[tuple[int, ...] | None, ...]] = {}
        for periods in (years, months, days):
            keys: list[tuple[int, ...] | None] = [*periods.values()]
            is_circle = periods is days and len(keys) > 1
            older = [keys[-1] if is_circle else None, *keys]
            newer = [*keys[1:], keys[0] if is_circle else None]
            found |= zip(periods, zip(older, newer, strict=False), strict=False)
        return found


def _noted(term: Term) -> TermNote:
    return TermNote(
        term.title,
        term.spellings,
        term.same_as,
        term.note,
        term.broader,
        term.narrower,
        term.company,
    )


def _counted(term: Term) -> TermCount:
    return TermCount(term.slug, term.title, term.has_page, len(term.records))
