"""Related documents: which ones a document's page links to, and which a change affects.

A named document is not also called similar, and no list grows with the archive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.model import Archive, References

MOST_NAMED = 20
"""How many documents naming another its page lists: the latest."""


@dataclass(frozen=True, slots=True)
class RelatedDocuments:
    """Places of documents. ``leads`` are those of the related stories that the document names."""

    leads: tuple[int | None, ...]
    referenced_by: tuple[int, ...]
    unlisted: int
    """How many more documents name this one."""
    similar: tuple[int, ...]


def find_related_documents(archive: Archive, index: int) -> RelatedDocuments:
    """Return the documents that a document's page links to."""
    leads = archive.references.get(index, ())
    named_by = archive.referenced_by.get(index, ())
    similar = archive.similar[index] if archive.similar else ()
    known = {*leads, *named_by}
    return RelatedDocuments(
        leads=leads,
        referenced_by=named_by[:MOST_NAMED],
        unlisted=len(named_by[MOST_NAMED:]),
        similar=tuple(place for place in similar if place not in known),
    )


def find_concerned(
    archive: Archive, changed: Collection[int], before: References
) -> frozenset[int]:
    """Return the documents whose related documents look different from the last build.

    ``changed`` are those that lists show differently; ``before`` are the last references.
    """
    now = archive.references
    moved = {place for place in before.keys() | now.keys() if before.get(place) != now.get(place)}
    found = {*moved, *_led_to(before, moved), *_led_to(now, moved.union(changed))}
    if changed:
        places = enumerate(archive.similar)
        found.update(place for place, others in places if not set(others).isdisjoint(changed))
    return frozenset(found)


def _led_to(references: References, places: Collection[int]) -> Iterator[int]:
    for place in places:
        for target in references.get(place, ()):
            if target is not None:
                yield target
