"""Find related terms: those that documents often have together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from generator.archive.similarity import NOT_ABOUT
from generator.model import Taxonomy, Term

_MOST = 8
"""The most terms that are listed as related to a term."""
_LEAST = 2
"""The fewest documents that two related terms share."""
_LOOKED_AT = 2_000
"""Only this many of a term's newest documents are counted, to limit the time that it takes."""

_Place = tuple[int, int]
"""The index of a taxonomy, and the index of a term in it."""


def find_company(taxonomies: tuple[Taxonomy, ...], count: int) -> tuple[Taxonomy, ...]:
    """Return the taxonomies with the related terms of each term.

    The more of their documents two terms share, the more closely they are related.
    ``count`` is the number of all documents.
    """
    held: defaultdict[int, list[_Place]] = defaultdict(list)
    for place, taxonomy in enumerate(taxonomies):
        for index, term in enumerate(taxonomy.terms if taxonomy.key not in NOT_ABOUT else ()):
            if term.has_page and 2 * len(term.records) <= max(count, 2 * _LEAST):
                for record in term.records:
                    held[record].append((place, index))
    found = list(taxonomies)
    for place, taxonomy in enumerate(taxonomies):
        if taxonomy.key not in NOT_ABOUT:
            terms = tuple(
                _beside(term, (place, index), taxonomies, held) if term.has_page else term
                for index, term in enumerate(taxonomy.terms)
            )
            found[place] = replace(taxonomy, terms=terms)
    return tuple(found)


def _beside(
    term: Term, own: _Place, taxonomies: Sequence[Taxonomy], held: dict[int, list[_Place]]
) -> Term:
    shared: Counter[_Place] = Counter()
    for record in term.records[:_LOOKED_AT]:
        shared.update(held.get(record, ()))
    shared.pop(own, None)

    def closeness(one: _Place) -> tuple[int, _Place]:
        others = len(taxonomies[one[0]].terms[one[1]].records)
        # The product of the shares of both terms' documents; the own number is the same for all.
        return -(shared[one] ** 2 * 1000 // others), one

    kin = {term.slug, *term.broader, *term.narrower}
    near = [
        (taxonomies[one[0]].key, taxonomies[one[0]].terms[one[1]].slug)
        for one in sorted((one for one, times in shared.items() if times >= _LEAST), key=closeness)
        if one[0] != own[0] or taxonomies[one[0]].terms[one[1]].slug not in kin
    ]
    return replace(term, company=tuple(near[:_MOST]))
