"""The pages of all terms of one taxonomy: by the alphabet, and by the number of documents.

Few terms share one page, under their letters. If there are many, the first page shows the terms
with most documents, and each letter has its own page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.config import SiteConfig
from generator.model import Archive, Page, SitePath
from generator.render import contexts
from generator.render.charts import trend_of
from generator.render.facts import Facts
from generator.render.list_facts import LetterOfTerms, TermList
from generator.render.pages.page_kind import PageKind
from generator.render.scope import Scope
from generator.text import Slug

FEW = 400
"""The most terms on one page, except a letter's own page."""
_FEWEST = 40
"""Up to this many terms, no letters are shown."""
_MOST = 100
"""The most terms on the first page when there are more than ``FEW``."""
_BY_NUMBER = "by-number"
"""The part of a taxonomy's pages that lists its terms by their number of documents."""


def _number_path(key: str) -> SitePath:
    return f"{key}/{_BY_NUMBER}.html"


def _letter_path(key: str, slug: str) -> SitePath:
    return f"{key}/letter-{slug}.html"


def _plan(archive: Archive, _: SiteConfig) -> Iterable[Page]:
    for taxonomy in archive.taxonomies:
        key = taxonomy.key
        yield Page(taxonomy.path, "taxonomy", (key, ""))
        yield Page(_number_path(key), "taxonomy", (key, _BY_NUMBER))
        if sum(len(letter.records) for letter in taxonomy.letters) > FEW:
            for letter in taxonomy.letters:
                yield Page(_letter_path(key, letter.slug), "taxonomy", (key, letter.slug))


def _make(scope: Scope) -> bytes:
    key, part = (str(value) for value in scope.page.key)
    found, above = scope.ask(Facts.terms, key), scope.taxonomy_link(key)
    noun = contexts.Taxonomy(
        key=key,
        title=above.title,
        term_count=found.page_count,
        rare_count=len(found.terms) - found.page_count,
        orders=(
            contexts.NavigationLink(scope.say("by_alphabet"), above.url, part != _BY_NUMBER),
            contexts.NavigationLink(
                scope.say("by_number"), scope.link(_number_path(key)), part == _BY_NUMBER
            ),
        ),
        letters=tuple(_letters(scope, key, found, part)),
        groups=tuple(_groups(scope, key, found, part)),
    )
    if part:
        labels = {one.slug: one.label for one in found.letters}
        own = scope.say("by_number") if part == _BY_NUMBER else labels[Slug(part)]
        info = scope.page_info(f"{above.title}: {own}", trail=[above])
    else:
        info = scope.page_info(above.title)
    return scope.fill("taxonomy.html", info, taxonomy=noun)


def _letters(
    scope: Scope, key: str, found: TermList, part: str
) -> Iterator[contexts.NavigationLink]:
    if part == _BY_NUMBER or found.page_count <= _FEWEST:
        return
    for letter in found.letters:
        is_own_page = found.page_count > FEW
        url = scope.link(_letter_path(key, letter.slug)) if is_own_page else f"#{_anchor(letter)}"
        yield contexts.NavigationLink(letter.label, url, letter.slug == part)


def _anchor(letter: LetterOfTerms) -> str:
    return f"letter-{letter.slug}"


def _groups(scope: Scope, key: str, found: TermList, part: str) -> Iterator[contexts.TermListing]:
    def listing(title: str, anchor: str, places: Iterable[int]) -> contexts.TermListing:
        terms = (scope.term_entry(key, found.terms[place]) for place in places)
        return contexts.TermListing(title, anchor, tuple(terms))

    if part == _BY_NUMBER:
        places = found.by_number()[:FEW]
        most = listing("", "most", places)
        years = [year for year, _ in scope.ask(Facts.years)]
        if len(years) > 1:
            known = scope.ask(Facts.term_years, key)
            terms = (
                replace(entry, trend=trend_of(known[place], years[0], years[-1]))
                for place, entry in zip(places, most.terms, strict=True)
            )
            most = replace(most, terms=tuple(terms))
        yield most
    elif not part and found.page_count > FEW:
        yield listing(scope.say("most_documents"), "most", found.by_number()[:_MOST])
    elif found.page_count <= _FEWEST:
        yield listing("", "all", [place for letter in found.letters for place in letter.terms])
    else:
        for letter in found.letters:
            if part in ("", letter.slug):
                yield listing("" if part else letter.label, _anchor(letter), letter.terms)


TAXONOMY = PageKind(_plan, _make)
