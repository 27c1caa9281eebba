"""Find the source: the publication in which the document first appeared, as it states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from generator.dates import find_printed_dates
from generator.languages import all_languages
from generator.languages.cues import after_publication, find_cue, names_paper
from generator.model import Finding, LabelledText, Role, Stated

_TOP = 4
"""Lines with words, from the top, that may hold a masthead."""
_LONGEST = 7
_SEPARATOR = re.compile(r"(?<!\s)\s+[-–—|:»>]+\s+")
_TRAIL = re.compile(r"[>»›:]")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?[\s,]*"
    r"(?P<owner>[^\W\d_][^.|©]*?)(?:[\s,]+\d{4}.*)?(?=\.|\||,? all rights|$)",
    re.IGNORECASE,
)
"""Such as “© 2001 Example News. All rights reserved”, with the owner “Example News”."""
_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*\.?")

Candidate = tuple[int, str]


def find_source(text: LabelledText, stated: Stated) -> Finding[str] | None:
    """Return the publication's name as printed, else as the markup states it, else None."""
    for rule, candidates in _RULES:
        for line, name in candidates(text):
            return Finding(name, rule, line)
    return stated.sources[0] if stated.sources else None


def _in_dateline(text: LabelledText) -> Iterator[Candidate]:
    """Yield “Hartwell Gazette” from “Hartwell Gazette, Saturday 3 June 1911”."""
    for number in text.numbers(Role.DATE):
        line = text.text(number)
        for printed in find_printed_dates(line, all_languages())[:1]:
            name = line[: printed.start].strip(" ,;:|–—-([")
            if _names_publication(name):
                yield number, name
        if after_publication(line) is not None:
            yield number, line.partition(",")[0].strip()


def _in_masthead(text: LabelledText) -> Iterator[Candidate]:
    """Yield the words in capitals that open a page, or a short line that names a paper."""
    for line in islice((line for line in text.lines if line.may_be_field), _TOP):
        if text.roles[line.number - 1] in (Role.FURNITURE, Role.DATE):
            name = _capitals_at_start(line.text)
            is_short = 1 < len(line.text.split()) <= _LONGEST
            # A trail, an entry of a menu or a heading is not a name.
            if not name and is_short and not find_cue(line.text) and not _TRAIL.search(line.text):
                name = _SEPARATOR.split(line.text.strip())[0]
            if name and _names_publication(name):
                yield line.number, name


def _in_page_title(text: LabelledText) -> Iterator[Candidate]:
    """Yield “The Example” from “Headline - The Example” in the first lines."""
    for line in islice((line for line in text.lines if line.may_be_field), _TOP):
        parts = [part.strip() for part in _SEPARATOR.split(line.text)]
        if len(parts) > 1 and text.roles[line.number - 1] is not Role.SECTION:
            for part in parts:
                if len(part.split()) <= _LONGEST and _names_publication(part):
                    yield line.number, part


def _in_copyright(text: LabelledText) -> Iterator[Candidate]:
    for line, role in zip(text.lines, text.roles, strict=True):
        match = _COPYRIGHT.search(line.text[:300]) if role is Role.FURNITURE else None
        if match and len(match["owner"].split()) <= _LONGEST and match["owner"][0].isupper():
            yield line.number, match["owner"].strip(" ,;")


_RULES: tuple[tuple[str, Callable[[LabelledText], Iterator[Candidate]]], ...] = (
    ("dateline", _in_dateline),
    ("masthead", _in_masthead),
    ("page-title", _in_page_title),
    ("copyright", _in_copyright),
)


def _capitals_at_start(line: str) -> str | None:
    """Return the run of words in capitals that opens a line of mixed case."""
    words = line.split()
    run = list(takewhile(str.isupper, words))
    return " ".join(run) if 1 <= len(run) <= _LONGEST and len(run) < len(words) else None


def _names_publication(name: str) -> bool:
    words = _WORD.findall(name)
    return (
        0 < len(words) <= _LONGEST
        and name[0].isupper()
        and not name.endswith((".", ":", "?", "!"))
        and names_paper(name)
    )
