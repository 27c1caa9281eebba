"""Suggest how a broken link should probably be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from posixpath import dirname, join, relpath, split, splitext
from urllib.parse import quote

from generator.check.addresses import read_address
from generator.check.files import INDEX, SiteFiles, folded
from generator.check.model import Problem
from generator.model import SitePath

_CODES = frozenset(
    {"link.missing", "link.directory", "link.absolute", "link.case", "asset.missing"}
)
_MOST_SEARCHED = 100
"""The most problems for which names are compared: more of them probably share a cause."""
_MOST_COMPARED = 400
"""The most names that one name is compared with."""


@dataclass(slots=True)
class Names:
    """The names of a site's files by folder, and the folders by name."""

    files: SiteFiles
    searches: int = 0
    _names_by_folder: dict[SitePath, list[str]] = field(default_factory=dict)
    _folders_by_name: dict[str, list[SitePath]] = field(default_factory=dict)

    def nearest(self, problem: Problem) -> str:
        """Return how a link should probably be written; empty when nothing is similar."""
        if problem.code not in _CODES:
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
