"""The pages of all terms of one taxonomy: by the alphabet, and by the number of documents.

Few terms share one page, under their letters. With many, the first page shows those with most
documents, and each letter has its own page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.config import SiteConfig
from generator.model import Archive, Letter, Page, SitePath, Taxonomy, Term
from generator.render import contexts
from generator.render.charts import trend_of
from generator.render.pages.page_kind import templated
from generator.render.scope import Scope

FEW = 400
"""The most terms on one page, except a letter's own page."""
_FEWEST = 40
"""Up to this many terms, no letters are shown."""
_MOST = 100
"""The most terms on the first page when there are more than ``FEW``."""
_ALL, _BY_NUMBER, _FIRST_LETTER = -2, -1, 0


@dataclass(frozen=True, slots=True)
class TaxonomyContext:
    site: contexts.Site
    page: contexts.PageInfo
    taxonomy: contexts.Taxonomy


def _is_large(taxonomy: Taxonomy) -> bool:
    return _count(taxonomy) > FEW


def _count(taxonomy: Taxonomy) -> int:
    """Return how many terms have a page."""
    return sum(len(letter.records) for letter in taxonomy.letters)


def _number_path(taxonomy: Taxonomy) -> SitePath:
    return f"{taxonomy.key}/by-number.html"


def _letter_path(taxonomy: Taxonomy, letter: Letter) -> SitePath:
    return f"{taxonomy.key}/letter-{letter.slug}.html"


def _plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for place, taxonomy in enumerate(archive.taxonomies):
        yield Page(taxonomy.path, "taxonomy", (place, _ALL))
        yield Page(_number_path(taxonomy), "taxonomy", (place, _BY_NUMBER))
        if _is_large(taxonomy):
            for number, letter in enumerate(taxonomy.letters, _FIRST_LETTER):
                yield Page(_letter_path(taxonomy, letter), "taxonomy", (place, number))


def _context(scope: Scope) -> TaxonomyContext:
    place, part = (int(value) for value in scope.page.key)
    taxonomy = scope.archive.taxonomies[place]
    title = scope.taxonomy_title(taxonomy)
    count = _count(taxonomy)
    noun = contexts.Taxonomy(
        key=taxonomy.key,
        title=title,
        term_count=count,
        rare_count=len(taxonomy.terms) - count,
        orders=_orders(scope, taxonomy, part),
        letters=tuple(_letters(scope, taxonomy, part)),
        groups=tuple(_groups(scope, taxonomy, part)),
    )
    if part == _ALL:
        return TaxonomyContext(scope.site(), scope.page_info(title), noun)
    above = contexts.Link(title, scope.link(taxonomy.path))
    return TaxonomyContext(
        scope.site(), scope.page_info(_heading(scope, taxonomy, part), trail=[above]), noun
    )


def _heading(scope: Scope, taxonomy: Taxonomy, part: int) -> str:
    title = scope.taxonomy_title(taxonomy)
    own = scope.say("by_number") if part == _BY_NUMBER else taxonomy.letters[part].label
    return f"{title}: {own}"


def _orders(scope: Scope, taxonomy: Taxonomy, part: int) -> tuple[contexts.NavigationLink, ...]:
    by_alphabet = contexts.NavigationLink(
        scope.say("by_alphabet"), scope.link(taxonomy.path), part != _BY_NUMBER
    )
    by_number = contexts.NavigationLink(
        scope.say("by_number"), scope.link(_number_path(taxonomy)), part == _BY_NUMBER
    )
    return (by_alphabet, by_number)


def _letters(scope: Scope, taxonomy: Taxonomy, part: int) -> Iterator[contexts.NavigationLink]:
    if part == _BY_NUMBER or _count(taxonomy) <= _FEWEST:
        return
    for number, letter in enumerate(taxonomy.letters, _FIRST_LETTER):
        path = _letter_path(taxonomy, letter)
        url = scope.link(path) if _is_large(taxonomy) else f"#{_anchor(letter)}"
        yield contexts.NavigationLink(letter.label, url, number == part)


def _anchor(letter: Letter) -> str:
    return f"letter-{letter.slug}"


def _groups(scope: Scope, taxonomy: Taxonomy, part: int) -> Iterator[contexts.TermListing]:
    if part == _BY_NUMBER or (part == _ALL and _is_large(taxonomy)):
        most = FEW if part == _BY_NUMBER else _MOST
        title = "" if part == _BY_NUMBER else scope.say("most_documents")
        listing = _listing(scope, taxonomy, title, "most", _by_number(taxonomy)[:most])
        yield _with_trends(scope, taxonomy, listing) if part == _BY_NUMBER else listing
        return
    if _count(taxonomy) <= _FEWEST:
        places = [place for letter in taxonomy.letters for place in letter.records]
        yield _listing(scope, taxonomy, "", "all", places)
        return
    letters = taxonomy.letters if part == _ALL else taxonomy.letters[part : part + 1]
    for letter in letters:
        title = letter.label if part == _ALL else ""
        yield _listing(scope, taxonomy, title, _anchor(letter), letter.records)


def _by_number(taxonomy: Taxonomy) -> list[int]:
    """Return the terms that have a page, those with most documents first."""
    places = [place for place, term in enumerate(taxonomy.terms) if term.has_page]
    return sorted(places, key=lambda place: -len(taxonomy.terms[place].records))


def _listing(
    scope: Scope, taxonomy: Taxonomy, title: str, anchor: str, places: Iterable[int]
) -> contexts.TermListing:
    terms = tuple(scope.term_entry(taxonomy.key, taxonomy.terms[place]) for place in places)
    return contexts.TermListing(title, anchor, terms)


def _with_trends(
    scope: Scope, taxonomy: Taxonomy, listing: contexts.TermListing
) -> contexts.TermListing:
    years = scope.archive.years
    if len(years) < 2:
        return listing
    terms = (
        replace(
            entry,
            trend=trend_of(_years(scope, taxonomy.terms[place]), years[0].year, years[-1].year),
        )
        for place, entry in zip(_by_number(taxonomy), listing.terms, strict=False)
    )
    return replace(listing, terms=tuple(terms))


def _years(scope: Scope, term: Term) -> Iterator[int]:
    known = scope.renderer.record_years
    return (year for index in term.records if (year := known[index]) is not None)


TAXONOMY = templated(_plan, "taxonomy.html", _context)
