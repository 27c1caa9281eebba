"""Check links to anchors on other pages.

Only pages that such links lead to are read again, so that the anchors of all other pages need
not be kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.check.checks import MOST_COMPARED, Anchor
from generator.check.model import Markup, Problem
from generator.check.pages import read_page
from generator.model import SitePath
from generator.workers import ordered_map


@dataclass(frozen=True, slots=True)
class _Searcher:
    """Looks for the anchors that links lead to."""

    output: str
    wanted: Mapping[SitePath, frozenset[str]]

    def search(self, page: SitePath) -> dict[str, str]:
        """Return the fragments missing from a page, each with a similar anchor, or with “”."""
        markup = self._markup(page)
        if markup is None:
            return {}
        missing = sorted(markup.missing(self.wanted[page]))
        near = {one: markup.nearest_anchor(one) for one in missing[:MOST_COMPARED]}
        return {one: near.get(one, "") for one in missing}

    def _markup(self, page: SitePath) -> Markup | None:
        """Return the markup of a page; None when reading it would cost too much."""
        try:
            with open(os.path.join(self.output, page), "rb") as file:
                return read_page(file.read()).markup
        except OSError:
            return Markup()


def find_missing_anchors(anchors: Sequence[Anchor], output: str, jobs: int) -> Iterator[Problem]:
    """Yield a problem for each link to an anchor that its page does not have."""
    wanted: dict[SitePath, set[str]] = {}
    for anchor in anchors:
        wanted.setdefault(anchor.page, set()).add(anchor.fragment)
    pages = sorted(wanted)
    searcher = _Searcher(output, {page: frozenset(names) for page, names in wanted.items()})
    missing = dict(zip(pages, ordered_map(searcher.search, pages, jobs), strict=True))
    for anchor in anchors:
        near = missing[anchor.page].get(anchor.fragment)
        if near is not None:
            target = f"{anchor.page}#{anchor.fragment}"
            yield Problem("link.anchor", anchor.path, anchor.written, target, near)
