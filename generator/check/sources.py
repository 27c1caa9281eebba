"""Find where a problem comes from: the content file of a page, and the line in it."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from urllib.parse import quote, unquote

from generator.check.model import Problem
from generator.model import SitePath

_BEFORE = r"""(?:[(<"'=]|:[ \t]|-[ \t]|:(?=\s))\s*"""
_AFTER = r"""(?=[)>"'\s,]|$)"""
"""What comes before and after an address in Markdown, HTML and YAML."""
_LONGEST = 2_000
"""The most characters of an address to search for: the pattern is many times as long."""
_HEADING = re.compile(r"^#[ \t]|<h1\b", re.MULTILINE | re.IGNORECASE)
_PUNCTUATION = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Sources:
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
