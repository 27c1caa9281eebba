"""Turn problems into diagnostics: each is reported once, at the line of the content file that it
comes from, with what was probably meant."""

from __future__ import annotations

import html
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from posixpath import dirname, join, relpath, split, splitext
from urllib.parse import quote, unquote

from msgspec import Struct, field
from msgspec.structs import replace

from generator.check.fault_catalogue import FAULTS
from generator.check.files import INDEX, SiteFiles, folded
from generator.check.links import read_address
from generator.check.model import Problem
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
_BEFORE = r"""(?:[(<"'=]|:[ \t]|-[ \t]|:(?=\s))\s*"""
_AFTER = r"""(?=[)>"'\s,]|$)"""
"""What comes before and after an address in Markdown, HTML and YAML."""
_LONGEST = 2_000
"""The most characters of an address to search for: the pattern is many times as long."""
_HEADING = re.compile(r"^#[ \t]|<h1\b", re.MULTILINE | re.IGNORECASE)
_PUNCTUATION = re.compile(r"[^\w\s]|_")


class DiagnosticWriter(Struct, frozen=True):
    """The writer of one site's diagnostics; ``label`` is the name of its output folder."""

    output: str
    label: str
    sources: Sources
    names: FileNames

    def tell(self, problems: Iterable[Problem]) -> Iterator[Diagnostic]:
        """Yield diagnostics.

        A problem that is found in a content file gets one for each line that has it, or one for all
        pages if it is told once. Any other problem gets one for all pages that share it, since it
        is probably the theme's fault.
        """
        groups: dict[tuple[str, ...], list[Problem]] = {}
        seen: Counter[SitePath] = Counter()
        for problem in problems:
            code, path = problem.code, problem.path
            if FAULTS[code].is_of_markup and self.sources.is_copy(path):
                continue  # the owner's own file, published unchanged
            seen[path] += 1
            key: tuple[str, ...] = (code, problem.target, "")
            is_placed = seen[path] <= _MOST_PLACED and not FAULTS[code].is_told_once
            if is_placed and self.sources.lines(problem):
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
        if source and FAULTS[first.code].is_told_once:
            line = next(iter(self.sources.lines(first)), None)
            told = self._diagnostic(first, f"content/{source}", line)
        elif source and pages == 1:
            told = self._diagnostic(first, f"content/{source}", None)
        else:
            line = next(iter(find_lines(os.path.join(self.output, first.path), first)), None)
            told = self._diagnostic(first, f"{self.label}/{first.path}", line)
        return told if pages == 1 else replace(told, message=f"{told.message} (on {pages:,} pages)")

    def _diagnostic(self, problem: Problem, path: str, line: int | None) -> Diagnostic:
        fault = FAULTS[problem.code]
        message, hint = fault.words_for(replace(problem, near=self.names.nearest(problem)))
        return Diagnostic(fault.severity, problem.code, message, printable(path), line, hint)


class FileNames(Struct):
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


# Where a problem comes from


class Sources(Struct, frozen=True):
    """The content folder (it need not exist), and the keys of the site's taxonomies."""

    content: str
    taxonomies: frozenset[str]

    def is_copy(self, page: SitePath) -> bool:
        """Return whether a page is the owner's own file, published unchanged."""
        return os.path.isfile(os.path.join(self.content, page))

    def find(self, page: SitePath) -> str | None:
        """Return a page's content file, as a path inside content/; None if it has none."""
        return next((name for name in self._candidates(page) if self.is_copy(name)), None)

    def lines(self, problem: Problem) -> list[int]:
        """Return the lines of the content file that contain a problem, in order."""
        name = self.find(problem.path)
        return find_lines(os.path.join(self.content, name), problem) if name else []

    def _candidates(self, page: SitePath) -> Iterator[str]:
        yield page
        name, ending = os.path.splitext(page)
        if ending != ".html":
            return
        yield f"{name}.md"
        yield f"pages/{name}.md"
        folder, _, last = name.rpartition("/")
        if last == "index" and folder.partition("/")[0] in self.taxonomies:
            yield f"{folder}.md"


def find_lines(path: str, problem: Problem) -> list[int]:
    """Return the numbers, from 1, of the lines of a file that contain a problem's text."""
    pattern = _pattern(problem.code, problem.written.strip(), problem.target)
    if pattern is None:
        return []
    try:
        text = Path(path).read_text("utf-8", "replace")
    except OSError:
        return []
    # Counting the line breaks between the ends of successive matches gives their lines.
    ends = [match.end() for match in pattern.finditer(text)]
    breaks = (text.count("\n", *span) for span in pairwise((0, *ends)))
    return list(dict.fromkeys(number + 1 for number in accumulate(breaks)))


@lru_cache(maxsize=1024)
def _pattern(code: str, written: str, target: str) -> re.Pattern[str] | None:
    """Return a pattern for the text of a problem; None when there is no text to find."""
    if code == "html.heading":
        return _HEADING if target.isdigit() else None
    if not 0 < len(written) <= _LONGEST:
        return None
    if code.startswith("id."):
        # In HTML id="…", in Markdown {#…}.
        return re.compile(rf"""(?:\bid\s*=\s*["']?|[{{\s]\#){re.escape(written)}(?![\w-])""")
    forms = {written, unquote(written), quote(unquote(written), safe="/:?#[]@!$&'()*+,;=~%")}
    either = "|".join(_loosened(form) for form in sorted(forms))
    return re.compile(rf"{_BEFORE}(?:{either}){_AFTER}")


def _loosened(address: str) -> str:
    """Return a pattern for an address, with or without escapes of Markdown or HTML."""
    return "".join(
        rf"(?:\\?{re.escape(char)}|{re.escape(html.escape(char))})"
        if _PUNCTUATION.match(char)
        else re.escape(char)
        for char in address
    )
