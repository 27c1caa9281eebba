"""Measure what it takes to relate documents to one another: python -m tools.benchmarks.related

Make records in memory whose terms are distributed as unevenly as words are (Zipf's law), each with
a list of related stories, and print the seconds and the peak memory of each step.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

from generator.archive.references import Named, find_references, title_key
from generator.archive.similarity import find_similar
from generator.archive.taxonomies import find_taxonomies
from generator.config import TaxonomySettings
from generator.dates import parse_edtf
from generator.model import Record

TAXONOMIES = {"topics": 4_000, "people": 30_000, "places": 6_000, "organisations": 8_000}
"""How many terms each taxonomy has at 20,000 documents."""
_T = TypeVar("_T")
_TERMS_EACH = 3
_NAMED_EACH = 3


class Zipf:
    """A source of numbers below a count; the n-th is drawn n times less often than the first."""

    def __init__(self, count: int, source: random.Random) -> None:
        self._sums = list(accumulate(1 / rank for rank in range(1, count + 1)))
        self._source = source

    def draw(self) -> int:
        return min(bisect(self._sums, self._source.random() * self._sums[-1]), len(self._sums) - 1)


def make_records(count: int, source: random.Random) -> list[Record]:
    """Return invented records, oldest first."""
    zipfs = {key: Zipf(max(10, size * count // 20_000), source) for key, size in TAXONOMIES.items()}
    return [_record(number, count, zipfs, source) for number in range(count)]


def _record(number: int, count: int, zipfs: dict[str, Zipf], source: random.Random) -> Record:
    year, day = 1900 + number * 100 // count, number % 28 + 1
    terms = {
        key: tuple(f"{key} {zipf.draw()}" for _ in range(source.randint(0, 2 * _TERMS_EACH)))
        for key, zipf in zipfs.items()
    }
    date = parse_edtf(f"{year}-{source.randint(1, 12):02d}-{day:02d}")
    return Record(f"{year}/{number}", f"Story number {number}", date, terms=terms)


def make_names(records: Sequence[Record], source: random.Random) -> list[Named]:
    """Return the name of each record and the other records that it names."""
    return [_named(record, source.sample(records, _NAMED_EACH)) for record in records]


def _named(record: Record, others: Sequence[Record]) -> Named:
    cites = tuple((title_key(one.title), one.date.text) for one in others if one.date)
    return Named(title_key(record.title), record.date.text if record.date else None, cites)


def measured(what: str, work: Callable[[], _T]) -> _T:
    start = time.perf_counter()
    result = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:24} {time.perf_counter() - start:7.2f} s   {peak:5} MB at most so far")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    options = parser.parse_args()
    source = random.Random(7)
    records = measured("making records", lambda: make_records(options.documents, source))
    names = measured("making names", lambda: make_names(records, source))
    settings = {key: TaxonomySettings() for key in TAXONOMIES}
    taxonomies = measured("taxonomies", lambda: find_taxonomies(records, settings))
    similar = measured("similar documents", lambda: find_similar(records, taxonomies))
    found = measured("references", lambda: find_references(names, lambda _: None))
    print(f"{sum(map(bool, similar)):,} documents have similar ones, {len(found):,} name others")


if __name__ == "__main__":
    main()
