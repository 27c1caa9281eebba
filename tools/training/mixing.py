"""Artificial pages: the furniture of one site around the article of another.

A network soon memorises which article belongs to which menu. If any article may appear in any page
by the same renderer, it has to learn what distinguishes articles from furniture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from tools.training.examples import MAIN, Example, LabelledPage, labelled_example

_ABOVE = 15
"""A title at most this many lines above the main text is moved with it."""
_LONGEST = 600
"""The most lines of an article that is put into another page."""
_TRIES = 4


class Mixer:
    """The labelled pages by their renderer, from which mixed pages are made."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._by_renderer: dict[str, list[LabelledPage]] = defaultdict(list)
        for example in examples:
            if example.page is not None:
                self._by_renderer[example.page.renderer].append(example.page)

    def mixed(
        self, examples: Sequence[Example], share: float, random: np.random.Generator
    ) -> Iterator[Example]:
        """Yield the examples; a ``share`` of the labelled pages get the article of another site."""
        for example in examples:
            page = example.page
            if page is not None and random.random() < share:
                yield self._with_article(page, random) or example
            else:
                yield example

    def _with_article(self, page: LabelledPage, random: np.random.Generator) -> Example | None:
        others = self._by_renderer[page.renderer]
        for _ in range(_TRIES):
            other = others[random.integers(len(others))]
            if other.site != page.site:
                return _put_into(page, other)
        return None


def _put_into(page: LabelledPage, other: LabelledPage) -> Example | None:
    place, article = _article(page.labels), _article(other.labels)
    if place is None or article is None or article.stop - article.start > _LONGEST:
        return None
    before, behind = slice(0, place.start), slice(place.stop, None)
    return labelled_example(
        replace(
            page,
            lines=page.lines[before] + other.lines[article] + page.lines[behind],
            labels=page.labels[before] + other.labels[article] + page.labels[behind],
        )
    )


def _article(labels: Sequence[str]) -> slice | None:
    """Return the slice of the main text, with its title if that is shortly above it."""
    main = [place for place, label in enumerate(labels) if label in MAIN]
    if not main:
        return None
    above = range(max(0, main[0] - _ABOVE), main[0])
    titles = (place for place in above if labels[place] == "title")
    return slice(next(titles, main[0]), main[-1] + 1)
