"""Compare the wordings of a title: “Weir breaks”, “The Gazette | WEIR BREAKS”.

This module knows how titles are put together, and nothing about where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.text import folded

_SEPARATOR = re.compile(r"(?<!\s)(?:\s++(?:[|\-–—»«·:•/~>]+|::)\s++|\s*+(?:[|»«•]|::)\s*+)")
_NO_WORD = re.compile(r"[\W_]+")
_MOST_PARTS = 6
_VOICES = frozenset({"title", "json-ld", "headline", "entry-title"})
_OF_A_START, _OF_AN_END, _OF_A_WORD = 0.8, 0.4, 0.1
"""How much a part of a stated title counts; the site's name is mostly at the end."""
_WEIGHT_OF_MARKED = {"headline": 0.5, "entry-title": 0.5}
"""How much the voices count that only say of a printed line that it is the headline."""
_LONGEST_NAME = 6
"""Most words of a site's name."""
_FEWEST = 4
"""Letters and digits of a title; one in another script may have half as many."""
_TOOLS_NAMES = re.compile(
    r"(?:new page|untitled(?: document| page)?|no title|default|index|home ?page|home|document"
    r"|page|title|normal|microsoft word.*|welcome|blank)?\W*\d*(?:\.html?)?",
    re.IGNORECASE,
)
"""What programs call a page that nobody gave a title."""


@lru_cache(maxsize=4_096)  # the lines of a page are compared with each of its titles
def title_key(text: str) -> str:
    """Return a title for comparison: its letters and digits alone, without regard to case."""
    return _NO_WORD.sub("", folded(text))


def title_ends(title: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what is left without the last part, and that part; then the same for the first part.

    The third value is whether a bar divides off the last part, as it does a site's name.
    """
    cuts = list(_SEPARATOR.finditer(title))
    if cuts:
        first, last = cuts[0], cuts[-1]
        yield title[: last.start()].strip(), title[last.end() :].strip(), "|" in last[0]
        yield title[first.end() :].strip(), title[: first.start()].strip(), False


def title_wordings(title: str) -> tuple[str, ...]:
    """Return a title as a whole, and without parts at either end, the longest first."""
    cuts = list(_SEPARATOR.finditer(title))[:_MOST_PARTS]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(title)]
    slices = (title[start:end].strip() for start in starts for end in ends if start < end)
    return tuple(sorted(filter(None, dict.fromkeys(slices)), key=len, reverse=True))


def count_votes(stated: Iterable[tuple[str, str]], names: Iterable[str]) -> dict[str, float]:
    """Return how many voices state each wording of a title, by its key.

    ``stated`` are titles and the places that state them; ``names`` are those of the site, which are
    no titles. All meta elements are one voice, as one program writes them. A wording that is only
    a part of what a voice states counts less.
    """
    sites = {title_key(name) for name in names if len(name.split()) <= _LONGEST_NAME}
    voices: dict[str, dict[str, float]] = {}
    for title, place in stated:
        if names_nothing(title):
            continue
        voice = place if place in _VOICES else "meta"
        for wording in title_wordings(title):
            key = title_key(wording)
            if len(key) < (_FEWEST if key.isascii() else _FEWEST // 2) or key in sites:
                continue
            weight = _weight(wording, title) * _WEIGHT_OF_MARKED.get(voice, 1.0)
            by_voice = voices.setdefault(key, {})
            by_voice[voice] = max(weight, by_voice.get(voice, 0.0))
    return {key: sum(by_voice.values()) for key, by_voice in voices.items()}


def _weight(wording: str, title: str) -> float:
    if wording == title:
        return 1.0
    if title.startswith(wording):
        return _OF_A_START
    return _OF_AN_END if len(wording.split()) > 1 or not wording.isascii() else _OF_A_WORD


def names_nothing(title: str) -> bool:
    """Return whether a title is none, such as “Untitled” or “New Page 1”."""
    return _TOOLS_NAMES.fullmatch(title.strip()) is not None
