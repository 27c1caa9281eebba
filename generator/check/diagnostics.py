"""Turn problems into diagnostics: each at the line that it comes from, reported once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.check.fault_catalogue import FAULTS
from generator.check.link_suggestions import Names
from generator.check.model import Problem
from generator.check.sources import Sources, find_lines
from generator.model import SitePath
from generator.report import Diagnostic
from generator.text import printable

_MOST_PLACED = 300
"""The most problems of a page that are searched for in its content file, read each time."""


@dataclass(frozen=True, slots=True)
class DiagnosticWriter:
    """Reports the problems of one site; ``label`` is the name of its output folder."""

    output: str
    label: str
    sources: Sources
    names: Names

    def tell(self, problems: Iterable[Problem]) -> Iterator[Diagnostic]:
        """Yield diagnostics: for a problem found in a content file, one for each line that has it;
        for any other, one for all pages that share it, which is probably the theme's fault.
        """
        groups: dict[tuple[str, ...], list[Problem]] = {}
        seen: Counter[SitePath] = Counter()
        for problem in problems:
            if not self._is_the_owners(problem):
                seen[problem.path] += 1
                is_placed = seen[problem.path] <= _MOST_PLACED and self.sources.lines(problem)
                groups.setdefault(_key(problem, is_placed=bool(is_placed)), []).append(problem)
        for (*_, place), same in groups.items():
            if place:
                yield from self._tell_in_content(same[0])
            else:
                yield self._tell_of_pages(same)

    def _is_the_owners(self, problem: Problem) -> bool:
        """Return whether a problem of markup is in the owner's own file, published unchanged."""
        return FAULTS[problem.code].is_of_markup and self.sources.is_copy(problem.path)

    def _tell_in_content(self, problem: Problem) -> Iterator[Diagnostic]:
        path = f"content/{self.sources.find(problem.path)}"
        for line in self.sources.lines(problem):
            yield self._diagnostic(problem, path, line)

    def _tell_of_pages(self, same: list[Problem]) -> Diagnostic:
        first = same[0]
        pages = len({problem.path for problem in same})
        source = self.sources.find(first.path)
        if pages == 1 and source:
            return self._diagnostic(first, f"content/{source}", None)
        line = next(iter(find_lines(os.path.join(self.output, first.path), first)), None)
        told = self._diagnostic(first, f"{self.label}/{first.path}", line)
        return told if pages == 1 else replace(told, message=f"{told.message} (on {pages:,} pages)")

    def _diagnostic(self, problem: Problem, path: str, line: int | None) -> Diagnostic:
        fault = FAULTS[problem.code]
        known = replace(problem, near=self.names.nearest(problem))
        return Diagnostic(
            fault.severity,
            problem.code,
            fault.message_for(known),
            printable(path),
            line,
            fault.hint_for(known),
        )


def _key(problem: Problem, *, is_placed: bool) -> tuple[str, ...]:
    if is_placed:
        return (problem.code, problem.target, problem.written, problem.path)
    return (problem.code, problem.target, "")
