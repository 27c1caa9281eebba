"""Find redirects that lead in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.model import Problem
from generator.model import SitePath


def find_loops(redirects: Mapping[SitePath, SitePath]) -> Iterator[Problem]:
    """Yield a problem for each circle of redirects, at one of its pages."""
    seen: set[SitePath] = set()
    for start in sorted(redirects):
        way: dict[SitePath, None] = {}
        page = start
        while page in redirects and page not in seen:
            seen.add(page)
            way[page] = None
            page = redirects[page]
        if page in way:
            circle = list(way)[list(way).index(page) :]
            yield Problem("link.loop", circle[0], target=" → ".join([*circle, circle[0]]))
