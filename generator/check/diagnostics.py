"""Turn problems into diagnostics: each is reported once, at the line that it comes from, with
what was probably meant."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from posixpath import dirname, join, relpath, split, splitext
from urllib.parse import quote

from generator.check.addresses import read_address
from generator.check.fault_catalogue import FAULTS
from generator.check.files import INDEX, SiteFiles, folded
from generator.check.model import Problem
from generator.check.sources import Sources, find_lines
from generator.model import SitePath
from generator.report import Diagnostic
from generator.text import printable

_MOST_PLACED = 300
"""The most problems of a page that are located in its content file, which is read each time."""
_SUGGESTED = frozenset(
    {"link.missing", "link.directory", "link.absolute", "link.case", "asset.missing"}
)
_MOST_SEARCHED = 100
"""The most problems for which names are compared; if there are more, they may share a cause."""
_MOST_COMPARED = 400
"""The most names that one name is compared with."""


@dataclass(frozen=True, slots=True)
class DiagnosticWriter:
    """The writer of one site's diagnostics; ``label`` is the name of its output folder."""

    output: str
    label: str
    sources: Sources
    names: FileNames

    def tell(self, problems: Iterable[Problem]) -> Iterator[Diagnostic]:
        """Yield diagnostics.

        A problem that is found in a content file gets one for each line that has it. Any other
        problem gets one for all pages that share it, since it is probably the theme's fault.
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


@dataclass(slots=True)
class FileNames:
    """The names of a site's files by folder, and the folders that have a file by its name."""

    files: SiteFiles
    searches: int = 0
    _names_by_folder: dict[SitePath, list[str]] = field(default_factory=dict)
    _folders_by_name: dict[str, list[SitePath]] = field(default_factory=dict)

    def nearest(self, problem: Problem) -> str:
        """Return how a link should probably be written; empty when nothing is similar."""
        if problem.code not in _SUGGESTED:
            return problem.near
        folder = problem.path[: problem.path.rfind("/") + 1]
        address = read_address(problem.written, folder, self.files.base_url)
        path = address.path
        if path not in self.files.paths:
            # The path may mean a folder, or a file in another letter case.
            known = self.files.index_of(path) or self.files.by_folded.get(folded(path))
            path = known or self._similar(path)
        if not path:
            return ""
        anchor = f"#{address.fragment}" if address.fragment else ""
        if address.is_full:
            return self.files.base_url + quote(path) + anchor
        return quote(relpath(path, dirname(problem.path) or ".")) + anchor

    def _similar(self, path: SitePath) -> SitePath:
        """Return the path of the only file with this name, else of a file in the same folder with a
        similar name, else of one with this name in a similar folder; empty if there is none.
        """
        if self.searches >= _MOST_SEARCHED:
            return ""
        self.searches += 1
        if not self._names_by_folder:
            for known in sorted(self.files.paths):
                folder, name = split(known)
                self._names_by_folder.setdefault(folder, []).append(name)
                self._folders_by_name.setdefault(name, []).append(folder)
        folder, name = split(path.rstrip("/"))
        folders = self._folders_by_name.get(name, [])
        if len(folders) == 1 and name != INDEX:
            return join(folders[0], name)
        stem, ending = splitext(name)
        beside = map(splitext, self._names_by_folder.get(folder, []))
        stem_meant = _nearest(stem, [one for one, its_ending in beside if its_ending == ending])
        if stem_meant is not None:
            return join(folder, stem_meant + ending)
        folder_meant = _nearest(folder, folders)
        return "" if folder_meant is None else join(folder_meant, name)


def _nearest(name: str, known: list[str]) -> str | None:
    return next(iter(get_close_matches(name, known[:_MOST_COMPARED], n=1)), None)
