"""A scope that shows marks for documents: what a page would list, without rendering it.

Its contexts are equal for equal documents, numbers and links. It notes which documents it used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from generator.model import Archive, Page, Record, SitePath
from generator.render.renderer import Renderer
from generator.render.scope import Scope

LETTERS = -1
"""Represents the A–Z index among the places of documents."""


def marked(renderer: Renderer) -> Renderer:
    """Return a renderer for marked scopes, which does not word dates."""
    copy = replace(renderer)
    # A cached property that has a value is not computed.
    copy.__dict__.update(dates=_MarkedDates(), strings=renderer.strings)
    return copy


class MarkedScope(Scope):
    """``marks`` replace the documents; ``drawn`` are the places of those asked for so far."""

    def __init__(self, renderer: Renderer, page: Page, marks: Sequence[str]) -> None:
        super().__init__(renderer, page)
        self.say = lambda key, **values: f"{key} {values}"
        self._marks = marks
        self.drawn: set[int] = set()
        self.archive: Any = _Watched(renderer.archive, self.drawn)

    def link(self, path: SitePath) -> str:
        return path

    def site(self) -> Any:
        return None

    def page_info(self, title: str, **values: object) -> Any:
        return (title, values)

    def year_words(self, year: int) -> str:
        return str(year)

    def markup(self, text: str, *, is_numbered: bool = False) -> Any:  # noqa: ARG002
        return text

    def record(self, index: int) -> Record:
        self.drawn.add(index)
        return super().record(index)

    def entry(self, index: int) -> Any:
        self.drawn.add(index)
        return self._marks[index]

    def entries(self, indexes: Any) -> Any:
        places = tuple(indexes)
        self.drawn.update(places)
        return tuple(self._marks[place] for place in places)


class _Watched:
    """An archive that notes when its A–Z index is looked at."""

    def __init__(self, archive: Archive, drawn: set[int]) -> None:
        self._archive = archive
        self._drawn = drawn

    def __getattr__(self, name: str) -> Any:
        if name == "letters":
            self._drawn.add(LETTERS)
        return getattr(self._archive, name)


class _MarkedDates:
    """Replaces the wording of dates: returns what would be worded."""

    first_weekday = 0

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *values: f"{name} {values}"
