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
            code, path = problem.code, problem.path
            if FAULTS[code].is_of_markup and self.sources.is_copy(path):
                continue  # the owner's own file, published unchanged
            seen[path] += 1
            key: tuple[str, ...] = (code, problem.target, "")
            if seen[path] <= _MOST_PLACED and self.sources.lines(problem):
                key = (code, problem.target, problem.written, path)
            groups.setdefault(key, []).append(problem)
        for (*_, place), same in groups.items():
            if not place:
                yield self._tell_of_pages(same)
                continue
            source = self.sources.find(place)
            for line in self.sources.lines(same[0]):
                yield self._diagnostic(same[0], f"content/{source}", line)

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
        message, hint = fault.words_for(replace(problem, near=self.names.nearest(problem)))
        return Diagnostic(fault.severity, problem.code, message, printable(path), line, hint)
