"""Taxonomies: the terms of all documents, and which of them have a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from generator.config import TaxonomySettings
from generator.model import Record, SitePath, Taxonomy, Term
from generator.text import folded, slugify

SMALL_ARCHIVE = 20
"""Documents. Below this, every term has a page: a small archive would have none otherwise."""


def find_taxonomies(
    records: Sequence[Record],
    settings: Mapping[str, TaxonomySettings],
    published: Collection[SitePath] = (),
) -> tuple[Taxonomy, ...]:
    """Return the taxonomies that have terms, in the order of the settings.

    ``published`` are the addresses that pages ever had: a term keeps the page that it had,
    however few of its documents are left.
    """
    known = frozenset(path for path in published if path.endswith("/index.html"))
    found = (_taxonomy(key, wanted, records, known) for key, wanted in settings.items())
    return tuple(taxonomy for taxonomy in found if taxonomy.terms)


def _taxonomy(
    key: str,
    settings: TaxonomySettings,
    records: Sequence[Record],
    published: frozenset[SitePath],
) -> Taxonomy:
    members: defaultdict[str, list[int]] = defaultdict(list)
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for index in range(len(records) - 1, -1, -1):
        record = records[index]
        if record.is_hidden:
            continue
        for slug, words in {slugify(words): words for words in record.terms.get(key, ())}.items():
            members[slug].append(index)
            spellings[slug][words] += 1
    least = 1 if len(records) < SMALL_ARCHIVE else settings.minimum
    terms = [
        Term(
            slug=slugify(slug),
            title=_commonest(spellings[slug]),
            records=tuple(indexes),
            has_page=len(indexes) >= least or f"{key}/{slug}/index.html" in published,
        )
        for slug, indexes in members.items()
    ]
    terms.sort(key=lambda term: (folded(term.title), term.slug))
    return Taxonomy(key, settings.title or key.capitalize(), tuple(terms))


def _commonest(spellings: Counter[str]) -> str:
    """Return the spelling used most; among equals the first in the order of the alphabet."""
    return min(spellings, key=lambda words: (-spellings[words], words))
